"""A register's list by phones: narrowed, turned, published, counted; a begun entry is gone on with or deleted."""

from dataclasses import replace

from domain.registers.entries import Entry
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.entries_of_every_sort import person_of
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    lines,
    open_new,
)
from tests.harness import Hospital
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover

WARNINGS, PROBLEMS, RISKS = "廉政风险预警", "整改问题", "廉政风险"
OTHER_WARD = "骨科"


async def warn(hospital: Hospital, problem: str, light: str = "yellow", ward: str = WARD) -> Entry:
    """Enter a warning to a ward, as level 1 does."""

    def work(uow: UnitOfWork) -> Entry:
        code = next(grid.code for grid in uow.rosters.tree() if grid.name == ward)
        place = place_at(uow, code)
        assert place is not None
        answers = {
            "light": light,
            "object": "grid",
            "addressee": person_of(uow, HEAD),
            "problem": problem,
            "measure": "核对",
            "deadline": "2026-06-30",
        }
        viewer = uow.people.find_viewer(hospital.bound[OFFICE].id, hospital.clock.now().date())
        assert viewer is not None
        mover = Mover(hospital.app.house, hospital.clock.now(), viewer)
        register = hospital.app.house.registers["warning"]
        return enter(uow, mover, Opening(register, place, answers), viewer.person_id)

    return await hospital.app.database.run(work)


async def open_list(phone: Phone, register: str) -> None:
    """Open a register's list from the workbench."""
    await phone.send("/registers")
    await phone.tap(register)


async def test_a_list_is_narrowed_by_state_kind_grid_and_words_and_each_is_reset_by_a_tap(
    hospital: Hospital,
) -> None:
    office = await hospital.phone_of(OFFICE)
    await hospital.phone_of(HEAD)
    for number in range(5):
        await warn(hospital, f"高值耗材登记不全{number}")
    await warn(hospital, "术中耗材未核对", "red", OTHER_WARD)
    await open_list(office, WARNINGS)
    assert "1 术中耗材未核对" in await labels(office)
    await office.tap("下一页")
    assert "5. " in (await shown(office)).text
    await answer(office, "筛选", "按类别", "红")
    await office.see("筛选：红")
    assert "1 术中耗材未核对" in await labels(office)
    assert not any(label.startswith("2 ") for label in await labels(office))
    await answer(office, "筛选", "按科室", BRANCH_NAME, WARD, "心内科（含下级）")
    await office.see("没有符合筛选条件的记录。")
    assert (await lines(office))[1] == "筛选：红 · 心内科"
    await answer(office, "筛选", "✕ 红")
    assert (await lines(office))[1] == "筛选：心内科"
    await answer(office, "筛选", "按状态", "已发出")
    await office.see("没有符合筛选条件的记录。")
    await answer(office, "筛选", "清除全部筛选")
    assert "筛选：" not in (await shown(office)).text
    await answer(office, "筛选", "按编号或关键词", "=szhc")
    await office.see("筛选：“szhc”")
    assert [label for label in await labels(office) if label[0].isdigit()] == ["1 术中耗材未核对"]
    await office.tap("1 术中耗材")
    await open_list(office, PROBLEMS)
    assert "筛选：" not in (await shown(office)).text


async def test_what_is_theirs_is_listed_and_figures_alone_where_nothing_is(hospital: Hospital) -> None:
    await hospital.phone_of(OFFICE)
    head, other = await hospital.phone_of(HEAD), await hospital.phone_of("骨科负责人")
    await warn(hospital, "高值耗材登记不全")
    await open_list(head, WARNINGS)
    assert "1 高值耗材登记不全" in await labels(head)
    assert {"导出", "统计"} & set(await labels(head)) == {"统计"}
    await open_list(other, WARNINGS)
    window = await shown(other)
    assert "高值耗材" not in window.text
    assert "发出风险预警（次）  0" in window.text
    await head.tap("统计")
    assert "未办结预警（件）  0" in (await shown(head)).text


async def test_what_is_published_is_read_by_everybody_and_what_is_not_by_nobody(hospital: Hospital) -> None:
    office, worker = await hospital.phone_of(OFFICE), await hospital.phone_of(WORKER)
    await hospital.phone_of(HEAD)
    kept = await warn(hospital, "不公示的一条")

    def publish(uow: UnitOfWork) -> None:
        opener = uow.people.find_viewer(office.id, hospital.clock.now().date())
        assert opener is not None
        answers = {"form": "department", "risks": "采购环节", "level": "a"}
        entry = replace(kept, id=0, register_id="risk", title="采购环节", answers=answers)
        standing = replace(entry.standing, state="public", level="a")
        uow.entries.add(replace(entry, standing=standing), [])
        uow.entries.add(replace(entry, title="尚未审定的", standing=replace(standing, state="approved")), [])

    await hospital.app.database.run(publish)
    await open_list(worker, RISKS)
    await worker.tap("公示中（1）")
    assert [label for label in await labels(worker) if label[0].isdigit()] == ["1 采购环节"]
    assert "尚未审定" not in (await shown(worker)).text
    await worker.tap("1 采购环节")
    await worker.see("公示中")


async def test_a_begun_entry_is_gone_on_with_or_deleted_after_one_question(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await answer(office, "审计", "跳过", "=采购三方比价缺失")
    await open_list(office, PROBLEMS)
    await office.see("有一份未提交的草稿")
    await office.tap("新增")
    await office.see("责任领导是谁？")
    await open_list(office, PROBLEMS)
    await office.tap("删除草稿")
    await office.see("确定删除未提交的草稿“采购三方比价缺失”吗？")
    await office.tap("返回")
    await answer(office, "删除草稿", "删除草稿")
    assert "未提交的草稿" not in (await shown(office)).text
    await answer(office, "新增", BRANCH_NAME, WARD)
    await office.see("问题从何而来？")
