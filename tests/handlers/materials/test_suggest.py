"""提意见建议: what an inspector sends up, by itself or with a report; through the simulator over HTTP."""

import asyncio

from tests.forged import press
from tests.handlers.by_hand import file_green, on_disk, shown
from tests.handlers.materials.suggestions_by_hand import (
    ANSWER,
    HEAD,
    KIDNEY,
    OFFICE,
    WARD,
    WORDS,
    answer,
    correct,
    report,
    rows,
    suggest,
)
from tests.harness import Hospital


async def test_what_a_report_suggests_comes_to_the_office_too(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await report(ward, WORDS)
    await answer(hospital)
    await ward.see(ANSWER)
    (row,) = rows(hospital)
    assert row["submission_id"] is not None
    assert row["unit_code"] == "1"


async def test_a_report_that_suggests_nothing_brings_none(hospital: Hospital) -> None:
    await report(await hospital.phone_of(WARD), "无")
    await file_green(await hospital.phone_of(KIDNEY))
    assert not rows(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    await office.tap("意见建议")
    assert "没有待答复的意见建议" in (await shown(office)).text


async def test_a_correction_before_the_answer_replaces_the_words(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await report(ward, WORDS)
    await correct(ward, "建议先在心内科试用")
    assert [row["text"] for row in rows(hospital)] == ["建议先在心内科试用"]
    await correct(ward, None)
    assert not rows(hospital)


async def test_a_correction_after_the_answer_is_a_suggestion_of_its_own(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await report(ward, WORDS)
    await answer(hospital)
    await correct(ward, "建议先在心内科试用")
    old, new = rows(hospital)
    assert (old["text"], old["answer"], old["submission_id"]) == (WORDS, ANSWER, None)
    assert (new["text"], new["answer"]) == ("建议先在心内科试用", None)
    assert new["submission_id"] is not None
    office = await hospital.phone_of(OFFICE)
    assert "意见建议（1）" in str((await office.send("/start")).buttons)


async def test_others_see_nothing_of_it_and_forged_buttons_are_refused(hospital: Hospital) -> None:
    await suggest(hospital)
    (row,) = rows(hospital)
    kidney = await hospital.phone_of(KIDNEY)
    await kidney.send("/start")
    for act in ("suggestion:{}", "suggestion-answer:{}", "suggestion-send:{}", "suggestions-done:0"):
        assert "供一级网格" in await press(hospital, kidney, act.format(row["id"]))
    assert "此按钮已失效" in await press(hospital, kidney, f"suggest-one:{row['id']}")
    await press(hospital, kidney, "suggest-mine:0")
    assert "您尚未提过" in (await shown(kidney)).text
    head = await hospital.phone_of(HEAD)
    await head.send("/start")
    assert "供二级、三级网格" in await press(hospital, head, "suggest")
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    assert "此按钮已失效" in await press(hospital, office, "suggestion:999999999999")
    assert "已不在" in await press(hospital, office, "suggestion:77")
    assert rows(hospital) == [row]


async def test_two_taps_at_once_send_it_once(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await ward.tap("提意见建议")
    await ward.send(WORDS)
    await asyncio.gather(*(press(hospital, ward, "suggest-yes") for _ in range(4)))
    assert len(rows(hospital)) == 1


async def test_five_thousand_characters_are_refused_as_one(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await ward.tap("提意见建议")
    await ward.send_nowait("长" * 5000)
    window = await ward.see("上一条消息太长")
    assert "请直接输入，不超过 1000 字" in window.text
    assert "提交" not in str(window.buttons)
    assert not rows(hospital)


async def test_stickers_pictures_and_empty_words_are_asked_again(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await ward.tap("提意见建议")
    sticker = await ward.send_sticker()
    assert sticker is not None
    assert "请用文字输入" in sticker.text
    assert "最多 1000 个字，您输入了 1001 个字" in (await ward.send("好" * 1001)).text
    await ward.send(WORDS)
    assert "请核对" in (await shown(ward)).text
    assert "改" in (await ward.send("改过的建议")).text
    await ward.tap("提交")
    assert [row["text"] for row in rows(hospital)] == ["改过的建议"]


async def test_until_it_is_sent_nothing_is_on_disk(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await ward.tap("提意见建议")
    await ward.send(WORDS)
    assert WORDS.encode() not in on_disk(hospital)
    await hospital.restart()
    await ward.tap("提交")
    assert "您尚未提过" in (await shown(ward)).text
    assert not rows(hospital)


async def test_words_after_the_menu_was_opened_are_no_suggestion(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await ward.tap("提意见建议")
    await ward.tap("返回菜单")
    assert "没有看懂" in (await ward.send(WORDS)).text
    assert not rows(hospital)
