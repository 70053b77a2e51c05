"""Filters of buttons and messages. aiogram asks a magic `F.data ...` in a thread each time; these on the loop.

Those that wait for nothing are asked without a coroutine each (handlers/wire/straight.py).
"""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.errors import RefusalError
from domain.tips.receipts import holds_receipt, read_receipt
from usecases.house import Request
from usecases.memory import Question
from usecases.tips.held_tips import TipOpen


class QuickFilter(Filter):
    """A filter that waits for nothing: what it says is known at once."""

    def tells(self, event: Any, request: Request) -> bool | dict[str, Any]:
        """Tell whether `event` passes; a dict passes, and is what the handler is given besides."""
        raise NotImplementedError

    async def __call__(self, event: Any, request: Request) -> bool | dict[str, Any]:
        """Tell the same; aiogram's."""
        return self.tells(event, request)


class Tapped(QuickFilter):
    """A button with exactly one of these data."""

    def __init__(self, *data: str) -> None:
        """Take the button's data."""
        self._data = frozenset(data)

    @property
    def acts(self) -> frozenset[str]:
        """The acts that these are."""
        return self._data

    def tells(self, call: CallbackQuery, _request: Request) -> bool:
        """Tell whether `call` is that button."""
        return call.data in self._data


class TappedOn(QuickFilter):
    """A button whose data begin with this, a colon, and what it is about."""

    def __init__(self, entry: str) -> None:
        """Take what the data begin with, without the colon."""
        self._prefix = f"{entry}:"

    @property
    def acts(self) -> frozenset[str]:
        """The act that this is."""
        return frozenset({self._prefix.removesuffix(":")})

    def tells(self, call: CallbackQuery, _request: Request) -> bool:
        """Tell whether `call` is such a button."""
        return (call.data or "").startswith(self._prefix)


class TypedWords(QuickFilter):
    """A message of words that is no command."""

    def tells(self, message: Message, _request: Request) -> bool:
        """Tell whether `message` is that."""
        return message.text is not None and not message.text.startswith("/")


class NotACommand(QuickFilter):
    """Any message but a command: words, a file, a sticker."""

    def tells(self, message: Message, _request: Request) -> bool:
        """Tell whether `message` is that."""
        return not (message.text or "").startswith("/")


class InGroup(QuickFilter):
    """A message or a button in a group."""

    def tells(self, event: Message | CallbackQuery, _request: Request) -> bool:
        """Tell whether `event` is in a group."""
        message = event.message if isinstance(event, CallbackQuery) else event
        return message is not None and message.chat.type in {"group", "supergroup"}


class TappedIn(QuickFilter):
    """A button of one conversation: its data begin with the conversation's name and a dash, or are an entry to it."""

    def __init__(self, conversation: str, *entries: str) -> None:
        """Take the conversation's name and the entries."""
        self._prefix = f"{conversation}-"
        self._entries = frozenset(entries)

    @property
    def acts(self) -> frozenset[str]:
        """The acts that these are; one for all that begin with the conversation's name."""
        return self._entries | {self._prefix}

    def tells(self, call: CallbackQuery, _request: Request) -> bool:
        """Tell whether `call` is such a button."""
        data = call.data or ""
        return data.startswith(self._prefix) or data in self._entries


class InPrivate(QuickFilter):
    """A message or a button in a private chat."""

    def tells(self, event: Message | CallbackQuery, _request: Request) -> bool:
        """Tell whether `event` is in a private chat."""
        message = event.message if isinstance(event, CallbackQuery) else event
        return message is not None and message.chat.type == "private"


class Forwarded(QuickFilter):
    """A forwarded message."""

    def tells(self, message: Message, _request: Request) -> bool:
        """Tell whether `message` is one."""
        return message.forward_origin is not None


class NoTipOpen(QuickFilter):
    """A message from a chat that has no tip open: while it has, its conversation hears everything first."""

    def tells(self, _message: Message, request: Request) -> bool:
        """Tell whether it has none."""
        return request.memory.get(TipOpen) is None


class AskedFor(QuickFilter):
    """A message below a window that asks for this; gives the question, as `asked`."""

    def __init__(self, question: type[Question]) -> None:
        """Take the kind of question, or what several kinds have in common."""
        self._question = question

    def tells(self, _message: Message, request: Request) -> dict[str, Question] | bool:
        """Tell whether the chat's live window asks for it."""
        asked = request.memory.get(self._question)
        return False if asked is None else {"asked": asked}


class ReceiptAlone(QuickFilter):
    """A message that is a whole receipt code; without its dashes only where no other words are asked for."""

    def tells(self, message: Message, request: Request) -> bool:
        """Tell whether `message` is that."""
        text = message.text or ""
        if not holds_receipt(text) and request.memory.get(Question) is not None:
            return False
        try:
            read_receipt(text)
        except RefusalError:
            return False
        return True
