"""导出 by phones: a register's lists as files, of what the list is narrowed to; for who sees all of it alone."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from simulator.phone import Phone
from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import HEAD, OFFICE, answer, labels
from tests.handlers.registers.test_lists import WARNINGS, open_list, warn
from tests.harness import Hospital


async def rows_sent(phone: Phone, so_far: int) -> tuple[str, list[list[Any]]]:
    """Return the title and the rows, from the head on, of the workbook sent after `so_far` others."""
    files = [message for message in await phone.chat() if message.file_id and message.from_bot]
    sheet = load_workbook(BytesIO(await phone.download(files[so_far]))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return str(rows[0][0]), [row for row in rows if isinstance(row[0], int)]


async def test_a_list_is_exported_as_it_is_narrowed_and_by_nobody_who_does_not_see_it_all(
    hospital: Hospital,
) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await warn(hospital, "=高值耗材登记不全")
    await warn(hospital, "术中耗材未核对", "red", "骨科")
    await open_list(office, WARNINGS)
    await answer(office, "导出", "廉政风险预警台账")
    await office.see("清单已生成，共 2 条。")
    title, rows = await rows_sent(office, 0)
    assert title.endswith("廉政风险预警台账")
    assert [row[0] for row in rows] == [1, 2]
    assert "'=高值耗材登记不全" in rows[0] or "=高值耗材登记不全" in rows[0]
    await answer(office, "返回", "筛选", "按类别", "红", "导出", "廉政风险预警台账")
    await office.see("清单已生成，共 1 条。")
    _title, rows = await rows_sent(office, 1)
    assert len(rows) == 1
    assert "术中耗材未核对" in rows[0]
    await answer(office, "返回", "筛选", "✕ 红", "筛选", "按状态", "已发出", "导出", "廉政风险预警台账")
    await office.see("目前没有可以列入此清单的记录。")
    await open_list(head, WARNINGS)
    assert "导出" not in await labels(head)
    for data in ("entry-print:warning", "entry-print:warning:y:0"):
        assert "没有查看此事项的权限" in await press(hospital, head, data)
    assert (await press(hospital, office, "entry-print:warning:y:9")) != ""
    assert "廉政风险预警" in (await shown(office)).text
    assert count(hospital, "audit WHERE act = 'entries_exported'") == 2
