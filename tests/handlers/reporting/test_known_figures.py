"""What the bot knows by itself (转递线索) is read whenever it is shown: in windows, digest and xlsx."""

import io
from datetime import date, timedelta
from typing import Any

from openpyxl import load_workbook

from domain.tips.routing import Body
from domain.tips.tips import Area, Source
from storage.reporting.tables import revisions
from storage.tables import submissions
from storage.tips.sealing import seal_text
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of
from tests.handlers.by_hand import shown
from tests.handlers.reviews.reviews_by_hand import BRANCH, OFFICE, file_zero, open_report
from tests.handlers.tips.test_forward_tip import forward
from tests.harness import Hospital

CARDIOLOGY = "30401"
ONE, NONE = "转递线索  1 件", "转递线索  0 件"


async def cell_of(hospital: Hospital, grid: str) -> tuple[Any, Any]:
    """Return the forwarded tips of a grid, and of the unit, by the xlsx of level 1."""
    office = await hospital.phone_of(OFFICE)
    since = await office.mark()
    await office.send("/digest")
    await office.see("已报 1/应报", since=since)
    await office.tap("下载 xlsx")
    await office.see("已生成", since=since)
    file = [message for message in await office.chat() if message.file_kind == "document"][-1]
    book = load_workbook(io.BytesIO(await office.download(file)))
    found = []
    for title, row_of in (("明细", 1), ("汇总", 0)):
        head, *rows = book[title].values
        at = next(place for place, label in enumerate(head) if str(label).startswith("转递线索"))
        found.append(next(row[at] for row in rows if row[row_of] in (grid, "合计")))
    return found[0], found[1]


async def test_a_tip_forwarded_after_the_report_is_counted_everywhere_and_stays_when_it_is_erased(
    hospital: Hospital,
) -> None:
    ward, branch, office = (
        await file_zero(hospital),
        await hospital.phone_of(BRANCH),
        await hospital.phone_of(OFFICE),
    )
    await forward(ward, "情况")
    assert "tips_forwarded" not in rows_of(hospital.app.database, submissions)[0]["answers"]

    await ward.send("/report")
    assert ONE in (await shown(ward)).text
    await office.send("/digest")
    await office.see("转递线索 1 件")
    assert await cell_of(hospital, "心内科") == (1, 1)
    # The branch would see at which minute: to it, the figure moves with the day.
    await open_report(branch)
    assert NONE in (await shown(branch)).text
    hospital.clock.advance(timedelta(days=1))
    await open_report(branch)
    assert ONE in (await shown(branch)).text

    def erase(uow: UnitOfWork) -> None:
        uow.tips.erase("2026-001", date(2026, 9, 1))
        # What goes past level 1, and what another month brings, is in no figure of this one.
        for number, (body, day) in enumerate(
            ((Body.SUPERVISOR, date(2026, 5, 13)), (Body.OFFICE, date(2026, 6, 1)))
        ):
            sealed = seal_text("一件事", [hospital.office_key.recipient])
            tip = NewTip(
                body,
                bytes([number]) * 32,
                "age1",
                day,
                Source.FORWARDED,
                Area.ETHICS,
                sealed,
                None,
                CARDIOLOGY,
            )
            uow.tips.add(tip)

    await hospital.app.database.run(erase)
    assert await cell_of(hospital, "心内科") == (1, 1)

    await ward.send("/report")
    await ward.tap("更正")
    await ward.tap("灯色")
    await ward.tap("黄")
    await ward.tap("提交")
    await ward.tap("填写有误")
    await ward.see("已提交")
    revision = rows_of(hospital.app.database, revisions)[0]
    assert "tips_forwarded" not in {**revision["old"], **revision["new"]}
    assert await cell_of(hospital, "心内科") == (1, 1)
