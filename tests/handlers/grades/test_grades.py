"""Grades by phones: seen, adjusted, vetoed, published; nobody else sees what is not published."""

from storage.grades.tables import grade_steps
from tests.desks import rows_of
from tests.handlers.grades.grades_by_hand import (
    OFFICE,
    WARD,
    YEAR,
    adjust,
    publish,
    ref_of,
    veto,
    year_over,
)
from tests.harness import Hospital


async def test_the_office_goes_from_the_unit_to_one_grade_and_sees_how_it_was_made(
    hospital: Hospital,
) -> None:
    fed = await year_over(hospital)
    unit = await fed.send(OFFICE, "/grades")
    assert "2026年度考核等次 · 绍兴某某医院\n" in unit.text.replace("</b>", "").replace("<b>", "")
    assert "特邀监察员 70：不合格 70" in unit.text
    assert "可以公布。公布前仅监察室可见。" in unit.text
    listed = await fed.press(OFFICE, f"grades-list:{YEAR}:inspector:failed:0")
    assert "• 机关第一党支部特邀监察员  不合格  0 分" in listed.text
    assert f"grades-list:{YEAR}:inspector:failed:1" in listed.buttons
    one = await fed.press(OFFICE, f"grade:{YEAR}:{ref_of(hospital, WARD)}:0")
    assert "按时 0/40（0/1 × 40）" in one.text
    assert "合计 0，扣 0，得 0" in one.text
    assert "尚未公布，仅监察室可见。" in one.text


async def test_an_adjustment_with_its_reason_stands_in_the_history_and_is_taken_back(
    hospital: Hospital,
) -> None:
    fed, ref = await year_over(hospital), ref_of(hospital, WARD)
    done = await adjust(fed, ref, "good", "支援外院，\n材料齐全")
    assert "已调整为良好。" in done.text
    assert "按得分为不合格，监察室调整为良好。" in done.text
    history = await fed.press(OFFICE, f"grade-history:{YEAR}:{ref}")
    assert "2027年2月1日 调整等次 不合格 → 良好\n支援外院， 材料齐全\n监察室主任" in history.text
    await fed.press(OFFICE, f"grade-back:{YEAR}:{ref}")
    back = await fed.press(OFFICE, f"grade-back-yes:{YEAR}:{ref}")
    assert "已撤销调整。" in back.text
    assert "等次：不合格（0 分）" in back.text
    assert [row["act"] for row in rows_of(hospital.app.database, grade_steps)] == ["adjusted", "taken_back"]


async def test_what_is_published_is_told_once_and_after_a_change_once_more(hospital: Hospital) -> None:
    fed, ref = await year_over(hospital), ref_of(hospital, WARD)
    assert "还没有公布您的考核等次。" in (await fed.send(WARD, "/grades")).text
    assert "已公布 141 个等次。" in (await publish(fed)).text
    mine = await fed.send(WARD, "/grades")
    assert "心内科特邀监察员 · 2026年度" in mine.text
    assert "等次：不合格（0 分）" in mine.text
    assert "没有需要公布的等次" in (await publish(fed)).text
    assert "已一票否决，等次为不合格。" in (await veto(fed, ref, "市纪〔2027〕3号")).text
