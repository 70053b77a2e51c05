"""并案 shares recusals: with it nobody becomes the only one to see a tip, and nobody loses sight of one untold."""

from tests.forged import press
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    FIRST,
    OFFICE,
    bring,
    labels,
    open_first,
    shown,
    tap_all,
)
from tests.harness import Hospital

SECOND, THIRD = "2026-002", "2026-003"


async def recuse(hospital: Hospital, who: str, number: str) -> None:
    await tap_all(await open_first(hospital, who, number), "回避", "确定回避")


async def test_a_merge_that_leaves_but_the_one_who_merges_is_refused(hospital: Hospital) -> None:
    for _tip in range(3):
        await bring(hospital)
    await recuse(hospital, DEPUTY, FIRST)
    await recuse(hospital, COMMISSIONER, SECOND)
    office = await open_first(hospital, OFFICE, THIRD)
    await tap_all(office, "登记", "并入另一件", FIRST, "确定")
    # One by one is no way round: the second merge would hide all three.
    assert "只有您一人能看到" in await press(hospital, office, f"merge-do:{SECOND}:0:{FIRST}")
    assert "只有您一人能看到" in await press(hospital, office, f"merge-in:{SECOND}:0:{FIRST}")
    deputy = await open_first(hospital, DEPUTY, SECOND)
    assert SECOND in (await shown(deputy)).text


async def test_who_alone_sees_both_already_may_merge_them(hospital: Hospital) -> None:
    for _tip in range(2):
        await bring(hospital)
    for number in (FIRST, SECOND):
        await recuse(hospital, DEPUTY, number)
        await recuse(hospital, COMMISSIONER, number)
    office = await open_first(hospital, OFFICE, SECOND)
    await tap_all(office, "登记", "并入另一件", FIRST, "确定")
    await office.see(f"已并入 {FIRST}")


async def test_the_others_are_told_of_a_merge_each_by_what_they_may_see(hospital: Hospital) -> None:
    for _tip in range(2):
        await bring(hospital)
    await recuse(hospital, DEPUTY, FIRST)
    deputy, commissioner = await hospital.phone_of(DEPUTY), await hospital.phone_of(COMMISSIONER)
    office = await open_first(hospital, OFFICE, SECOND)
    await tap_all(office, "登记", "并入另一件", FIRST, "确定")
    await hospital.app.deliver()
    assert f"{OFFICE}已将 {SECOND}、{FIRST} 并案" in (await commissioner.see("并案")).text
    told = (await deputy.see("不再看到")).text
    assert f"{OFFICE}已将 {SECOND}（共 1 件）" in told
    assert FIRST not in told
    await commissioner.tap("查看线索")
    assert f"已并入 {FIRST}" in (await shown(commissioner)).text
    await deputy.tap("查看线索")
    assert not {FIRST, SECOND} & {label[:8] for label in await labels(deputy)}
    before = await deputy.mark()
    await tap_all(office, "登记", "取消并案", "确定取消并案")
    await hospital.app.deliver()
    assert f"{OFFICE}已取消 {SECOND}、{FIRST} 的并案" in (await commissioner.see("取消")).text
    assert not [message for message in await deputy.chat() if "取消" in message.text]
    assert await deputy.mark() == before
    assert not [message for message in await office.chat() if "您可以查看这些线索" in message.text]
