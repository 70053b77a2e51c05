"""Grades by phones: seen, adjusted, vetoed, published; nobody else sees what is not published."""

from storage.grades.tables import grade_steps
from tests.desks import rows_of
from tests.fed import Fed
from tests.handlers.grades.grades_by_hand import (
    COMMITTEE,
    OFFICE,
    OTHER,
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
    for name in (WARD,):
        own = (await fed.send(name, "/grades")).text
        assert "一票否决：市纪〔2027〕3号" in own


async def test_each_letter_comes_once_whatever_happens_between_and_what_changed_meanwhile_alone_is_told(
    hospital: Hospital,
) -> None:
    ward = await hospital.phone_of(WARD)
    fed, ref = await year_over(hospital, bind=(OFFICE,)), ref_of(hospital, WARD)
    await adjust(fed, ref, "excellent", "表现突出")
    await publish(fed)
    await hospital.restart()
    await veto(fed, ref, "市纪〔2027〕3号")
    await hospital.restart()
    await hospital.app.deliver()
    await hospital.app.tick()
    await hospital.app.deliver()
    chat = [message.text for message in await ward.chat()]
    (told,) = (text for text in chat if "考核等次已公布" in text and WARD in text)
    assert "等次：不合格" in told
    assert "一票否决：市纪〔2027〕3号" in told
    assert not any("通报表扬" in text for text in chat)


async def test_all_hear_once_in_one_letter_who_is_excellent_and_of_no_figure(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    fed, ref = await year_over(hospital, bind=(OFFICE,)), ref_of(hospital, OTHER)
    await adjust(fed, ref, "excellent", "表现突出")
    await publish(fed)
    await hospital.app.deliver()
    praise = (await ward.see("通报表扬")).text
    assert f"特邀监察员：{OTHER}（骨科）" in praise
    assert "分）" not in praise
    await adjust(fed, ref_of(hospital, WARD), "excellent", "补充材料")
    await hospital.app.deliver()
    assert sum("通报表扬" in message.text for message in await ward.chat()) == 1


async def test_nobody_else_sees_or_changes_what_is_level_ones(hospital: Hospital) -> None:
    fed, ref = await year_over(hospital, bind=(OFFICE, WARD, COMMITTEE)), ref_of(hospital, WARD)
    forged = (
        f"grades-list:{YEAR}:inspector:all:0",
        f"grade:{YEAR}:{ref}:0",
        f"grade-history:{YEAR}:{ref}",
        f"grades-publish:{YEAR}",
        f"grades-publish-yes:{YEAR}",
        f"grades-xlsx:{YEAR}",
        f"grade-to:{YEAR}:{ref}:excellent",
        f"grade-adjust-yes:{YEAR}:{ref}",
        f"grade-veto-yes:{YEAR}:{ref}",
        f"grade-second-yes:{YEAR}:{ref}",
    )
    for name in (WARD, COMMITTEE, "路人"):
        for data in forged:
            answered = await fed.press(name, data)
            assert "不合格" not in answered.text + answered.toast
            assert not answered.buttons or "grade:" not in " ".join(answered.buttons)
    assert hospital.app.database.look(lambda uow: uow.grades.of_unit("1", YEAR)) == {}
    assert "还没有公布考核等次。" in (await fed.send(COMMITTEE, "/grades")).text
    await publish(fed)
    outside = await fed.send(COMMITTEE, "/grades")
    assert "特邀监察员 70：优秀 0  良好 0  合格 0  不合格 70" in outside.text
    assert WARD not in outside.text


async def test_wrong_and_old_buttons_and_words_get_a_sentence_and_change_nothing(hospital: Hospital) -> None:
    fed, ref = await year_over(hospital), ref_of(hospital, WARD)
    for data in (
        f"grade:2026-05:{ref}:0",
        f"grade:{YEAR}:p99999:0",
        f"grade:{YEAR}::0",
        f"grades-list:{YEAR}:nobody:all:0",
        f"grades-list:{YEAR}:unit:best:0",
        f"grade-to:{YEAR}:{ref}:best",
        f"grade-to:{YEAR}:{ref}:failed",
        f"grade-adjust-yes:{YEAR}:{ref}",
        f"grade-veto-yes:{YEAR}:{ref}",
        f"grade-back:{YEAR}:{ref}",
        f"grade-lift:{YEAR}:{ref}",
        "grades:nonsense",
    ):
        answered = await fed.press(OFFICE, data)
        assert answered.toast + answered.text, data
    await fed.press(OFFICE, f"grade-to:{YEAR}:{ref}:good")
    for words in ("长" * 300, "a"):
        assert "请用 2 至 200 个字写明。" in (await fed.send(OFFICE, words)).text
    checked = await fed.send(OFFICE, "理由 <b>&")
    assert "理由 &lt;b&gt;&amp;" in checked.text
    assert hospital.app.database.look(lambda uow: uow.grades.of_unit("1", YEAR)) == {}


async def test_while_the_year_runs_grades_are_a_forecast_that_nobody_can_publish(hospital: Hospital) -> None:
    fed = Fed(hospital)
    await fed.bind(OFFICE)
    unit = await fed.press(OFFICE, "grades:2026")
    assert "考核期未结束，计至5月12日，等次为预计，仅监察室可见。" in unit.text
    assert "未评 70" in unit.text
    assert not [data for data in unit.buttons if data.startswith("grades-publish")]
    refused = await fed.press(OFFICE, "grades-publish-yes:2026")
    assert "考核期到2026-12-31结束" in refused.text + refused.toast
    one = await fed.press(OFFICE, f"grade:2026:{ref_of(hospital, WARD)}:0")
    assert "没有应报事项，不评定等次。" in one.text
