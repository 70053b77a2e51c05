"""The Valkey of compose.yaml with the account of docs/city.md, as they stand there, and what that account may do.

Where there is no Valkey, a Redis is given the same command.
"""

import re
import subprocess
from pathlib import Path

import pytest
from redis.exceptions import NoPermissionError

from domain.errors import RefusalError
from domain.time.clock import SystemClock
from storage.shared.connections import connect
from storage.shared.family import check_shared, join
from tests.deploying import block, composed
from tests.redis_server import redis_server


def typed(folder: Path) -> str:
    """Type in `folder` what the page has an administrator type first; return what it shows, the password."""
    # Whose a file is only root can say; here it is the test's.
    lines = re.sub(r" -o 10001( -g 10001)?", "", block("install -d -m 700"))
    done = subprocess.run(["bash", "-ec", lines], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return done.stdout.strip()


def test_the_account_of_the_page_shares_what_compose_runs_and_nobody_else_gets_in(tmp_path: Path) -> None:
    password = typed(tmp_path)
    users = tmp_path / "valkey-users.acl"
    assert password
    assert password not in users.read_text("utf-8")
    assert {path.name: oct(path.stat().st_mode)[-3:] for path in tmp_path.iterdir()} == {
        **dict.fromkeys(("data", "backups"), "700"),
        "caddy": "755",
        **dict.fromkeys(("token.txt", "postgresql-password.txt", "valkey-users.acl"), "400"),
    }
    program, *settings = composed()["services"]["valkey"]["command"]
    assert program == "valkey-server"
    settings[settings.index("--aclfile") + 1] = str(users)
    settings[settings.index("--dir") + 1] = str(tmp_path)
    with redis_server(*settings) as server:
        address = server.url.removeprefix("redis://")
        url = f"redis://gridbot:{password}@{address}"
        check_shared(url)
        family, other = (join(url, "x", "1:a", SystemClock()) for _process in range(2))
        assert family.ring.family == other.ring.family
        family.close()
        other.close()
        for wrong in (f"redis://{address}", f"redis://gridbot:x@{address}", f"redis://:{password}@{address}"):
            with pytest.raises(RefusalError, match="shared-locked"):
                check_shared(wrong)
        with connect(url) as client:
            for command in (["GET", "others"], ["FLUSHALL"], ["CONFIG", "SET", "save", "1 1"], ["KEYS", "*"]):
                with pytest.raises(NoPermissionError):
                    client.execute_command(*command)
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
