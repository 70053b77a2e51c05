"""What doctor says of forms and registers that came by the chat: which files they stand in the place of."""

from collections.abc import Iterator

from bot.commands.findings import Finding, good, note
from bot.config import Config
from bot.folders.own_files import brought_in, folder_files
from usecases.live_texts import texts_in_use


def check_brought_in(config: Config) -> Iterator[Finding]:
    """Say how many came by the chat, which files of the folders they replace, and which are not read any more."""
    folders, brought = folder_files(config), brought_in(config)
    ids = {(text.kind, text.file_name) for text in brought}
    if ids:
        yield good("own-text-doctor", count=len(ids))
    over = sorted(name for kind, name in ids if name in folders.get(kind, {}))
    if over:
        yield note("own-text-doctor-over", names=", ".join(over))
    left = [f"{text.file_name} {text.version}" for text in texts_in_use(folders, brought).left_out]
    if left:
        yield note("own-text-doctor-left-out", names=", ".join(left))
