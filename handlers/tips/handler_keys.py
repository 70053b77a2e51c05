"""Keys and hand-over (密钥与交接): a handler's own key, and sealing what is there to today's handlers.

Where custody is `office`, the handler makes the key elsewhere and sends the public half; headers travel as a file.
Where it is `unlock`, or its owner wants it so (keys_here.py), the key lies here under its owner's passphrase; the
hand-over happens here.
"""

import re

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.tips.stray_secrets import AGE_SECRET, given_away
from domain.tips.unfinished import UnfinishedFile
from handlers.found import Acts
from handlers.tips.ask_secrets import ask_secret, may_be_secret, typed_secret
from handlers.tips.evidence import sent_file
from handlers.tips.keys_desk import (
    PASSPHRASE_LENGTH,
    FreshKey,
    keep_key,
    keys_view,
    open_keys,
    say_handed_over,
    send_bundle,
)
from handlers.tips.who_reads import who_reads
from handlers.wire.chat_traces import erase
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.filters import AskedFor, InPrivate, Tapped
from handlers.wire.screen import Event, bot_of, show, show_progress
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.tips.hand_over_bundle import read_handed_over
from storage.tips.custody import lock_key
from storage.tips.custody import open_key as open_locked
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import check_recipient, new_office_key, recipient_of
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.hand_over import bundle, put_back, waiting
from usecases.tips.open_key import find_open_key, key_holder, open_key, own_line, reads_here
from usecases.tips.secret_questions import AskedKey, KeyWanted
from windows.entries import KEYS
from windows.tips.handler_keys import (
    asking_window,
    hand_over_window,
    keys_window,
    replace_window,
)
from windows.windows import Window

_SECRET = re.compile("AGE-SECRET-KEY-1", re.IGNORECASE)


async def begin_key(call: CallbackQuery, request: Request) -> None:
    """设置密钥; one that would replace another is asked about once."""
    speech, reader = await request.run(lambda uow: who_reads(uow, request))
    has_one = await request.run(lambda uow: uow.handler_keys.find(reader.person_id))
    if has_one is not None and call.data != f"{KEYS}:new":
        await show(call, request, replace_window(speech))
        return
    request.memory.take(FreshKey)
    if request.house.custody.holds_key_of(reader.body):
        await _ask(call, request, KeyWanted.NEW, speech)
        return
    # Whoever keeps the key themselves sends the public half; to leave the other half here, locked, is offered beside.
    window = asking_window(f"keys-ask-{KeyWanted.RECIPIENT}", speech, in_chat=True)
    await ask_secret(call, request, window, AskedKey(KeyWanted.RECIPIENT))


async def change_passphrase(call: CallbackQuery, request: Request) -> None:
    """更换口令: of the same key, which has to be open for it."""
    speech, reader = await request.run(lambda uow: who_reads(uow, request))
    if not await request.run(lambda uow: reads_here(uow, request, reader)):
        raise RefusalError("access-old-button")
    held = await request.run(lambda uow: uow.handler_keys.find(reader.person_id))
    identity = await _own_identity(request, held)
    if held is None or identity is None:
        await open_keys(call, request, speech.text("keys-open-first"))
        return
    # Without a passphrase yet: what is typed next becomes it.
    request.memory.put(FreshKey(HandlerKey(held.recipient, held.added_on)))
    await _ask(call, request, KeyWanted.NEW, speech)


async def ask_hand_over(call: CallbackQuery, request: Request) -> None:
    """交接 is asked once, with the names and keys of who will be able to open."""

    def work(uow: UnitOfWork) -> Window:
        viewer, reader = request.tip_handler(uow)
        speech, view = speech_of(request, viewer), keys_view(uow, request, reader)
        if not view.waiting:
            return keys_window(view, speech)
        return hand_over_window(view, bundle(uow, request, reader).handlers, speech)

    await show(call, request, await request.run(work))


async def hand_over(call: CallbackQuery, request: Request) -> None:
    """交接: here with the open key, or as a file."""
    speech, reader = await request.run(lambda uow: who_reads(uow, request))
    if not (await request.run(lambda uow: waiting(uow, request, reader))).rows:
        await open_keys(call, request)
        return
    if not await request.run(lambda uow: reads_here(uow, request, reader)):
        await send_bundle(call, request, reader)
        return
    if await request.run(lambda uow: find_open_key(uow, request)) is None:
        await _ask(call, request, KeyWanted.OPEN, speech)
        return
    await show_progress(call, request, speech.text("keys-handing-over"))
    await say_handed_over(call, request)


async def hand_over_by_file(call: CallbackQuery, request: Request) -> None:
    """下载交接文件: for whoever reads here, but has the key of before elsewhere."""
    _speech, reader = await request.run(lambda uow: who_reads(uow, request))
    if not (await request.run(lambda uow: waiting(uow, request, reader))).rows:
        await open_keys(call, request)
    else:
        await send_bundle(call, request, reader)


async def take_words(message: Message, request: Request, asked: AskedKey) -> None:
    """What the live window asks for; a key or a passphrase is taken out of the chat before anything else."""
    left = 0
    if asked.what is not KeyWanted.BACK or given_away(message.text or ""):
        # Before it is known who sends it: whoever has lost the role meanwhile has typed a secret all the same.
        left = await erase(message, request.chat_id, [message.message_id])
    speech, reader = await request.run(lambda uow: who_reads(uow, request))
    if asked.what is KeyWanted.BACK:
        await _take_file(message, request, reader, speech)
        return
    stayed = speech.text("unlock-left") if left else ""
    try:
        await _take(message, request, asked.what, stayed)
    except RefusalError as refusal:
        said = speech.text(refusal.key, **refusal.details)
        again = KeyWanted.NEW if asked.what is KeyWanted.AGAIN else asked.what
        await _ask(message, request, again, speech, f"{said}\n{stayed}".strip())


