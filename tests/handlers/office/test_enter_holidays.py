"""A year that the program does not know: told to level 1, entered by the office in the chat, in force at once."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest

from domain.time.clock import SHANGHAI
from domain.time.working_days import WorkingDays
from simulator.phone import Phone
from storage.database import Database
from storage.duties.entered_holidays import EnteredYear
from storage.tables import audit
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.harness import Hospital, open_hospital
from tests.holiday_notices import MADE_UP_2027, NOTICES
from tests.reminders.tips.tips_on_desks import bring

NOVEMBER = datetime(2026, 11, 30, 10, 0, tzinfo=SHANGHAI)
OFFICE, CLERK, COMMISSIONER, INSPECTOR = "监察室主任", "监察室干事", "纪委书记", "心内科特邀监察员"
LETTER = "2027年节假日尚未录入"


@pytest.fixture
async def autumn(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The sample hospital on the last day of November 2026."""
    async with open_hospital(tmp_path, NOVEMBER) as opened:
        yield opened


async def letters(phone: Phone) -> int:
    """Return how often the person was told that the year is missing."""
    return len([message for message in await phone.chat() if message.from_bot and LETTER in message.text])


async def entered(hospital: Hospital) -> list[EnteredYear]:
    """Return what is in force."""
    return await hospital.app.database.run(lambda uow: uow.entered_holidays.in_force())


async def begin(phone: Phone) -> None:
    """Begin to enter 2027, from the command."""
    await phone.send("/holidays")
    await phone.tap("录入2027年节假日")


async def enter(phone: Phone, text: str = MADE_UP_2027) -> None:
    """Enter 2027."""
    await begin(phone)
    await phone.send(text)
    await phone.tap("确认")
    await phone.see("已录入")


async def test_the_office_is_told_from_december_on_once_a_month_until_it_has_entered_the_year(
    autumn: Hospital,
) -> None:
    office, inspector = await autumn.phone_of(OFFICE), await autumn.phone_of(INSPECTOR)
    await autumn.move_to(11, 30, 20)
    assert await letters(office) == 0
    await autumn.move_to(12, 1, 7)
    assert await letters(office) == 0
    await autumn.move_to(12, 1, 9)
    told = (await office.see(LETTER)).text
    assert "线索的办理期限" in told
    assert "只在工作日发出" not in told
    assert await letters(inspector) == 0
    await autumn.restart()
    for day in (2, 15, 31):
        await autumn.move_to(12, day)
        assert await letters(office) == 1
    # Whoever comes in between is told when they come.
    commissioner = await autumn.phone_of(COMMISSIONER)
    await autumn.move_to(12, 31, 12)
    assert (await letters(commissioner), await letters(office)) == (1, 1)
    await autumn.move_to(1, 1, year=2027)
    assert (await letters(commissioner), await letters(office)) == (1, 2)
    await office.tap("录入2027年节假日")
    await office.send(MADE_UP_2027)
    await office.tap("确认")
    await office.see("已录入，现在起按此计算工作日")
    await autumn.move_to(2, 1, year=2027)
    await autumn.move_to(3, 1, year=2027)
    # In the office's last letter stands what it was entered by.
    assert (await letters(commissioner), await letters(office), await letters(inspector)) == (1, 1, 0)


async def test_a_deadline_over_the_spring_festival_is_right_as_soon_as_the_days_are_entered(
    autumn: Hospital,
) -> None:
    office = await autumn.phone_of(OFFICE)
    await autumn.move_to(1, 28, year=2027)
    bring(autumn.app.database, date(2027, 1, 28))
    await enter(office)
    # From Monday to Friday alone its fifteenth working day would have been 18 February.
    for day in (17, 18, 19):
        await autumn.move_to(2, day, year=2027)
    assert "2月23日截止，还有 4 天" in (await office.see("受理情况")).text
    assert not [message for message in await office.chat() if "2月18日截止" in message.text]
    second = Database(str(autumn.app.database.engine.url))
    calendar = second.write(lambda uow: uow.entered_holidays.over(WorkingDays()))
    second.close()
    assert calendar.knows(2027)
    assert not calendar.is_working(date(2027, 2, 8))


