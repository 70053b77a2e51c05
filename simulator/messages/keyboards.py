"""Keyboards under messages: what Telegram accepts, and what a person finds on them."""

import json
from urllib.parse import urlsplit

from simulator.refusals import Json, bad_request
from simulator.wire.params import Params

BUTTONS_MAX = 100
"""Most buttons of one inline keyboard."""
DATA_MAX = 64
"""Most bytes of a button's callback data."""
MARKUP_MAX = 10_000
"""Most bytes of an inline keyboard as JSON; Telegram names no figure, this is what its users met."""

_ACTIONS = {"callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay"}
_ACTIONS |= {"switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game"}


def read_markup(params: Params, *, inline_only: bool = False) -> Json | None:
    """Return the reply_markup of a call, None when there is none.

    Raises:
        ApiError: 400 for a keyboard that Telegram would refuse.
    """
    markup = params.data("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"])
        rows = [row for row in markup["inline_keyboard"] if row]
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        _check_reply(markup["keyboard"])
    elif not markup.get("remove_keyboard") and not markup.get("force_reply"):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return markup


def find_button(message: Json, data: str) -> Json | None:
    """Return the inline button of `message` that carries `data`, None when there is none."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next((button for row in rows for button in row if button.get("callback_data") == data), None)


def find_labelled(message: Json, label: str) -> str | None:
    """Return the callback data under the inline button that is labelled `label`, or contains it, or None."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row if "callback_data" in button]
    exact = [button for button in buttons if button["text"] == label]
    for button in exact or [button for button in buttons if label in button["text"]]:
        return str(button["callback_data"])
    return None


def _check_inline(rows: object) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array of Arrays')
    length = len(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    if sum(map(len, rows)) > BUTTONS_MAX or length > MARKUP_MAX:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button)


def _check_inline_button(button: object) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    if not _has_action(button):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(str(button.get("callback_data", "")).encode()) > DATA_MAX:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.get("url"):
        _check_url(str(button["url"]))


def _has_action(button: Json) -> bool:
    """Return whether pressing the button does something; empty callback data or URLs do nothing."""
    empty = {name for name in ("callback_data", "url") if not button.get(name)}
    return bool((_ACTIONS & button.keys()) - empty)


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in {"http", "https", "tg", "ton"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme in {"http", "https"} and "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply(rows: object) -> None:
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse keyboard button: array of arrays expected")
    for row in rows:
        for button in row:
            text = button if isinstance(button, str) else button.get("text")
            if not isinstance(text, str) or not text.strip():
                raise bad_request("keyboard button text must be non-empty")
