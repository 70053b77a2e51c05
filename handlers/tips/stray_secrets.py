"""A secret that nothing asked for: taken out of the chat and said so, before anybody takes it for anything else.

It comes before the words of other conversations, so that no passphrase becomes an answer to a report. An open tip and
a window that asks for a secret see to what is sent to them themselves.
"""

from typing import Any

from aiogram import Router
from aiogram.types import Message

from domain.tips.stray_secrets import Secret, given_away, resembles_passphrase
from handlers.tips.ask_secrets import may_be_secret, was_asked_lately
from handlers.wire.chat_traces import erase, erased_line
from handlers.wire.filters import InPrivate, NotACommand, NoTipOpen, ReceiptAlone
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from usecases.house import Request
from usecases.tips.secret_questions import SecretAsked
from windows.entries import LOOK_UP_RECEIPT, back_to_menu
from windows.windows import Button, Window

_OF_RECEIPTS = {f"secrets-{Secret.RECEIPT}", "secrets-like-receipt"}


async def holds_secret(message: Message, request: Request) -> dict[str, Any] | bool:
    """Filter: words that give something away, or that may be a passphrase sent twice or late; gives `key`."""
    asked = request.memory.get(SecretAsked)
    if asked is not None and asked.waiting and may_be_secret(message):
        return False
    text = message.text or message.caption or ""
    # A code alone is a look-up.
    if (secret := given_away(text)) is not None and not ReceiptAlone().tells(message, request):
        return {"key": f"secrets-{secret}"}
    stray = message.text is not None and message.forward_origin is None and was_asked_lately(request)
    return {"key": "secrets-passphrase"} if stray and resembles_passphrase(text) else False


async def take_out(message: Message, request: Request, key: str) -> None:
    """Delete it and say what it was taken for."""
    left = await erase(message, request.chat_id, [message.message_id])
    speech = speech_of(request, await request.run(request.find_viewer))
    rows = [[back_to_menu(speech)]]
    if key in _OF_RECEIPTS:
        rows.insert(0, [Button(speech.label(f"menu-{LOOK_UP_RECEIPT}"), LOOK_UP_RECEIPT)])
    await show(message, request, Window(f"{speech.text(key)}\n{erased_line(left, speech)}", rows))


ASKED_AT = 110


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.stray_secrets")
    router.message.register(take_out, NoTipOpen(), InPrivate(), NotACommand(), holds_secret)
    return router
