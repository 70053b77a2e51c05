"""起底: old clues and old findings come in from one sheet, sealed and once, and each is gone through again."""

import io
import json
import logging
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook

from domain.tips.routing import Body
from domain.tips.tips import Source, TipAct, TipState
from reports.tips.old_clues_sheet import COLUMNS
from simulator.phone import Phone
from storage.tips.sealing import open_text
from storage.tips.tips import ListedTip, TipReader
from tests.forged import press
from tests.handlers.tips.test_tip_leaks import everything, find, writings
from tests.handlers.tips.tips_by_hand import (
    DEPUTY,
    FIRST_PAST,
    OFFICE,
    SUPERVISOR,
    TOGETHER,
    acts,
    bring,
    files_sent,
    give_supervisor_key,
    labels,
    shown,
    steps,
    tap_all,
)
from tests.harness import Hospital
from windows.entries import BRING_OLD_CLUES, OLD_CLUES

WORDS = "朱鹮ibis旧事"
TWENTY = 20


def row(place: int, **changed: object) -> list[object]:
    """Return the row of the old clue `place`."""
    said: dict[str, object] = {
        "原编号": f"旧{place:02}",
        "线索来源": ["来信", "巡视巡察", "上级交办", "检举控告"][place % 4],
        "收到日期": f"20{16 + place % 5}-03-{place + 1:02}",
        "姓名": f"{WORDS}某{place}",
        "职务": "科员",
        "科室": "骨科",
        "线索摘要": f"{WORDS}第{place}件",
        "方面": "医德医风",
        "原处置情况": "谈话函询，了结",
        "涉及监察室": "否",
    } | changed
    return [said[column] for column in COLUMNS]


