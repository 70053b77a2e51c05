"""收到的报告: finance reads what procurement filed and has it as docx, changes nothing; nobody else sees it."""

from io import BytesIO

import pytest
from docx import Document

from domain.duties.duty_block import DutyBlock
from domain.time.periods import Period
from storage.tables import duty_items
from tests.desks import rows_of
from tests.duty_blocks import write_duties
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.digests.test_drill_down import FORBIDDEN
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from windows.entries import open_filed, report_paper_of

BUYING, FINANCE, OTHER = "采购中心特邀监察员", "财务科负责人", "人事科负责人"


@pytest.fixture
async def buying(hospital: Hospital) -> Hospital:
    """Add the duty of the example: procurement reports each month, finance receives it."""
    duty = DutyBlock(
        id="procurement_finance",
        form="procurement_report",
        grids=frozenset({"30301"}),
        received_by=frozenset({"30106"}),
        rule="FREQ=MONTHLY;BYMONTHDAY=-1",
        period=Period.MONTH,
    )
    write_duties(hospital, (duty,))
    await hospital.restart()
    await hospital.app.tick()
    return hospital


async def test_finance_is_told_reads_has_the_docx_and_changes_nothing(buying: Hospital) -> None:
    center, finance, other = [await buying.phone_of(name) for name in (BUYING, FINANCE, OTHER)]
    await finance.send("/start")
    await finance.tap("收到的报告")
    await finance.see("目前没有收到的报告")
    await center.send("/report")
    await center.tap("零报告")
    await center.tap("提交")
    await center.see("已提交")
    await buying.move_to(5, 13, 9)
    await finance.see("收到 1 份报告，请查阅")
    await finance.tap("5月采购活动情况 · 采购中心")
    text = (await finance.see("按时提交（采购中心特邀监察员）")).text
    assert "采购活动" in text
    await finance.tap("导出 docx")
    (content,) = (await files_sent(finance)).values()
    words = "".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
    assert "采购活动情况" in words
    await finance.tap("返回")
    await finance.tap("返回收到的报告")
    await finance.tap("5月采购活动情况 · 采购中心")
    # Nobody else of another department, by old or made-up buttons; and the reader may not fill in anything.
    (item,) = [
        row["id"]
        for row in rows_of(buying.app.database, duty_items)
        if row["duty_id"] == "procurement_finance"
    ]
    for data in (open_filed(item), report_paper_of(item)):
        assert FORBIDDEN in await press(buying, other, data)
    assert FORBIDDEN in await press(buying, finance, f"report:{item}")
    await other.send("/start")
    assert "收到的报告" not in str(await shown(other))
