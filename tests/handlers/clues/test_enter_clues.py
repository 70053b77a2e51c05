"""What came by letter, visit or from others is entered by a handler: sealed, numbered and counted as tips are."""

import json
import logging
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from domain.tips.routing import Body
from domain.tips.tips import Source, TipAct
from simulator.phone import Phone
from storage.tips.sealing import open_sealed, open_text
from storage.tips.tips import ListedTip, TipReader
from tests.forged import press
from tests.handlers.tips.test_tip_leaks import METADATA, everything, find, photo, writings
from tests.handlers.tips.tips_by_hand import (
    DEPUTY,
    FIRST,
    FIRST_PAST,
    OFFICE,
    SUPERVISOR,
    acts,
    bring,
    files_sent,
    give_supervisor_key,
    labels,
    open_first,
    shown,
    steps,
    tap_all,
)
from tests.harness import Hospital
from windows.entries import ENTER_CLUE

TEXT, NAME, CONTACT = "信天翁albatross的来信", "海鹦puffin", "矶鹬sandpiper"
SOURCES = {
    "来信": Source.LETTER,
    "来访": Source.VISIT,
    "巡察": Source.INSPECTION,
    "上级交办": Source.ASSIGNED,
    "审计": Source.AUDIT,
    "移送": Source.JUDICIARY,
    "自行发现": Source.DISCOVERED,
}


async def listed(hospital: Hospital, body: Body = Body.OFFICE) -> list[ListedTip]:
    return await hospital.app.database.run(lambda uow: uow.tips.latest(TipReader(body, 0), 99))


async def enter(phone: Phone, source: str, day: str, concern: str = "都不涉及") -> None:
    """Enter a clue up to its last questions; nobody signed it."""
    await phone.send("/tips")
    await tap_all(phone, "登记线索", source)
    await (phone.tap(day) if day in {"今天", "昨天"} else phone.send(day))
    await phone.see("请写明反映的问题")
    await phone.send(TEXT)
    await tap_all(phone, "写好了", "跳过", "跳过", "跳过", concern, "医德医风")
    if source in {"来信", "来访"}:
        await phone.tap("没有署名")
    await phone.see("请核对")


