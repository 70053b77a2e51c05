import json
import logging

import pytest

from domain.tips.tips import Source, TipAct, TipState
from simulator.phone import Phone
from storage.tips.sealing import open_text
from tests.forged import press
from tests.handlers.by_hand import on_disk
from tests.handlers.tips.tips_by_hand import (
    DEPUTY,
    FIRST,
    acts,
    answer,
    bring,
    labels,
    open_first,
    opened,
    shown,
    state,
    steps,
    tap_all,
    thread,
)
from tests.harness import Hospital
from usecases.memory import Question

NAME, POST, SUMMARY = "某姓名暗记", "某职务暗记", "某摘要暗记"


async def own_messages(phone: Phone) -> list[str]:
    """Return what the person's own side of the chat still shows."""
    return [message.text for message in await phone.chat() if not message.from_bot]


async def test_a_reason_is_sealed_to_the_office_and_taken_out_of_the_chat(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("不予受理")
    await office.send("不属于受理范围")
    window = await office.see("状态  不予受理")
    assert "已加密保存" in window.text
    (step,) = await steps(hospital)
    assert step.sealed_note is not None
    assert open_text(step.sealed_note, hospital.office_key.identity) == "不属于受理范围"
    await office.erased("不属于受理范围")
    assert "不属于受理范围".encode() not in on_disk(hospital)
    await office.tap("下载内容（加密）")
    texts = await opened(office, hospital.office_key)
    assert texts["线索2026-001-登记1-不予受理.age"] == "不属于受理范围"


async def test_a_reason_that_is_skipped_leaves_no_note(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "受理", "跳过")
    (step,) = await steps(hospital)
    assert step.act is TipAct.ACCEPTED
    assert step.sealed_note is None


async def test_what_is_no_reason_is_asked_for_again_and_decides_nothing(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("受理")
    await office.send_sticker()
    assert "请用文字输入" in (await shown(office)).text
    await office.send("长" * 201)
    assert "不超过 200 字" in (await shown(office)).text
    assert await state(hospital) is TipState.RECEIVED
    await office.send("属于受理范围")
    await office.see("状态  已受理")


async def test_words_are_only_taken_below_the_window_that_asks_for_them(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "受理", "返回线索")
    await office.send("一句话")
    assert await steps(hospital) == []
    await press(hospital, office, "tips-act:2026-001:0:accepted")
    await office.send("/help")
    await office.send("又一句话")
    assert await steps(hospital) == []


async def test_the_ledgers_entry_is_asked_in_three_and_sealed_as_one(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "登记", "台账信息")
    await office.send(NAME)
    await office.see("台账信息 2/3")
    assert NAME.encode() not in on_disk(hospital)
    await office.send(POST)
    await office.see("台账信息 3/3")
    assert "跳过" not in await labels(office)
    await office.send(SUMMARY)
    await office.see("已加密保存")
    (step,) = await steps(hospital)
    assert step.act is TipAct.ENTRY
    assert step.sealed_note is not None
    sealed = json.loads(open_text(step.sealed_note, hospital.office_key.identity))
    assert sealed == {"name": NAME, "post": POST, "summary": SUMMARY}
    assert hospital.app.house.memory.get(office.id, Question, hospital.app.house.clock.now()) is None
    assert "aiogram" in caplog.text
    await office.erased("暗记")
    for canary in (NAME, POST, SUMMARY):
        assert canary.encode() not in on_disk(hospital)
        assert canary not in caplog.text
    assert await acts(hospital) == ["tip-open", "tip-entry"]


async def test_of_an_entry_name_and_post_may_be_left_out_and_the_summary_may_not(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "登记", "台账信息", "跳过", "跳过")
    await office.see("台账信息 3/3")
    assert "没有重复办理" in await press(hospital, office, "tips-skip:2026-001:0:entry:2")
    assert await steps(hospital) == []
    await tap_all(office, "登记", "台账信息", "跳过", "跳过")
    await office.send(SUMMARY)
    (step,) = await steps(hospital)
    assert step.sealed_note is not None
    sealed = json.loads(open_text(step.sealed_note, hospital.office_key.identity))
    assert sealed == {"name": "", "post": "", "summary": SUMMARY}


async def test_a_restart_forgets_an_entry_that_was_begun(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "登记", "台账信息")
    await office.send(NAME)
    await hospital.restart()
    toast = await office.tap("跳过")
    assert toast is not None
    assert "已失效" in toast.text
    await office.see("线索 2026-001")
    assert await steps(hospital) == []
    assert NAME.encode() not in on_disk(hospital)


async def test_a_reason_typed_after_another_handlers_decision_changes_nothing(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("不予受理")
    await tap_all(await open_first(hospital, DEPUTY), "受理", "跳过")
    await office.send("不属于受理范围")
    window = await office.see("没有重复办理")
    assert "状态  已受理" in window.text
    assert [step.act for step in await steps(hospital)] == [TipAct.ACCEPTED]
    assert "不属于受理范围" in await own_messages(office)


async def test_a_question_is_sealed_to_the_reporters_code_alone(hospital: Hospital) -> None:
    reporter = await bring(hospital)
    office = await open_first(hospital)
    await office.tap("提问")
    await office.send("是腊月哪一天的事？\n在哪里？")
    window = await office.see("已加密发出")
    assert "我方 1 条，反映人 0 条" in window.text
    (message,) = await thread(hospital)
    assert not message.from_reporter
    assert open_text(message.sealed_text, reporter.identity) == "是腊月哪一天的事？\n在哪里？"
    assert "是腊月哪一天".encode() not in on_disk(hospital)
    assert await acts(hospital) == ["tip-open", "tip-question"]
    await answer(hospital, "四月三日")
    await tap_all(office, "返回列表", FIRST)
    await office.see("反映人新消息 1 条")
    await office.tap("提问")
    await office.tap("已收到，正在核实")
    assert "新消息" not in (await shown(office)).text


async def test_what_a_ready_made_button_says_is_what_is_sent_once(hospital: Hospital) -> None:
    reporter = await bring(hospital)
    office = await open_first(hospital)
    await office.tap("提问")
    assert (await labels(office))[:3] == ["已收到，正在核实", "请补充时间地点", "请补充材料"]
    first, second = await office.tap_nowait("请补充时间地点", times=2)
    assert await office.answer(first) is None
    toast = await office.answer(second)
    assert toast is not None
    assert "没有重复办理" in toast.text
    (message,) = await thread(hospital)
    assert open_text(message.sealed_text, reporter.identity) == "请补充时间地点"


async def test_a_question_that_is_too_long_is_asked_for_again(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("提问")
    await office.send("问" * 501)
    assert "不超过 500 字" in (await shown(office)).text
    await office.send("问" * 500)
    await office.see("已加密发出")
    assert len(await thread(hospital)) == 1


async def test_who_forwarded_a_tip_cannot_be_asked(hospital: Hospital) -> None:
    await bring(hospital, source=Source.FORWARDED)
    office = await open_first(hospital)
    assert "提问" not in await labels(office)
    for data in ("tips-ask:2026-001:0", "tips-asked:2026-001:0:details"):
        assert "无法提问" in await press(hospital, office, data)
    assert await thread(hospital) == []


async def test_an_answer_that_comes_while_a_question_is_typed_does_not_stop_it(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("提问")
    await answer(hospital, "我再补充一点")
    await office.send("是哪一天的事？")
    await office.see("已加密发出")
    assert [message.from_reporter for message in await thread(hospital)] == [True, False]
