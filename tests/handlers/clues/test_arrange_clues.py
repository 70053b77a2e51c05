"""By whom a clue is handled: one person in charge, levels and units, what can be looked into, notes, reviews."""

import json
import sqlite3
from datetime import timedelta

from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState
from storage.tips.sealing import open_text
from tests.forged import press
from tests.handlers.by_hand import on_disk
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    FIRST,
    OFFICE,
    TOGETHER,
    acts,
    answer,
    bring,
    close,
    files_sent,
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
WORDS = "渡渡鸟dodo只说给受理人"


async def notes(hospital: Hospital, act: TipAct) -> list[str]:
    """Return what was sealed of the steps that were `act`."""
    sealed = [step.sealed_note for step in await steps(hospital) if step.act is act]
    return [open_text(note, hospital.office_key.identity) for note in sealed if note is not None]


async def test_a_clue_has_one_person_in_charge_who_is_told_and_is_handed_over_with_a_reason(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    deputy, commissioner = await hospital.phone_of(DEPUTY), await hospital.phone_of(COMMISSIONER)
    office = await open_first(hospital)
    await tap_all(office, "承办", "承办人")
    assert set(await labels(office)) == {OFFICE, DEPUTY, COMMISSIONER, "返回线索"}
    await office.tap(DEPUTY)
    await office.see(f"承办人  {DEPUTY}")
    await hospital.app.deliver()
    await deputy.see(f"{OFFICE}已将线索 {FIRST} 交由您承办。")
    await deputy.tap("查看线索")
    await tap_all(deputy, "承办", "承办人")
    assert DEPUTY not in await labels(deputy)
    await deputy.tap(COMMISSIONER)
    await deputy.see("请输入理由")
    assert len(await steps(hospital)) == 1
    await deputy.send(WORDS)
    await deputy.see(f"承办人  {COMMISSIONER}")
    await hospital.app.deliver()
    await commissioner.see(f"{DEPUTY}已将线索 {FIRST} 交由您承办。")
    assert [step.act for step in await steps(hospital)] == [TipAct.IN_CHARGE] * 2
    assert await notes(hospital, TipAct.IN_CHARGE) == [WORDS]
    await press(hospital, office, f"tips:{FIRST}")
    text = (await shown(office)).text
    assert f"承办人：{DEPUTY}" in text
    assert f"承办人：{COMMISSIONER}" in text
    await press(hospital, commissioner, f"tips-charge:{FIRST}:2")
    await commissioner.tap(DEPUTY)
    await commissioner.send("换回")
    await hospital.app.deliver()
    assert "将线索" not in "".join(message.text for message in await office.chat() if message.from_bot)
    assert WORDS.encode() not in on_disk(hospital)


async def test_nobody_is_put_in_charge_who_may_not_see_the_clue(hospital: Hospital) -> None:
    await bring(hospital)
    await tap_all(await open_first(hospital, DEPUTY), "回避", "确定回避")
    office = await open_first(hospital)
    await tap_all(office, "承办", "承办人")
    assert DEPUTY not in await labels(office)
    database = sqlite3.connect(hospital.folder / "gridbot.db")
    people = dict(database.execute("SELECT name, id FROM person"))
    database.close()
    for name in (DEPUTY, "驻组联络员", "心内科特邀监察员"):
        assert "失效" in await press(hospital, office, f"tips-charged:{FIRST}:0:{people[name]}")
    await tap_all(office, f"{FIRST} ", "承办", "承办人", COMMISSIONER)
    for forged in (
        f"tips-charged:{FIRST}:1:{people[DEPUTY]}",
        f"tips-charged:{FIRST}:1:{people[COMMISSIONER]}",
    ):
        await press(hospital, office, forged)
        await office.send("理由")
    assert len(await steps(hospital)) == 1


async def test_whom_a_hard_clue_goes_to_is_asked_with_who_decided_it(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("承办")
    assert {"提级办理", "交叉办理", "联合办理"} & set(await labels(office)) == set()
    await tap_all(office, "返回线索", "受理", SKIP)
    for label, act in (
        ("提级办理", TipAct.ESCALATED),
        ("交叉办理", TipAct.CROSSED),
        ("联合办理", TipAct.JOINT),
    ):
        await tap_all(office, "承办", label)
        await office.see("交由哪个单位")
        await office.send("市纪委监委第一室")
        window = await office.see("请输入决定人")
        assert "市纪委监委第一室" in window.text
        if act is TipAct.JOINT:
            await office.send("纪委书记，5月12日")
        else:
            await office.tap(TOGETHER)
        await office.see(f"• 5月12日  {label}")
        decider = "纪委书记，5月12日" if act is TipAct.JOINT else TOGETHER
        assert await notes(hospital, act) == [f"办理单位：市纪委监委第一室\n决定人：{decider}"]
    assert await state(hospital) is TipState.ACCEPTED
    assert "市纪委监委第一室".encode() not in on_disk(hospital)
    # The button alone says not to whom.
    await press(hospital, office, f"tips-decided:{FIRST}:4:escalated:")
    await press(hospital, office, f"tips-do:{FIRST}:4:escalated:")
    assert len(await steps(hospital)) == 4


async def test_how_well_it_can_be_looked_into_and_whose_it_is_stand_in_the_ledger(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "承办", "可查性", "较强")
    await office.see("可查性  较强")
    await tap_all(office, "承办", "可查性", "一般", "承办", "承办人", DEPUTY)
    window = await office.see("可查性  一般")
    assert f"承办人  {DEPUTY}  可查性  一般" in window.text
    await office.send("/tips")
    await office.tap("台账")
    sent = await files_sent(office)
    (row,) = json.loads(sent["问题线索台账.json"])["rows"]
    assert (row["in_charge"], row["traceable"]) == (DEPUTY, "一般")


async def test_a_note_between_handlers_is_sealed_and_the_reporter_never_sees_it(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(office, "承办", "内部记录")
    await office.send(f"{WORDS}\n第二行")
    await office.see("已加密保存")
    await office.erased("渡渡鸟")
    assert await notes(hospital, TipAct.NOTE) == [f"{WORDS}\n第二行"]
    assert WORDS.encode() not in on_disk(hospital)
    thread = await hospital.app.database.run(lambda uow: uow.tip_threads.messages(FIRST))
    assert thread == []
    deputy = await open_first(hospital, DEPUTY)
    await deputy.tap("下载内容（加密）")
    texts = await opened(deputy, hospital.office_key)
    assert texts[f"线索{FIRST}-登记1-内部记录.age"] == f"{WORDS}\n第二行"
    assert (await acts(hospital))[1] == "tip-note"


async def test_a_clue_closed_by_a_talk_is_reviewed_and_stays_closed_or_is_taken_up_again(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await read_all(office)
    await tap_all(office, "受理", SKIP, "登记处置", "谈话函询", TOGETHER)
    await write_summary(office)
    await tap_all(office, "销号", "确定", "复核复查")
    await office.see("请输入决定人")
    await office.send("纪委书记，5月12日")
    await office.see("状态  办理中")
    assert {"登记结果", "销号"} & set(await labels(office)) == set()
    await press(hospital, office, f"tips-do:{FIRST}:5:closed")
    assert await state(hospital) is TipState.HANDLED
    await tap_all(office, "复核结果", "维持了结", TOGETHER)
    window = await office.see("状态  已办结")
    assert "复核结果：维持了结" in window.text
    await tap_all(office, "复核复查", TOGETHER, "复核结果", "重新办理", TOGETHER)
    await office.see("状态  办理中")
    # What was decided before the review is no decision about what follows it.
    await tap_all(office, "登记", "销号")
    assert "由谁决定" in (await office.see("尚不能销号")).text
    assert await notes(hospital, TipAct.REVIEW) == ["纪委书记，5月12日", TOGETHER]
    assert await notes(hospital, TipAct.REVIEWED) == [TOGETHER] * 2


async def test_only_what_was_closed_by_a_talk_is_reviewed(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await tap_all(
        office, "受理", SKIP, "登记处置", "谈话函询", TOGETHER, "登记", "登记处置", "初步核实", TOGETHER
    )
    await close(hospital)
    await press(hospital, office, f"tips:{FIRST}")
    assert "复核复查" not in await labels(office)
    assert "不能改成这个状态" in await press(hospital, office, f"tips-act:{FIRST}:3:review")


async def test_nothing_is_closed_while_the_reporter_has_written_what_was_not_seen(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await read_all(office)
    await tap_all(office, "受理", SKIP, "登记处置", "谈话函询", TOGETHER)
    await write_summary(office)
    await answer(hospital, "又一件事")
    await tap_all(office, "登记", "销号")
    window = await office.see("尚不能销号")
    assert "反映人有新消息尚未查看，暂不能销号。" in window.text
    assert "反映人有新消息尚未查看，暂不能销号。" in await press(
        hospital, office, f"tips-do:{FIRST}:3:closed"
    )
    hospital.clock.advance(timedelta(days=1))
    await press(hospital, office, f"tips:{FIRST}")
    await read_all(office)
    await tap_all(office, "登记", "销号", "确定")
    await office.see("状态  已办结")
    # Nor does a review leave it closed.
    await tap_all(office, "复核复查", TOGETHER)
    await answer(hospital, "第三件事")
    await tap_all(office, "复核结果", "维持了结")
    toast = await office.tap(TOGETHER)
    assert toast is not None
    assert "反映人有新消息尚未查看，暂不能销号。" in toast.text
    assert await state(hospital, FIRST, Body.OFFICE) is TipState.HANDLED
