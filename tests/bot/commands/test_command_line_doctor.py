import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.commands.doctor import FREE_MIB_NEEDED, check_words
from bot.commands.findings import Sign
from bot.config import read_config
from bot.folders.duty_blocks import as_blocks
from domain.threads import in_a_thread
from domain.time.clock import SteerableClock, SystemClock
from domain.time.holiday_notices import read_notice
from domain.time.holidays import YearHolidays, put_together
from domain.tips.routing import Body
from forms.duties.catalogue import first_duties
from locales import Words
from simulator.server import Simulator
from storage.database import Database
from storage.delivery.outbox import DeliveryState, Letter
from storage.schema import newest_revision
from storage.shared.connections import connect
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import new_office_key
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import WORDS, Ended, Hand
from tests.harness import MAY
from tests.holiday_notices import MADE_UP_2027, NOTICES
from tests.redis_server import redis_server

TOKEN = "42:TEST"


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Serve a Bot API whose bot is @gridbot_test; yields its address."""
    simulator = Simulator()
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve() as base_url:
        yield base_url


def signs(ended: Ended) -> str:
    return "".join(line[0] for line in ended.out.splitlines())


def line(ended: Ended, text: str) -> str:
    """Return the only line that contains `text`."""
    found = [shown for shown in ended.out.splitlines() if text in shown]
    assert len(found) == 1, ended.out
    return found[0]


def replaced(hand: Hand, old: str, new: str) -> None:
    path = hand.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def in_database(hand: Hand, work: Callable[[UnitOfWork], object]) -> None:
    database = Database(read_config(hand.folder / "config.toml").database_url)
    database.write(work)
    database.close()


async def test_a_sound_installation_has_nothing_at_fault(hand: Hand) -> None:
    hand.clock = SystemClock()
    async with served() as base_url:
        hand.settles_in(TOKEN, base_url)
        (hand.folder / "office-key.txt").rename(hand.folder / "elsewhere.txt")
        hand.imports_the_sample()
        ended = await in_a_thread(hand.types, "doctor")
    assert ended.code == 0
    assert "✗" not in signs(ended)
    assert line(ended, "令牌") == "✓ 令牌：@gridbot_test"
    assert line(ended, "时钟") == "✓ 时钟准确"
    assert line(ended, "网格").startswith("! 网格 71 个，已绑定 0 人，另有 145 人待绑定")


@pytest.mark.parametrize(("seconds", "code"), [(-3600, 1), (-35, 1), (-20, 0), (20, 0), (3600, 1)])
async def test_a_clock_more_than_half_a_minute_off_is_a_fault(hand: Hand, seconds: int, code: int) -> None:
    hand.clock = SteerableClock(SystemClock().now() + timedelta(seconds=seconds))
    async with served() as base_url:
        hand.settles_in(TOKEN, base_url)
        ended = await in_a_thread(hand.types, "doctor")
    assert ended.code == code
    assert line(ended, "时钟")[0] == ("✗" if code else "✓")


async def test_a_token_that_the_server_refuses_is_a_fault_that_does_not_repeat_it(hand: Hand) -> None:
    async with served() as base_url:
        hand.settles_in("42:REVOKED", base_url)
        ended = await in_a_thread(hand.types, "doctor")
    assert ended.code == 1
    assert line(ended, "不认可此令牌")[0] == "✗"
    assert "REVOKED" not in ended.out + ended.err


async def test_a_configured_name_that_is_another_bots_is_a_fault(hand: Hand) -> None:
    hand.clock = SystemClock()
    async with served() as base_url:
        hand.settles_in(TOKEN, base_url)
        replaced(hand, '# username = "example_bot"', 'username = "example_bot"')
        ended = await in_a_thread(hand.types, "doctor")
    assert line(ended, "example_bot")[0] == "✗"


def test_no_network_is_worth_a_note_and_the_rest_is_checked(hand: Hand) -> None:
    hand.settles_in(TOKEN)
    ended = hand.types("doctor")
    assert ended.code == 0
    assert line(ended, "连不上")[0] == "!"
    assert line(ended, "磁盘")[0] == "✓"


def test_something_else_than_a_bot_api_server_is_not_taken_for_one(hand: Hand) -> None:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlogin")
        await writer.drain()
        writer.close()

    async def ask() -> Ended:
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as portal:
            port = portal.sockets[0].getsockname()[1]
            hand.settles_in(TOKEN, f"http://127.0.0.1:{port}")
            return await in_a_thread(hand.types, "doctor")

    assert line(asyncio.run(ask()), "连不上")[0] == "!"


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_a_token_that_is_missing_or_none_is_a_fault(hand: Hand, token: str) -> None:
    hand.settles_in(token)
    ended = hand.types("doctor")
    assert (ended.code, line(ended, "GRIDBOT_TOKEN")[0]) == (1, "✗")


def test_a_duty_whose_form_does_not_exist_is_a_fault(hand: Hand) -> None:
    path = hand.settles_in()
    monthly = as_blocks({"monthly_report": first_duties()["monthly_report"]})
    wrong = monthly.replace('form = "monthly_report"', 'form = "montly_report"')
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{wrong}", encoding="utf-8")
    assert "monthly_report" in line(hand.types("doctor"), "✗ 任务 monthly_report 的表单 montly_report 不存在")


def test_without_duties_there_is_a_note(hand: Hand) -> None:
    path = hand.settles_in()
    database = Database(read_config(path).database_url)
    database.write(lambda uow: uow.duty_items.start(["of_before"], hand.clock.now().date()))
    database.close()
    assert line(hand.types("doctor"), "任务")[0] == "!"


def test_later_edits_of_duties_in_the_configuration_are_named(hand: Hand) -> None:
    path = hand.settles_in()
    text = path.read_text(encoding="utf-8")
    four = as_blocks(first_duties(with_asked=False))
    path.write_text(f"{text}\n{four}", encoding="utf-8")
    hand.imports_the_sample()
    doctor = hand.types("doctor").out
    assert "✓ 任务：已开启 4 项" in doctor
    assert "不再生效" not in doctor
    changed = four.replace("BYMONTHDAY=-1", "BYMONTHDAY=25", 1).replace("halfyear_selfcheck", "hyear", 1)
    path.write_text(f"{text}\n{changed}", encoding="utf-8")
    doctor = hand.types("doctor").out
    assert "✓ 任务：已开启 4 项" in doctor
    for name in ("monthly_report", "hyear", "halfyear_selfcheck"):
        assert f"! config.toml 中的任务 {name} 的修改不再生效，请在 /settings 中修改。" in doctor
    assert doctor.count("不再生效") == 3
    # All of them may be taken out: they do nothing.
    path.write_text(text, encoding="utf-8")
    assert "不再生效" not in hand.types("doctor").out
    assert "2026-05-31" in hand.types("calendar", "--duty", "monthly_report").out


def test_without_the_offices_public_key_tips_cannot_be_taken(hand: Hand) -> None:
    hand.settles_in()
    recipient = read_config(hand.folder / "config.toml").tips.office_recipients[0]
    replaced(hand, f'"{recipient}"', "")
    assert line(hand.types("doctor"), "[tips] office_recipients")[0] == "✗"


def test_handlers_with_keys_of_their_own_need_no_public_key_in_the_configuration(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    recipient = read_config(hand.folder / "config.toml").tips.office_recipients[0]
    replaced(hand, f'"{recipient}"', "")

    def give_keys(uow: UnitOfWork) -> None:
        for body in Body:
            for person_id in uow.people.tip_handlers(body, MAY.date()):
                uow.handler_keys.put(person_id, HandlerKey(new_office_key().recipient, MAY.date()))

    in_database(hand, give_keys)
    out = hand.types("doctor").out
    assert "没有线索加密公钥" not in out
    assert "没有驻组公钥" not in out
    assert "均已有自己的密钥" in out


def test_where_letters_go_is_looked_at_and_is_one_line(hand: Hand) -> None:
    hand.settles_in()
    assert line(hand.types("doctor"), "[tips] letters_to")[0] == "!"
    replaced(hand, 'letters_to = ""', 'letters_to = " 某路 1 号 "')
    assert line(hand.types("doctor"), "来信地址：") == "✓ 来信地址：某路 1 号"
    replaced(hand, "某路 1 号", "一\\n二")
    assert "letters_to" in hand.types("doctor").err


def test_a_secret_key_put_where_the_public_one_belongs_is_a_fault_and_not_shown(hand: Hand) -> None:
    hand.settles_in()
    recipient = read_config(hand.folder / "config.toml").tips.office_recipients[0]
    secret = (hand.folder / "office-key.txt").read_text(encoding="utf-8").splitlines()[-1]
    replaced(hand, f'"{recipient}"', f'"{recipient}", "{secret}"')
    ended = hand.types("doctor")
    assert line(ended, "第 2 个不是公钥")[0] == "✗"
    assert secret not in ended.out


def test_the_offices_key_still_on_the_server_is_worth_a_note(hand: Hand) -> None:
    hand.settles_in()
    assert line(hand.types("doctor"), "office-key.txt")[0] == "!"
    (hand.folder / "office-key.txt").unlink()
    assert "office-key.txt" not in hand.types("doctor").out


def test_a_token_that_others_on_the_machine_can_read_is_worth_a_note(hand: Hand) -> None:
    path = hand.settles_in(TOKEN)
    assert line(hand.types("doctor"), "配置：") == "✓ 配置：config.toml"
    path.chmod(0o644)
    assert "chmod 600" in line(hand.types("doctor"), "! config.toml")


def test_a_database_that_does_not_exist_yet_is_not_made(hand: Hand) -> None:
    hand.settles_in()
    (hand.folder / "gridbot.db").unlink()
    assert line(hand.types("doctor"), "gridbot.db")[0] == "!"
    assert not (hand.folder / "gridbot.db").exists()


def test_the_databases_revision_is_told(hand: Hand) -> None:
    """Of one that a newer version has written: test_command_line_set_up.py."""
    hand.settles_in()
    assert line(hand.types("doctor"), f"版本 {newest_revision()}")[0] == "✓"


def test_an_older_database_is_left_as_it_is_and_worth_a_note(hand: Hand) -> None:
    hand.settles_in()
    with sqlite3.connect(hand.folder / "gridbot.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    assert line(hand.types("doctor"), "较旧")[0] == "!"


def test_a_file_that_is_no_database_is_a_fault(hand: Hand) -> None:
    hand.settles_in()
    (hand.folder / "gridbot.db").write_bytes(b"no database at all" * 100)
    ended = hand.types("doctor")
    assert (ended.code, line(ended, "not a database")[0]) == (1, "✗")


def test_who_cannot_be_reached_is_counted_and_the_first_are_named(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()

    def work(uow: UnitOfWork) -> None:
        for person in uow.people.to_invite(MAY.date())[:7]:
            uow.people.bind(person.person_id, person.person_id, "zh", MAY)
            uow.people.mark_reachable(person.person_id, MAY)

    in_database(hand, work)
    assert line(hand.types("doctor"), "7 人收不到消息").count("、") == 4


def test_letters_that_failed_are_worth_a_note(hand: Hand) -> None:
    hand.settles_in()
    soon = MAY.astimezone(UTC)

    def work(uow: UnitOfWork) -> None:
        letters = [Letter(str(n), "moved", {}, soon, soon + timedelta(days=1), chat_id=5) for n in range(3)]
        uow.outbox.add_once(letters)
        failed = uow.outbox.due(soon, 1, urgent_only=False)[0]
        uow.outbox.settle(failed.id, DeliveryState.FAILED, soon)

    in_database(hand, work)
    assert line(hand.types("doctor"), "消息") == "! 消息：失败 1 条，待发 2 条，原因见日志。"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2026, 5, 1, tzinfo=UTC), "✓ 节假日安排：已收录至 2026 年"),
        (datetime(2003, 12, 1, tzinfo=UTC), "! 未收录 2003 年"),
        (datetime(2003, 11, 1, tzinfo=UTC), "! 未收录 2003 年"),
        (datetime(2004, 12, 1, tzinfo=UTC), "✓ 节假日安排：已收录至 2005 年"),
    ],
)
def test_the_calendar_must_reach_this_year_and_at_its_end_the_next(
    hand: Hand, day: datetime, expected: str
) -> None:
    hand.settles_in()
    hand.clock = SteerableClock(day)
    assert line(hand.types("doctor"), "节假日安排").startswith(expected)


@pytest.mark.parametrize(("free_mib", "sign"), [(FREE_MIB_NEEDED - 1, "✗"), (400, "!"), (4000, "✓")])
def test_a_full_disk_is_noticed(
    hand: Hand, monkeypatch: pytest.MonkeyPatch, free_mib: int, sign: str
) -> None:
    hand.settles_in()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free_mib * 2**20))
    assert line(hand.types("doctor"), "磁盘")[0] == sign


def test_both_languages_have_the_same_sentences() -> None:
    assert [finding.key for finding in check_words(WORDS)] == ["command-doctor-words"]


def test_a_sentence_that_a_language_lacks_is_named() -> None:
    class Halved(Words):
        def keys(self, language: str) -> frozenset[str]:
            return frozenset({"a", "b"} if language == "en" else {"b", "c"})

    found = {finding.details["lacking"]: finding for finding in check_words(Halved())}
    assert (found["zh"].sign, found["zh"].details["keys"]) == (Sign.FAULT, "a")
    assert (found["en"].sign, found["en"].details["keys"]) == (Sign.NOTE, "c")


def test_the_doctor_speaks_english_too(hand: Hand) -> None:
    hand.settles_in()
    hand.language = "en"
    ended = hand.types("doctor")
    assert not any("一" <= character <= "鿿" for character in ended.out)


def test_a_database_without_tables_is_not_called_an_older_one(hand: Hand) -> None:
    hand.settles_in()
    (hand.folder / "gridbot.db").write_bytes(b"")
    said = hand.types("doctor").out
    assert "数据库尚无内容，首次运行时自动建立" in said
    assert "较旧" not in said


def test_a_year_that_was_entered_is_named_and_where_the_program_says_otherwise(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    hand.clock = SteerableClock(datetime(2026, 12, 1, 2, tzinfo=UTC))
    assert line(hand.types("doctor"), "节假日").startswith("! 未收录 2027 年节假日安排")

    def enter(uow: UnitOfWork) -> None:
        known = read_notice(NOTICES[2026], 2026).parts
        other = read_notice("春节 2月15日至22日，2月14日、28日上班", 2026).parts
        office = uow.people.search("监察室主任", 1)[0].person_id
        for notice in (
            YearHolidays(2026, put_together(known, other)),
            YearHolidays(2027, read_notice(MADE_UP_2027, 2027).parts),
        ):
            uow.entered_holidays.add(notice, 1, office, hand.clock.now())

    in_database(hand, enter)
    found = [shown for shown in hand.types("doctor").out.splitlines() if "节假日" in shown]
    assert found == [
        "✓ 节假日安排：已收录至 2027 年",
        "✓ 节假日：2026 年由 监察室主任 于 2026年12月1日录入",
        found[2],
        "✓ 节假日：2027 年由 监察室主任 于 2026年12月1日录入",
    ]
    assert found[2].startswith("! 2026 年录入的节假日与程序自带的有 1 天不同（2月23日），以录入的为准。")
    assert hand.types("calendar", "--year", "2027").err == ""


def test_the_redis_that_processes_share_is_looked_at(hand: Hand) -> None:
    hand.settles_in(TOKEN, "http://127.0.0.1:1")
    assert "Redis" not in hand.types("doctor").out
    with redis_server() as server:
        replaced(hand, 'redis = ""', f'redis = "{server.url}"')
        assert line(hand.types("doctor"), "Redis")[0] == "✓"
        with connect(server.url) as client:
            client.config_set("save", "60 1")
        ended = hand.types("doctor")
        assert line(ended, "写入磁盘（save 60 1）")[0] == "✗"
        assert ended.code == 1
    assert line(hand.types("doctor"), "连不上 [processes] redis")[0] == "✗"
