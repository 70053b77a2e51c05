"""Whoever binds a colleague's phone could set a key in their name: whoever handles tips is told of each step."""

import json

from simulator.phone import Phone
from tests.bot.commands.test_command_line_invites import _number_of, _typed
from tests.forged import press
from tests.handlers.by_hand import INSPECTOR, count
from tests.handlers.people.test_invite_people import find, invite
from tests.handlers.tips.tips_by_hand import COMMISSIONER, DEPUTY, OFFICE, SUPERVISOR
from tests.harness import Hospital


async def unbind(phone: Phone, name: str) -> None:
    await find(phone, name)
    await phone.tap(name)
    await phone.tap("解除绑定")
    await phone.tap("确定解除")


async def texts(hospital: Hospital, phone: Phone) -> str:
    await hospital.app.deliver()
    return "\n".join(message.text for message in await phone.chat())


async def test_a_handlers_phone_unbound_invited_and_bound_anew_is_told_to_the_others_and_to_them(
    hospital: Hospital,
) -> None:
    office, deputy = await hospital.phone_of(OFFICE), await hospital.phone_of(DEPUTY)
    commissioner, supervisor = await hospital.phone_of(COMMISSIONER), await hospital.phone_of(SUPERVISOR)
    await unbind(office, DEPUTY)
    assert f"{OFFICE}已解除{DEPUTY}的手机绑定" in await texts(hospital, commissioner)
    assert "已与本机解除绑定" in await texts(hospital, deputy)
    new = await hospital.stranger()
    link = await invite(office, DEPUTY)
    assert f"{OFFICE}已为{DEPUTY}生成邀请链接" in await texts(hospital, commissioner)
    await new.open_link(link)
    assert f"{DEPUTY}已重新绑定手机" in await texts(hospital, commissioner)
    assert f"{DEPUTY}已重新绑定手机" in await texts(hospital, office)
    assert DEPUTY not in await texts(hospital, supervisor)
    assert f"{OFFICE}已解除" not in await texts(hospital, office)


async def test_the_command_line_is_told_of_too(hospital: Hospital) -> None:
    deputy, commissioner = await hospital.phone_of(DEPUTY), await hospital.phone_of(COMMISSIONER)
    number = await _number_of(hospital, DEPUTY)
    await _typed(hospital, "revoke", number)
    assert f"服务器管理员已解除{DEPUTY}的手机绑定" in await texts(hospital, commissioner)
    assert "已与本机解除绑定" in await texts(hospital, deputy)
    invited = await _typed(hospital, "invites", "--json", "--staff-number", number)
    assert f"服务器管理员已为{DEPUTY}生成邀请链接" in await texts(hospital, commissioner)
    await (await hospital.stranger()).open_link(json.loads(invited.out)["link"])
    assert f"{DEPUTY}已重新绑定手机" in await texts(hospital, commissioner)


async def test_a_link_for_a_handler_who_has_a_phone_is_told_to_them(hospital: Hospital) -> None:
    office, deputy = await hospital.phone_of(OFFICE), await hospital.phone_of(DEPUTY)
    await find(office, INSPECTOR)
    await office.tap(INSPECTOR)
    person_id = (await hospital.app.database.run(lambda uow: uow.people.search(DEPUTY, 1)))[0].person_id
    await press(hospital, office, f"issue:{person_id}")
    assert f"{OFFICE}已为您生成邀请链接" in await texts(hospital, deputy)


async def test_of_phones_of_those_who_handle_no_tips_nobody_is_told(hospital: Hospital) -> None:
    office, _lost = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await hospital.phone_of(DEPUTY)
    await unbind(office, INSPECTOR)
    await (await hospital.stranger()).open_link(await invite(office, INSPECTOR))
    assert count(hospital, "outbox") == 0
