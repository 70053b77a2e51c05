from datetime import timedelta

import pytest

from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState
from storage.people.listed import ListedPerson
from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    FIRST,
    OFFICE,
    SUPERVISOR,
    TOGETHER,
    acts,
    answer,
    bring,
    close,
    erase,
    labels,
    open_first,
    opened,
    read_all,
    shown,
    state,
    steps,
    tap_all,
    write_summary,
)
from tests.harness import Hospital

SKIP = "跳过理由"


async def test_a_tip_goes_its_whole_way_and_every_step_is_in_the_register(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await read_all(office)
    await tap_all(office, "受理", SKIP, "登记处置", "初步核实", TOGETHER, "登记结果", "第一种形态", TOGETHER)
    await write_summary(office)
    await tap_all(office, "销号", "确定")
    window = await office.see("状态  已办结")
    day = "• 5月12日  "
    for line in ("受理", "登记处置：初步核实", "登记结果：第一种形态", "台账信息", "销号"):
        assert f"{day}{line}" in window.text
    await office.tap("回头看")
    await office.see("状态  办理中")
    entered = await steps(hospital)
    assert [step.act for step in entered] == [
        TipAct.ACCEPTED,
        TipAct.PROPOSED,
        TipAct.RESULT,
        TipAct.ENTRY,
        TipAct.CLOSED,
        TipAct.REOPENED,
    ]
    assert [step.way for step in entered] == [None, "初步核实", "第一种形态", None, None, None]
    decided = [
        open_text(step.sealed_note, hospital.office_key.identity)
        for step in entered[1:3]
        if step.sealed_note is not None
    ]
    assert decided == [TOGETHER, TOGETHER]
    assert await acts(hospital) == [
        "tip-open",
        "tip-download",
        "tip-accepted",
        "tip-proposed",
        "tip-result",
        "tip-entry",
        "tip-closed",
        "tip-reopened",
    ]


async def test_no_tap_alone_says_how_a_tip_was_handled_or_ended(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "受理", SKIP, "登记处置", "初步核实")
    window = await office.see("请输入决定人")
    assert "登记处置，初步核实？" in window.text
    assert [step.act for step in await steps(hospital)] == [TipAct.ACCEPTED]
    await office.send_sticker()
    await office.see("请用文字输入")
    await office.send("纪委书记，5月12日专题会")
    await office.see("登记处置：初步核实")
    (step,) = [step for step in await steps(hospital) if step.act is TipAct.PROPOSED]
    assert step.sealed_note is not None
    assert open_text(step.sealed_note, hospital.office_key.identity) == "纪委书记，5月12日专题会"
    await office.erased("专题会")
    for forged in ("tips-do:2026-001:2:result:first", "tips-do:2026-001:2:closed"):
        await press(hospital, office, forged)
    assert [step.act for step in await steps(hospital)] == [TipAct.ACCEPTED, TipAct.PROPOSED]
    await press(hospital, office, "tips-decided:2026-001:1:result:first")  # an old one
    await press(hospital, office, "tips-decided:2026-001:2:closed:first")
    assert len(await steps(hospital)) == 2


async def test_a_tip_is_not_closed_unread_undecided_or_without_a_summary(hospital: Hospital) -> None:
    await bring(hospital, files=6)
    office = await open_first(hospital)
    await tap_all(office, "受理", SKIP, "登记处置", "初步核实", TOGETHER)
    await answer(hospital, "补充一件事")
    await tap_all(office, "登记", "销号")
    window = await office.see("尚不能销号")
    assert [line for line in ("尚未阅读", "由谁决定", "线索摘要") if line in window.text] == [
        "尚未阅读",
        "线索摘要",
    ]
    await read_all(office)
    await tap_all(office, "销号")
    assert (
        "尚未阅读" in (await office.see("尚不能销号")).text
    )  # a file was not fetched, and the answer came today
    hospital.clock.advance(timedelta(days=1))
    await office.tap("返回线索")
    await read_all(office)
    await tap_all(office, "附件", "下一批", "返回线索", "销号")
    window = await office.see("尚不能销号")
    assert "尚未阅读" not in window.text
    assert await labels(office) == ["台账信息", "返回线索"]
    await office.tap("返回线索")
    await write_summary(office)
    await tap_all(office, "销号", "确定", "回头看", "登记", "销号")
    assert "由谁决定" in (await office.see("尚不能销号")).text
    assert await state(hospital) is TipState.HANDLED
    await tap_all(office, "登记结果", "未发现问题", TOGETHER, "销号", "确定")
    await office.see("状态  已办结")


async def test_every_step_names_who_took_it(hospital: Hospital) -> None:
    await bring(hospital)
    deputy = await open_first(hospital, DEPUTY)
    await tap_all(deputy, "受理", SKIP)
    (entered,) = await steps(hospital)
    assert entered.person_id == (await person(hospital, DEPUTY)).person_id
    assert entered.done_on == hospital.clock.now().date()


async def test_only_what_is_possible_now_is_offered(hospital: Hospital) -> None:
    await bring(hospital, named=True)
    office = await open_first(hospital)
    await office.tap("登记")
    assert (await labels(office))[:6] == [
        "受理",
        "不予受理",
        "台账信息",
        "姓名无法核实",
        "转上级或其他单位",
        "并入另一件",
    ]
    await tap_all(office, "受理", SKIP, "登记")
    assert "已告知受理情况" in await labels(office)
    assert "已告知结果" not in await labels(office)
    await tap_all(office, "已告知受理情况", "确定", "登记处置", "谈话函询", TOGETHER, "登记")
    assert "已告知受理情况" not in await labels(office)
    assert len(await labels(office)) <= 9
    await office.tap("返回线索")
    await read_all(office)
    await write_summary(office)
    await tap_all(office, "销号", "确定", "登记", "已告知结果", "确定")
    assert [step.act for step in await steps(hospital)][-1] is TipAct.TOLD_RESULT


async def test_the_last_six_steps_are_shown(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "受理", SKIP)
    for way in ("谈话函询", "初步核实", "暂存待查", "予以了结", "谈话函询", "初步核实"):
        await tap_all(office, "登记", "登记处置", way, TOGETHER)
    text = (await shown(office)).text
    assert text.count("• ") == 6
    assert "• 5月12日  受理" not in text


async def test_a_name_that_cannot_be_verified_is_not_given_out_any_more(hospital: Hospital) -> None:
    await bring(hospital, named=True)
    office = await open_first(hospital)
    await tap_all(office, "登记", "姓名无法核实")
    await office.see("此后按匿名办理")
    await office.tap("确定")
    await office.see("署名无法核实，按匿名办理")
    await office.tap("登记")
    assert "已告知受理情况" not in await labels(office)
    await tap_all(office, "返回线索", "下载内容（加密）")
    assert set(await opened(office, hospital.office_key)) == {"线索2026-001.age"}


async def test_what_belongs_elsewhere_is_marked_and_then_passed_on(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "登记", "转上级")
    await office.see("5 个工作日内转出")
    await tap_all(office, "确定", "登记", "已转出", "确定", "登记")
    assert [step.act for step in await steps(hospital)] == [TipAct.ELSEWHERE, TipAct.PASSED_ON]
    assert not {"转上级或其他单位", "已转出"} & set(await labels(office))


async def test_what_cannot_be_undone_is_asked_once(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("不予受理")
    await office.see("不能撤回")
    await office.tap("返回线索")
    await office.see("状态  已收到")
    assert await steps(hospital) == []
    await tap_all(office, "不予受理", SKIP)
    await office.see("状态  不予受理")
    assert {"受理", "登记处置", "回头看"} & set(await labels(office)) == set()


async def test_a_double_tap_enters_a_step_once(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("受理")
    first, second = await office.tap_nowait(SKIP, times=2)
    await office.answer(first)
    toast = await office.answer(second)
    assert toast is not None
    await tap_all(office, "登记处置", "暂存待查")
    first, second = await office.tap_nowait(TOGETHER, times=2)
    assert await office.answer(first) is None
    toast = await office.answer(second)
    assert toast is not None
    assert "没有重复办理" in toast.text
    assert [step.act for step in await steps(hospital)] == [TipAct.ACCEPTED, TipAct.PROPOSED]
    await office.see("状态  办理中")


async def test_a_button_from_before_another_handlers_step_shows_the_tip_as_it_is(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("不予受理")
    deputy = await open_first(hospital, DEPUTY)
    await tap_all(deputy, "受理", SKIP)
    toast = await office.tap(SKIP)
    assert toast is not None
    assert "没有重复办理" in toast.text
    await office.see("状态  已受理")
    assert [step.act for step in await steps(hospital)] == [TipAct.ACCEPTED]


async def test_a_step_that_the_state_does_not_allow_is_refused(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    for act in ("closed", "told_result", "passed_on", "proposed:talk", "result:first"):
        assert "不能改成这个状态" in await press(hospital, office, f"tips-do:2026-001:0:{act}")
    assert "不能改成这个状态" in await press(hospital, office, "tips-act:2026-001:0:reopened")
    assert await steps(hospital) == []
    assert await state(hospital) is TipState.RECEIVED


async def test_an_erased_tip_can_be_reopened_and_its_register_goes_on(hospital: Hospital) -> None:
    await bring(hospital)
    await close(hospital)
    await erase(hospital)
    office = await open_first(hospital)
    await office.tap("回头看")
    await office.see("状态  办理中")
    await tap_all(office, "登记结果", "未发现问题", TOGETHER)
    await office.see("登记结果：未发现问题")


async def test_who_recuses_themselves_never_sees_the_tip_again(hospital: Hospital) -> None:
    await bring(hospital, files=1)
    office = await open_first(hospital)
    await office.tap("回避")
    await office.see("不能撤回")
    await office.tap("确定回避")
    window = await office.see("已回避线索 2026-001")
    assert "目前没有线索" in window.text
    before = await acts(hospital)
    assert before == ["tip-open", "tip-recused"]
    for data in ("tips:2026-001", "tips-download:2026-001", "tips-files:2026-001:0", "tips-recused:2026-001"):
        assert "此按钮已失效" in await press(hospital, office, data)
    assert await acts(hospital) == before
    await (await open_first(hospital, DEPUTY)).see("线索 2026-001")


async def test_the_last_handler_who_is_left_cannot_recuse_themselves(hospital: Hospital) -> None:
    await bring(hospital)
    for who in (OFFICE, DEPUTY):
        await tap_all(await open_first(hospital, who), "回避", "确定回避")
    last = await open_first(hospital, COMMISSIONER)
    toast = await last.tap("回避")
    assert toast is not None
    assert "唯一" in toast.text
    assert "唯一" in await press(hospital, last, "tips-recused:2026-001")
    assert len(await recused(hospital)) == 2


async def test_two_who_recuse_themselves_at_once_leave_one(hospital: Hospital) -> None:
    await bring(hospital)
    await tap_all(await open_first(hospital), "回避", "确定回避")
    deputy, last = await open_first(hospital, DEPUTY), await open_first(hospital, COMMISSIONER)
    await deputy.tap("回避")
    await last.tap("回避")
    await deputy.tap("确定回避")
    toast = await last.tap("确定回避")
    assert toast is not None
    assert "唯一" in toast.text
    assert len(await recused(hospital)) == 2


async def test_the_only_supervisor_cannot_recuse_themselves(hospital: Hospital) -> None:
    await bring(hospital, body=Body.SUPERVISOR)
    phone = await open_first(hospital, SUPERVISOR, "Z2026-001")
    toast = await phone.tap("回避")
    assert toast is not None
    assert "唯一" in toast.text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_window_of_the_register_speaks_its_language(hospital: Hospital, language: str) -> None:
    await bring(hospital, named=True, files=1)
    office = await hospital.phone_of(OFFICE)
    if language == "en":
        await office.send("/language")
    await office.send("/tips")
    for data in (
        "tips:2026-001",
        "tips-register:2026-001",
        "tips-act:2026-001:0:accepted",
        "tips-act:2026-001:0:declined",
        "tips-act:2026-001:0:entry",
        "tips-act:2026-001:0:unverified",
        "tips-act:2026-001:0:elsewhere",
        "tips-ask:2026-001:0",
        "tips-recuse:2026-001",
        "tips-files:2026-001:0",
        "tips-originals:2026-001:0",
    ):
        await press(hospital, office, data)
        window = await shown(office)
        said = window.text + "".join(await labels(office))
        assert any("\u4e00" <= symbol <= "\u9fff" for symbol in said) is (language == "zh"), said
        assert max(len(label) for label in await labels(office)) <= 40


async def person(hospital: Hospital, name: str) -> ListedPerson:
    return (await hospital.app.database.run(lambda uow: uow.people.search(name, 1)))[0]


async def recused(hospital: Hospital) -> set[int]:
    def work(uow: UnitOfWork) -> set[int]:
        return uow.tip_threads.recused(FIRST)

    return await hospital.app.database.run(work)
