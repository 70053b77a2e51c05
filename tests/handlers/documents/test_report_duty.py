"""全院书面报告: the duty and the document of 文书 are one thing: filing the one fulfils the other."""

import pytest

from domain.duties.duty_block import DutyBlock
from domain.people.people import Role
from domain.time.periods import Period
from tests.duty_blocks import write_duties
from tests.forged import press
from tests.handlers.by_hand import filed, shown
from tests.handlers.documents.test_documents import made
from tests.harness import Hospital
from windows.entries import report_on

COMMISSIONER, OFFICE, UNIT = "纪委书记", "监察室主任", "绍兴某某医院"
PERIOD, DUTY = "2026-H1", "halfyear_unit_report"


@pytest.fixture
async def reporting(hospital: Hospital) -> Hospital:
    """Have level 1 owe the half-year's report, as an older configuration asks for it: by the form of the grids."""
    duty = DutyBlock(
        id=DUTY,
        form="annual_report",
        roles=frozenset({Role.COMMISSIONER}),
        min_level=1,
        max_level=1,
        rule="FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=10",
        period=Period.HALF,
        opens_days_before=9,
    )
    write_duties(hospital, (*hospital.config.duty, duty))
    await hospital.restart()
    await hospital.app.tick()
    return hospital


async def test_filing_the_document_fulfils_the_duty_and_its_receipt_is_the_documents(
    reporting: Hospital,
) -> None:
    boss, office = await reporting.phone_of(COMMISSIONER), await reporting.phone_of(OFFICE)
    await reporting.move_to(6, 8)
    await boss.see("全院廉情书面报告")
    await boss.tap("全院廉情书面报告")
    window = await boss.see("6月10日截止")
    assert "存档即完成本项" in window.text
    assert "开始填报" not in str(window.buttons), "no text is asked for a second time"
    await boss.tap("打开文书")
    window = await boss.see("2026年上半年报告（报驻组）")
    assert "6月10日截止，存档即完成" in window.text
    assert await filed(reporting, UNIT, DUTY, PERIOD) is None
    content = await made(boss)
    await boss.send_document("稿.docx", content)
    window = await boss.see("已存为第 1 版")
    assert (
        "任务“2026年上半年全院廉情书面报告”已完成（6月8日）" in window.text
        or "已完成（6月8日）" in window.text
    )
    found = await filed(reporting, UNIT, DUTY, PERIOD)
    assert found is not None
    assert dict(found.answers) == {"filed": 1}
    # A later version is a correction of the same report, and the duty's own window leads there.
    await boss.send_document("再改.docx", content)
    await boss.see("已存为第 2 版")
    found = await filed(reporting, UNIT, DUTY, PERIOD)
    assert found is not None
    assert dict(found.answers) == {"filed": 2}
    await press(reporting, boss, report_on(found.item_id))
    window = await shown(boss)
    assert "存档版次  2" in window.text
    assert [button for row in window.buttons for button in row] == ["返回菜单", "打开文书"]
    for data in (f"begin:{found.item_id}", f"zero:{found.item_id}"):
        await press(reporting, boss, data)
        assert "存档版次  2" in (await shown(boss)).text
    # Whoever runs the unit sees it from the digest, and has no second paper of it.
    await press(reporting, office, f"drill-grid:{found.item_id}:0")
    buttons = str((await shown(office)).buttons)
    assert "打开文书" in buttons
    assert "导出 docx" not in buttons


async def test_overdue_says_so_and_what_is_over_stays_missing(reporting: Hospital) -> None:
    boss = await reporting.phone_of(COMMISSIONER)
    await reporting.move_to(6, 12)
    await boss.send("/report")
    await boss.tap("全院廉情书面报告")
    await boss.see("已逾期 2 天，6月15日前存档仍可计入")
    await boss.tap("打开文书")
    await boss.see("已逾期 2 天，6月15日前存档仍可计入")
    content = await made(boss)
    await reporting.move_to(6, 16)
    await boss.send_document("稿.docx", content)
    window = await boss.see("已存为第 1 版")
    assert "已于6月15日截止，未按期完成" in window.text
    assert await filed(reporting, UNIT, DUTY, PERIOD) is None


async def test_what_was_filed_before_the_duty_began_completes_it_by_a_tap(reporting: Hospital) -> None:
    boss = await reporting.phone_of(COMMISSIONER)
    await boss.send("/documents")
    await boss.tap("2026年上半年报告（报驻组）")
    await boss.send_document("稿.docx", await made(boss))
    await boss.see("已存为第 1 版")
    assert "任务" not in (await shown(boss)).text
    await reporting.move_to(6, 8)
    await boss.send("/documents")
    await boss.tap("2026年上半年报告（报驻组）")
    await boss.tap("按存档第 1 版完成任务")
    await boss.see("已完成（6月8日）")
    assert "已失效" in await press(reporting, boss, f"doc-done:1:supervisor:{PERIOD}")
    inspector = await reporting.phone_of("心内科特邀监察员")
    assert await press(reporting, inspector, f"doc-done:1:supervisor:{PERIOD}")
