"""What follows 不合格: a rectification, the second assessment when its time is over, then 责任追究."""

from datetime import timedelta

from domain.grades.grading import Grade
from storage.registers.tables import entries
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.grades.grades_by_hand import AFTER, OFFICE, WARD, YEAR, adjust, publish, ref_of, year_over
from tests.harness import Hospital


async def test_a_failed_grade_opens_a_rectification_and_is_assessed_again_when_its_time_is_over(
    hospital: Hospital,
) -> None:
    ward = await hospital.phone_of(WARD)
    fed, ref = await year_over(hospital, bind=(OFFICE,)), ref_of(hospital, WARD)
    await publish(fed)
    (mine,) = (
        row for row in rows_of(hospital.app.database, entries) if row["title"] == f"{WARD}2026年度考核不合格"
    )
    assert (mine["register_id"], mine["owner_id"]) == ("problem", int(ref[1:]))
    assert mine["answers"]["source"] == "assessment"
    assert mine["due_on"] == (AFTER + timedelta(days=30)).date()
    await hospital.app.deliver()
    told = await ward.see("请按整改台账于3月3日前完成整改")
    assert "等次：不合格（0 分）" in told.text
    early = await fed.press(OFFICE, f"grade-second:{YEAR}:{ref}")
    assert "2027-03-04起才能再次考核。" in early.text + early.toast
    hospital.clock.move_to(AFTER + timedelta(days=31))
    office = await hospital.phone_of(OFFICE)
    await hospital.app.tick()
    await hospital.app.tick()
    await hospital.restart()
    await hospital.app.tick()
    await hospital.app.deliver()
    due = await office.see("2026年度考核不合格，整改期已满，请再次考核（141 个）")
    assert due.buttons[0] == ["再次考核"]
    assert sum("整改期已满" in message.text for message in await office.chat()) == 1
    await office.tap("再次考核")
    assert "待再次考核" in (await shown(office)).text
    await press(hospital, office, f"grade:{YEAR}:{ref}:0")
    await office.tap("再次考核")
    await office.tap("不合格")
    await office.send("仍有三项未报")
    await office.see("再次考核：不合格\n情况：仍有三项未报")
    await office.tap("确定")
    done = await office.see("再次考核仍不合格，请登记责任追究。")
    assert done.buttons[0] == ["责任追究"]
    await office.tap("责任追究")
    await office.send("诫勉谈话")
    await office.see("请正好写四行")
    await office.send("诫勉谈话\n本人\n院纪〔2027〕5号\n2027-13-01")
    await office.see("请把日期写成")
    await office.send("诫勉谈话\n本人\n院纪〔2027〕5号\n2027-03-04")
    await office.see("依据：院纪〔2027〕5号\n日期：2027年3月4日")
    await office.tap("确定登记")
    await office.see("已登记责任追究，见办理记录。")
    await office.tap("办理记录")
    text = (await office.see("诫勉谈话\n对象：本人  依据：院纪〔2027〕5号  日期：2027年3月4日")).text
    assert "再次考核 不合格\n仍有三项未报" in text
    await hospital.app.deliver()
    assert "3月4日再次考核：不合格。" in (await ward.see("再次考核：不合格")).text
    for data in ("grade-second", "grade-liable", "grade-adjust"):
        await press(hospital, office, f"{data}:{YEAR}:{ref}")
    for data in (
        f"grade-second-to:{YEAR}:{ref}:good",
        f"grade-second-yes:{YEAR}:{ref}",
        f"grade-liable-yes:{YEAR}:{ref}",
    ):
        await press(hospital, office, data)
    kept = hospital.app.database.look(lambda uow: uow.grades.of_unit("1", YEAR)[ref])
    assert (kept.second, kept.is_liable, kept.revision) == (Grade.FAILED, True, 2)


async def test_who_is_no_longer_failed_is_not_assessed_again(hospital: Hospital) -> None:
    fed, ref = await year_over(hospital), ref_of(hospital, WARD)
    await publish(fed)
    await adjust(fed, ref, "passed", "材料补齐")
    kept = hospital.app.database.look(lambda uow: uow.grades.of_unit("1", YEAR)[ref])
    assert (kept.second_from, kept.revision, kept.entry_id is None) == (None, 2, False)
    await fed.press(OFFICE, f"grade-back-yes:{YEAR}:{ref}")
    again = hospital.app.database.look(lambda uow: uow.grades.of_unit("1", YEAR)[ref])
    assert (again.second_from, again.entry_id) == ((AFTER + timedelta(days=31)).date(), kept.entry_id)
