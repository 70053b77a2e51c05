"""Two at once, old buttons, groups, an entry handed to somebody else: one entry, one move, and everybody told."""

from tests.forged import press, press_nowait
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    COMMISSIONER,
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    open_new,
    waits_nothing,
)
from tests.handlers.registers.test_lists import PROBLEMS, open_list, warn
from tests.harness import Hospital

PROBLEM = ("审计", "跳过", "=比价缺失", "=分管内科副院长", f"={HEAD}", "=2026-09-30")


async def test_two_taps_at_once_make_one_entry_and_one_move(hospital: Hospital) -> None:
    office, other = await hospital.phone_of(OFFICE), await hospital.phone_of(COMMISSIONER)
    head = await hospital.phone_of(HEAD)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await answer(office, *PROBLEM)
    for tapped in await office.tap_nowait("提交", times=2):
        await office.answer(tapped)
    assert count(hospital, "entry") == 1
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 比价缺失", "申请销号", "=已补登", "跳过", "申请销号")
    for phone in (office, other):
        await phone.send("/registers")
        await answer(phone, "待我办理（1）", "1 比价缺失", "同意销号")
    for tapped in await office.tap_nowait("同意销号", times=2):
        await office.answer(tapped)
    assert "已办理：同意销号" in (await shown(office)).text
    assert await other.tap("同意销号") is None
    assert "此事项刚刚已有人办理，以下为最新情况。" in (await shown(other)).text
    assert "已销号" in (await shown(other)).text
    assert "同意销号" not in await labels(other)
    assert count(hospital, "entry_move") == 3


async def test_an_old_button_shows_how_the_entry_stands_now(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await hospital.phone_of(HEAD)
    await warn(hospital, "高值耗材登记不全")
    await open_list(office, "廉政风险预警")
    await office.tap("1 高值耗材")
    await answer(office, "发出预警", "发出预警")
    await press(hospital, office, "entry-do:1:0:0")
    assert "此事项刚刚已有人办理，以下为最新情况。" in (await shown(office)).text
    assert "已发出" in (await shown(office)).text
    # Whoever may not see it learns nothing by the same button.
    other = await hospital.phone_of("骨科负责人")
    assert "没有查看此事项的权限" in await press(hospital, other, "entry-do:1:0:0")


async def test_an_entry_is_handed_to_somebody_else_with_a_reason(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    worker = await hospital.phone_of(WORKER)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await answer(office, *PROBLEM, "提交")
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 比价缺失", "转交他人", f"={WORKER}", "=已调离采购岗位", "转交他人")
    assert f"待{WORKER}办理" in (await shown(head)).text
    await hospital.app.deliver()
    told = await worker.see("有一项待您办理")
    assert "理由：已调离采购岗位" in told.text
    assert await waits_nothing(head)
    assert not await waits_nothing(worker)
    await head.send("/registers")
    await answer(head, PROBLEMS, "1 比价缺失", "办理记录")
    assert "理由：已调离采购岗位" in (await shown(head)).text


async def test_registers_say_nothing_in_a_group(hospital: Hospital) -> None:
    office, other = await hospital.phone_of(OFFICE), await hospital.phone_of("党委书记")
    await warn(hospital, "高值耗材登记不全")
    group = await hospital.phones.new_group("党委群", [office, other])
    since = await office.mark(group)
    await office.send_nowait("/registers", group)
    await office.send("/help", group)
    for data in ("registers-mine", "register:warning:0", "entry:1", "entry-files:1:0", "entry-print:warning"):
        await office.answer(await press_nowait(hospital, office, data, group), group)
    messages = [message.text for message in await office.chat(group) if message.from_bot]
    assert since >= 0
    assert not any("高值耗材" in text or "预警" in text for text in messages)
