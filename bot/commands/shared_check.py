"""What doctor says of the Redis that processes share."""

from collections.abc import Iterator

from bot.commands.findings import Finding, good
from bot.config import Config
from storage.shared.family import check_shared


def check_redis(config: Config) -> Iterator[Finding]:
    """Where [processes] names one: it answers and keeps nothing on a disk. Raises RefusalError as check_shared does."""
    if url := config.processes.redis.get_secret_value():
        check_shared(url)
        yield good("shared-doctor-good")
