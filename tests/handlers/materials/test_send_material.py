"""发送学习资料: what is put together, to whom, and everything that may go wrong on the way."""

import asyncio
from datetime import timedelta

import pytest

from simulator.phone import Phone
from storage.materials.tables import material_readers, materials
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import on_disk, picture, shown
from tests.handlers.materials.materials_by_hand import OFFICE, WARD, WORDS, begin, choose_ward, tap_beside
from tests.harness import Hospital


async def at_where(hospital: Hospital) -> Phone:
    office = await begin(hospital)
    await office.send(WORDS)
    await office.tap("下一步：选择网格")
    return office


async def at_check(hospital: Hospital) -> Phone:
    office = await begin(hospital)
    await office.send(WORDS)
    await choose_ward(office, "心内科")
    await office.tap("下一步：阅读期限")
    await office.tap("3 天内")
    return office


def codes_sent_to(hospital: Hospital) -> set[str]:
    return {row["grid_code"] for row in rows_of(hospital.app.database, material_readers)}


async def finish(office: Phone) -> None:
    await office.tap("下一步：阅读期限")
    await office.tap("不设期限")
    await office.tap("发送给")
    await office.see("已发送给")


async def test_the_menu_says_what_to_do_when_nothing_was_ever_sent(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    await office.tap("学习资料与要求")
    window = await shown(office)
    assert "尚未发送过。请选择要发送的内容" in window.text
    assert window.buttons[0] == ["发送学习资料", "发送工作要求"]


async def test_everything_is_seventy_grids_and_a_second_tap_none(hospital: Hospital) -> None:
    office = await at_where(hospital)
    assert "下一步：阅读期限" not in str((await shown(office)).buttons)
    await office.tap("全部网格（70）")
    assert "已选 70 个网格，特邀监察员 70 人" in (await shown(office)).text
    await office.tap("全部网格（70）")
    assert "已选 0 个网格" in (await shown(office)).text


async def test_a_branch_means_its_departments_too(hospital: Hospital) -> None:
    office = await at_where(hospital)
    await office.tap("内科第一党支部")
    assert "已选 7 个网格，特邀监察员 7 人" in (await shown(office)).text
    await finish(office)
    assert codes_sent_to(hospital) == {"204", *(f"3040{n}" for n in range(1, 7))}


async def test_a_kind_means_the_departments_of_that_kind(hospital: Hospital) -> None:
    office = await at_where(hospital)
    await office.tap("医技")
    await finish(office)
    tree = await hospital.app.database.run(lambda uow: uow.rosters.tree())
    technical = {grid.code for grid in tree if grid.kind is not None and grid.kind.value == "医技科室"}
    assert codes_sent_to(hospital) == technical
    assert technical


async def test_single_grids_are_chosen_within_a_branch(hospital: Hospital) -> None:
    office = await at_where(hospital)
    await office.tap("内科第一党支部")
    await tap_beside(office, "内科第一党支部")
    await office.tap("心内科")
    assert "心内科" in str((await shown(office)).buttons)
    assert "☑ 心内科" not in str((await shown(office)).buttons)
    await office.tap("返回全部支部")
    assert "内科第一党支部（6/7）" in str((await shown(office)).buttons)


async def test_the_level_one_inspectors_are_no_readers(hospital: Hospital) -> None:
    office = await at_where(hospital)
    await office.tap("全部网格")
    await finish(office)
    assert "1" not in codes_sent_to(hospital)


async def test_what_goes_out_is_shown_once_with_how_many_have_no_phone(hospital: Hospital) -> None:
    await hospital.phone_of(WARD)
    office = await begin(hospital)
    await office.send(WORDS)
    await choose_ward(office, "心内科", "肾内科")
    await office.tap("下一步：阅读期限")
    await office.tap("14 天内")
    text = (await shown(office)).text
    assert text.startswith(f"请核对  学习资料\n{WORDS}")
    assert "已选 2 个网格，特邀监察员 2 人" in text
    assert "其中 1 人尚未绑定" in text
    assert "5月26日前（含当日）阅读" in text
    assert not rows_of(hospital.app.database, materials)


async def test_two_taps_on_send_send_once(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    office = await at_check(hospital)
    for press_id in await office.tap_nowait("发送给 1 人", times=2):
        await office.answer(press_id)
    assert len(rows_of(hospital.app.database, materials)) == 1
    await hospital.app.deliver()
    await ward.see(WORDS)
    assert len([message for message in await ward.chat() if WORDS in message.text]) == 1
    assert "已发送给 1 人。" in (await shown(office)).text


async def test_content_grids_and_day_can_be_changed_before_sending(hospital: Hospital) -> None:
    office = await at_check(hospital)
    await office.tap("改期限")
    await office.send("6月1日")
    assert "6月1日前（含当日）阅读" in (await shown(office)).text
    await office.tap("改内容")
    await office.send("改过的文字")
    await office.tap("下一步：选择网格")
    await office.tap("全部网格")
    await office.tap("下一步：阅读期限")
    await office.tap("不设期限")
    text = (await shown(office)).text
    assert "改过的文字" in text
    assert WORDS not in text
    assert "70 个网格" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("5月11日", "不能早于今天"), ("2028-01-01", "不能超过一年"), ("好" * 4096, "没有看懂这个日期")],
)
async def test_a_day_that_can_not_be_is_asked_again(hospital: Hospital, typed: str, said: str) -> None:
    office = await at_where(hospital)
    await office.tap("全部网格")
    await office.tap("下一步：阅读期限")
    window = await office.send(typed)
    assert said in window.text
    assert "请在哪天前" in window.text


