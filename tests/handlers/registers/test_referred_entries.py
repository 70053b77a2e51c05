"""A problem refers to the warning that led to it: chosen from a list, found by words, shown by its number."""

from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    OFFICE,
    WARD,
    answer,
    labels,
    lines,
    open_new,
)
from tests.harness import Hospital


async def test_a_problem_refers_to_a_warning_by_its_number(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    for problem in ("高值耗材登记不全", "药品库存不符"):
        await open_new(office, "廉政风险预警", BRANCH_NAME, WARD)
        await answer(office, "黄", "科室或支部", f"={HEAD}", f"={problem}", "=逐件补登并双人核对")
        await answer(office, "=2026-05-29", "提交", "发出预警", "发出预警")
    await open_new(office, "整改问题", BRANCH_NAME, WARD)
    await office.tap("预警")
    assert (await labels(office))[:2] == ["预警〔2026〕2号 药品库存不符", "预警〔2026〕1号 高值耗材登记不全"]
    await answer(office, "=耗材")
    assert "以下是“耗材”的查找结果，请点选。" in await lines(office)
    assert (await labels(office))[:2] == ["预警〔2026〕1号 高值耗材登记不全", "全部记录"]
    await answer(office, "=没有这件")
    assert "没有找到“没有这件”。" in (await shown(office)).text
    await answer(office, "全部记录", "预警〔2026〕1号")
    await answer(office, "=登记不全", f"={HEAD}", f"={HEAD}", "=2026-06-30")
    assert "相关预警  预警〔2026〕1号 高值耗材登记不全" in await lines(office)
    await answer(office, "提交")
    await office.see("已提交，编号 整改〔2026〕1号")
    assert "相关预警  预警〔2026〕1号 高值耗材登记不全" in await lines(office)
