"""The Redis that processes share: reached by its URL, empty after it died, and never asked for by who has none."""

import subprocess
import sys

import pytest
from redis import AuthenticationError

from storage.shared.connections import connect, connect_async
from tests.redis_server import redis_server


async def test_a_server_that_died_comes_back_empty() -> None:
    with redis_server() as server:
        client, waiting = connect(server.url), connect_async(server.url)
        client.set("k", b"v")
        assert await waiting.get("k") == b"v"
        server.kill()
        server.start()
        assert await waiting.get("k") is None
        assert client.get("k") is None
        client.close()
        await waiting.aclose()


def test_a_password_stands_in_the_url() -> None:
    with redis_server("--requirepass", "open") as server:
        address = server.url.removeprefix("redis://")
        with pytest.raises(AuthenticationError), connect(f"redis://{address}") as closed:
            closed.ping()
        with connect(f"redis://:open@{address}") as opened:
            assert opened.ping()


def test_the_bot_of_one_process_does_not_import_redis() -> None:
    asked = "import bot.__main__, bot.app, bot.parts, sys; sys.exit('redis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0  # noqa: S603
