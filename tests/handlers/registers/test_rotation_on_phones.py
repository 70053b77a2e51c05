"""轮岗提示 on the office's phone: the letter, the list from the workbench, the xlsx; for nobody else."""

from dataclasses import replace
from datetime import date

from domain.registers.entries import Entry, EntryPeople, EntryStanding
from reports.sheets.sample_hospital import sample_roster
from storage.unit_of_work import UnitOfWork
from tests.entries_of_every_sort import person_of
from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import HEAD, OFFICE, labels, lines
from tests.handlers.registers.test_exports import rows_sent
from tests.harness import Hospital
from usecases.registers.keep import place_at

OWNERS = {
    "心内科负责人": date(2021, 5, 14),
    "骨科负责人": date(2020, 2, 29),
    "普外科负责人": None,
    "呼吸内科负责人": date(2021, 8, 1),
    "消化内科负责人": date(2019, 1, 1),
    "神经内科负责人": date(2025, 1, 1),
}


async def put_in_force(hospital: Hospital, level: str, *owners: str) -> None:
    """Have these people's posts have a risk of that level."""

    def work(uow: UnitOfWork) -> None:
        for name in owners:
            person = person_of(uow, name)
            known = uow.officials.numbered([person["staff_number"]])[person["staff_number"]]
            place = place_at(uow, known.grid_code)
            assert place is not None
            standing = EntryStanding("approved", date(2026, 1, 1), is_open=False, level=level)
            people = EntryPeople(known.person_id, known.person_id)
            answers = {"form": "person", "level": level, "person": person}
            now = hospital.clock.now()
            uow.entries.add(Entry("risk", 1, place, people, standing, "保管印章", now, answers), [])

    await hospital.app.database.run(work)


async def test_the_office_is_told_on_the_day_and_finds_all_of_them_in_the_workbench(
    hospital: Hospital,
) -> None:
    roster = sample_roster(date(2026, 5, 12))
    officials = [
        replace(official, in_post_since=OWNERS.get(official.name, official.in_post_since))
        for official in roster.officials
    ]
    await hospital.import_roster(replace(roster, officials=tuple(officials)))
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await office.send("/registers")
    await office.tap("轮岗提示")
    assert "目前没有任现职已满或一年内将满 5 年的领导干部" in (await shown(office)).text
    assert await labels(office) == ["返回台账"]
    await put_in_force(hospital, "a", "心内科负责人", "骨科负责人", "普外科负责人")
    await put_in_force(hospital, "b", "消化内科负责人")
    before = len(await office.chat())
    await hospital.move_to(5, 14, 8)
    (told,) = [m for m in (await office.chat())[before:] if "轮岗提示" in m.text]
    assert "骨科主任 骨科负责人" in told.text
    assert "2021年5月14日任现职，2026年5月14日已满 5 年" in told.text
    assert "2020年2月29日任现职，2025年2月28日已满 5 年" in told.text
    assert "普外科" not in told.text
    await put_in_force(hospital, "a", "呼吸内科负责人", "神经内科负责人", "消化内科负责人")
    await office.tap("查看名单")
    first = await lines(office)
    assert [line for line in first if line[0].isdigit()] == [
        "1. 消化内科主任 消化内科负责人（消化内科）",
        "2. 骨科主任 骨科负责人（骨科）",
        "3. 心内科主任 心内科负责人（心内科）",
        "4. 呼吸内科主任 呼吸内科负责人（呼吸内科）",
    ]
    assert "2021年8月1日任现职，2026年8月1日将满 5 年" in "".join(first)
    await office.tap("下一页")
    assert "任现职时间未填，请在花名册中补填" in (await shown(office)).text
    await office.tap("导出 xlsx")
    title, rows = await rows_sent(office, 0)
    assert title.endswith("轮岗提示表")
    assert [(row[1], row[8]) for row in rows] == [
        ("消化内科负责人", "已满"),
        ("骨科负责人", "已满"),
        ("心内科负责人", "已满"),
        ("呼吸内科负责人", "一年内将满"),
        ("普外科负责人", "任现职时间未填"),
    ]
    assert rows[0][5] == "A级（一级）"
    assert rows[1][7].date() == date(2025, 2, 28)
    await head.send("/registers")
    assert "轮岗提示" not in await labels(head)
    for data in ("rotation:0", "rotation-xlsx"):
        assert "监察室" in await press(hospital, head, data)
    assert count(hospital, "audit WHERE act = 'entries_exported'") == 1
