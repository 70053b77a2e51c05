"""Updates that are pushed: with the secret, several at once, until they are taken, and never beside getUpdates."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from simulator import Phone, Phones, Simulator
from tests.simulator.conftest import TOKEN, Api, Hand


class Ear:
    """A bot's end of a webhook: answers as it is told to, and notes what it heard."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        """What is answered next; 200 once there is none left."""
        self.at_once = self.most_at_once = 0
        self.go_on = asyncio.Event()
        self.go_on.set()
        self._came = asyncio.Condition()
        self.url = ""

    async def hear(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        async with self._came:
            self._came.notify_all()
        await self.go_on.wait()
        self.at_once -= 1
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def has(self, number: int) -> list[str]:
        """Wait for so many; return the texts of them."""
        async with asyncio.timeout(10), self._came:
            await self._came.wait_for(lambda: len(self.heard) >= number)
        return [update["message"]["text"] for update in self.heard]


@asynccontextmanager
async def listening(trusted: ssl.SSLContext | None = None, path: str = "/hook") -> AsyncIterator[Ear]:
    ear = Ear()
    app = web.Application()
    app.router.add_post(path, ear.hear)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=trusted).start()
    ear.url = f"http{'s' if trusted else ''}://127.0.0.1:{runner.addresses[0][1]}{path.partition('/{')[0]}"
    try:
        yield ear
    finally:
        ear.go_on.set()
        await runner.cleanup()


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    async with listening() as opened:
        yield opened


@pytest.fixture
def in_lanes() -> bool:
    return False


@pytest.fixture
async def sim(hand: Hand, *, in_lanes: bool) -> AsyncIterator[Simulator]:
    simulator = Simulator(now=hand.now, push_again_s=0.01, pushes_in_lanes=in_lanes)
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve():
        yield simulator


async def all_taken(api: Api, told: Callable[[dict[str, Any]], bool] = lambda _info: True) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while True:
            info: dict[str, Any] = (await api("getWebhookInfo"))["result"]
            if not info["pending_update_count"] and told(info):
                return info


async def test_what_waits_and_what_comes_is_pushed_with_the_secret(api: Api, nurse: Phone, ear: Ear) -> None:
    assert (await api("setWebhook", url=ear.url, secret_token="Secret_1"))["ok"]  # noqa: S106 - made up
    await nurse.send_nowait("甲")
    assert sorted(await ear.has(2)) == ["/start", "甲"]
    assert ear.secrets == ["Secret_1", "Secret_1"]
    info = await all_taken(api)
    assert info == {
        "url": ear.url,
        "has_custom_certificate": False,
        "max_connections": 40,
        "pending_update_count": 0,
    }


async def test_what_is_not_taken_comes_again_until_it_is(api: Api, nurse: Phone, ear: Ear) -> None:
    ear.statuses = [503, 500, 404]
    await api("setWebhook", url=ear.url)
    assert nurse.id
    assert await ear.has(4) == ["/start"] * 4
    assert len({update["update_id"] for update in ear.heard}) == 1
    info = await all_taken(api)
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    assert info["last_error_date"] == 1782262800


async def test_nobody_there_is_no_loss(api: Api, nurse: Phone, ear: Ear) -> None:
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    async with asyncio.timeout(10):
        while "last_error_message" not in (info := (await api("getWebhookInfo"))["result"]):
            assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Connection failed: ClientConnectorError"
    assert nurse.id
    await api("setWebhook", url=ear.url)
    assert await ear.has(1) == ["/start"]


async def test_one_that_is_not_taken_holds_up_no_other_and_no_more_go_at_once_than_was_asked(
    api: Api, nurse: Phone, ear: Ear
) -> None:
    await api("setWebhook", url=ear.url, max_connections=3)
    await ear.has(1)
    await all_taken(api)
    ear.go_on.clear()
    for number in range(5):
        await nurse.send_nowait(str(number))
    await ear.has(4)
    assert ear.at_once == 3
    ear.go_on.set()
    assert sorted((await ear.has(6))[1:]) == ["0", "1", "2", "3", "4"]
    await all_taken(api)
    assert ear.most_at_once == 3


