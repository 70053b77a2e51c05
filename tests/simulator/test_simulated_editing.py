"""Editing, deleting, and answering presses."""

from datetime import timedelta
from typing import Any

import pytest

from simulator import NotShownError, Phone, Phones, Toast
from tests.simulator.conftest import Api, Hand

MARKUP = {"inline_keyboard": [[{"text": "提交", "callback_data": "x"}]]}


async def sent(api: Api, nurse: Phone, **params: Any) -> dict[str, Any]:
    answer = await api("sendMessage", **{"chat_id": nurse.id, "text": "旧", "reply_markup": MARKUP, **params})
    where: dict[str, Any] = {"chat_id": nurse.id, "message_id": answer["result"]["message_id"]}
    return where


async def test_an_edit_replaces_text_and_keyboard_in_place(api: Api, nurse: Phone) -> None:
    where = await sent(api, nurse)
    edited = (await api("editMessageText", **where, text="<i>新</i>", parse_mode="HTML"))["result"]
    assert (edited["text"], edited["message_id"], "reply_markup" in edited) == (
        "新",
        where["message_id"],
        False,
    )
    shown = await nurse.see("新")
    assert (shown.edited, shown.html, shown.buttons) == (True, "<i>新</i>", [])
    assert [message.text for message in await nurse.chat()] == ["/start", "新"]


async def test_the_same_again_is_not_modified(api: Api, nurse: Phone) -> None:
    where = await sent(api, nurse)
    for _ in range(2):
        again = await api("editMessageText", **where, text="旧", reply_markup=MARKUP)
        assert again["status"] == 400
        assert again["description"] == (
            "Bad Request: message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    assert (await api("editMessageText", **where, text="旧"))["ok"]
    assert (await api("editMessageReplyMarkup", **where, reply_markup=MARKUP))["ok"]
    assert not (await api("editMessageReplyMarkup", **where, reply_markup=MARKUP))["ok"]


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("editMessageText", {"text": "x", "message_id": 999}, "message to edit not found"),
        ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
        ("editMessageText", {"text": "x", "inline_message_id": "1"}, "message to edit not found"),
        ("editMessageText", {"text": "x" * 4097}, "MESSAGE_TOO_LONG"),
        ("editMessageText", {"text": ""}, "message text is empty"),
        ("editMessageText", {"text": "x", "reply_markup": {"force_reply": True}}, "inline keyboard expected"),
        ("editMessageCaption", {"caption": "x"}, "there is no caption in the message to edit"),
        ("editMessageMedia", {"media": "x"}, "can't parse media JSON object"),
        ("editMessageMedia", {"media": {"type": "x"}}, "can't parse InputMedia: type must be known"),
        ("deleteMessage", {"message_id": 999}, "message to delete not found"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    ],
)
async def test_a_wrong_edit_is_refused(
    api: Api, nurse: Phone, method: str, params: dict[str, Any], description: str
) -> None:
    where = await sent(api, nurse)
    answer = await api(method, **{**where, **params})
    assert (answer["status"], answer["description"]) == (400, f"Bad Request: {description}")


async def test_a_message_with_a_reply_keyboard_can_not_be_edited(api: Api, nurse: Phone) -> None:
    where = await sent(api, nurse, reply_markup={"keyboard": [["是"]]})
    answer = await api("editMessageText", **where, text="新")
    assert answer["description"] == "Bad Request: message can't be edited"


async def test_messages_can_be_deleted_for_48_hours(api: Api, nurse: Phone, hand: Hand) -> None:
    first, second = await sent(api, nurse), await sent(api, nurse, text="又")
    hand.at += timedelta(hours=48)
    assert (await api("deleteMessage", **first))["result"] is True
    await nurse.gone("旧")
    hand.at += timedelta(seconds=1)
    answer = await api("deleteMessage", **second)
    assert (answer["status"], answer["description"]) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


async def test_many_are_deleted_at_once_passing_over_what_is_not_there(api: Api, nurse: Phone) -> None:
    ids = [(await sent(api, nurse))["message_id"] for _ in range(3)]
    assert (await api("deleteMessages", chat_id=nurse.id, message_ids=[1, *ids, 999]))["result"] is True
    assert await nurse.chat() == []


async def test_a_press_becomes_a_query_and_its_answer_a_toast(api: Api, nurse: Phone) -> None:
    where = await sent(api, nurse)
    press = (await nurse.tap_nowait("提"))[0]
    updates = (await api("getUpdates"))["result"]
    query = updates[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (press, "x", nurse.id)
    assert query["message"]["message_id"] == where["message_id"]
    answer = {"callback_query_id": press, "text": "已提交", "show_alert": True}
    assert (await api("answerCallbackQuery", **answer))["result"] is True
    assert await nurse.answer(press) == Toast("已提交", show_alert=True)


async def test_only_the_first_answer_is_shown(api: Api, nurse: Phone) -> None:
    await sent(api, nurse)
    press = (await nurse.tap_nowait("提交"))[0]
    assert (await api("answerCallbackQuery", callback_query_id=press))["ok"]
    assert (await api("answerCallbackQuery", callback_query_id=press, text="晚了"))["ok"]
    assert await nurse.answer(press) is None


async def test_an_unknown_or_old_query_can_not_be_answered(api: Api, nurse: Phone, hand: Hand) -> None:
    await sent(api, nurse)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert (await api("answerCallbackQuery", callback_query_id="1"))["description"] == old
    press = (await nurse.tap_nowait("提交"))[0]
    hand.at += timedelta(seconds=16)
    assert (await api("answerCallbackQuery", callback_query_id=press))["description"] == old
    fresh = (await nurse.tap_nowait("提交"))[0]
    long = await api("answerCallbackQuery", callback_query_id=fresh, text="好" * 201)
    assert long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert (await api("answerCallbackQuery", callback_query_id=fresh, text="好" * 200))["ok"]


async def test_two_quick_taps_are_two_queries_before_the_bot_can_act(api: Api, nurse: Phone) -> None:
    await sent(api, nurse)
    presses = await nurse.tap_nowait("提交", times=2)
    queries = [update["callback_query"]["id"] for update in (await api("getUpdates"))["result"][1:]]
    assert queries == presses
    assert len(set(presses)) == 2


async def test_a_button_of_the_past_can_not_be_pressed(api: Api, nurse: Phone) -> None:
    where = await sent(api, nurse)
    await api("editMessageText", **where, text="新")
    with pytest.raises(NotShownError, match="no button '提交'"):
        await nurse.tap_on(where["message_id"], "提交")


async def test_a_toast_is_seen_only_by_who_pressed(api: Api, nurse: Phone, phones: Phones) -> None:
    other = await phones.new("医生")
    group = await phones.new_group("党委群", [nurse, other])
    await api("sendMessage", chat_id=group.id, text="群", reply_markup=MARKUP)
    press = (await nurse.tap_nowait("提交", chat=group))[0]
    await api("answerCallbackQuery", callback_query_id=press, text="好")
    assert await nurse.answer(press, chat=group) == Toast("好", show_alert=False)
    seen = await phones.client.get(f"users/{other.id}/events", chat_id=group.id)
    assert seen[-1]["kind"] == "hidden"
