"""协助核实, the inspector's side: what is asked, answering, not being able to, and what leaves no trace."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.tips.routing import Body
from reports.sheets.sample_hospital import sample_roster
from storage.tips.custody import Custody
from storage.tips.fact_requests import FactCount
from tests.forged import press
from tests.handlers.by_hand import INSPECTOR, on_disk, picture
from tests.handlers.tips.facts_by_hand import (
    QUESTION,
    REPLY,
    ask,
    asked_id,
    counted,
    open_asked,
    reply,
    requests,
    told,
    words_of,
)
from tests.handlers.tips.test_submit_tip import submit
from tests.handlers.tips.tips_by_hand import (
    FIRST,
    OFFICE,
    acts,
    bring,
    day,
    erase,
    labels,
    open_first,
    shown,
    tap_all,
    thread,
)
from tests.harness import Hospital
from tests.locked_keys import lock_lightly

PASSPHRASE = "一条很长的口令 2026"


async def test_the_menu_leads_to_what_is_asked_while_anything_is(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await inspector.send("/start")
    assert "协助核实" not in str(await labels(inspector))
    await ask(hospital)
    await inspector.send("/start")
    assert (await labels(inspector))[0] == "协助核实（1）"
    await tap_all(inspector, "协助核实（1）", "5月19日截止  监察室  心内科")
    window = await shown(inspector)
    for line in ("监察室请您协助核实", "网格  心内科", "5月19日截止", QUESTION):
        assert line in window.text
    assert window.buttons == [["回复", "无法提供"], ["返回菜单"]]
    await reply(inspector)
    await inspector.tap("返回菜单")
    assert "协助核实" not in str(await labels(inspector))
    assert await press(hospital, inspector, "facts") == ""
    await inspector.see("目前没有请您协助核实的事项")


async def test_an_answer_ends_the_question_and_nothing_of_either_is_kept_in_the_clear(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    # The search works: while it is open, the question is there.
    assert QUESTION.encode() in on_disk(hospital)
    await open_asked(hospital)
    await inspector.tap("回复")
    assert QUESTION in (await shown(inspector)).text
    await inspector.send(REPLY)
    assert REPLY.encode() not in on_disk(hospital)
    await tap_all(inspector, "写好了", "提交")
    await inspector.see("已回复")
    (row,) = requests(hospital)
    assert (row["question"], row["answered"], row["ended_on"] is None) == (None, True, False)
    for canary in ("暗问", "暗答"):
        assert canary.encode() not in on_disk(hospital)
        assert canary not in caplog.text
    assert FIRST not in await words_of(inspector)
    assert "一件事" not in await words_of(inspector)
    assert "医德医风" not in await words_of(inspector)
    assert await thread(hospital) == []
    assert (await acts(hospital))[-1] == "tip-fact-answered"


async def test_photos_and_documents_are_taken_and_sealed(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    await open_asked(hospital)
    await inspector.tap("回复")
    await inspector.send_photo(picture())
    await tap_all(inspector, "写好了", "提交")
    await inspector.see("已回复")
    files = await hospital.app.database.run(lambda uow: uow.tip_threads.files(FIRST))
    assert [file.extension for file in files] == [".jpg"]
    # The reporter's own limit of files does not tell that others sent some.
    assert await hospital.app.database.run(lambda uow: uow.tip_threads.count_files(FIRST)) == 1
    assert await hospital.app.database.run(lambda uow: uow.tip_threads.count_reporters_files(FIRST)) == 0
    (found,) = await hospital.app.database.run(lambda uow: uow.fact_requests.answers(FIRST))
    assert files[0].message_id == found.message_id


async def test_not_being_able_to_is_asked_once_and_ends_it(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    office = await ask(hospital)
    await open_asked(hospital)
    await tap_all(inspector, "无法提供", "返回")
    assert QUESTION in (await shown(inspector)).text
    await inspector.tap("无法提供")
    first, second = await inspector.tap_nowait("确定无法提供", times=2)
    assert await inspector.answer(first) is None
    toast = await inspector.answer(second)
    assert toast is not None
    assert "已经结束" in toast.text
    await hospital.app.deliver()
    assert await told(office, "已有答复") == 1
    (row,) = requests(hospital)
    assert (row["question"], row["answered"]) == (None, False)
    assert QUESTION.encode() not in on_disk(hospital)
    assert await counted(hospital) == FactCount(1, 0, 0)
    assert (await acts(hospital))[-1] == "tip-fact-declined"


async def test_what_was_withdrawn_while_an_answer_was_written_takes_none(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    office = await ask(hospital)
    await open_asked(hospital)
    await inspector.tap("回复")
    await inspector.send(REPLY)
    await inspector.tap("写好了")
    await tap_all(office, "撤回协助核实", "撤回：心内科")
    toast = await inspector.tap("提交")
    assert toast is not None
    assert "刚才的内容没有提交" in toast.text
    await inspector.tap("取消")
    await inspector.see("已放弃")
    assert await counted(hospital) == FactCount(1, 0, 0)
    assert REPLY.encode() not in on_disk(hospital)


async def test_of_two_inspectors_of_a_grid_the_first_to_answer_ends_it(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    await open_asked(hospital)
    await reply(inspector)
    # Windows of the same request on another phone, and a forged one.
    for data in (
        f"facts:{asked_id(hospital)}",
        f"facts-reply:{asked_id(hospital)}",
        f"facts-none:{asked_id(hospital)}",
        "facts:99999999999999999999",
    ):
        assert "已经结束" in await press(hospital, inspector, data)


async def test_the_reporter_sees_nothing_of_what_an_inspector_was_asked(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "一件事")
    await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    await reply(await open_asked(hospital))
    await phone.send(f"/receipt {code}")
    window = await phone.see("状态：")
    assert "您补充了材料" not in window.text
    assert "补充材料" in str(window.buttons)
    assert "回答问题" not in str(window.buttons)
    assert "协助" not in await words_of(phone)


async def test_an_inspector_whose_appointment_has_ended_is_asked_no_more(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    await open_asked(hospital)
    roster = sample_roster(day(hospital))
    staff = next(official.staff_number for official in roster.officials if official.name == INSPECTOR)
    left = [appointment for appointment in roster.appointments if appointment.staff_number != staff]
    await hospital.import_roster(replace(roster, appointments=tuple(left)))
    hospital.clock.advance(timedelta(days=1))
    toast = await inspector.tap("回复")
    assert toast is not None
    assert QUESTION in await words_of(inspector)
    assert await counted(hospital) == FactCount(1, 0, 1)


async def test_strangers_and_others_than_inspectors_have_nothing_to_see(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    office = await ask(hospital)
    stranger = await hospital.stranger()
    await stranger.send("/start")
    for data in (
        "facts",
        f"facts:{asked_id(hospital)}",
        f"facts-reply:{asked_id(hospital)}",
        f"facts-cannot:{asked_id(hospital)}",
        f"facts-none:{asked_id(hospital)}",
    ):
        assert "绑定" in await press(hospital, stranger, data)
        assert "特邀监察员使用" in await press(hospital, office, data)
    assert await counted(hospital) == FactCount(1, 0, 1)


async def test_while_an_answer_is_open_it_is_not_called_a_tip(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    await open_asked(hospital)
    await inspector.tap("回复")
    await inspector.send(REPLY)
    text = (await inspector.send("/report")).text
    assert "有内容尚未提交" in text
    assert "线索" not in text
    await inspector.send("/cancel")
    await inspector.see("已放弃")
    assert await counted(hospital) == FactCount(1, 0, 1)


async def test_in_the_chat_a_handler_reads_an_answer_under_the_grids_name(hospital: Hospital) -> None:
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", custody)
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    await open_asked(hospital)
    await inspector.tap("回复")
    await inspector.send_photo(picture(), REPLY)
    await tap_all(inspector, "写好了", "提交")
    await inspector.see("已回复")
    office = await open_first(hospital)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    window = await office.see("5月12日 心内科特邀监察员回复：")
    assert REPLY in window.text
    assert "5月12日 补充" not in window.text


async def test_what_is_erased_takes_the_answer_with_it(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    await hospital.phone_of(OFFICE)
    await ask(hospital)
    await reply(await open_asked(hospital))
    await ask(hospital)
    await erase(hospital)
    assert requests(hospital) == []
    assert await hospital.app.database.run(lambda uow: uow.fact_requests.answers(FIRST)) == []
    assert await counted(hospital) == FactCount()
