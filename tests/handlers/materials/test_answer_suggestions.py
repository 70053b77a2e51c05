"""意见建议 answered by the office, and the answer told; through the simulator over HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from reports.sheets.sample_hospital import sample_roster
from storage.materials.tables import suggestions
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.materials.suggestions_by_hand import (
    ANSWER,
    OFFICE,
    WARD,
    WORDS,
    answer,
    correct,
    open_first,
    report,
    rows,
    suggest,
    without_posts_of,
)
from tests.harness import MAY, Hospital


async def test_a_suggestion_is_answered_and_the_answer_told_to_who_made_it(hospital: Hospital) -> None:
    ward = await suggest(hospital)
    assert "待答复  建议耗材登记改为电子表" in str((await shown(ward)).buttons)
    office = await hospital.phone_of(OFFICE)
    assert "意见建议（1）" in str((await office.send("/start")).buttons)
    await answer(hospital)
    letter = await ward.see("已有答复")
    assert WORDS in letter.text
    assert ANSWER in letter.text
    await ward.tap("我的意见建议")
    await ward.tap("已答复")
    assert ANSWER in (await shown(ward)).text
    assert "待答复" not in str((await office.send("/start")).buttons)


async def test_a_corrected_answer_is_sent_again_and_only_the_last_is_shown(hospital: Hospital) -> None:
    ward = await suggest(hospital)
    office = await answer(hospital)
    await office.tap("更正答复")
    hospital.clock.advance(timedelta(minutes=5))
    await office.send("改到七月上线")
    await office.tap("发送答复")
    await office.see("已答复，并通知对方")
    await hospital.app.deliver()
    assert ANSWER not in (await ward.see("改到七月上线")).text
    assert len([message for message in await ward.chat() if "已有答复" in message.text]) == 2


async def test_two_answers_before_either_left_arrive_as_one(hospital: Hospital) -> None:
    ward = await suggest(hospital)
    hospital.clock.move_to(MAY.replace(hour=22))
    office = await answer(hospital)
    await office.tap("更正答复")
    hospital.clock.advance(timedelta(minutes=5))
    await office.send("改到七月上线")
    await office.tap("发送答复")
    await hospital.move_to(5, 13, 9)
    await ward.see("改到七月上线")
    assert len([message for message in await ward.chat() if "已有答复" in message.text]) == 1


async def test_double_taps_send_once_up_and_down(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await ward.tap("提意见建议")
    await ward.send(WORDS)
    for press_id in await ward.tap_nowait("提交", times=2):
        await ward.answer(press_id)
    assert len(rows(hospital)) == 1
    office = await open_first(hospital)
    await office.tap("答复")
    await office.send(ANSWER)
    for press_id in await office.tap_nowait("发送答复", times=2):
        await office.answer(press_id)
    await hospital.app.deliver()
    await ward.see("已有答复")
    assert len([message for message in await ward.chat() if "已有答复" in message.text]) == 1
    assert ANSWER in (await shown(office)).text


async def test_an_answer_begun_before_the_report_was_corrected_shows_what_it_answers(
    hospital: Hospital,
) -> None:
    ward = await hospital.phone_of(WARD)
    await report(ward, WORDS)
    office = await open_first(hospital)
    await office.tap("答复")
    await correct(ward, None)
    assert "可能已随月报更正" in (await office.send(ANSWER)).text


async def test_the_answer_follows_the_person_to_another_grid(hospital: Hospital) -> None:
    ward = await suggest(hospital)
    roster = sample_roster(MAY.date())
    (number,) = [official.staff_number for official in roster.officials if official.name == WARD]
    moved = tuple(appointment for appointment in roster.appointments if appointment.staff_number != number)
    await hospital.import_roster(replace(roster, appointments=moved))
    await answer(hospital)
    await ward.see(ANSWER)


async def test_of_one_who_left_the_answer_goes_to_who_inspects_the_grid_now(hospital: Hospital) -> None:
    await suggest(hospital)
    roster = sample_roster(MAY.date())
    numbers = {official.name: official.staff_number for official in roster.officials}
    (post,) = [
        appointment for appointment in roster.appointments if appointment.staff_number == numbers[WARD]
    ]
    successor = replace(post, staff_number=numbers["心内科医疗组长"], starts_on=MAY.date())
    gone = without_posts_of(roster, WARD)
    await hospital.import_roster(replace(gone, appointments=(*gone.appointments, successor)))
    new = await hospital.phone_of("心内科医疗组长")
    await answer(hospital)
    await new.see(ANSWER)
    await new.tap("我的意见建议")
    assert "已答复" in str((await shown(new)).buttons)


async def test_with_nobody_to_tell_the_office_is_told_so(hospital: Hospital) -> None:
    await suggest(hospital)
    await hospital.import_roster(without_posts_of(sample_roster(MAY.date()), WARD))
    office = await answer(hospital)
    assert "目前没有可以通知的人" in (await shown(office)).text
    assert rows(hospital)[0]["answer"] == ANSWER


@pytest.mark.parametrize("longest", ["&", "好"])
async def test_a_thousand_characters_go_up_and_come_back_quoted(hospital: Hospital, longest: str) -> None:
    ward = await suggest(hospital, longest * 1000)
    await answer(hospital, longest * 1000)
    letter = await ward.see("已有答复")
    assert letter.text.count(longest) == 2000


async def test_many_are_listed_in_pages_oldest_first(hospital: Hospital) -> None:
    for number in range(6):
        hospital.clock.advance(timedelta(minutes=1))
        await suggest(hospital, f"建议{number}")
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    await office.tap("意见建议")
    window = await shown(office)
    assert [row[0] for row in window.buttons[:4]] == [f"心内科：建议{number}" for number in range(4)]
    await office.tap("下一页")
    assert [row[0] for row in (await shown(office)).buttons[:2]] == ["心内科：建议4", "心内科：建议5"]


async def test_another_units_suggestion_is_none_of_the_offices(hospital: Hospital) -> None:
    await suggest(hospital)
    with hospital.app.database.engine.begin() as connection:
        connection.execute(update(suggestions).values(unit_code="204"))
    (row,) = rows(hospital)
    office = await hospital.phone_of(OFFICE)
    assert "待答复" not in str((await office.send("/start")).buttons)
    assert "已不在" in await press(hospital, office, f"suggestion:{row['id']}")
    assert "已不在" in await press(hospital, office, f"suggestion-send:{row['id']}")
