import re

import pytest

from reports.sheets.sample_hospital import sample_roster
from simulator.screen import Message
from tests.handlers.by_hand import INSPECTOR, begin, count, file_green, on_disk, shown
from tests.harness import MAY, Hospital
from tests.hearings_set_up import QUARTERLY, TO_COMMITTEE, hold_hearings

OFFICE, COMMITTEE, SUPERVISOR = "监察室主任", "党委书记", "驻组联络员"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def in_chinese(window: Message) -> str:
    """Return what is Chinese in a window, the names of people, grids and languages left out."""
    text = " ".join([window.text, *(label for row in window.buttons for label in row)])
    roster = sample_roster(MAY.date())
    names = {official.name for official in (*roster.grids, *roster.officials)} | {"中文"}  # type: ignore[attr-defined]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return "".join(CHINESE.findall(text))


async def test_a_stranger_is_offered_four_ways(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    menu = await phone.send("/start")
    assert "不需要登录，也可以不留姓名" in menu.text
    assert menu.buttons == [
        ["反映问题"],
        ["凭回执码查询"],
        ["我是特邀监察员", "我们承诺什么"],
        ["English"],
    ]


async def test_an_inspector_sees_what_is_due_and_when(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    menu = await phone.send("/start")
    assert "您还有 1 项未完成：\n• 5月网格廉情月报  5月31日截止，还有 19 天" in menu.text
    for label in ("填报", "转递线索", "我转递的线索", "我的网格", "反映问题"):
        assert label in str(menu.buttons)
    for label in ("上报情况与汇总", "邀请"):
        assert label not in str(menu.buttons)


async def test_an_inspector_with_nothing_left_is_told_so(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    assert "目前没有未完成的项目" in (await phone.send("/start")).text


async def test_level_one_sees_who_has_reported_and_what_it_can_do(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_green(await hospital.phone_of(INSPECTOR))
    menu = await office.send("/start")
    assert "5月网格廉情月报：已报 1/70" in menu.text
    for label in ("上报情况与汇总", "线索", "邀请与解除绑定"):
        assert label in str(menu.buttons)
    assert "我的网格" not in str(menu.buttons)


@pytest.mark.parametrize("name", [COMMITTEE, SUPERVISOR])
async def test_committee_and_supervisor_see_digests_alone(hospital: Hospital, name: str) -> None:
    phone = await hospital.phone_of(name)
    menu = await phone.send("/start")
    assert menu.buttons[0] == ["上报情况与汇总"]
    for label in ("填报", "邀请", "我的网格", "转递"):
        assert label not in str(menu.buttons)


async def test_a_committee_that_only_has_a_hearing_is_not_sent_to_an_empty_list(hospital: Hospital) -> None:
    await hold_hearings(hospital, TO_COMMITTEE)
    menu = await (await hospital.phone_of(COMMITTEE)).send("/start")
    assert "您还有 1 项未完成" in menu.text
    assert ["填报"] not in menu.buttons
    assert ["当面报告"] in menu.buttons


async def test_level_ones_menu_leaves_out_what_one_grid_alone_owes(hospital: Hospital) -> None:
    await hold_hearings(hospital, QUARTERLY, TO_COMMITTEE)
    menu = await (await hospital.phone_of(OFFICE)).send("/start")
    assert "二季度当面报告：已报 0/70" in menu.text
    assert "上半年当面报告" not in menu.text


async def test_a_branch_inspector_sees_its_departments_and_who_has_filed(hospital: Hospital) -> None:
    phone = await hospital.phone_of("内科第一党支部特邀监察员")
    await file_green(await hospital.phone_of(INSPECTOR))
    await phone.send("/start")
    await phone.tap("我的网格")
    grid = await shown(phone)
    assert "内科第一党支部（二级网格）" in grid.text
    assert "心内科：已报" in grid.text
    assert "肾内科：未报 1 项" in grid.text


async def test_help_names_the_commands_of_whoever_asks(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    asked = {"stranger": (await stranger.send("/help")).text}
    for name in (INSPECTOR, OFFICE, COMMITTEE):
        asked[name] = (await (await hospital.phone_of(name)).send("/help")).text
    assert "/report" not in asked["stranger"]
    assert "/tip" in asked["stranger"]
    assert "/report" in asked[INSPECTOR]
    assert "/digest" not in asked[INSPECTOR]
    assert "/invite" in asked[OFFICE]
    assert "/digest" in asked[COMMITTEE]
    assert "/invite" not in asked[COMMITTEE]


async def test_the_language_of_a_bound_person_is_kept_across_a_restart(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/language")
    await hospital.restart()
    assert "monthly report" in (await phone.send("/start")).text
    await phone.send("/help")  # answered once the commands are set
    assert "Fill in a report" in str(await phone.commands())
    await phone.send("/language")
    assert "网格廉情月报" in (await phone.send("/start")).text


async def test_the_language_of_a_stranger_is_kept_in_memory_alone(hospital: Hospital) -> None:
    phone = await hospital.stranger(user_id=7_345_678_901)
    await phone.send("/language")
    assert in_chinese(await phone.send("/help")) == ""
    disk = on_disk(hospital)
    assert b"7345678901" not in disk
    assert (7_345_678_901).to_bytes(6, "big") not in disk
    await hospital.restart()
    assert in_chinese(await phone.send("/help"))


async def test_a_strangers_language_goes_with_them_when_they_bind(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/language")
    assert "monthly report" in (await phone.open_link(await hospital.link_for(INSPECTOR))).text


async def test_cancel_says_that_drafts_stay(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    assert "草稿仍在" in (await phone.send("/cancel")).text
    assert count(hospital, "draft") == 1


async def test_stray_words_and_stickers_lead_to_the_menu(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    assert "没有看懂" in (await phone.send("你好")).text
    sticker = await phone.send_sticker()
    assert sticker is not None
    assert "没有看懂" in sticker.text


async def test_one_window_a_chat_has_buttons(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    for command in ("/start", "/report", "/help", "/duties", "/start"):
        await phone.send(command)
    await phone.quiet(0.1)
    assert sum(bool(message.buttons) for message in await phone.chat()) == 1


async def test_a_button_of_a_reminder_takes_the_place_of_the_window_before(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/start")
    await hospital.move_to(5, 28)
    await phone.see("未完成")
    await phone.tap("零报告")
    assert [message.buttons[0] for message in await phone.chat() if message.buttons] == [["提交"]]


async def test_a_button_that_nobody_knows_shows_the_menu(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    window = await phone.send("/start")
    chat = hospital.simulator.world.private_chat(hospital.simulator.world.bot(), phone.id)
    row = [{"text": "旧", "callback_data": "of-last-year:7"}]
    chat.messages[window.message_id]["reply_markup"]["inline_keyboard"].append(row)
    toast = await phone.answer((await phone._press(window.message_id, "of-last-year:7", None, 1))[0])
    assert toast is not None
    assert "此按钮已失效" in toast.text


ENGLISH = {
    INSPECTOR: ["/start", "/report", "Begin", "Yellow", "/duties", "/help", "/receipt", "/tip", "/cancel"],
    OFFICE: ["/start", "/help", "/tips", "/invite", "/cancel"],
    COMMITTEE: ["/start", "/help", "/cancel"],
}


@pytest.mark.parametrize("name", ENGLISH)
async def test_main_windows_speak_english_throughout(hospital: Hospital, name: str) -> None:
    phone = await hospital.phone_of(name)
    await phone.send("/language")
    for act in ENGLISH[name]:
        if act.startswith("/"):
            await phone.send(act)
        else:
            await phone.tap(act)
        assert in_chinese(await shown(phone)) == ""


async def test_a_stranger_reads_everything_in_english(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/language")
    for label in ("I am an inspector", "What we promise"):
        await phone.send("/start")
        await phone.tap(label)
        assert in_chinese(await shown(phone)) == ""


async def test_what_is_not_understood_says_that_it_was_not_kept_and_where_to_report(
    hospital: Hospital,
) -> None:
    phone = await hospital.stranger()
    said = await phone.send("我想说一件事")
    assert "没有看懂，刚才的话没有保存。反映问题请点“反映问题”。" in said.text
    assert "反映问题" in [label for row in said.buttons for label in row]
    ward = await hospital.phone_of("心内科特邀监察员")
    assert "可问监察室" in (await ward.send("/help")).text
