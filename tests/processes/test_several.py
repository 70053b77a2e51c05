"""Three processes and a balancer: what one process promises, all of them keep together."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg import OperationalError as Unreached
from sqlalchemy import Table, func, select
from sqlalchemy.exc import OperationalError

from domain.people.roster import compare
from storage.database import Database
from storage.registers.tables import entries, entry_moves
from storage.reporting.tables import drafts
from storage.tables import submissions
from storage.transactions.serial import UnknownOutcomeError
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import INSPECTOR, answers, begin, picture, shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    COMMISSIONER,
    HEAD,
    OFFICE,
    WARD,
    answer,
    open_new,
)
from tests.handlers.registers.test_at_once import PROBLEM
from tests.handlers.registers.test_lists import PROBLEMS
from tests.handlers.reporting.test_fill_form_old_buttons import DEPUTY, with_deputy
from tests.processes.several import Several, hooks_of, open_several
from tests.redis_server import redis_server


def rows(several: Several, table: Table) -> int:
    """Return how many rows a table has."""
    with several.apps[0].database.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


class Backwards:
    """Has the balancer let `many` updates through together, the last one first."""

    def __init__(self, many: int) -> None:
        self._many, self._numbers, self._all = many, list[int](), asyncio.Event()

    async def __call__(self, body: bytes, _url: str) -> None:
        number = json.loads(body)["update_id"]
        if number in self._numbers or self._all.is_set():
            return
        self._numbers.append(number)
        if len(self._numbers) == self._many:
            self._all.set()
        await self._all.wait()
        # Each gives the one behind it the time to arrive.
        await asyncio.sleep(0.02 * (max(self._numbers) - number))


async def test_ten_quick_answers_that_arrive_backwards_are_taken_in_their_order(several: Several) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await several.at_rest()
    typed = ("2", "35", "3", "0", "4", "1", "1200.5", "建议每季度集中学习", "备注一句")
    several.balancer.before = Backwards(len(typed))
    several.balancer.sent.clear()
    for text in typed:
        await phone.send_nowait(text)
    await several.at_rest()
    assert set(several.balancer.sent) == set(several.balancer.behind)
    await phone.tap("跳过")
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(several.stage)
    del given["attachments"]
    assert given == {
        "light": "yellow",
        "education_sessions": 2,
        "education_attendance": 35,
        "talks": 3,
        "tendencies": 0,
        "warnings": 4,
        "red_packets": 1,
        "red_packets_amount": "1200.50",
        "suggestions": "建议每季度集中学习",
        "note": "备注一句",
    }


async def test_a_button_tapped_twice_at_two_processes_does_its_work_once(several: Several) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("绿")
    await phone.tap("核对")
    several.balancer.before = Backwards(3)
    for press in await phone.tap_nowait("提交", times=3):
        await phone.answer(press)
    await several.at_rest()
    assert (rows(several, submissions), rows(several, drafts)) == (1, 0)
    # What is known to be on its way no more is not what was handled a moment ago.
    hooks, clock = hooks_of(several.apps[0]), several.stage.clock
    clock.advance(timedelta(minutes=1))
    assert hooks.confirmed_before is None
    clock.advance(timedelta(minutes=10))
    assert 0 <= several.stage.simulator.world.bot().updates.next_id - (hooks.confirmed_before or 0) <= 9


async def test_two_who_submit_one_report_at_two_processes_file_it_once(several: Several) -> None:
    today = several.stage.clock.now().date()

    def appoint(uow: UnitOfWork) -> None:
        uow.roster_changes.apply(compare(uow.rosters.load(), with_deputy(), today), today)

    several.apps[0].database.write(appoint)
    phones = [await several.stage.phone_of(INSPECTOR), await several.stage.phone_of(DEPUTY)]
    for phone in phones:
        await begin(phone)
        await phone.tap("绿")
        await phone.tap("核对")
    await several.at_rest()
    several.balancer.before = Backwards(2)
    presses = [(phone, (await phone.tap_nowait("提交"))[0]) for phone in phones]
    for phone, press in presses:
        await phone.answer(press)
    await several.at_rest()
    assert rows(several, submissions) == 1
    said = [(await shown(phone)).text for phone in phones]
    assert any("已提交" in text for text in said), said


async def test_two_who_act_on_one_thing_at_two_processes_are_told_who_was_first(several: Several) -> None:
    office, other = await several.stage.phone_of(OFFICE), await several.stage.phone_of(COMMISSIONER)
    head = await several.stage.phone_of(HEAD)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await answer(office, *PROBLEM)
    several.balancer.before = Backwards(2)
    for press in await office.tap_nowait("提交", times=2):
        await office.answer(press)
    await several.at_rest()
    assert rows(several, entries) == 1
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 比价缺失", "申请销号", "=已补登", "跳过", "申请销号")
    for phone in (office, other):
        await phone.send("/registers")
        await answer(phone, "待我办理（1）", "1 比价缺失", "同意销号")
    await several.at_rest()
    several.balancer.before = Backwards(2)
    presses = [(phone, (await phone.tap_nowait("同意销号"))[0]) for phone in (office, other)]
    for phone, press in presses:
        await phone.answer(press)
    await several.at_rest()
    assert rows(several, entry_moves) == 3
    said = [(await shown(phone)).text for phone in (office, other)]
    assert sum("已办理：同意销号" in text for text in said) == 1
    assert sum("此事项刚刚已有人办理，以下为最新情况。" in text for text in said) == 1


async def test_an_album_that_is_spread_over_processes_is_whole(several: Several) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("绿")
    while "有无照片" not in (await shown(phone)).text:
        await phone.tap("跳过")
    await several.at_rest()
    several.balancer.sent.clear()
    several.balancer.before = Backwards(6)
    for number in range(6):
        await phone.send_photo(picture(), caption=str(number), wait=False)
    await several.at_rest()
    assert set(several.balancer.sent) == set(several.balancer.behind)
    await phone.tap("继续")
    await phone.tap("提交")
    await phone.see("已提交")
    sent = (await answers(several.stage))["attachments"]
    assert len(sent) == 6


async def test_what_is_given_to_two_processes_at_once_is_handled_once(several: Several) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    several.balancer.is_doubling = True
    await begin(phone)
    await phone.tap("黄")
    for text in ("2", "35"):
        await phone.send(text)
    await several.at_rest()
    chat = several.stage.simulator.world.bot().chats[phone.id]
    shown_by_bot = [message for message in chat.messages.values() if message["from"]["is_bot"]]
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")
    await several.at_rest()
    given = await answers(several.stage)
    assert (given["education_sessions"], given["education_attendance"], given["talks"]) == (2, 35, None)
    # The welcome, the report's first window (which the taps change in place), and one after each text.
    assert len(shown_by_bot) == 4, [message["text"] for message in shown_by_bot]
    assert len(several.balancer.sent) > 10


async def test_while_redis_is_away_nothing_is_lost(tmp_path: Path, database: str) -> None:
    with redis_server() as own:
        async with open_several(tmp_path, database, own.url) as several:
            phone = await several.stage.phone_of(INSPECTOR)
            await begin(phone)
            await phone.tap("黄")
            await several.at_rest()
            own.kill()
            await phone.send_nowait("2")
            bot = several.stage.simulator.world.bot()
            assert bot.webhook is not None
            async with asyncio.timeout(20):
                while "503" not in bot.webhook.failed_with:  # noqa: ASYNC110 - it has no bell
                    await asyncio.sleep(0.01)
            own.start()
            await several.at_rest()
            await phone.tap("核对")
            await phone.tap("提交")
            await phone.see("已提交")
            assert (await answers(several.stage))["light"] == "yellow"


@pytest.mark.parametrize("is_done", [False, True])
async def test_an_answer_that_the_database_was_away_for_comes_again_and_counts_once(
    several: Several, monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("绿")
    while "有无照片" not in (await shown(phone)).text:
        await phone.tap("跳过")
    await phone.tap("跳过")
    before, run, missed = len(several.balancer.sent), Database.run, asyncio.Event()

    async def away(database: Database, work: Any, foresee: Any = None) -> Any:
        if not missed.is_set() and not is_done:
            missed.set()
            raise OperationalError("SELECT", {}, Unreached("server closed the connection"))
        result = await run(database, work, foresee)
        if not missed.is_set() and rows(several, submissions):
            missed.set()
            raise UnknownOutcomeError
        return result

    monkeypatch.setattr(Database, "run", away)
    toast = await phone.tap("提交")
    await several.at_rest()
    assert missed.is_set()
    assert len(several.balancer.sent) > before + 1
    assert rows(several, submissions) == 1
    if is_done:
        assert toast is not None
        assert "已保存" in toast.text
    else:
        await phone.see("已提交")
