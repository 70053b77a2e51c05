"""What a bot may send, and how Telegram refuses the rest."""

from typing import Any

import pytest

from simulator import Phone, Phones
from tests.simulator.conftest import Api


async def refusal(api: Api, method: str, **params: Any) -> tuple[int, str]:
    answer = await api(method, **params)
    assert not answer["ok"]
    assert answer["status"] == answer["error_code"]
    return answer["status"], answer["description"]


async def test_a_message_comes_back_as_it_is_shown(api: Api, nurse: Phone) -> None:
    sent = await api("sendMessage", chat_id=nurse.id, text=" <b>你好</b> /help ", parse_mode="HTML")
    message = sent["result"]
    assert (message["text"], message["chat"]["id"], message["from"]["id"]) == ("你好 /help", nurse.id, 42)
    assert message["entities"] == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "bot_command", "offset": 3, "length": 5},
    ]
    assert (await nurse.see("你好")).html == "<b>你好</b> /help"


async def test_dates_come_from_the_injected_clock(api: Api, nurse: Phone) -> None:
    sent = await api("sendMessage", chat_id=nurse.id, text="x")
    assert sent["result"]["date"] == 1782262800


async def test_the_length_limit_counts_utf16_units_after_parsing(api: Api, nurse: Phone) -> None:
    fits = await api("sendMessage", chat_id=nurse.id, text=f"<b>{'好' * 4096}</b>", parse_mode="HTML")
    assert fits["ok"]
    emoji = await api("sendMessage", chat_id=nurse.id, text="🔴" * 2048)
    assert emoji["ok"]
    too_long = (400, "Bad Request: message is too long")
    assert await refusal(api, "sendMessage", chat_id=nurse.id, text="好" * 4097) == too_long
    assert await refusal(api, "sendMessage", chat_id=nurse.id, text="🔴" * 2048 + "x") == too_long


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        (
            {"text": "<x>", "parse_mode": "html"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "x", "parse_mode": "bbcode"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_parameters": {"message_id": 1}, "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "chat_id": 7}, "chat not found"),
        (
            {"text": "x", "reply_to_message_id": "x"},
            'invalid value of the parameter "reply_to_message_id" specified',
        ),
    ],
)
async def test_a_wrong_message_is_refused(
    api: Api, nurse: Phone, params: dict[str, Any], description: str
) -> None:
    wrong = {"chat_id": nurse.id, **params}
    assert await refusal(api, "sendMessage", **wrong) == (400, f"Bad Request: {description}")


async def test_a_reply_names_what_it_replies_to(api: Api, nurse: Phone) -> None:
    first = (await api("sendMessage", chat_id=nurse.id, text="甲"))["result"]
    reply = {"message_id": first["message_id"]}
    sent = await api("sendMessage", chat_id=nurse.id, text="乙", reply_parameters=reply, protect_content=True)
    assert sent["result"]["reply_to_message"]["text"] == "甲"
    assert sent["result"]["has_protected_content"] is True
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    assert (await api("sendMessage", chat_id=nurse.id, text="丙", reply_parameters=lenient))["ok"]


async def test_only_who_wrote_first_can_be_written_to(api: Api, phones: Phones) -> None:
    stranger = await phones.new("陌生人")
    assert await stranger.chat() == []
    shut = (403, "Forbidden: bot can't initiate conversation with a user")
    assert await refusal(api, "sendMessage", chat_id=stranger.id, text="x") == shut
    await stranger.send_nowait("/start")
    assert (await api("sendMessage", chat_id=stranger.id, text="x"))["ok"]
    itself = (403, "Forbidden: bots can't send messages to bots")
    assert await refusal(api, "sendMessage", chat_id=42, text="x") == itself