async def test_a_letter_is_sealed_and_stands_in_the_register_as_tips_do(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await bring(hospital)
    deputy, office = await hospital.phone_of(DEPUTY), await hospital.phone_of(OFFICE)
    await office.send("/tips")
    await tap_all(office, "登记线索", "来信")
    await office.send("五月里")
    await office.see("请输入日期")
    await office.send("2026-05-13")
    await office.see("不能晚于今天")
    await office.send("12月30日")
    await office.send(TEXT)
    await office.send_document("来信.jpg", photo(), TEXT)
    await office.tap("写好了")
    await office.send("心内科")
    await office.send(f"{TEXT}甲")
    await tap_all(office, "跳过", "涉及特邀监察员", "不清楚", "医德医风")
    await office.send(NAME)
    await office.send(CONTACT)
    window = await office.see("请核对")
    for said in ("方式  信访举报（来信）", "收到  2025-12-30", "科室  心内科", f"姓名  {NAME}"):
        assert said in window.text
    await office.tap("提交")
    await office.see("已登记，编号 2026-002")
    await hospital.app.deliver()
    await deputy.see("有新的线索")
    assert "有新的线索" not in "".join(message.text for message in await office.chat())
    entered, _other = await listed(hospital)
    assert (entered.number, entered.source, entered.received_on) == (
        "2026-002",
        Source.LETTER,
        date(2025, 12, 30),
    )
    assert entered.named
    text, reporter = await hospital.app.database.run(lambda uow: uow.tips.sealed("2026-002"))
    assert text is not None
    assert reporter is not None
    assert TEXT in open_text(text, hospital.office_key.identity)
    assert NAME in open_text(reporter, hospital.office_key.identity)
    await hospital.app.tick()
    haystacks = everything(hospital, caplog)
    for canary in (TEXT, NAME, CONTACT, METADATA):
        assert find(haystacks, writings(canary)) == [], canary
    # Its minute would say between which two moments the tips around it came.
    assert await acts(hospital, "2026-002") == []
    (step,) = await steps(hospital, "2026-002")
    assert step.act is TipAct.ENTERED
    await tap_all(office, "删除本次聊天记录")
    assert TEXT not in "".join(message.text for message in await office.chat())
    handler = await open_first(hospital, DEPUTY, "2026-002")
    assert {"提问"} & set(await labels(handler)) == set()
    assert "来源  信访举报（来信）" in (await shown(handler)).text
    assert "无法提问" in await press(hospital, handler, "tips-ask:2026-002:0")
    await handler.tap("附件")
    (sent,) = [content for name, content in (await files_sent(handler)).items() if ".jpg" in name]
    assert METADATA.encode() not in open_sealed(sent, hospital.office_key.identity)


async def test_every_source_is_counted_and_stands_in_the_ledger(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    for source in SOURCES:
        await enter(office, source, "昨天" if source == "审计" else "今天")
        await tap_all(office, "提交", "返回列表")
    entered = (await listed(hospital))[::-1]
    assert [clue.source for clue in entered] == list(SOURCES.values())
    first, last = date(2026, 5, 1), date(2026, 5, 31)
    counted = await hospital.app.database.run(lambda uow: uow.tips.count_by("source", first, last))
    assert counted == {source.value: 1 for source in SOURCES.values()}
    await office.tap("统计")
    text = (await shown(office)).text
    for named in ("信访举报（来信） 1", "信访举报（来访） 1", "巡视巡察 1", "自行发现 1"):
        assert named in text
    await office.send("/tips")
    await office.tap("台账")
    rows = json.loads((await files_sent(office))["问题线索台账.json"])["rows"]
    assert [row["source"] for row in rows][:3] == ["信访举报（来信）", "信访举报（来访）", "巡视巡察"]


async def test_what_concerns_the_office_goes_past_whoever_enters_it(hospital: Hospital) -> None:
    supervisor, office = await hospital.phone_of(SUPERVISOR), await hospital.phone_of(OFFICE)
    hospital.app.house.recipients[Body.SUPERVISOR] = ()  # type: ignore[index]
    await office.send("/tips")
    await tap_all(office, "登记线索", "自行发现", "今天")
    await office.send(TEXT)
    await tap_all(office, "写好了", "跳过", "跳过", "跳过", "涉及监察室")
    await office.see("监察室和监察专员不应看到")
    await tap_all(office, "结束")
    key = give_supervisor_key(hospital)
    await enter(office, "自行发现", "今天", "涉及监察室")
    await office.tap("提交")
    window = await office.see("已登记到驻组")
    assert "2026-" not in window.text
    assert await listed(hospital) == []
    assert [clue.number for clue in await listed(hospital, Body.SUPERVISOR)] == [FIRST_PAST]
    assert "失效" in await press(hospital, office, f"tips:{FIRST_PAST}")
    await hospital.app.deliver()
    await supervisor.see("有新的线索")
    text, _reporter = await hospital.app.database.run(lambda uow: uow.tips.sealed(FIRST_PAST))
    assert text is not None
    assert TEXT in open_text(text, key.identity)
    # What the supervisor enters stays there, whomever it concerns.
    await enter(supervisor, "上级交办", "今天")
    await supervisor.tap("提交")
    await supervisor.see("已登记，编号 Z2026-002")
    assert await listed(hospital) == []


async def test_nobody_but_handlers_enters_clues_and_none_by_a_forged_button(hospital: Hospital) -> None:
    inspector, office = await hospital.phone_of("心内科特邀监察员"), await hospital.phone_of(OFFICE)
    assert "此功能供监察室" in await press(hospital, inspector, ENTER_CLUE)
    await office.send("/tips")
    await office.tap("登记线索")
    for forged in (
        "tip-source-forwarded",
        "tip-source-accusation",
        "tip-received-today",
        "tip-summary-submit",
    ):
        await press(hospital, office, forged)
    await office.see("从哪里来")
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as database:
        assert database.execute("SELECT count(*) FROM tip").fetchone() == (0,)
    assert await steps(hospital, FIRST) == []
