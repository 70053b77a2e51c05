"""What committee, supervisor and level 1's inspectors read of tips: no count under five, none that gives one away."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from domain.tips.routing import Body
from domain.tips.tips import Area, Source
from storage.tips.receipt_keys import new_salt
from storage.tips.sealing import seal_text
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips.tips_by_hand import OFFICE, SUPERVISOR, labels, shown
from tests.harness import Hospital
from windows.entries import TIP_FIGURES_OUTSIDE, digest_of

COMMITTEE, INSPECTOR, WARD = "党委书记", "院级特邀监察员一", "心内科特邀监察员"
OUTSIDE = (COMMITTEE, SUPERVISOR, INSPECTOR)
MAY = digest_of("monthly_report", "2026-05")


async def receive(hospital: Hospital, by_month: Mapping[int, int], body: Body = Body.OFFICE) -> None:
    """Enter tips by the month of 2026 in which they came."""
    key = hospital.office_key.recipient
    sealed = seal_text("一件事", [key])

    def work(uow: UnitOfWork) -> None:
        for month, count in by_month.items():
            for number in range(count):
                on, source, area = date(2026, month, 1 + number), Source.PETITION, Area.ETHICS
                uow.tips.add(NewTip(body, new_salt(), key, on, source, area, sealed, None))

    await hospital.app.database.run(work)


async def reads(hospital: Hospital, who: str, data: str) -> str:
    """Return what a button shows to one person."""
    phone = await hospital.phone_of(who)
    await phone.send("/start")
    await press(hospital, phone, data)
    return (await shown(phone)).text


@pytest.mark.parametrize(
    ("by_month", "line"),
    [
        ({5: 3}, "本期收到线索不足 5 件"),
        ({}, "本期收到线索不足 5 件"),
        # With the year's total, what else came would be told.
        ({1: 9, 2: 8, 3: 2, 4: 7, 5: 6}, "本期收到线索件数不显示"),
        ({1: 9, 2: 8, 3: 9, 4: 7, 5: 6}, "本期收到线索 6 件"),
    ],
)
async def test_a_small_month_is_not_told_outside(
    hospital: Hospital, by_month: dict[int, int], line: str
) -> None:
    await receive(hospital, by_month)
    await receive(hospital, {5: 20}, Body.SUPERVISOR)
    await hospital.move_to(6, 12)
    for who in OUTSIDE:
        text = await reads(hospital, who, MAY)
        assert line in text
        assert "线索统计" in await labels(await hospital.phone_of(who))
    assert f"本期收到线索 {by_month.get(5, 0)} 件" in await reads(hospital, OFFICE, MAY)
    assert "线索统计" not in await labels(await hospital.phone_of(OFFICE))


async def test_a_month_that_still_runs_shows_no_number_from_day_to_day(hospital: Hospital) -> None:
    await receive(hospital, {1: 9, 2: 8, 3: 9, 4: 7, 5: 6})
    for who in OUTSIDE:
        text = await reads(hospital, who, MAY)
        assert "本期收到线索件数在本月结束后显示" in text
    assert "转递线索" not in await reads(hospital, COMMITTEE, MAY)
    assert "本期收到线索 6 件" in await reads(hospital, OFFICE, MAY)


async def test_a_longer_period_shows_none_as_its_months_could_be_subtracted(hospital: Hospital) -> None:
    await receive(hospital, {4: 9, 5: 9, 6: 2})
    await hospital.move_to(7, 20)
    text = await reads(hospital, COMMITTEE, digest_of("quarterly_selfcheck", "2026-Q2"))
    assert "二季度自查小结" in text
    assert "收到线索" not in text


@pytest.mark.parametrize("who", OUTSIDE)
async def test_the_years_figures_hold_no_small_count(hospital: Hospital, who: str) -> None:
    await receive(hospital, {1: 9, 2: 8, 3: 2, 4: 7, 5: 6})
    await receive(hospital, {3: 20}, Body.SUPERVISOR)
    phone = await hospital.phone_of(who)
    await phone.send("/digest")
    await phone.tap("线索统计")
    text = (await shown(phone)).text
    lines = text.splitlines()
    assert "2026年1月至2026年4月" in lines[0]
    assert lines[1] == "收到  26 件"
    assert "2026年3月" not in text.partition("\n")[2]
    counts = re.findall(r" (\d+)(?=[\s、]|$)", "\n".join(lines[1:-2]))
    assert counts
    assert all(int(count) >= 5 for count in counts)
    assert "当月的尚未计入" in text
    await phone.tap("返回")
    await phone.see("网格廉情月报")


async def test_in_january_the_last_year_is_shown(hospital: Hospital) -> None:
    await receive(hospital, {1: 9, 12: 9})
    hospital.clock.move_to(hospital.clock.now().replace(year=2027, month=1))
    text = await reads(hospital, COMMITTEE, TIP_FIGURES_OUTSIDE)
    assert "2026年1月至2026年12月" in text
    assert "收到  18 件" in text


async def test_nobody_else_reads_the_figures(hospital: Hospital) -> None:
    await receive(hospital, {4: 9})
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    assert "没有查看汇总的权限" in await press(hospital, ward, TIP_FIGURES_OUTSIDE)
    stranger = await hospital.stranger()
    await stranger.send("/start")
    assert "需要先绑定" in await press(hospital, stranger, TIP_FIGURES_OUTSIDE)


async def test_what_the_clock_sends_says_no_more(hospital: Hospital) -> None:
    await receive(hospital, {5: 3})
    readers = {who: await hospital.phone_of(who) for who in (*OUTSIDE, OFFICE)}
    await hospital.move_to(6, 12)
    for who, phone in readers.items():
        said = "本期收到线索 3 件" if who == OFFICE else "本期收到线索不足 5 件"
        await phone.see(said)
        assert who == OFFICE or not [message for message in await phone.chat() if "线索 3 件" in message.text]