async def _take(message: Message, request: Request, what: KeyWanted, note: str) -> None:
    text = typed_secret(message).strip()
    if _SECRET.search(text):
        raise RefusalError("keys-secret-sent")
    if what is KeyWanted.RECIPIENT:
        await keep_key(message, request, HandlerKey(check_recipient(text), request.today), note)
    elif what is KeyWanted.NEW:
        await _take_passphrase(message, request, message.text or "")
    elif what is KeyWanted.AGAIN:
        await _confirm_passphrase(message, request, note)
    else:
        await open_key(request, message.text or "")
        await say_handed_over(message, request)


async def _take_passphrase(message: Message, request: Request, passphrase: str) -> None:
    if len(passphrase) < PASSPHRASE_LENGTH:
        raise RefusalError("unlock-passphrase-short", limit=PASSPHRASE_LENGTH)
    begun = request.memory.get(FreshKey)
    held = None if begun is None else begun.key
    # A key of its own for a new one; for a changed passphrase the one that is open.
    identity = await _own_identity(request, held) or new_office_key().identity
    locked = await in_a_thread(lock_key, identity, passphrase)
    fresh = HandlerKey(recipient_of(identity), held.added_on if held else request.today, locked)
    request.memory.put(FreshKey(fresh))
    speech = (await request.run(lambda uow: who_reads(uow, request)))[0]
    await _ask(message, request, KeyWanted.AGAIN, speech)


async def _confirm_passphrase(message: Message, request: Request, note: str) -> None:
    """The passphrase once more must open what it locked; nothing is kept before that."""
    taken = request.memory.take(FreshKey)
    if taken is None or taken.key.locked is None:
        raise RefusalError("keys-begin-again")
    fresh, locked = taken.key, taken.key.locked
    try:
        identity = await in_a_thread(open_locked, locked, message.text or "")
    except RefusalError as refusal:
        raise RefusalError("keys-not-the-same") from refusal
    holder = await request.run(lambda uow: key_holder(uow, request))
    request.house.custody.hold(holder, identity, request.now)
    await keep_key(message, request, fresh, note)


async def _take_file(message: Message, request: Request, reader: TipReader, speech: Speech) -> None:
    try:
        content = await fetch(bot_of(message), _document(message))
        await _refuse_key_file(message, request, content)
        rows = read_handed_over(content)
        count, stale = await request.run(lambda uow: put_back(uow, request, reader, rows))
        request.house.wake_outbox()
    except RefusalError as refusal:
        await _ask(message, request, KeyWanted.BACK, speech, speech.text(refusal.key, **refusal.details))
        return
    said = speech.text("keys-handed-over", count=count)
    if stale:
        said += "\n" + speech.text("keys-stale", count=stale)
    await open_keys(message, request, said)


async def _refuse_key_file(message: Message, request: Request, content: bytes) -> None:
    """Take a file out of the chat that holds a secret key; raises RefusalError (keys-secret-sent) then."""
    if AGE_SECRET.encode() in content.upper():
        await erase(message, request.chat_id, [message.message_id])
        raise RefusalError("keys-secret-sent")


def _document(message: Message) -> UnfinishedFile:
    file = sent_file(message) if message.document else None
    if file is None:
        raise RefusalError("keys-file-wanted")
    return file


async def _ask(event: Event, request: Request, what: KeyWanted, speech: Speech, note: str = "") -> None:
    window = asking_window(f"keys-ask-{what}", speech, note, limit=PASSPHRASE_LENGTH)
    await ask_secret(event, request, window, AskedKey(what))


async def answers(message: Message, asked: AskedKey) -> bool:
    """Filter: words that are no command, or a file where one is asked for; not what keys_here.py asks for."""
    if asked.what in {KeyWanted.LOCKED, KeyWanted.UNLOCKS}:
        return False
    if asked.what is KeyWanted.BACK:
        return not (message.text or "").startswith("/")
    return may_be_secret(message)


async def _own_identity(request: Request, key: HandlerKey | None) -> str | None:
    """Return the secret half of `key` if whoever is acting, its owner, has it open."""
    held = await request.run(lambda uow: find_open_key(uow, request)) or ""
    return own_line(held, key.recipient) if key else None


ASKED_AT = 160
ACTS: Acts = {ActorStanding.TIPS: "keys keys:set keys:new keys:change keys:hand keys:do keys:file"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.handler_keys")
    in_private = InPrivate()
    router.message.register(take_words, in_private, AskedFor(AskedKey), answers)
    router.callback_query.register(open_keys, Tapped(KEYS), in_private)
    router.callback_query.register(begin_key, Tapped(f"{KEYS}:set", f"{KEYS}:new"), in_private)
    router.callback_query.register(change_passphrase, Tapped(f"{KEYS}:change"), in_private)
    router.callback_query.register(ask_hand_over, Tapped(f"{KEYS}:hand"), in_private)
    router.callback_query.register(hand_over, Tapped(f"{KEYS}:do"), in_private)
    router.callback_query.register(hand_over_by_file, Tapped(f"{KEYS}:file"), in_private)
    return router
