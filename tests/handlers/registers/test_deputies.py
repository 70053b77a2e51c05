"""Whoever reviews and approves entries goes on leave: the deputy sees what waits, moves it on, and signs by name."""

from domain.people.people import Role
from registers.reader import shipped_registers
from reports.registers.signatures import Signature, signatures_of
from simulator.phone import Phone
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    WORKER,
    answer,
    confirm,
    enter_risk,
    labels,
    take_up,
)
from tests.harness import Hospital

LEADER, PRESIDENT, COMMITTEE, DEPUTY = "分管内科副院长", "院长", "党委书记", "内科第一党支部特邀监察员"


async def go(phone: Phone, deputy: str) -> None:
    """Take leave from the menu, a week from today on; "=…" is typed, and tapped then."""
    await phone.send("/start")
    await answer(phone, "请假", "今天", "到5月18日", deputy)
    if deputy.startswith("="):
        await phone.tap(deputy.removeprefix("="))
    await phone.tap("确定请假")
    await phone.see("已登记，并告知监察室。")


async def passes(phone: Phone, words: str) -> None:
    """Take up what waits and pass it."""
    await take_up(phone)
    await answer(phone, "通过", f"={words}", "通过")


async def signed(hospital: Hospital) -> list[Signature | None]:
    """Return who reviewed and approved the only risk, as papers print it."""
    moves = await hospital.app.database.run(lambda uow: uow.entry_moves.of_entry(1))
    found = signatures_of(shipped_registers()["risk"], moves)
    return [found.review, found.approval]


async def test_deputies_of_leaders_review_and_approve_in_their_own_name_with_the_role(
    hospital: Hospital,
) -> None:
    worker, head, leader, deputy = [await hospital.phone_of(name) for name in (WORKER, HEAD, LEADER, DEPUTY)]
    await go(leader, DEPUTY)
    await enter_risk(worker, "个人岗位", person=WORKER)
    await confirm(worker, "送审")
    await passes(head, "情况属实。")
    await hospital.app.deliver()
    assert "有一项待您办理" in (await shown(deputy)).text
    await passes(deputy, "代为审定，同意。")
    await deputy.see("状态：已审定")
    review, approval = await signed(hospital)
    assert (review and review.name, approval and approval.name) == (HEAD, DEPUTY)
    assert approval is not None
    assert (approval.role, approval.signed_by) == (Role.LEADER_IN_CHARGE, DEPUTY)
    await deputy.tap("办理记录")
    assert f"{DEPUTY}（分管领导）" in (await shown(deputy)).text
    # Back early: what waits is the leader's alone again.
    await leader.send("/leave")
    await leader.tap("销假")
    await enter_risk(worker, "个人岗位", person=WORKER, risks="保管公章")
    await confirm(worker, "送审")
    await passes(head, "情况属实。")
    await deputy.send("/start")
    assert not [label for label in await labels(deputy) if label.startswith("待我办理")]
    await leader.send("/start")
    assert "待我办理（1）" in await labels(leader)


async def test_every_post_for_which_entries_wait_takes_leave_and_whoever_has_none_does_not(
    hospital: Hospital,
) -> None:
    for name in (LEADER, PRESIDENT, COMMITTEE, HEAD):
        phone = await hospital.phone_of(name)
        await phone.send("/start")
        assert "请假" in await labels(phone), name
    organ = await hospital.phone_of("驻组联络员")
    president = await hospital.phone_of(PRESIDENT)
    await president.send("/leave")
    await answer(president, "今天", "只请一天", "=驻组")
    assert "没有找到" in (await shown(president)).text
    for phone in (organ, await hospital.phone_of(WORKER)):
        await phone.send("/start")
        assert "请假" not in await labels(phone)
        await phone.send("/leave")
        assert "不需要在这里请假" in (await shown(phone)).text


async def test_a_deputy_approves_nothing_of_whom_they_stand_in_for(hospital: Hospital) -> None:
    secretary, president, member, deputy = [
        await hospital.phone_of(name) for name in (COMMITTEE, PRESIDENT, "党委副书记", LEADER)
    ]
    await enter_risk(secretary, "个人岗位", person=COMMITTEE)
    await confirm(secretary, "送审")
    await go(secretary, f"={LEADER}")
    await passes(president, "同意上报。")
    await take_up(deputy)
    assert not {"通过", "退回"} & set(await labels(deputy))
    await take_up(member)
    assert {"通过", "退回"} <= set(await labels(member))
