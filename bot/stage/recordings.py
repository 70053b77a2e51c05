"""Recordings: what was done in a training and what was shown then, as one JSON file that can be played again.

    {"format": 1, "title": ..., "starts_at": ..., "steps": [{"do": ACTION, "shown": [WINDOW ...]}, ...]}

An action is that of bot/stage/training_acts.py with people for numbers: "who" is the holder's name, and a press is
told by the button's label and data, and by how many newer windows with such a button there are ("back"). What is
shown after it is, chat by chat, every message of the bot that is new or has changed, then the words that answered a
press. What differs each time (invitation codes, receipt codes) is numbered in the order of its appearance. What leads
to the tip page is left out, so that a recording is the same where the page was not built.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.stage.holders import PhoneHolder
from bot.stage.stage import Stage
from domain.time.clock import SHANGHAI
from locales import LANGUAGES, Speech, shared_words
from simulator.refusals import Json
from simulator.screen import Message
from simulator.state.chats import Chat

FORMAT = 1
_VOLATILE = {
    "receipt": re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,}-[0-9A-Z]{1,4}\b"),
    "invitation": re.compile(r"(?<=\?start=)[A-Za-z0-9_-]{16,64}"),
}
_SPEECHES = [Speech(shared_words(), language) for language in LANGUAGES]
_PAGE_LINES = frozenset(speech.text("tips-page") for speech in _SPEECHES)
_PAGE_BUTTONS = frozenset(
    speech.label(key) for speech in _SPEECHES for key in ("tips-notice-page", "handlers-page")
)


class Aliases:
    """Stand-ins for what differs each time, and back."""

    def __init__(self) -> None:
        """Know none yet."""
        self._aliases: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return `text` with every code in it, seen for the first time or again, replaced by its stand-in."""
        for kind, pattern in _VOLATILE.items():
            for code in pattern.findall(text):
                if code not in self._aliases:
                    number = sum(alias.startswith(f"«{kind} ") for alias in self._aliases.values()) + 1
                    self._aliases[code] = f"«{kind} {number}»"
        return self.hide_known(text)

    def hide_known(self, text: str) -> str:
        """Return `text` with the codes replaced that were shown before; a wrong code stays as it was typed."""
        for code, alias in self._aliases.items():
            text = text.replace(code, alias)
        return text

    def reveal(self, text: str) -> str:
        """Return `text` with the stand-ins replaced by today's codes."""
        for code, alias in self._aliases.items():
            text = text.replace(alias, code)
        return text


@dataclass
class _Seen:
    """What a chat showed at the last look."""

    seq: int = 0
    messages: dict[int, Json] = field(default_factory=dict)


