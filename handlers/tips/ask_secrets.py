"""Asking a handler for a secret: that it is asked for outlives a restart, and what comes too late is known as one.

Only conversations of handlers ask here. A stranger looking up a receipt is known by the shape of the code alone
(domain/tips/stray_secrets.py): a row about them would say that, and when, they had reported.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from aiogram.types import Message

from domain.errors import RefusalError
from handlers.wire.filters import QuickFilter
from handlers.wire.screen import Event, show
from storage.tips.asked_secrets import AskedSecret
from usecases.house import House, Request
from usecases.memory import Memory, Question
from usecases.tips.secret_questions import AskedKey, AskedPassphrase, KeyWanted, SecretAsked, SecretQuestion
from windows.entries import KEYS, UNLOCK
from windows.windows import Window

STRAY_FOR = timedelta(minutes=10)
"""How long after such a window words that nothing asks for may be its answer: sent twice, or late."""
_COMMAND = re.compile(r"/[A-Za-z0-9_]+(@\w+)?(\s|$)")


def may_be_secret(message: Message) -> bool:
    """Tell whether `message` is words that are no command, or a file. A passphrase may begin with a stroke."""
    return message.document is not None or (message.text is not None and _COMMAND.match(message.text) is None)


class SecretSent(QuickFilter):
    """What may be a secret where one is asked for."""

    def tells(self, message: Message, _request: Request) -> bool:
        """Tell whether `message` is that."""
        return may_be_secret(message)


async def ask_secret(event: Event, request: Request, window: Window, asked: SecretQuestion) -> None:
    """Show `window`, which asks for a secret, and note what it asks for.

    On disk first: whoever sees the window may type the secret to a bot that was killed meanwhile.
    """
    await request.run(lambda uow: uow.asked_secrets.put(_row(request.chat_id, asked)))
    before = request.memory.take(SecretAsked)
    try:
        await show(event, request, window)
    except BaseException:
        if before is not None:
            request.memory.put(before)
        raise
    _note(request.notes, request.chat_id, asked, request.now)


def typed_secret(message: Message) -> str:
    """Return what was typed; raises RefusalError (secrets-file) for a file, which may be a key."""
    if message.text is None:
        raise RefusalError("secrets-file")
    return message.text


def remember_asked(house: House, found: Iterable[AskedSecret], now: datetime) -> None:
    """Have these chats be asked, as they were before a restart; what another process remembers of them stays."""
    for row in found:
        if house.memory.get(row.chat_id, SecretAsked, now) is None:
            _note(house.memory, row.chat_id, _question(row), now)


def _note(memory: Memory, chat_id: int, asked: SecretQuestion, now: datetime) -> None:
    memory.put(chat_id, asked, now)
    memory.put(chat_id, SecretAsked(now, waiting=True), now)


def _row(chat_id: int, asked: SecretQuestion) -> AskedSecret:
    if isinstance(asked, AskedPassphrase):
        return AskedSecret(chat_id, UNLOCK, asked.number)
    return AskedSecret(chat_id, f"{KEYS}\n{asked.what}")


def _question(row: AskedSecret) -> SecretQuestion:
    entry, _line, what = row.asking.partition("\n")
    return AskedKey(KeyWanted(what)) if entry == KEYS else AskedPassphrase(row.number)


def was_asked_lately(request: Request) -> bool:
    """Tell whether the chat was asked for a secret a moment ago, and nothing asks it for words now."""
    asked = request.memory.get(SecretAsked)
    if asked is None or request.memory.get(Question) is not None:
        return False
    return request.now - asked.last_at <= STRAY_FOR