@pytest.mark.parametrize("in_lanes", [True])
async def test_a_chats_messages_wait_for_the_one_before_and_hold_up_no_other_chat(
    api: Api, nurse: Phone, phones: Phones, ear: Ear
) -> None:
    ear.statuses = [503, 503]
    ear.go_on.clear()
    await api("setWebhook", url=ear.url)
    await nurse.send_nowait("后")
    supplier = await phones.new("供应商")
    await supplier.send_nowait("/start")
    assert await ear.has(2) == ["/start", "/start"]
    assert len({update["message"]["chat"]["id"] for update in ear.heard}) == 2
    ear.go_on.set()
    await all_taken(api)
    of_nurse = [update["message"] for update in ear.heard if update["message"]["chat"]["id"] != supplier.id]
    assert [message["text"] for message in of_nurse] == ["/start", "/start", "后"]


async def test_updates_are_either_pushed_or_fetched(sim: Simulator, api: Api, nurse: Phone, ear: Ear) -> None:
    first = (await api("getUpdates"))["result"][0]["update_id"]
    waiting = asyncio.ensure_future(api("getUpdates", offset=first + 1, timeout=50))
    while sim.world.bot().updates._waiter is None:  # noqa: ASYNC110 - it has no bell for this
        await asyncio.sleep(0)
    await api("setWebhook", url=ear.url)
    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"
    refused = await api("getUpdates")
    assert refused["status"] == 409
    assert refused["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await nurse.send_nowait("推送")
    await ear.has(1)
    await all_taken(api)
    assert (await api("deleteWebhook"))["ok"]
    await nurse.send_nowait("取回")
    fetched = (await api("getUpdates"))["result"]
    assert [update["message"]["text"] for update in fetched] == ["取回"]
    assert (await api("getWebhookInfo"))["result"]["url"] == ""


async def test_kinds_are_kept_and_nonsense_is_refused(api: Api, ear: Ear) -> None:
    await api("setWebhook", url=ear.url, allowed_updates=["callback_query"], max_connections=1000)
    await api("setWebhook", url=ear.url)
    info = (await api("getWebhookInfo"))["result"]
    assert (info["allowed_updates"], info["max_connections"]) == (["callback_query"], 40)
    assert not (await api("setWebhook", url="ftp://127.0.0.1/"))["ok"]
    assert not (await api("setWebhook", url=ear.url, secret_token="a b"))["ok"]  # noqa: S106 - made up
    assert (await api("setWebhook", url=""))["ok"]
    assert (await api("getWebhookInfo"))["result"]["url"] == ""


async def test_a_certificate_of_ones_own_is_trusted_and_no_other(
    sim: Simulator, api: Api, http: aiohttp.ClientSession, nurse: Phone, tmp_path: Path
) -> None:
    certificate, trusted = own_certificate(tmp_path)
    assert nurse.id
    async with listening(trusted) as ear:
        await api("setWebhook", url=ear.url)
        async with asyncio.timeout(10):
            while "last_error_message" not in (await api("getWebhookInfo"))["result"]:
                assert not ear.heard
        form = aiohttp.FormData({"url": ear.url})
        form.add_field("certificate", certificate, filename="own.pem")
        async with http.post(f"{sim.base_url}/bot{TOKEN}/setWebhook", data=form) as answer:
            assert answer.status == 200
        assert await ear.has(1) == ["/start"]
        assert (await all_taken(api))["has_custom_certificate"] is True


def own_certificate(folder: Path) -> tuple[bytes, ssl.SSLContext]:
    """Return a certificate that its own key signed, for 127.0.0.1, and what a server needs to use it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36_500))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    kept = folder / "server.pem"
    kept.write_bytes(
        certificate
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(kept)
    return certificate, server
