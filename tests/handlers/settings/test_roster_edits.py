"""/settings [花名册 · 单项变更] by phones: each change is shown, counts once confirmed, and is the office's alone."""

from datetime import date

from domain.people.people import Role
from simulator.phone import Phone
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import INSPECTOR, OFFICE, labels
from tests.handlers.settings.test_roster import roster
from tests.harness import Hospital


async def begun(hospital: Hospital, edit: str) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    for label in ("花名册", "单项变更", edit):
        await office.tap(label)
    return office


async def confirmed(office: Phone, change: str) -> None:
    seen = await office.see("导入后的变动")
    assert change in seen.text
    await office.tap("导入")
    await office.see("已导入。")


async def test_somebody_moves_at_once(hospital: Hospital) -> None:
    office = await begun(hospital, "调整科室")
    await office.send("心内科医疗组长")
    await office.tap("心内科医疗组长")
    await office.send("骨科")
    await office.tap("骨科")
    await confirmed(office, "调动（1）")
    people = {each.name: each.grid_code for each in (await roster(hospital)).officials}
    assert people["心内科医疗组长"] == people["骨科特邀监察员"]


async def test_a_new_inspector_from_a_day_on_whose_phone_has_the_work_then(hospital: Hospital) -> None:
    worker = await hospital.phone_of("心内科医疗组长")
    office = await begun(hospital, "更换特邀监察员")
    await office.send("心内科医疗组长")
    await office.tap("心内科医疗组长")
    await office.send("心内科")
    await office.tap("心内科")
    await office.send("昨天吧")
    await office.send("5月11日")
    await office.see("请选择今天至一年以内的日子")
    await office.send("5月20日")
    await confirmed(office, "新聘任（1）")
    held = [
        (each.starts_on, each.ends_on)
        for each in (await roster(hospital)).appointments
        if each.role is Role.INSPECTOR and each.grid_code == "30401"
    ]
    assert sorted(held, key=lambda days: days[0]) == [
        (date(2026, 1, 1), date(2026, 5, 19)),
        (date(2026, 5, 20), None),
    ]
    await worker.send("/start")
    assert "填报" not in str(await labels(worker))
    hospital.clock.move_to(hospital.clock.now().replace(day=20))
    await worker.send("/start")
    assert (await labels(worker))[0] == "填报"


async def test_somebody_leaves_and_their_phone_is_a_strangers(hospital: Hospital) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    office = await begun(hospital, "离院")
    await office.send("查无此人")
    await office.see("没有找到，请换一种写法。")
    await office.send(INSPECTOR)
    await office.tap(INSPECTOR)
    seen = await office.see("导入后的变动")
    assert "失去绑定" in seen.text
    # One of two who are bound here: more than a tenth.
    await office.tap("仍然导入")
    await office.see("已导入。")
    await ward.send("/report")
    assert "绑定" in (await shown(ward)).text


async def test_a_department_joins_below_a_branch_and_is_renamed(hospital: Hospital) -> None:
    office = await begun(hospital, "新设科室、支部")
    await office.send("内科第一")
    await office.tap("内科第一党支部")
    await office.send("睡眠医学科")
    await office.see("属于哪一类科室")
    await office.tap("临床科室")
    await office.send_sticker()
    await office.send("字" * 51)
    await office.see("不超过 50 字")
    await office.send("睡眠医学科")
    await confirmed(office, "新增网格（1）")
    for label in ("单项变更", "科室、支部更名"):
        await office.tap(label)
    await office.send("睡眠")
    await office.tap("睡眠医学科")
    await office.send("睡眠中心")
    await confirmed(office, "网格变更（1）")
    grids = {grid.name: grid.code for grid in (await roster(hospital)).grids}
    assert grids["睡眠中心"] == "30407"


async def test_old_and_forged_buttons_change_nothing_and_nobody_else_gets_there(hospital: Hospital) -> None:
    before = await roster(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    inspector = await hospital.phone_of("院级特邀监察员一")
    await inspector.send("/start")
    for data in (
        "roster-edit",
        "roster-one:move",
        "roster-one:nix",
        "roster-who:1",
        "roster-where:30401",
        "roster-where:nix",
        "roster-kind:0",
        "roster-kind:9",
        "roster-from:2026-05-12",
        "roster-from:x",
    ):
        for phone in (office, inspector):
            await press(hospital, phone, data)
    assert await roster(hospital) == before
