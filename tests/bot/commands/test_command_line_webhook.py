"""gridbot webhook set, show, remove, and what doctor and run say of it, against the simulator's Bot API."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.city.units import read_units
from bot.commands.given import Given
from bot.commands.start_city import prepare
from bot.config import read_config
from bot.webhooks.address import webhook_address
from bot.webhooks.setting import KINDS, wanted_url
from domain.errors import RefusalError
from domain.threads import in_a_thread
from handlers.routers import router
from handlers.wire.straight import StraightDispatcher
from simulator.server import Simulator
from simulator.state.users import VirtualUser
from tests.bot.city.two_units import write_two
from tests.bot.commands.typing_hand import WORDS, Hand
from tests.simulator.test_simulated_webhooks import listening, own_certificate

TOKEN = "42:TEST"
URL = 'url = "https://bot.example.cn"'


@contextmanager
def telegram() -> Iterator[Simulator]:
    """Run a simulator in a thread of its own: commands wait for their answers in this one."""
    simulator, loop, ready = Simulator(), asyncio.new_event_loop(), threading.Event()
    simulator.add_bot(TOKEN, "gridbot_test")
    ending = asyncio.Event()

    async def serve() -> None:
        async with simulator.serve():
            ready.set()
            await ending.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    try:
        assert ready.wait(10)
        yield simulator
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join()
        loop.close()


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with telegram() as simulator:
        yield simulator


@pytest.fixture
def hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    monkeypatch.chdir(tmp_path)
    return Hand(tmp_path)


def says(hand: Hand, block: str) -> None:
    path = hand.folder / "config.toml"
    text = path.read_text("utf-8")
    before, found, after = text.partition("[webhook]")
    head, _, rest = after.partition("\n\n")
    assert found
    del head
    path.write_text(f"{before}[webhook]\n{block}\n\n{rest}", "utf-8")


def test_a_webhook_is_set_shown_and_removed(hand: Hand, sim: Simulator) -> None:
    path = hand.settles_in(TOKEN, sim.base_url)
    bot = sim.world.bot()
    assert hand.types("webhook", "show").out == "尚未设置，消息由 gridbot run 自行取回（等待中 0 条）。\n"
    assert hand.types("webhook", "set").complaint.startswith("请在配置文件的 [webhook] url 填写")
    (hand.folder / "own.pem").write_bytes(b"a certificate")
    says(hand, f'{URL}\nlisten = "127.0.0.1:8443"\ncertificate = "own.pem"\nmax_connections = 7')
    bot.updates.put("message", {"text": "等着"})
    assert hand.types("webhook", "set").out == "已设置：消息送到 https://bot.example.cn（等待送达 1 条）。\n"
    hook = bot.webhook
    assert hook is not None
    assert hook.url == wanted_url(read_config(path))
    assert hook.secret == webhook_address(TOKEN).secret
    assert (hook.certificate, hook.max_connections, bot.updates.allowed) == (
        b"a certificate",
        7,
        list(KINDS),
    )
    shown = hand.types("webhook", "show").out
    assert shown.startswith("消息送到 https://bot.example.cn，同时最多 7 条；等待送达 1 条。")
    assert webhook_address(TOKEN).path not in shown
    assert hand.types("webhook", "remove").out == "已取消。等待中的 1 条消息保留，由 gridbot run 取回。\n"
    assert (bot.webhook, len(bot.updates)) == (None, 1)
    assert hand.types("webhook", "remove").out == "尚未设置，消息由 gridbot run 自行取回（等待中 1 条）。\n"


async def test_updates_arrive_over_a_certificate_of_ones_own_which_doctor_knows(
    hand: Hand, sim: Simulator
) -> None:
    hand.settles_in(TOKEN, sim.base_url)
    certificate, trusted = own_certificate(hand.folder)
    nurse = VirtualUser(sim.world, sim.world.add_person("护士", 5)["id"])
    async with listening(trusted, "/{path:.*}") as ear:
        says(hand, f'url = "{ear.url}"\nlisten = "127.0.0.1:8443"\ncertificate = "own.pem"')
        complaint = (await in_a_thread(hand.types, "webhook", "set")).complaint
        assert complaint.startswith("[webhook]") or "own.pem" in complaint
        (hand.folder / "own.pem").write_bytes(certificate)
        nurse.send_text("/start")
        await in_a_thread(hand.types, "webhook", "set")
        assert await ear.has(1) == ["/start"]
        assert ear.secrets == [webhook_address(TOKEN).secret]
        told = (await in_a_thread(hand.types, "doctor")).out.splitlines()
    assert f"✓ 消息送到 {ear.url}，送达正常" in told


def test_doctor_says_how_it_stands(hand: Hand, sim: Simulator) -> None:
    hand.settles_in(TOKEN, sim.base_url)

    def found() -> list[str]:
        told = hand.types("doctor").out.splitlines()
        return [line for line in told if "webhook" in line or "消息送到" in line or "未能送达" in line]

    assert found() == []
    says(hand, f'{URL}\nlisten = "127.0.0.1:8443"')
    assert [line[0] for line in found()] == ["!"]
    hand.types("webhook", "set")
    assert found() == ["✓ 消息送到 https://bot.example.cn，送达正常"]
    says(hand, f'{URL}\nlisten = "127.0.0.1:8443"\nsecret = "another"')
    assert found()[0].startswith("! Telegram 现在把消息送到 https://bot.example.cn，与 [webhook] 所填不一致")
    hand.types("webhook", "set")
    hook = sim.world.bot().webhook
    assert hook is not None
    hook.failed_at, hook.failed_with = hand.clock.now(), "Wrong response from the webhook: 502 Bad Gateway"
    assert found()[0].startswith("✗ 最近一次未能送达：2026-05-12 10:00，Telegram 的说明：Wrong response")
    says(hand, "")
    assert found()[0].startswith("! 未填写 [webhook]，但 Telegram 正把消息送到 https://bot.example.cn")


def test_who_fetches_is_told_that_updates_are_sent_elsewhere(hand: Hand, sim: Simulator) -> None:
    hand.settles_in(TOKEN, sim.base_url)
    says(hand, URL)
    hand.types("webhook", "set")
    said = hand.types("run").complaint
    assert said.startswith("Telegram 正把消息送到 https://bot.example.cn，自行取消息会被拒绝")
    assert "gridbot webhook remove" in said


def test_several_processes_need_what_they_share(hand: Hand, sim: Simulator) -> None:
    path = hand.settles_in(TOKEN, sim.base_url)

    def asked() -> str:
        return hand.types("run", "--webhook").complaint

    assert asked().startswith("多个进程（--webhook）须使用 PostgreSQL")
    hand.language = "en"
    assert asked().startswith("Several processes (--webhook) need PostgreSQL")
    hand.language = "zh"
    server = 'url = "postgresql+psycopg://gridbot@127.0.0.1:1/gridbot"'
    path.write_text(path.read_text("utf-8").replace('url = "sqlite:///gridbot.db"', server), "utf-8")
    assert asked().startswith("多个进程（--webhook）须共用一个 Redis")
    redis = 'redis = "redis://127.0.0.1:1/0"'
    path.write_text(path.read_text("utf-8").replace('redis = ""', redis), "utf-8")
    assert asked().startswith("请在配置文件的 [webhook] url 填写")
    says(hand, URL)
    assert asked().startswith("请在配置文件的 [webhook] listen 填写")


def test_of_many_units_each_webhook_is_set_and_one_that_is_refused_keeps_no_other_from_it(
    hand: Hand, sim: Simulator
) -> None:
    second = sim.add_bot("43:SECOND", "second_bot")
    top = '[webhook]\nurl = "https://bot.example.cn"\nlisten = "127.0.0.1:8443"\n'
    write_two(hand.folder, sim.base_url, top=top)
    ended = hand.types("webhook", "set")
    assert (ended.code, "不认可此令牌" in ended.complaint) == (1, True)
    assert ended.out.splitlines() == [
        "—— first  某市第一医院",
        "—— second  某市第二医院",
        "已设置：消息送到 https://bot.example.cn（等待送达 0 条）。",
    ]
    first = sim.add_bot("42:FIRST", "first_bot")
    assert hand.types("webhook", "show", "--unit", "first").out.startswith("尚未设置")
    assert hand.types("webhook", "set", "--unit", "first").out.startswith("已设置")
    assert first.webhook is not None
    assert second.webhook is not None
    assert len({first.webhook.url, second.webhook.url, first.webhook.secret, second.webhook.secret}) == 4
    assert "43:SECOND" not in ended.err + ended.out
    told = hand.types("doctor").out.splitlines()
    assert told.count("✓ 消息送到 https://bot.example.cn，送达正常") == 2, "\n".join(told)
    assert hand.types("webhook", "remove").out.count("已取消") == 2
    assert [bot.webhook for bot in (first, second)] == [None, None]


def test_of_many_units_one_that_fetches_is_told_that_its_updates_are_sent_elsewhere(
    hand: Hand, sim: Simulator
) -> None:
    sim.add_bot("42:FIRST", "first_bot")
    top = '[webhook]\nurl = "https://bot.example.cn"\n'
    path = write_two(hand.folder, sim.base_url, top=top)
    assert hand.types("webhook", "set", "--unit", "first").code == 0
    config, _other = read_units(path).units
    with pytest.raises(RefusalError) as refused:
        prepare(Given(hand.clock, WORDS, "zh"), config)
    assert (refused.value.key, refused.value.details) == (
        "webhook-still-set",
        {"host": "https://bot.example.cn"},
    )
    assert hand.types("run", "--webhook").complaint.startswith("请在配置文件的 [webhook] listen 填写")


def test_what_is_asked_for_is_what_is_answered() -> None:
    dispatcher = StraightDispatcher()
    dispatcher.include_router(router())
    assert sorted(dispatcher.resolve_used_update_types()) == list(KINDS)


def test_path_and_secret_come_from_the_token_and_do_not_show_it() -> None:
    one, other, third = webhook_address(TOKEN), webhook_address(TOKEN, "x"), webhook_address("43:TEST")
    assert len({one.path, other.path, third.path}) == len({one.secret, other.secret, third.secret}) == 3
    assert one == webhook_address(TOKEN)
    assert "TEST" not in one.path
    assert one.secret not in repr(one)
    assert one.name("7 7") != other.name("7 7") != one.name("7 8")
