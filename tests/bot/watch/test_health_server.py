import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from bot.config import ConfigError, read_config
from bot.watch import heartbeat
from bot.watch.health_server import serve
from bot.watch.heartbeat import beat
from domain.errors import RefusalError
from reminders.watch.self_check import Check, Health
from tests.desks import shanghai

NOW = shanghai(5, 12)
LOCAL = "127.0.0.1:0"


async def get(url: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(url, timeout=10)


@asynccontextmanager
async def listener(status: int = 200, wait_s: float = 0) -> AsyncIterator[tuple[str, list[str]]]:
    """Serve what a heartbeat calls; yields its address and the paths that were called."""
    called: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        called.append(request.path)
        await asyncio.sleep(wait_s)
        return web.Response(status=status)

    app = web.Application()
    app.router.add_get("/{rest:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/ping/s3cret", called
    finally:
        await runner.cleanup()


async def test_healthz_says_200_when_all_is_well_and_503_when_not_or_not_known_yet() -> None:
    known: list[Health | None] = [None]
    async with serve(LOCAL, lambda: known[-1], lambda: b"figures\n") as url:
        starting = await get(f"{url}/healthz")
        known.append(Health(NOW, (Check("tick", True, 1), Check("disk", True, 900))))
        well = await get(f"{url}/healthz")
        known.append(Health(NOW, (Check("tick", False, 7), Check("disk", True, 900))))
        ill = await get(f"{url}/healthz")
        metrics, elsewhere = await get(f"{url}/metrics"), await get(f"{url}/admin")
    assert (starting.status_code, starting.json()["status"]) == (503, "starting")
    assert (well.status_code, well.json()["status"]) == (200, "ok")
    assert (ill.status_code, ill.json()["status"]) == (503, "trouble")
    assert ill.json()["checks"] == {"tick": {"ok": False, "detail": 7}, "disk": {"ok": True, "detail": 900}}
    assert (metrics.text, metrics.headers["Content-Type"].split(";")[0]) == ("figures\n", "text/plain")
    assert elsewhere.status_code == 404


async def test_an_address_that_is_taken_is_refused_in_one_sentence() -> None:
    async with serve(LOCAL, lambda: None, lambda: b"") as url:
        with pytest.raises(RefusalError) as refused:
            async with serve(url.removeprefix("http://"), lambda: None, lambda: b""):
                pass
    assert refused.value.key == "watch-cannot-listen"


@pytest.mark.parametrize("listen", ["9464", "127.0.0.1", "http://127.0.0.1:9464", "a b:1", ":"])
def test_what_is_no_address_is_refused_with_the_configuration(tmp_path: Path, listen: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[watch]\nlisten = "{listen}"\n', encoding="utf-8")
    with pytest.raises(ConfigError):
        read_config(path)


@pytest.mark.parametrize("listen", ["", "127.0.0.1:9464", "[::1]:9464", "localhost:80"])
def test_an_address_or_none_is_taken(tmp_path: Path, listen: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[watch]\nlisten = "{listen}"\n', encoding="utf-8")
    assert read_config(path).watch.listen == listen
    assert not read_config(path).watch.heartbeat_url


async def test_the_heartbeat_calls_its_address_while_well_and_fail_behind_it_while_not() -> None:
    async with listener() as (url, called):
        assert await beat(url, well=True)
        assert await beat(url, well=False)
        assert await beat(f"{url}/", well=False)
    assert called == ["/ping/s3cret", "/ping/s3cret/fail", "/ping/s3cret/fail"]


async def test_a_heartbeat_that_fails_is_logged_without_its_address_and_never_raises(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with listener(status=500) as (url, _called):
        assert not await beat(url, well=True)
    assert not await beat(url, well=True)  # nobody there any more
    assert not await beat("http://[nonsense/s3cret", well=True)
    monkeypatch.setattr(heartbeat, "ANSWER_TIMEOUT_S", 0.05)
    async with listener(wait_s=5) as (url, _called):
        assert not await beat(url, well=True)
    assert len(caplog.records) == 4
    assert "s3cret" not in caplog.text
    assert "500" in caplog.text
