import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import App
from bot.stage.stage import TOKEN as STAGE_TOKEN
from bot.stage.stage import Stage, open_stage
from bot.watch.watch import CONFLICT_SEEN
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phones
from simulator.remote import Remote
from simulator.server import Simulator
from storage.delivery.outbox import DeliveryState, Letter
from storage.sole_use import sole_use
from tests.bot.commands.typing_hand import Hand, environment, run_gridbot
from tests.desks import eventually
from tests.harness import MAY, USERNAME

TOKEN = "42:TEST"
LETTERS = 60


@pytest.fixture
async def base_url() -> AsyncIterator[str]:
    simulator = Simulator()
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve() as url:
        yield url


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The sample hospital, its bot not started."""
    async with open_stage(tmp_path, MAY, USERNAME) as opened:
        await opened.import_roster(sample_roster(day_in_shanghai(MAY)))
        yield opened


async def test_the_bot_runs_answers_and_ends_cleanly_when_it_is_interrupted(
    hand: Hand, base_url: str
) -> None:
    hand.settles_in(TOKEN, base_url)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=hand.folder,
        env=environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    started = await asyncio.wait_for(process.stdout.readline(), 60)
    assert started.decode() == "已启动 @gridbot_test，按 Ctrl-C 停止。\n"
    async with Phones(Remote(base_url)) as phones:
        phone = await phones.new("路人")
        assert "反映问题" in (await phone.send("/start")).text
    process.send_signal(signal.SIGINT)
    out, err = await process.communicate()
    assert process.returncode == 0
    assert out.decode() == "已停止。\n"
    assert "Traceback" not in err.decode()


async def test_told_to_end_it_sends_what_is_on_its_way_and_keeps_the_rest(stage: Stage) -> None:
    phone = await stage.stranger()
    await phone.send_nowait("/start")
    other = App(stage.config, stage.clock)
    now = stage.clock.now()
    letters = [
        Letter(
            f"t:{n}", "moved", {"language": "zh"}, now, now + timedelta(days=1), chat_id=phone.id, urgent=True
        )
        for n in range(LETTERS)
    ]
    await other.database.run(lambda uow: uow.outbox.add_once(letters))
    await stage.phones.fault("slow", method="sendMessage", seconds=0.2)
    running = asyncio.ensure_future(other.run(lambda: None))
    await phone.see("您的账号已改在另一部手机上使用")
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 20)

    def counted(state: DeliveryState) -> int:
        return stage.app.database.write(lambda uow: uow.outbox.count(state))

    shown = [message for message in await phone.chat() if "另一部手机" in message.text]
    assert 0 < len(shown) < LETTERS
    assert counted(DeliveryState.LEAVING) + counted(DeliveryState.LEFT) == 0
    assert counted(DeliveryState.WAITING) == LETTERS - len(shown)


async def test_told_to_end_it_finishes_the_update_in_hand(stage: Stage) -> None:
    link = await stage.link_for("心内科特邀监察员")
    other = App(stage.config, stage.clock)
    phone = await stage.stranger()
    await stage.phones.fault("slow", method="sendMessage", seconds=0.5)
    running = asyncio.ensure_future(other.run(lambda: None))
    assert "已绑定" in (await phone.open_link(link)).text  # shown, but the bot does not know it yet
    strangers = await phone.commands()
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 20)
    assert await phone.commands() != strangers  # set after the answer


async def test_told_to_end_while_it_starts_it_ends(stage: Stage) -> None:
    await stage.phones.fault("slow", method="getMe", times=1, seconds=0.3)
    other = App(stage.config, stage.clock)
    asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(other.run(lambda: None), 20)


@pytest.mark.parametrize(
    ("token", "code", "complaint"),
    [
        ("", 2, "尚未填写令牌"),
        ("nonsense", 2, "令牌格式不对"),
        ("42:REVOKED", 1, "不认可此令牌"),
    ],
)
async def test_what_is_wrong_with_the_token_is_one_plain_line(
    hand: Hand, base_url: str, token: str, code: int, complaint: str
) -> None:
    hand.settles_in(token, base_url)
    ended = await in_a_thread(hand.types, "run")
    assert (ended.code, complaint in ended.complaint) == (code, True)
    assert "REVOKED" not in ended.complaint


def test_a_second_bot_in_the_folder_is_refused_in_one_plain_line_before_it_asks_anybody(hand: Hand) -> None:
    hand.settles_in(TOKEN)
    first = sole_use("", hand.folder / "gridbot.db")
    assert first.take()
    ended = hand.types("run")
    assert (ended.code, "不能再启动一个" in ended.complaint) == (1, True)
    first.give_up()
    assert "连不上" in hand.types("run").complaint


async def test_a_bot_whose_database_another_process_has_taken_ends(stage: Stage) -> None:
    other = App(stage.config, stage.clock)
    with pytest.raises(ExceptionGroup) as ended:
        await asyncio.wait_for(other.run(lambda: None, lambda: False), 20)
    assert ended.group_contains(RefusalError, match="command-run-twice")


async def test_a_second_program_that_fetches_the_updates_is_told_with_advice(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.start()
    office = await stage.phone_of("监察室主任")
    async with httpx.AsyncClient(trust_env=False) as rival:
        await rival.post(
            f"{stage.config.telegram.api_base_url}/bot{STAGE_TOKEN}/getUpdates", json={"timeout": 0}
        )
    await eventually(lambda: "409 Conflict" in caplog.text)
    assert "@BotFather" in caplog.text
    found = await stage.app.watch.look()
    assert "conflict" in found.troubles
    await stage.app.deliver()
    await office.see("同一个机器人令牌")
    for _ in range(3):
        stage.app.watch.note_conflict()
    told = [record for record in caplog.records if "409 Conflict" in record.getMessage()]
    assert len(told) == 1
    stage.clock.advance(CONFLICT_SEEN)
    assert "conflict" not in (await stage.app.watch.look()).troubles


def test_no_network_is_one_plain_line(hand: Hand) -> None:
    hand.settles_in(TOKEN)
    ended = run_gridbot(hand.folder, "run")
    assert ended.code == 1
    assert "连不上 http://127.0.0.1:9" in ended.complaint


async def test_a_duty_without_its_form_keeps_the_bot_from_starting_until_config_toml_is_mended(
    hand: Hand, base_url: str
) -> None:
    path = hand.settles_in(TOKEN, base_url)
    block = (
        'id = "a"\nform = "anual_report"\nrule = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"\nperiod = "year"\n'
    )
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[duty]]\n{block}", encoding="utf-8")
    ended = await in_a_thread(hand.types, "run")
    assert (ended.code, "anual_report" in ended.complaint) == (2, True)
    # Not taken over as it is: what is mended there counts.
    path.write_text(path.read_text(encoding="utf-8").replace("anual_report", "annual_report"), "utf-8")
    assert (await in_a_thread(hand.types, "calendar", "--duty", "a")).code == 0
