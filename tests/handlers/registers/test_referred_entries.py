"""A problem refers to the warning that led to it: chosen from a list, found by words, shown by its number."""

from dataclasses import replace

from domain.registers.entries import EntryFilter, EntryPeople, EntryPlace
from storage.unit_of_work import UnitOfWork
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
from tests.handlers.reporting.test_fill_form_old_buttons import data_of, tap_with
from tests.harness import Hospital

FOUR = ["药品库存不符", "收费有误", "签字不全", "登记有误"]


def add_like_the_first(uow: UnitOfWork) -> int:
    """Add four warnings of the same unit, and one of another and by somebody else, whose id is returned."""
    (first,) = uow.entries.page(EntryFilter("warning", "1"), 9, 0)
    for title in FOUR:
        uow.entries.add(replace(first, id=0, number=None, title=title, sought=title), ())
    place, others = EntryPlace("9", "9", first.place.grid_code), EntryPeople(first.people.opener_id + 1)
    return uow.entries.add(replace(first, id=0, number=None, place=place, people=others), ())


async def test_a_problem_refers_to_a_warning_by_its_number(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_new(office, "廉政风险预警", BRANCH_NAME, WARD)
    await answer(office, "黄", "科室或支部", f"={HEAD}", "=高值耗材登记不全", "=逐件补登并双人核对")
    await answer(office, "=2026-05-29", "提交", "发出预警", "发出预警")
    elsewhere = await hospital.app.database.run(add_like_the_first)
    await open_new(office, "整改问题", BRANCH_NAME, WARD)
    await office.tap("预警")
    assert await labels(office) == [*reversed(FOUR), "下一页 ›", "返回", "跳过"]
    await office.tap("下一页")
    assert (await labels(office))[:2] == ["预警〔2026〕1号 高值耗材登记不全", "‹ 上一页"]
    await answer(office, "=库存")
    assert "以下是“库存”的查找结果，请点选。" in await lines(office)
    assert (await labels(office))[:2] == ["药品库存不符", "全部记录"]
    await answer(office, "=没有这件")
    assert "没有找到“没有这件”。" in (await shown(office)).text
    # One of another unit is neither listed nor taken.
    prefix = data_of((await shown(office)).json, "全部记录").rpartition(":")[0]
    for entry_id in (str(elsewhere), "999999999"):
        toast = await tap_with(office, hospital, f"{prefix}:n{entry_id}")
        assert toast == "此记录不能选择，请重新选择。"
    await answer(office, "=预警〔2026〕1号")
    await answer(office, "=登记不全", f"={HEAD}", f"={HEAD}", "=2026-06-30")
    assert "相关预警  预警〔2026〕1号 高值耗材登记不全" in await lines(office)
    await answer(office, "提交")
    await office.see("已提交，编号 整改〔2026〕1号")
    assert "相关预警  预警〔2026〕1号 高值耗材登记不全" in await lines(office)
