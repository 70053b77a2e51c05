"""Keyboards under messages."""

from typing import Any

import pytest

from simulator import Phone
from tests.simulator.conftest import Api


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "提交", data: str = "x") -> dict[str, Any]:
    return {"text": text, "callback_data": data}


async def test_an_inline_keyboard_is_shown_and_returned(api: Api, nurse: Phone) -> None:
    markup = inline([button("零报告", "0"), button("开始填报", "1")], [], [button("返回", "2")])
    sent = await api("sendMessage", chat_id=nurse.id, text="x", reply_markup=markup)
    assert sent["result"]["reply_markup"]["inline_keyboard"] == [
        markup["inline_keyboard"][0],
        markup["inline_keyboard"][2],
    ]
    assert (await nurse.see("x")).buttons == [["零报告", "开始填报"], ["返回"]]


async def test_a_hundred_buttons_and_64_bytes_of_data_are_taken(api: Api, nurse: Phone) -> None:
    hundred = inline(*[[button("按", str(n)) for n in range(10)] for _ in range(10)])
    assert (await api("sendMessage", chat_id=nurse.id, text="x", reply_markup=hundred))["ok"]
    longest = inline([button(data="好" * 21 + "x")])
    assert (await api("sendMessage", chat_id=nurse.id, text="x", reply_markup=longest))["ok"]


_TEXT_BUTTON = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (inline([button(data="好" * 22)]), "BUTTON_DATA_INVALID"),
        (inline([button(data="x" * 65)]), "BUTTON_DATA_INVALID"),
        (inline([button(data="")]), _TEXT_BUTTON),
        (inline([{"text": "x"}]), _TEXT_BUTTON),
        (inline([button(text=" ")]), "can't parse inline keyboard button: button text must be non-empty"),
        (inline([{"callback_data": "x"}]), "can't parse inline keyboard button: Can't find field \"text\""),
        (inline([button()] * 101), "reply markup is too long"),
        (inline([button("长" * 150)] * 30), "reply markup is too long"),
        (
            inline([{"text": "x", "url": "ftp://example.org"}]),
            "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
        ),
        (
            inline([{"text": "x", "url": "nowhere"}]),
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ({"inline_keyboard": [button()]}, 'field "inline_keyboard" must be of type Array of Arrays'),
        ({"keyboard": []}, "can't parse keyboard button: array of arrays expected"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        ({"something": 1}, "can't parse reply keyboard markup JSON object"),
        ([1], "object expected as reply markup"),
    ],
)
async def test_a_wrong_keyboard_is_refused(api: Api, nurse: Phone, markup: Any, description: str) -> None:
    answer = await api("sendMessage", chat_id=nurse.id, text="x", reply_markup=markup)
    assert (answer["status"], answer["description"]) == (400, f"Bad Request: {description}")


async def test_reply_keyboards_are_seen_by_people_and_not_by_bots(api: Api, nurse: Phone) -> None:
    markup = {"keyboard": [["零报告", {"text": "开始填报"}]], "resize_keyboard": True}
    sent = await api("sendMessage", chat_id=nurse.id, text="请选择", reply_markup=markup)
    assert "reply_markup" not in sent["result"]
    shown = await nurse.see("请选择")
    assert (shown.keyboard, shown.buttons) == ([["零报告", "开始填报"]], [])
    for other in ({"remove_keyboard": True}, {"force_reply": True}):
        sent = await api("sendMessage", chat_id=nurse.id, text="x", reply_markup=other)
        assert "reply_markup" not in sent["result"]
        assert (await nurse.see("x")).json["reply_markup"] == other


async def test_an_empty_inline_keyboard_is_none(api: Api, nurse: Phone) -> None:
    sent = await api("sendMessage", chat_id=nurse.id, text="x", reply_markup=inline())
    assert "reply_markup" not in sent["result"]