async def test_who_blocked_the_bot_or_left_telegram_gets_nothing(api: Api, nurse: Phone) -> None:
    await nurse.block()
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert await refusal(api, "sendMessage", chat_id=nurse.id, text="x") == blocked
    await nurse.unblock()
    assert (await api("sendMessage", chat_id=nurse.id, text="x"))["ok"]
    await nurse.block()
    await nurse.send_nowait("我回来了")
    assert (await api("sendMessage", chat_id=nurse.id, text="x"))["ok"]
    await nurse.deactivate()
    gone = (403, "Forbidden: user is deactivated")
    assert await refusal(api, "sendMessage", chat_id=nurse.id, text="x") == gone


async def test_messages_are_numbered_through_all_private_chats(
    api: Api, nurse: Phone, phones: Phones
) -> None:
    other = await phones.new("医生")
    await other.send_nowait("/start")
    first = (await api("sendMessage", chat_id=nurse.id, text="x"))["result"]["message_id"]
    second = (await api("sendMessage", chat_id=other.id, text="x"))["result"]["message_id"]
    assert second == first + 1


async def test_forwarding_names_the_writer_and_copying_does_not(api: Api, nurse: Phone) -> None:
    sent = (await api("sendMessage", chat_id=nurse.id, text="原文"))["result"]
    source = {"chat_id": nurse.id, "from_chat_id": nurse.id, "message_id": sent["message_id"]}
    forwarded = (await api("forwardMessage", **source))["result"]
    assert (forwarded["text"], forwarded["forward_origin"]["sender_user"]["id"]) == ("原文", 42)
    copied = (await api("copyMessage", **source))["result"]
    assert list(copied) == ["message_id"]
    missing = source | {"message_id": 999}
    assert await refusal(api, "forwardMessage", **missing) == (
        400,
        "Bad Request: message to forward not found",
    )
    assert await refusal(api, "copyMessage", **missing) == (400, "Bad Request: message to copy not found")
    kept = (await api("sendMessage", chat_id=nurse.id, text="x", protect_content=True))["result"]
    source["message_id"] = kept["message_id"]
    assert await refusal(api, "forwardMessage", **source) == (400, "Bad Request: message can't be forwarded")
    assert await refusal(api, "copyMessage", **source) == (400, "Bad Request: message can't be copied")


async def test_links_mentions_and_commands_are_found_but_not_in_code(api: Api, nurse: Phone) -> None:
    text = "<code>/no</code> /yes https://example.org/a。a@example.org @somebody #六月"
    sent = (await api("sendMessage", chat_id=nurse.id, text=text, parse_mode="HTML"))["result"]
    found = [entity["type"] for entity in sent["entities"]]
    assert found == ["code", "bot_command", "url", "email", "mention", "hashtag"]
    assert sent["entities"][2]["length"] == len("https://example.org/a")


async def test_code_holds_no_other_entity_and_unknown_people_no_mention(api: Api, nurse: Phone) -> None:
    text = f'<code><b>x</b></code><a href="tg://user?id=7">y</a><a href="tg://user?id={nurse.id}">z</a>'
    sent = (await api("sendMessage", chat_id=nurse.id, text=text, parse_mode="HTML"))["result"]
    assert [entity["type"] for entity in sent["entities"]] == ["code", "text_mention"]
    assert sent["entities"][1]["user"]["first_name"] == "护士"


async def test_entities_can_be_given_instead_of_html(api: Api, nurse: Phone) -> None:
    bold = [{"type": "bold", "offset": 1, "length": 5}, {"type": "italic", "offset": 5, "length": 1}]
    sent = (await api("sendMessage", chat_id=nurse.id, text=" 你好 ", entities=bold))["result"]
    assert (sent["text"], sent["entities"]) == ("你好", [{"type": "bold", "offset": 0, "length": 2}])


async def test_a_chat_shows_what_the_bot_is_doing(api: Api, nurse: Phone) -> None:
    assert (await api("sendChatAction", chat_id=nurse.id, action="upload_document"))["ok"]
    wrong = (400, "Bad Request: wrong parameter action in request")
    assert await refusal(api, "sendChatAction", chat_id=nurse.id, action="") == wrong
