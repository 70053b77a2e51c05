"""What one chat shows on one phone, kept up to date from the chat's events."""

from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from simulator.messages.keyboards import find_labelled
from simulator.messages.texts import to_html
from simulator.refusals import Json

_FILES = ("document", "voice", "audio", "video", "sticker")
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Toast:
    """A bot's words in answer to a press."""

    text: str
    show_alert: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a person sees it."""

    message_id: int
    from_bot: bool
    text: str
    """The text or caption, as plain text."""
    buttons: list[list[str]]
    """Labels of the buttons under the message, row by row."""
    keyboard: list[list[str]]
    """Labels of the reply keyboard that came with it."""
    file_kind: str | None
    """photo, document, voice ... when the message holds a file."""
    file_name: str | None
    file_id: str | None
    edited: bool
    json: Json
    """The whole Message object of the Bot API."""

    @classmethod
    def read(cls, message: Json) -> Self:
        """Return the message that the Bot API's object `message` stands for."""
        markup = message.get("reply_markup", {})
        kind, file = _file(message)
        return cls(
            message_id=message["message_id"],
            from_bot=message["from"]["is_bot"],
            text=_text(message),
            buttons=_labels(markup.get("inline_keyboard", [])),
            keyboard=_labels(markup.get("keyboard", [])),
            file_kind=kind,
            file_name=file.get("file_name"),
            file_id=file.get("file_id"),
            edited="edit_date" in message,
            json=message,
        )

    @property
    def html(self) -> str:
        """The text or caption with its formatting."""
        entities: list[Json] = self.json.get("entities") or self.json.get("caption_entities") or []
        return to_html(self.text, entities)


def _text(message: Json) -> str:
    return str(message.get("text", message.get("caption", "")))


def _only_lost_buttons(before: Json | None, after: Json) -> bool:
    """Return whether an edit took the buttons away and nothing else, which shows a person nothing new."""
    if before is None or "reply_markup" in after:
        return False
    left_out = {"reply_markup", "edit_date"}
    return _without(before, left_out) == _without(after, left_out)


def _without(message: Json, keys: set[str]) -> Json:
    return {key: value for key, value in message.items() if key not in keys}


def _file(message: Json) -> tuple[str | None, Json]:
    if "photo" in message:
        return "photo", message["photo"][-1]
    for kind in _FILES:
        if kind in message:
            return kind, message[kind]
    return None, {}


def _labels(rows: list[list[Any]]) -> list[list[str]]:
    return [[button if isinstance(button, str) else button["text"] for button in row] for row in rows]


class Mirror:
    """One chat as one phone knows it."""

    def __init__(self) -> None:
        """Start knowing nothing."""
        self.seq = 0
        self.answers: dict[str, Toast | None] = {}
        """What the bot answered to the presses of this phone, by the press."""
        self.actions: list[str] = []
        """What the bot showed that it is doing (typing ...), oldest first."""
        self._messages: dict[int, Json] = {}
        self._shown_at: dict[int, int] = {}

    def take(self, event: Json) -> None:
        """Bring the chat up to date by one event."""
        self.seq = event["seq"]
        kind = event["kind"]
        if kind in {"message", "edited"}:
            message_id = event["message"]["message_id"]
            if not _only_lost_buttons(self._messages.get(message_id), event["message"]):
                self._shown_at[message_id] = event["seq"]
            self._messages[message_id] = event["message"]
        elif kind == "deleted":
            self._messages.pop(event["message_id"], None)
            self._shown_at.pop(event["message_id"], None)
        elif kind == "answer":
            self.answers[event["query_id"]] = (
                Toast(event["text"], event["show_alert"]) if event["text"] else None
            )
        elif kind == "action":
            self.actions.append(event["action"])

    def messages(self) -> list[Message]:
        """Return all messages, oldest first."""
        return [Message.read(self._messages[message_id]) for message_id in sorted(self._messages)]

    def _of_bot(self, since: int = 0) -> list[Json]:
        """Return the bot's messages shown after the event `since`, the one shown last first."""
        newest = sorted(self._shown_at, key=self._shown_at.__getitem__, reverse=True)
        shown = (self._messages[message_id] for message_id in newest if self._shown_at[message_id] > since)
        return [message for message in shown if message["from"]["is_bot"]]

    def find(self, text: str, since: int = 0) -> list[Message]:
        """Return the bot's message that contains `text`, of several the one shown last: a list of one, or empty."""
        found = (message for message in self._of_bot(since) if text in _text(message))
        return [Message.read(message) for message in islice(found, 1)]

    def find_button(self, label: str, message_id: int | None = None) -> list[tuple[int, str]]:
        """Return message and callback data of the button meant by `label`: a list of one, or empty.

        Looks in the message shown last first (or in one message only), there for the whole label, then for a
        label that contains it.
        """
        for message in self._of_bot():
            if message_id not in {None, message["message_id"]}:
                continue
            data = find_labelled(message, label)
            if data is not None:
                return [(message["message_id"], data)]
        return []


def describe(mirror: Mirror) -> str:
    """Return the end of the chat as text, for the message of a failed test."""
    lines = ["the chat shows:"]
    for message in mirror.messages()[-_LISTED:]:
        who = "bot" if message.from_bot else "person"
        lines.append(f"  {who} {message.message_id}: {message.text or message.file_kind}")
        lines += ["    " + " ".join(f"[{label}]" for label in row) for row in message.buttons]
    return "\n".join(lines)


class Group:
    """A group chat that phones can write in."""

    def __init__(self, about: Json) -> None:
        """Take the Chat object `about`."""
        self.id = int(about["id"])
        self.title = str(about["title"])