async def test_what_is_wrong_in_a_notice_is_named_and_the_rest_is_kept(autumn: Hospital) -> None:
    office = await autumn.phone_of(OFFICE)
    await begin(office)
    wrong = MADE_UP_2027.replace("2月5日（农历除夕、周五）", "2月5日（农历除夕、周四）").replace(
        "共5天", "共6天"
    )
    screen = await office.send(wrong)
    assert "春节：2月5日写的是周四，实际是周五。" in screen.text
    assert "劳动节：写的是6天，按日期是5天。" in screen.text
    assert "尚缺：春节、劳动节" in screen.text
    assert "确认" not in str(screen.buttons)
    assert "没有找到节假日安排" in (await office.send("好的")).text
    assert "没有写明是哪个节日" in (await office.send("2月20日上班")).text
    assert "请用文字输入" in (await office.send_sticker() or screen).text
    forwarded = await office.forward("春节 2月5日至11日，1月30日、2月20日上班")
    assert forwarded is not None
    assert "尚缺：劳动节" in forwarded.text
    assert "4月31日" in (await office.send("劳动节 4月31日放假")).text
    screen = await office.send("劳动节 5月1日至5日，4月25日上班")
    assert "请核对" in screen.text
    assert screen.text.splitlines()[2:4] == [
        "春节 2月5日周五至2月11日周四 7天",
        "　上班：1月30日周六、2月20日周六",
    ]
    assert len(screen.text.splitlines()) <= 20
    await office.tap("确认")
    await office.see("已录入")
    (entry,) = await entered(autumn)
    assert (entry.year, entry.number, entry.name) == (2027, 1, OFFICE)


async def test_another_years_notice_is_refused_once_something_was_sent_in(autumn: Hospital) -> None:
    office = await autumn.phone_of(OFFICE)
    await begin(office)
    await office.send("元旦 1月1日至3日")
    assert "这份通知是2026年的，正在录入的是2027年" in (await office.send(NOTICES[2026])).text
    await office.tap("重新填写")
    screen = await office.send(NOTICES[2026])
    assert "2026年节假日" in screen.text
    assert "与程序自带的一致" in screen.text
    await office.tap("取消")
    assert await entered(autumn) == []


async def test_entered_again_it_is_shown_what_differs_and_the_later_of_two_sees_the_other(
    autumn: Hospital,
) -> None:
    office, clerk = await autumn.phone_of(OFFICE), await autumn.phone_of(CLERK)
    await begin(clerk)
    await clerk.send(
        MADE_UP_2027.replace("至11日（农历正月初六、周四）放假调休，共7天", "至12日放假调休，共8天")
    )
    await enter(office)
    await clerk.tap("确认")
    screen = await shown(clerk)
    assert screen.text.startswith(f"{OFFICE}刚刚录入了2027年节假日")
    assert "改为放假 1 天：2月12日周五" in screen.text
    assert len(await entered(autumn)) == 1
    await clerk.tap("确认")
    await clerk.see("已录入")
    (entry,) = await entered(autumn)
    assert (entry.number, entry.name) == (2, CLERK)
    await office.send("/holidays")
    await office.tap("查看2027年")
    assert "2月5日周五至2月12日周五 8天" in (await shown(office)).text
    await office.tap("更改")
    screen = await office.send("春节 2月5日至11日，1月30日、2月20日上班")
    assert "改为上班 1 天：2月12日周五" in screen.text
    await office.tap("确认")
    await office.see("已录入")
    noted = [
        row["subject"] for row in rows_of(autumn.app.database, audit) if row["act"] == "holidays_entered"
    ]
    assert [subject.rsplit(":", 1)[0] for subject in noted] == [
        "2027:1:sha256",
        "2027:2:sha256",
        "2027:3:sha256",
    ]
    assert noted[0][7:] == noted[2][7:] != noted[1][7:]


async def test_forged_old_and_double_taps_enter_nothing_twice_and_nothing_of_others(autumn: Hospital) -> None:
    office, inspector = await autumn.phone_of(OFFICE), await autumn.phone_of(INSPECTOR)
    await inspector.send("/start")
    assert await press(autumn, inspector, "holidays-enter:2027")
    assert "节假日" not in (await inspector.send(MADE_UP_2027)).text
    await begin(office)
    await press(autumn, office, "holidays-enter:1999")
    await office.send(MADE_UP_2027)
    await press(autumn, office, "holidays-yes:2027:0123456789abcdef")
    assert await entered(autumn) == []
    for press_id in await office.tap_nowait("确认", times=2):
        await office.answer(press_id)
    assert [entry.number for entry in await entered(autumn)] == [1]


async def test_level_one_finds_the_way_in_the_menu_while_a_year_is_missing(autumn: Hospital) -> None:
    office = await autumn.phone_of(OFFICE)
    assert "录入节假日" not in str((await office.send("/start")).buttons)
    await autumn.move_to(12, 1)
    screen = await office.send("/start")
    assert "录入节假日" in str(screen.buttons)
    assert len(screen.buttons) <= 7
    await office.tap("录入节假日")
    assert "程序自带的到2026年为止" in (await shown(office)).text