class Recorder:
    """Writes down a training as it goes."""

    def __init__(self, stage: Stage, holders: Mapping[int, PhoneHolder]) -> None:
        """Watch the phones of `holders` on `stage`; nothing is written before start()."""
        self._stage = stage
        self._holders = holders
        self._steps: list[Json] = []
        self._seen: dict[int, _Seen] = {}
        self._started_at: datetime = stage.clock.now()
        self.aliases = Aliases()

    def start(self, at: datetime) -> None:
        """Begin a new recording at `at`, of what is shown from now on."""
        self._steps = []
        self._seen = {}
        self._started_at = at
        self.aliases = Aliases()
        self._look()

    def begin(self, action: Json, *, rested: bool) -> None:
        """Write down `action`, before it is done; `rested`: whether the one before has been answered."""
        if rested:
            self.close()
        step: Json = {"do": self._in_names(action), "shown": []}
        if not rested:
            step["without_waiting"] = True
        self._steps.append(step)

    def impossible(self, told: Json, why: str) -> None:
        """Write down that `told`, an action as a recording tells it, could not be done again."""
        self._steps.append({"do": dict(told), "shown": [], "impossible": why})

    def close(self) -> None:
        """Write down what has been shown since the last action."""
        shown = self._look()
        if self._steps:
            self._steps[-1]["shown"] += shown

    def as_json(self, title: str) -> Json:
        """Return the whole recording, its last action answered."""
        self.close()
        starts_at = self._started_at.astimezone(SHANGHAI).isoformat()
        return {"format": FORMAT, "title": title, "starts_at": starts_at, "steps": self._steps}

    def _in_names(self, action: Json) -> Json:
        """Return `action` as it can be done again: names for user ids, labels for message ids."""
        told = {key: self._told(value) for key, value in action.items()}
        for key in ("who", "chat_id"):
            if key in action and int(action[key]) in self._holders:
                told[key] = self._holders[int(action[key])].name
        if "message_id" in told and "who" in action:
            chat = self._stage.simulator.world.bot().chats.get(int(action["who"]))
            if chat is not None:
                told |= _place(chat, int(told.pop("message_id")), action)
        return told

    def _told(self, value: Any) -> Any:
        return self.aliases.hide_known(value) if isinstance(value, str) else value

    def _look(self) -> list[Json]:
        """Return what is new or changed in the chats of all phones, in the order in which these came."""
        shown: list[Json] = []
        chats = self._stage.simulator.world.bot().chats
        for user_id, holder in self._holders.items():
            if user_id in chats:
                seen = self._seen.setdefault(user_id, _Seen())
                shown += [{"who": holder.name} | news for news in self._news(chats[user_id], seen)]
        return shown

    def _news(self, chat: Chat, seen: _Seen) -> list[Json]:
        known, now = seen.messages, chat.messages
        found: list[Json] = []
        for message_id in sorted(now):
            message = now[message_id]
            if message["from"]["is_bot"] and known.get(message_id) != message:
                found.append(self._window(message, known.get(message_id)))
        gone = sum(message_id not in now for message_id in known)
        if gone:
            found.append({"deleted": gone})
        for event in chat.feed.after(seen.seq):
            if event["kind"] == "answer" and event["text"]:
                kind = "alert" if event["show_alert"] else "toast"
                found.append({kind: self.aliases.hide(event["text"])})
        seen.messages, seen.seq = dict(now), chat.feed.seq
        return found

    def _window(self, message: Json, before: Json | None) -> Json:
        read = Message.read(message)
        at = datetime.fromtimestamp(message["date"], SHANGHAI)
        window: Json = {"at": f"{at:%m-%d %H:%M}"}
        if before is not None:
            window["changed"] = True
        if read.file_kind is not None:
            window["file"] = read.file_name or read.file_kind
        if read.text:
            lines = [self.aliases.hide(line) for line in read.html.split("\n") if line not in _PAGE_LINES]
            # Of a window that only lost or changed its buttons the first line tells which it is.
            same = before is not None and Message.read(before).html == read.html
            window["text"] = [lines[0], "…"] if same and len(lines) > 1 else lines
        if rows := self._rows(message):
            window["buttons"] = [" | ".join(row) for row in rows]
        if read.keyboard:
            window["keyboard"] = [" | ".join(row) for row in read.keyboard]
        return window

    @staticmethod
    def _rows(message: Json) -> list[list[str]]:
        """Return the labels of a message's buttons, less those that lead to the page."""
        rows = Message.read(message).buttons
        shown = [[label for label in row if label not in _PAGE_BUTTONS] for row in rows]
        return [row for row in shown if row]


def find_place(chat: Chat, place: Json) -> Json:
    """Return the message_id (and data) that `place`, as a recording tells it, means in `chat` today.

    Raises LookupError where there is no such button or message.
    """
    back = int(place.get("back", 0))
    if "label" not in place:
        own = [message["message_id"] for message in _newest_first(chat) if not message["from"]["is_bot"]]
        return {"message_id": own[back]}
    for key, name in (("data", "callback_data"), ("label", "text")):
        found = [
            {"message_id": message["message_id"], "data": button["callback_data"]}
            for message in _newest_first(chat)
            for button in _buttons(message)
            if "callback_data" in button and button.get(name) == place.get(key)
        ]
        if len(found) > back:
            return found[back]
    raise LookupError(f"no button {place['label']!r}")


def _place(chat: Chat, message_id: int, action: Json) -> Json:
    """Return where a message or one of its buttons is, so that `find_place` finds it."""
    newest = _newest_first(chat)
    if "data" not in action:
        own = [message["message_id"] for message in newest if not message["from"]["is_bot"]]
        return {"back": own.index(message_id)} if message_id in own else {}
    with_it = [m for m in newest if any(b.get("callback_data") == action["data"] for b in _buttons(m))]
    place: Json = {}
    for back, message in enumerate(with_it):
        if message["message_id"] == message_id:
            pressed = next(b for b in _buttons(message) if b.get("callback_data") == action["data"])
            place = {"label": pressed["text"]} | ({"back": back} if back else {})
    return place


def _newest_first(chat: Chat) -> list[Json]:
    return [chat.messages[message_id] for message_id in sorted(chat.messages, reverse=True)]


def _buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
