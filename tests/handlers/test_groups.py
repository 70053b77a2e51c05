import pytest

from tests.handlers.by_hand import INSPECTOR, count, file_green
from tests.handlers.reporting.test_fill_form_old_buttons import data_of
from tests.harness import Hospital

PRIVATE = "请在与我的私聊中使用。"
OFFICE = "监察室主任"


@pytest.mark.parametrize(
    "command",
    ["/start", "/report", "/duties", "/tip", "/receipt ABCD", "/tips", "/invite", "/help@gridbot_test", "/x"],
)
async def test_a_command_in_a_group_is_sent_to_the_private_chat(hospital: Hospital, command: str) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    group = await hospital.phones.new_group("科室群", [phone])
    said = await phone.send(command, group)
    assert said.text == PRIVATE
    assert not said.buttons


async def test_a_link_code_sent_to_a_group_binds_nobody(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    group = await hospital.phones.new_group("科室群", [phone])
    code = (await hospital.link_for(INSPECTOR)).partition("start=")[2]
    assert (await phone.send(f"/start {code}", group)).text == PRIVATE
    assert count(hospital, "binding") == 0


async def test_people_talking_in_a_group_are_left_alone(hospital: Hospital) -> None:
    phone, other = await hospital.phone_of(INSPECTOR), await hospital.stranger()
    group = await hospital.phones.new_group("科室群", [phone, other])
    await phone.send_nowait("@gridbot_test 今天开会", group)
    await other.send_nowait("5", group)
    assert not [message for message in await phone.chat(group) if message.from_bot]
    await phone.quiet(chat=group)


async def test_commands_to_another_bot_are_none_of_our_business(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    group = await hospital.phones.new_group("科室群", [phone])
    world, bot = hospital.simulator.world, hospital.simulator.world.bot()
    # A bot without privacy mode hears them too.
    for text in ("/help@another_bot", "/help@GridBot_Test"):
        world.tell(
            bot, "message", world.new_message(bot, world.groups[group.id], phone.about, {"text": text})
        )
    assert (await phone.see(PRIVATE, group)).text == PRIVATE
    await phone.quiet(chat=group)
    assert len([message for message in await phone.chat(group) if message.from_bot]) == 1


async def test_words_in_a_group_answer_no_question_of_a_report(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    group = await hospital.phones.new_group("科室群", [phone])
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.send_nowait("@gridbot_test 红", group)
    await phone.quiet(chat=group)
    assert "1/9" in (await phone.send("/report")).text


async def test_a_button_in_a_group_tells_nothing(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    group = await hospital.phones.new_group("科室群", [phone])
    await file_green(phone)
    look = data_of((await phone.see("已提交")).json, "查看或更正")
    said = await phone.send("/help", group)
    stored = hospital.simulator.world.groups[group.id].messages[said.message_id]
    stored["reply_markup"] = {"inline_keyboard": [[{"text": "查看", "callback_data": look}]]}
    toast = await phone.answer((await phone._press(said.message_id, look, group, 1))[0], group)
    assert toast is not None
    assert toast.text == PRIVATE
    assert len([message for message in await phone.chat(group) if message.from_bot]) == 1


async def test_only_level_one_gives_a_group_the_digest(hospital: Hospital) -> None:
    phone, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    group = await hospital.phones.new_group("党委群", [office, phone])
    refused = await phone.send("/digest", group)
    assert "请先由一级网格（监察室）的同志在本群发送 /digest 设置" in refused.text
    assert not refused.buttons
    asked = await office.send("/digest", group)
    assert len(asked.buttons) == 1
    toast = await phone.tap(asked.buttons[0][0], group)
    assert toast is not None
    assert "供一级网格（监察室）使用" in toast.text
    assert count(hospital, "digest_chat") == 0


async def test_who_may_not_set_a_group_up_hears_that_level_one_does_it_first(hospital: Hospital) -> None:
    stranger, committee = await hospital.stranger(), await hospital.phone_of("党委书记")
    group = await hospital.phones.new_group("党委群", [stranger, committee])
    for phone in (stranger, committee):
        said = await phone.send("/digest", group)
        assert said.text.startswith("本群尚未接收汇总。请先由一级网格（监察室）的同志在本群发送 /digest")
        assert not said.buttons


async def test_the_others_of_level_one_are_told_who_set_a_group_up_once(hospital: Hospital) -> None:
    office, other = await hospital.phone_of(OFFICE), await hospital.phone_of("纪委书记")
    group = await hospital.phones.new_group("党委<会>", [office])
    await office.send("/digest", group)
    offered = await office.see("本群尚未接收汇总", group)
    await office.tap(offered.buttons[0][0], group)
    await office.see("已设置", group)
    await hospital.app.tick()
    told = await other.see("监察室主任已设置党委<会>接收汇总")
    assert "移出该群" in told.text
    assert not [message for message in await office.chat() if "已设置党委" in message.text]


async def test_a_group_is_offered_the_one_command_that_works_there(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    group = await hospital.phones.new_group("科室群", [phone])
    assert [command["command"] for command in await phone.commands(group)] == ["digest"]