def sheet(*rows: list[object]) -> bytes:
    """Return an xlsx with these rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "旧线索"
    page.append(list(COLUMNS))
    for cells in rows:
        page.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def send(phone: Phone, content: bytes) -> None:
    await phone.send("/tips")
    await phone.tap("导入旧线索")
    await phone.send_document("旧线索.xlsx", content)


async def listed(hospital: Hospital, body: Body = Body.OFFICE) -> list[ListedTip]:
    return await hospital.app.database.run(lambda uow: uow.tips.latest(TipReader(body, 0), 99))


async def test_twenty_old_clues_are_brought_in_and_gone_through_by_phones(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await bring(hospital)
    office, deputy = await hospital.phone_of(OFFICE), await hospital.phone_of(DEPUTY)
    await send(office, sheet(*(row(place) for place in range(TWENTY))))
    window = await office.see("共 20 件，收到年份 2016 至 2020")
    assert "检举控告 5" in window.text
    assert "旧线索.xlsx" not in str([message.file_name for message in await office.chat()])
    assert len(await listed(hospital)) == 1
    await office.tap("导入")
    await office.see("已导入 20 件")
    clues = (await listed(hospital))[-2::-1]
    assert [clue.number for clue in clues] == [f"2026-{place:03}" for place in range(2, TWENTY + 2)]
    assert [clue.source for clue in clues[:3]] == [Source.LETTER, Source.INSPECTION, Source.ASSIGNED]
    first = clues[0]
    text, _reporter = await hospital.app.database.run(lambda uow: uow.tips.sealed(first.number))
    assert text is not None
    said = open_text(text, hospital.office_key.identity)
    for words in (f"{WORDS}第0件", "原编号：旧00", "原处置情况：谈话函询，了结", f"人员：{WORDS}某0"):
        assert words in said
    assert await acts(hospital, first.number) == []
    await hospital.app.deliver()
    assert sum(message.text.startswith("有新的线索") for message in await deputy.chat()) == 1
    # No legal clock runs for what is years old before somebody takes it up again.
    hospital.clock.advance(timedelta(days=1))
    await hospital.app.tick()
    await hospital.app.deliver()
    assert "线索办理" not in "".join(message.text for message in await deputy.chat())
    await go_through(hospital, office, deputy)
    haystacks = everything(hospital, caplog)
    for canary in (WORDS, f"{WORDS}第3件", f"{WORDS}某3"):
        assert find(haystacks, writings(canary)) == [], canary


async def go_through(hospital: Hospital, office: Phone, deputy: Phone) -> None:
    """Have the two go through twenty clues: some stay closed, some are taken up again, some are closed."""
    outcomes = ("维持了结", "重新办理", "予以了结")
    await press(hospital, deputy, "tips-charge:2026-005:2")
    await deputy.tap(OFFICE)
    for place in range(TWENTY):
        phone = (office, deputy)[place % 2]
        await phone.send("/tips")
        await phone.tap(f"起底 {place}/20")
        await phone.see(f"已过 {place}/20 件")
        await tap_all(phone, f"2026-{place + 2:03} ", "起底", outcomes[place % 3], TOGETHER)
        await phone.see(f"起底：{outcomes[place % 3]}")
    await office.send("/tips")
    assert not [label for label in await labels(office) if label.startswith("起底")]
    clues = {clue.number: clue for clue in await listed(hospital)}
    states = [clues[f"2026-{place + 2:03}"].state for place in range(TWENTY)]
    kinds = (TipState.CLOSED, TipState.ACCEPTED, TipState.CLOSED)
    assert states == [kinds[place % 3] for place in range(TWENTY)]
    entered = await steps(hospital, "2026-002")
    assert [step.act for step in entered] == [
        TipAct.IMPORTED,
        TipAct.ENTRY,
        TipAct.GONE_THROUGH,
        TipAct.IN_CHARGE,
    ]
    gone = entered[2]
    assert (gone.way, gone.done_on) == ("维持了结", hospital.clock.now().date())
    assert gone.sealed_note is not None
    assert open_text(gone.sealed_note, hospital.office_key.identity) == TOGETHER
    await office.tap("台账")
    rows = json.loads((await files_sent(office))["问题线索台账.json"])["rows"]
    assert [line["in_charge"] for line in rows[1:5]] == [OFFICE, DEPUTY, OFFICE, OFFICE]
    assert "维持了结" in rows[1]["handling"]
    entry = json.loads(open_text(await _entry(hospital), hospital.office_key.identity))
    assert entry == {"name": f"{WORDS}某0", "post": "科员", "summary": f"{WORDS}第0件"}


async def _entry(hospital: Hospital) -> bytes:
    (note,) = [step.sealed_note for step in await steps(hospital, "2026-002") if step.act is TipAct.ENTRY]
    assert note is not None
    return note


async def test_a_clue_is_brought_in_once_whatever_file_it_comes_in(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await send(office, sheet(row(1), row(2)))
    await office.tap("导入")
    await office.see("已导入 2 件")
    await send(office, sheet(row(2), row(1)))
    await office.tap("导入")
    await office.see("以前均已导入")
    await send(office, sheet(row(3), row(1)))
    await office.tap("导入")
    window = await office.see("已导入 1 件")
    assert "另有 1 件以前已导入" in window.text
    assert len(await listed(hospital)) == 3
    # Nothing comes in by a button of a sheet that is in already, or was given up.
    await send(office, sheet(row(4)))
    (token,) = [button for button in await labels(office) if button == "导入"]
    assert token
    await office.tap("取消")
    for forged in ("tips-old-yes:1", "tips-old-yes:0"):
        assert "重新发送" in await press(hospital, office, forged)
    assert len(await listed(hospital)) == 3


async def test_all_faults_of_a_sheet_are_told_at_once_with_their_cells(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    hospital.app.house.recipients[Body.SUPERVISOR] = ()  # type: ignore[index]
    await send(
        office,
        sheet(
            row(1, 线索来源="听说", 收到日期="去年"),
            row(2, 线索摘要=""),
            row(3, 收到日期="2030-01-01", 方面="其他"),
            row(4),
            row(4),
        ),
    )
    window = await office.see("处需要修改，尚未导入")
    for said in (
        "第 2 行“线索来源”",
        "第 2 行“收到日期”",
        "第 3 行“线索摘要”",
        "第 4 行“收到日期”",
        "第 4 行“方面”",
        "与第 5 行内容相同",
    ):
        assert said in window.text, window.text
    await office.send_document("旧线索.xlsx", sheet(row(5, 涉及监察室="是")))
    await office.see("目前不能绕开监察室")
    await office.send_document("旧线索.xlsx", b"no workbook")
    await office.see("尚未导入")
    await office.send("一句话")
    await office.see("这不是表格文件")
    await office.tap("下载模板")
    (content,) = [content for name, content in (await files_sent(office)).items() if "模板" in name]
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert list(COLUMNS) in [[cell.value for cell in cells] for cells in page.iter_rows()]
    assert await listed(hospital) == []


async def test_old_clues_about_the_office_go_past_it_and_only_handlers_bring_any(hospital: Hospital) -> None:
    key = give_supervisor_key(hospital)
    office, inspector = await hospital.phone_of(OFFICE), await hospital.phone_of("心内科特邀监察员")
    supervisor = await hospital.phone_of(SUPERVISOR)
    await send(office, sheet(row(1, 涉及监察室="是"), row(2)))
    await office.see("其中 1 件涉及监察室")
    await office.tap("导入")
    await office.see("已导入 2 件")
    assert [clue.number for clue in await listed(hospital)] == ["2026-001"]
    assert [clue.number for clue in await listed(hospital, Body.SUPERVISOR)] == [FIRST_PAST]
    text, _none = await hospital.app.database.run(lambda uow: uow.tips.sealed(FIRST_PAST))
    assert text is not None
    assert f"{WORDS}第1件" in open_text(text, key.identity)
    await press(hospital, office, f"{OLD_CLUES}:0")
    assert "已过 0/1 件" in (await shown(office)).text
    await press(hospital, supervisor, f"{OLD_CLUES}:0")
    assert "已过 0/1 件" in (await shown(supervisor)).text
    for forged in (BRING_OLD_CLUES, f"{OLD_CLUES}:0", "tips-old-yes:1", "tips-old-template", "tips-old-no"):
        assert "此功能供监察室" in await press(hospital, inspector, forged)
    # It is neither accepted nor merged before it was gone through.
    await press(hospital, office, "tips:2026-001")
    assert "受理" not in await labels(office)
    assert "不能改成这个状态" in await press(hospital, office, "tips-act:2026-001:2:accepted")
    assert "请先起底" in await press(hospital, office, "merge:2026-001:2")
    assert "无法提问" in await press(hospital, office, "tips-ask:2026-001:0")