async def test_five_thousand_characters_are_refused_as_one_and_lose_nothing_else(hospital: Hospital) -> None:
    office = await begin(hospital)
    await office.send_photo(picture())
    await office.send_nowait("长" * 5000)
    window = await office.see("上一条消息太长")
    assert "照片  已收到" in window.text
    assert "文字" not in window.text.partition("再发")[0]
    hospital.clock.advance(timedelta(minutes=1))
    assert "文字  3500 字" in (await office.send("长" * 3500)).text


async def test_a_text_too_long_is_refused_and_the_one_before_stays(hospital: Hospital) -> None:
    office = await begin(hospital)
    await office.send(WORDS)
    window = await office.send("长" * 3501)
    assert "一条最多 3500 字" in window.text
    assert "文字  15 字" in window.text


async def test_the_longest_text_reaches_its_reader_whole(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    office = await begin(hospital)
    await office.send("&" * 3500)
    await choose_ward(office, "心内科")
    await office.tap("下一步：阅读期限")
    await office.tap("3 天内")
    await office.tap("发送给 1 人")
    await hospital.app.deliver()
    assert "&" * 3500 in (await ward.see("&&&&")).text


async def test_stickers_and_voices_are_refused_with_what_to_send(hospital: Hospital) -> None:
    office = await begin(hospital)
    await office.send(WORDS)
    for said in (await office.send_sticker(), await office.send_voice()):
        assert said is not None
        assert "请发送文字、链接、照片或文件。" in said.text
        assert "文字  15 字" in said.text


async def test_a_link_that_opens_nothing_is_refused(hospital: Hospital) -> None:
    office = await begin(hospital)
    window = await office.send("ftp://files.example.cn/a")
    assert "请发送以 http:// 或 https:// 开头的完整链接" in window.text
    assert "下一步" not in str(window.buttons)


async def test_a_forwarded_notice_is_material_and_no_tip(hospital: Hospital) -> None:
    office = await begin(hospital)
    window = await office.forward("省卫健委通知：开展专项整治", writer="省卫健委")
    assert window is not None
    assert "文字  13 字" in window.text


async def test_given_up_nothing_is_sent_and_its_buttons_are_old(hospital: Hospital) -> None:
    office = await at_check(hospital)
    data = (await shown(office)).json["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await office.tap("放弃")
    assert "没有发送" in (await shown(office)).text
    assert "请重新开始" in await press(hospital, office, data)
    assert not rows_of(hospital.app.database, materials)
    assert WORDS.encode() not in on_disk(hospital)


async def test_after_a_restart_it_is_asked_anew(hospital: Hospital) -> None:
    office = await at_check(hospital)
    await hospital.restart()
    toast = await office.tap("发送给 1 人")
    assert toast is not None
    assert "请重新开始" in toast.text
    assert not rows_of(hospital.app.database, materials)


@pytest.mark.parametrize(
    "data",
    [
        "compose:gossip",
        "compose-pick:{}:b000000000000:0:0",
        "compose-pick:{}:k9:0:0",
        "compose-pick:{}:x:0:0",
        "compose-due:{}:5",
        "compose-due:{}:999999999999",
        "compose-send:1",
        "compose-send:",
    ],
)
async def test_forged_buttons_are_refused(hospital: Hospital, data: str) -> None:
    office = await at_where(hospital)
    mark = (await shown(office)).json["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    assert await press(hospital, office, data.format(mark))
    assert not rows_of(hospital.app.database, materials)


async def test_a_forged_send_without_grids_or_content_sends_nothing(hospital: Hospital) -> None:
    office = await at_where(hospital)
    mark = (await shown(office)).json["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    assert "没有特邀监察员" in await press(hospital, office, f"compose-send:{mark}")
    assert not rows_of(hospital.app.database, materials)


async def test_two_taps_at_once_send_it_once(hospital: Hospital) -> None:
    office = await at_check(hospital)
    buttons = (await shown(office)).json["reply_markup"]["inline_keyboard"]
    send = buttons[0][0]["callback_data"]
    await asyncio.gather(*(press(hospital, office, send) for _ in range(4)))
    assert len(rows_of(hospital.app.database, materials)) == 1


async def test_every_button_fits_telegrams_64_bytes(hospital: Hospital) -> None:
    office = await at_where(hospital)
    windows = [await shown(office)]
    await tap_beside(office, "内科第一党支部")
    windows.append(await shown(office))
    for window in windows:
        for row in window.json["reply_markup"]["inline_keyboard"]:
            assert all(len(button["callback_data"].encode()) <= 64 for button in row)
