"""廉政风险 by phones: each chain of docs/domain.md section 5 from 新增 to 已审定, each return, each refusal."""

import pytest

from domain.errors import RefusalError
from locales import in_chinese
from simulator.phone import Phone
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    confirm,
    enter_risk,
    labels,
    take_up,
    waits_nothing,
)
from tests.harness import Hospital
from usecases.house import Request
from usecases.registers.shown import show_entry
from windows.registers.entry import entry_window
from windows.windows import Window

LEADER, PRESIDENT = "分管内科副院长", "院长"
COMMITTEE, OTHER_MEMBER = "党委书记", "党委副书记"
MET = "=2026-05-11"


async def passes(phone: Phone, words: str, *more: str) -> None:
    """Take up what waits, pass it with an opinion, and whatever else is asked."""
    await take_up(phone)
    await answer(phone, "通过", f"={words}", *more, "通过")


async def returns(phone: Phone, why: str) -> None:
    await take_up(phone)
    await answer(phone, "退回", f"={why}", "退回")
    await phone.see("已退回")


async def test_others_are_reviewed_by_their_head_and_approved_by_their_leader(hospital: Hospital) -> None:
    worker, head, leader = [await hospital.phone_of(name) for name in (WORKER, HEAD, LEADER)]
    await enter_risk(worker, "个人岗位", person=WORKER)
    await worker.see("待送审")
    await confirm(worker, "送审")
    await worker.see(f"待审核　待{WARD}科室负责人办理")
    await returns(head, "措施不具体")
    await hospital.app.deliver()
    await worker.see("措施不具体")
    await take_up(worker)
    await confirm(worker, "送审")
    await passes(head, "情况属实，同意上报。")
    assert "待审定" in (await shown(head)).text
    await returns(leader, "请补充轮岗安排")
    await take_up(worker)
    await worker.tap("修改")
    await answer(worker, "自我防控措施", "①", "措施", "=双人保管，每年轮岗", "核对", "修改")
    await confirm(worker, "送审")
    await passes(head, "已补充。")
    await passes(leader, "同意。")
    await leader.see("状态：已审定")
    assert await waits_nothing(worker)
    await answer(head, "办理记录")
    written = (await shown(head)).text
    assert all(words in written for words in ("已补充。", "（科室负责人）", "同意。", "（分管领导）"))


@pytest.mark.parametrize(
    ("who", "reviewer", "role"),
    [(HEAD, LEADER, "内科第一党支部分管领导"), (LEADER, PRESIDENT, "院长")],
    ids=["中层", "院领导"],
)
async def test_middle_rank_and_leaders_are_reviewed_above_them_and_approved_by_the_committee(
    hospital: Hospital, who: str, reviewer: str, role: str
) -> None:
    own, above = await hospital.phone_of(who), await hospital.phone_of(reviewer)
    party, member = await hospital.phone_of(COMMITTEE), await hospital.phone_of(OTHER_MEMBER)
    places = ["绍兴某某医院"] * 2 if who == LEADER else []
    await enter_risk(own, "个人岗位", *places, person=who, level="B级")
    await confirm(own, "送审")
    await own.see(f"待审核　待{role}办理")
    await passes(above, "同意上报。")
    await take_up(party)
    await answer(party, "退回", "=请写明轮岗年限", "退回")
    await take_up(own)
    await confirm(own, "送审")
    await passes(above, "已写明。")
    await take_up(member)  # any of its members acts for the committee, and enters the day on which it met
    await answer(member, "通过", "=同意。", MET, "通过")
    await member.see("状态：已审定")
    await member.tap("办理记录")
    written = (await shown(member)).text
    assert "（医院党委）" in written
    assert "会议日期" in written
    assert await waits_nothing(party)


async def test_a_department_goes_to_its_leader_and_the_committee_and_nobody_acts_on_their_own(
    hospital: Hospital,
) -> None:
    head, leader = await hospital.phone_of(HEAD), await hospital.phone_of(LEADER)
    party, president = await hospital.phone_of(COMMITTEE), await hospital.phone_of(PRESIDENT)
    await enter_risk(head, "内设科室", level="B级", risks="耗材准入随意")
    await confirm(head, "送审")
    await passes(leader, "同意上报。")
    await take_up(party)
    await answer(party, "通过", "=同意。", MET, "通过")
    await party.see("状态：已审定")
    # 院长's own goes past the review that would be 院长's, to the committee at once.
    await enter_risk(president, "个人岗位", person=PRESIDENT, level="A级", risks="大额资金使用")
    await confirm(president, "送审")
    await president.see("待审定　待医院党委办理")
    assert not {"通过", "退回"} & set(await labels(president))
    await take_up(party)
    await answer(party, "通过", "=同意。", MET, "通过")
    await party.see("状态：已审定")
    # A member of the committee enters their own: another of its members approves.
    await enter_risk(party, "个人岗位", person=COMMITTEE, level="A级", risks="干部任用")
    await confirm(party, "送审")
    await passes(president, "同意上报。")
    assert not {"通过", "退回"} & set(await labels(party))
    member = await hospital.phone_of(OTHER_MEMBER)
    await take_up(member)
    await answer(member, "通过", "=同意。", MET, "通过")
    await member.see("状态：已审定")


