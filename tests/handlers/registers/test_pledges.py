"""双向承诺 by phones: both ways each year, signed by a tap, returned, corrected, withdrawn; never twice the same."""

from datetime import date, timedelta

from simulator.phone import Phone
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    OFFICE,
    answer,
    confirm,
    labels,
    open_new,
    open_register,
    take_up,
)
from tests.handlers.registers.test_exports import rows_sent
from tests.harness import Hospital

PLEDGES, LEADER, OTHER_LEADER = "双向承诺", "分管内科副院长", "分管外科副院长"


async def pledge(phone: Phone, direction: str, *, by: str, to: str, year: str = "2026") -> str:
    """Hand in a pledge from the phone and return what is said to it."""
    await open_new(phone, PLEDGES)
    await answer(phone, f"={year}", direction, f"={by}", f"={to}", "=廉洁行医，不收红包", "跳过")
    toast = await phone.tap("提交")
    return toast.text if toast else (await shown(phone)).text


async def test_a_pledge_goes_up_and_down_once_a_year_and_the_list_says_who_signed_and_when(
    hospital: Hospital,
) -> None:
    head, leader = await hospital.phone_of(HEAD), await hospital.phone_of(LEADER)
    office = await hospital.phone_of(OFFICE)
    assert "已提交" in await pledge(head, "科室向领导", by=HEAD, to=LEADER)
    # A second one is refused, whoever is to sign it; what was filled in is kept.
    refused = await pledge(head, "科室向领导", by=HEAD, to=OTHER_LEADER)
    assert refused.startswith(f"已有同样的记录，不能重复登记：{HEAD} 承诺〔2026〕1号，状态：待签署。")
    await answer(head, "修改", "年度", "=2027", "提交")
    assert "已提交，编号" in (await shown(head)).text
    # The way down is another one, and to each department its own.
    await open_register(leader, PLEDGES)
    await answer(leader, "新增", "内科第一党支部")
    await answer(leader, "=2026", "领导向科室", f"={LEADER}", f"={HEAD}", "=支持监督", "跳过", "提交")
    await leader.see("已提交，编号")
    await take_up(leader, which="1 ")
    await answer(leader, "退回", "=请写明科室", "退回")
    await take_up(head, count=2, which="1 ")
    assert "理由：请写明科室" in (await shown(head)).text
    await answer(head, "修改", "承诺内容", "=心内科廉洁行医", "修改")
    await take_up(leader, which="1 ")
    hospital.clock.advance(timedelta(days=2))
    await confirm(leader, "签署")
    await leader.see("已签署")
    await take_up(head, which="1 ")
    await confirm(head, "签署")
    await head.see("已签署")
    await open_register(head, PLEDGES)
    await answer(head, "2 ", "撤回", "=已合并", "撤回")
    await head.see("已撤回")
    # What was withdrawn stands in nobody's way; what is signed does.
    assert "已提交" in await pledge(head, "科室向领导", by=HEAD, to=OTHER_LEADER, year="2027")
    assert "状态：已签署" in await pledge(head, "科室向领导", by=HEAD, to=LEADER)
    await open_register(office, PLEDGES)
    await answer(office, "导出", "双向承诺签署情况表")
    _title, rows = await rows_sent(office, 0)
    signed = {(row[3], row[-3], row[-2] and row[-2].date()) for row in rows if row[-1] == "已签署"}
    assert signed == {
        ("科室向领导", LEADER, date(2026, 5, 14)),
        ("领导向科室", HEAD, date(2026, 5, 14)),
    }
    assert all(row[-3] is row[-2] is None for row in rows if row[-1] != "已签署")
    assert count(hospital, "entry") == len(rows) == 4
    assert "签署" not in await labels(office)
