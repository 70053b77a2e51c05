from datetime import timedelta

import pytest

from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, answers, begin, picture, shown
from tests.harness import Hospital

NUMBER = "请输入 0–200 的整数。"


async def at_sessions(hospital: Hospital) -> Phone:
    """Return a phone at the second question, a number up to 200."""
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    return phone


async def at_suggestions(hospital: Hospital) -> Phone:
    """Return a phone at a question that takes up to 1,000 characters."""
    phone = await at_sessions(hospital)
    await phone.tap("核对")
    await phone.tap("修改")
    await phone.tap("意见建议")
    return phone


@pytest.mark.parametrize("typed", ["两场", "-3", "201", "2.5", "1e2", "9" * 400, "２０1", "?", "2 3"])
async def test_what_is_no_number_in_range_is_refused_and_nothing_is_lost(
    hospital: Hospital, typed: str
) -> None:
    phone = await at_sessions(hospital)
    said = await phone.send(typed)
    assert said.text.endswith(NUMBER)
    assert "2/9" in said.text
    await phone.send("2")
    await phone.tap("返回")
    await phone.tap("返回")
    assert "已填：黄" in (await shown(phone)).text


async def test_a_sticker_a_voice_and_a_photo_are_refused_where_a_number_is_due(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    sticker = await phone.send_sticker()
    voice = await phone.send_voice()
    photo = await phone.send_photo(picture(), "2")
    contact = await phone.send_contact("+8613800000000")
    assert sticker is not None
    assert "这里请输入文字或数字" in sticker.text
    assert "已填的内容都在" in sticker.text
    assert voice is not None
    assert "这里请输入文字或数字" in voice.text
    assert photo is not None
    assert "请输入文字或点下面的按钮。" in photo.text
    assert contact is not None
    assert "2/9" in contact.text


async def test_words_and_a_sticker_are_refused_where_a_photo_is_due(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    await phone.tap("核对")
    await phone.tap("修改")
    await phone.tap("附件")
    assert (await phone.send("见附件")).text.endswith("请发送照片或文件。")
    sticker = await phone.send_sticker()
    assert sticker is not None
    assert sticker.text.endswith("请发送照片或文件。")


async def test_an_eleventh_attachment_is_refused_and_the_ten_stay(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    await phone.tap("核对")
    await phone.tap("修改")
    await phone.tap("附件")
    for _photo in range(11):
        await phone.send_photo(picture())
    said = await phone.see("最多 10 个文件")
    assert "已填：10 个" in said.text


async def test_words_at_a_question_of_buttons_are_understood_or_refused(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    assert (await phone.send("蓝")).text.endswith("请点下面的按钮选择。")
    assert "2/9" in (await phone.send("红")).text


async def test_words_at_the_summary_change_nothing(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    await phone.tap("核对")
    said = await phone.send("红")
    assert "灯色  黄" in said.text
    assert "请点下面的按钮继续" in said.text
    sticker = await phone.send_sticker()
    assert sticker is not None
    assert "请点下面的按钮继续" in sticker.text


async def test_a_text_too_long_is_refused_with_both_lengths(hospital: Hospital) -> None:
    phone = await at_suggestions(hospital)
    said = await phone.send("好" * 1001)
    assert "最多 1000 个字，您输入了 1001 个字" in said.text
    assert "请核对" in (await phone.send("好" * 1000)).text


@pytest.mark.parametrize("letter", ["长", "😀"])
async def test_five_thousand_characters_cut_in_two_are_refused_as_one(
    hospital: Hospital, letter: str
) -> None:
    phone = await at_suggestions(hospital)
    await phone.send_nowait("建议" + letter * 4998)
    await phone.see("上一条消息太长")
    hospital.clock.advance(timedelta(minutes=1))
    await phone.send("建议每季度学习一次")
    await phone.tap("提交")
    await phone.see("已提交")
    assert (await answers(hospital))["suggestions"] == "建议每季度学习一次"


async def test_a_shorter_text_a_little_later_is_taken(hospital: Hospital) -> None:
    phone = await at_suggestions(hospital)
    await phone.send("长" * 3000)
    hospital.clock.advance(timedelta(seconds=6))
    assert "意见建议  建议公开" in (await phone.send("建议公开")).text


async def test_a_long_text_cut_in_two_is_no_reason_for_a_correction(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.tap("查看或更正")
    await phone.tap("更正")
    await phone.tap("灯色")
    await phone.tap("红")
    await phone.tap("提交更正")
    await phone.send_nowait("原" * 4100)
    await phone.see("更正原因请写 1–200 个字。")
    assert (await phone.send("数字填错")).text.startswith("已提交") is False
    hospital.clock.advance(timedelta(seconds=6))
    await phone.send("数字填错")
    await phone.see("已提交")


async def test_a_command_that_nobody_knows_is_no_answer_and_a_lone_slash_is_one(hospital: Hospital) -> None:
    phone = await at_suggestions(hospital)
    assert "没有看懂" in (await phone.send("/suggest")).text
    assert "请在本页再输入一次" in (await phone.send("/")).text  # it was typed below the menu
    assert "意见建议  /" in (await phone.send("/")).text


async def test_a_command_in_the_middle_of_a_report_loses_nothing(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    for command in ("/start", "/help", "/cancel", "/duties", "/receipt"):
        await phone.send(command)
    await phone.send("/report")
    await phone.tap("返回")
    assert "已填：黄" in (await shown(phone)).text


async def test_a_number_typed_after_looking_up_a_receipt_is_an_answer_again(hospital: Hospital) -> None:
    phone = await at_sessions(hospital)
    await phone.send("/receipt")
    await phone.tap("返回菜单")
    await phone.tap("填报")
    assert "3/9" in (await phone.send("0")).text