async def test_the_units_form_is_approved_by_the_president_and_filed_upward(hospital: Hospital) -> None:
    office, president = await hospital.phone_of(OFFICE), await hospital.phone_of(PRESIDENT)
    await enter_risk(office, "单位", "绍兴某某医院", level="A级", risks="招标采购")
    await confirm(office, "送审")
    await office.see("待审定　待院长办理")
    await take_up(president)
    await answer(president, "通过", "=同意。", "通过")  # no meeting is asked for: nobody but 医院党委 meets
    await president.see("状态：已审定")
    await office.send("/registers")
    await answer(office, "廉政风险", "招标采购", "登记报备", "=2026-05-12", "登记报备")
    await office.see("状态：已报备")


async def test_what_nobody_holds_waits_for_the_office_and_it_is_said(hospital: Hospital) -> None:
    worker, office = await hospital.phone_of("院级特邀监察员二"), await hospital.phone_of(OFFICE)
    await enter_risk(worker, "个人岗位", "绍兴某某医院", person="院级特邀监察员二")
    await confirm(worker, "送审")
    await worker.see("目前无人担任科室负责人，已转医院监察室。")
    await take_up(office)
    assert "目前无人担任科室负责人，已转医院监察室。" in (await shown(office)).text


async def test_a_risk_is_regraded_published_withdrawn_and_lapses(hospital: Hospital) -> None:
    worker, head, leader = [await hospital.phone_of(name) for name in (WORKER, HEAD, LEADER)]
    office, stranger = await hospital.phone_of(OFFICE), await hospital.phone_of("呼吸内科医疗组长")
    organ = await hospital.phone_of("驻组联络员")
    await enter_risk(worker, "个人岗位", person=WORKER)
    assert "责任人：心内科负责人（心内科科室负责人）" in (await shown(worker)).text
    await confirm(worker, "送审")
    await passes(head, "同意上报。")
    await passes(leader, "同意。")
    # Regraded: with a reason, and through the chain again. What was signed for the other level is void.
    await office.send("/registers")
    await answer(office, "廉政风险", "单人保管印章", "调整等级", "B级", "=近期有投诉", "调整等级")
    await office.see("状态：待审核")
    regraded = (await shown(office)).text
    assert "责任人：分管内科副院长（内科第一党支部分管领导）" in regraded
    assert "同意上报。" not in regraded
    await passes(head, "同意调整。")
    await take_up(leader)
    assert "近期有投诉" not in (await shown(leader)).text.splitlines()[:4]
    await answer(leader, "通过", "=同意调整为B级。", "通过")
    await leader.see("状态：已审定")
    await leader.tap("办理记录")
    written = (await shown(leader)).text
    assert all(words in written for words in ("调整等级", "近期有投诉", "B级（二级）"))
    # Published: whoever is bound in the unit may read it, the organ above apart, but not who said what about it.
    await office.send("/registers")
    await answer(office, "廉政风险", "单人保管印章")
    with pytest.raises(RefusalError, match="registers-not-yours"):
        await read_by(hospital, stranger)
    await answer(office, "公示", "=2026-05-20", "公示")
    window = await read_by(hospital, stranger)
    assert "公示期间如有异议，请向医院监察室反映。" in window.text
    assert "双人保管" in window.text
    assert [button.label for row in window.rows for button in row] == [*("提出异议", "下一页 ›", "返回台账")]
    with pytest.raises(RefusalError, match="registers-not-yours"):
        await read_by(hospital, organ)
    await confirm(office, "撤回公示")
    await office.see("状态：已审定")
    with pytest.raises(RefusalError, match="registers-not-yours"):
        await read_by(hospital, stranger)
    await answer(office, "失效", "=岗位已撤销", "失效")
    await office.see("状态：已失效")
    # What is not sent yet is taken back by who entered it.
    await enter_risk(worker, "个人岗位", person=WORKER, risks="误登")
    await answer(worker, "撤回", "=重复登记", "撤回")
    await worker.see("状态：已撤回")


async def read_by(hospital: Hospital, phone: Phone) -> Window:
    """Return the window of the first entry as the owner of `phone` sees it."""
    request = Request(hospital.app.house, phone.id, phone.id, 1, hospital.clock.now())
    shown_to = await request.run(lambda uow: show_entry(uow, request, 1))
    return entry_window(shown_to, request.today, in_chinese())
