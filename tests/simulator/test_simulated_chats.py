"""Commands, groups, members and pins."""

from typing import Any

import pytest

from simulator import Phone, Phones
from tests.simulator.conftest import Api


def command(name: str, description: str = "说明") -> dict[str, str]:
    return {"command": name, "description": description}


async def set_commands(api: Api, name: str, **params: Any) -> None:
    assert (await api("setMyCommands", commands=[command(name)], **params))["ok"]


async def test_the_narrowest_list_of_commands_is_shown(api: Api, nurse: Phone, phones: Phones) -> None:
    foreigner = await phones.new("Nurse", language_code="en-GB")
    await foreigner.send_nowait("/start")
    group = await phones.new_group("党委群", [nurse, foreigner])

    async def names(phone: Phone, chat: Any = None) -> list[str]:
        return [shown["command"] for shown in await phone.commands(chat)]

    assert await names(nurse) == []
    await set_commands(api, "start")
    await set_commands(api, "tip", language_code="en")
    assert (await names(nurse), await names(foreigner)) == (["start"], ["tip"])
    await set_commands(api, "receipt", scope={"type": "all_private_chats"})
    assert (await names(nurse), await names(foreigner)) == (["receipt"], ["receipt"])
    await set_commands(api, "report", scope={"type": "chat", "chat_id": nurse.id})
    assert (await names(nurse), await names(foreigner)) == (["report"], ["receipt"])
    assert await names(nurse, group) == ["start"]
    await set_commands(api, "digest", scope={"type": "chat_member", "chat_id": group.id, "user_id": nurse.id})
    assert (await names(nurse, group), await names(foreigner, group)) == (["digest"], ["tip"])
    got = await api("getMyCommands", scope={"type": "chat", "chat_id": nurse.id})
    assert got["result"] == [command("report")]
    assert (await api("deleteMyCommands", scope={"type": "chat", "chat_id": nurse.id}))["ok"]
    assert await names(nurse) == ["receipt"]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": [command("Report")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("x" * 33)]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("x", "")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command("x", "长" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command("x")] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "1"}, "can't parse commands: expected an Array"),
        (
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ({"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
    ],
)
async def test_a_wrong_list_of_commands_is_refused(
    api: Api, params: dict[str, Any], description: str
) -> None:
    answer = await api("setMyCommands", **params)
    assert (answer["status"], answer["description"]) == (400, f"Bad Request: {description}")


async def test_in_a_group_the_bot_hears_what_concerns_it(api: Api, nurse: Phone, phones: Phones) -> None:
    group = await phones.new_group("党委群", [nurse])
    sent = (await api("sendMessage", chat_id=group.id, text="月报"))["result"]
    for text in ("闲聊", "/digest", "/digest@gridbot_test", "/digest@another_bot", "请 @gridbot_test 看看"):
        await nurse.send_nowait(text, chat=group)
    path = f"users/{nurse.id}/text"
    await phones.client.post(path, {"text": "回复", "chat_id": group.id, "reply_to": sent["message_id"]})
    updates = (await api("getUpdates"))["result"]
    heard = [update["message"]["text"] for update in updates if "text" in update.get("message", {})]
    assert heard == ["/start", "/digest", "/digest@gridbot_test", "请 @gridbot_test 看看", "回复"]
    joined = next(update["my_chat_member"] for update in updates if "my_chat_member" in update)
    assert joined["new_chat_member"]["status"] == "member"
    assert joined["chat"] == {"id": group.id, "type": "supergroup", "title": "党委群"}


async def test_chats_and_their_members_can_be_looked_at(api: Api, nurse: Phone, phones: Phones) -> None:
    outsider = await phones.new("外人")
    group = await phones.new_group("党委群", [nurse])
    assert (await api("getChat", chat_id=group.id))["result"]["title"] == "党委群"

    async def status(user_id: int, chat_id: int = group.id) -> str:
        return str((await api("getChatMember", chat_id=chat_id, user_id=user_id))["result"]["status"])

    assert [await status(user_id) for user_id in (nurse.id, 42, outsider.id)] == ["creator", "member", "left"]
    assert await status(nurse.id, nurse.id) == "member"
    assert [m["user"]["id"] for m in (await api("getChatAdministrators", chat_id=group.id))["result"]] == [
        nurse.id
    ]
    assert (await api("getChatMemberCount", chat_id=group.id))["result"] == 2
    assert (await api("getChatMemberCount", chat_id=nurse.id))["result"] == 2
    for method, params in (
        ("getChatMember", {"chat_id": group.id, "user_id": 7}),
        ("getChatAdministrators", {"chat_id": nurse.id}),
        ("getChat", {"chat_id": -7}),
    ):
        assert (await api(method, **params))["status"] == 400
    with pytest.raises(ValueError, match="not a member"):
        await outsider.send_nowait("x", chat=group)


async def test_a_bot_that_left_a_group_can_not_write_there(api: Api, nurse: Phone, phones: Phones) -> None:
    group = await phones.new_group("党委群", [nurse])
    assert not (await api("leaveChat", chat_id=nurse.id))["ok"]
    assert (await api("leaveChat", chat_id=group.id))["ok"]
    answer = await api("sendMessage", chat_id=group.id, text="x")
    kicked = (403, "Forbidden: bot was kicked from the supergroup chat")
    assert (answer["status"], answer["description"]) == kicked
    await nurse.send_nowait("/digest", chat=group)
    assert "message" not in (await api("getUpdates"))["result"][-1]


async def test_others_messages_of_a_group_stay(api: Api, nurse: Phone, phones: Phones) -> None:
    group = await phones.new_group("党委群", [nurse])
    await nurse.send_nowait("留着", chat=group)
    theirs = (await nurse.chat(group))[-1]
    answer = await api("deleteMessage", chat_id=group.id, message_id=theirs.message_id)
    assert answer["description"] == "Bad Request: message can't be deleted"


async def test_messages_can_be_pinned(api: Api, nurse: Phone) -> None:
    sent = (await api("sendMessage", chat_id=nurse.id, text="公告"))["result"]
    where = {"chat_id": nurse.id, "message_id": sent["message_id"]}
    assert (await api("pinChatMessage", **where))["ok"]
    assert (await api("getChat", chat_id=nurse.id))["result"]["pinned_message"]["text"] == "公告"
    assert (await api("unpinChatMessage", chat_id=nurse.id))["ok"]
    assert "pinned_message" not in (await api("getChat", chat_id=nurse.id))["result"]
    assert not (await api("unpinChatMessage", **where))["ok"]
    assert not (await api("pinChatMessage", chat_id=nurse.id, message_id=999))["ok"]
    await api("pinChatMessage", **where)
    await api("deleteMessage", **where)
    assert "pinned_message" not in (await api("getChat", chat_id=nurse.id))["result"]
