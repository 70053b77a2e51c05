"""Keys and hand-over [口令解锁]: a handler leaves their own key here under a passphrase, its price said before.

They send their key file as they have locked it, or have the pair made here; whichever, the passphrase is typed once
more, deleted, and opens it before anything is kept. It is nobody's key but theirs.
"""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.tips.routing import Body
from domain.tips.stray_secrets import AGE_SECRET
from handlers.found import Acts
from handlers.tips.ask_secrets import ask_secret, may_be_secret, typed_secret
from handlers.tips.evidence import sent_file
from handlers.tips.keys_desk import PASSPHRASE_LENGTH, FreshKey, keep_key
from handlers.tips.who_reads import who_reads
from handlers.wire.chat_traces import erase
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.filters import AskedFor, InPrivate, Tapped
from handlers.wire.screen import Event, bot_of, show
from locales import Speech
from storage.tips.custody import LOCKED_BYTES, check_locked
from storage.tips.custody import open_key as open_locked
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import identity_lines, recipient_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.open_key import key_holder
from usecases.tips.secret_questions import AskedKey, KeyWanted
from windows.entries import KEYS
from windows.tips.handler_keys import asking_window, price_window


async def ask_consent(call: CallbackQuery, request: Request) -> None:
    """口令解锁: what it costs, before anything is done."""
    await show(call, request, price_window(await _speech(request)))


async def begin_new(call: CallbackQuery, request: Request) -> None:
    """请机器人生成密钥: the passphrase is asked for, as where all keys lie here (handler_keys.py)."""
    request.memory.take(FreshKey)
    await _ask(call, request, KeyWanted.NEW, await _speech(request))


async def begin_file(call: CallbackQuery, request: Request) -> None:
    """发送已加锁的密钥文件."""
    request.memory.take(FreshKey)
    await _ask(call, request, KeyWanted.LOCKED, await _speech(request))


async def take(message: Message, request: Request, asked: AskedKey) -> None:
    """The file, or its passphrase: taken out of the chat before anything else is done with it."""
    what = asked.what
    content: bytes | RefusalError = b""
    if what is KeyWanted.LOCKED:
        # Before it is deleted, after which Telegram may have it no more.
        content = await _content(message)
    left = await erase(message, request.chat_id, [message.message_id])
    speech = await _speech(request)
    note = speech.text("unlock-left") if left else ""
    try:
        if what is KeyWanted.LOCKED:
            _hold_locked(request, content)
            await _ask(message, request, KeyWanted.UNLOCKS, speech, note)
        else:
            await _open(message, request, note)
    except RefusalError as refusal:
        said = speech.text(refusal.key, **refusal.details)
        again = what if what is KeyWanted.LOCKED or request.memory.get(FreshKey) else KeyWanted.LOCKED
        await _ask(message, request, again, speech, f"{said}\n{note}".strip())


async def _content(message: Message) -> bytes | RefusalError:
    """Return the file that was sent, or why there is none: nothing is raised before it is deleted."""
    file = sent_file(message) if message.document else None
    if file is None or message.document is None:
        secret = AGE_SECRET in (message.text or "").upper()
        return RefusalError("keys-secret-sent" if secret else "keys-locked-wanted")
    if (message.document.file_size or 0) > LOCKED_BYTES:
        return RefusalError("keys-not-locked")
    try:
        return await fetch(bot_of(message), file)
    except RefusalError as refusal:
        return refusal


def _hold_locked(request: Request, content: bytes | RefusalError) -> None:
    if isinstance(content, RefusalError):
        raise content
    if AGE_SECRET.encode() in content.upper():
        raise RefusalError("keys-secret-sent")
    check_locked(content)
    # Whose it is, its passphrase will tell.
    request.memory.put(FreshKey(HandlerKey("", request.today, content)))


async def _open(message: Message, request: Request, note: str) -> None:
    house, source = request.house, request.telegram_id
    fresh = request.memory.get(FreshKey)
    if fresh is None or fresh.key.locked is None:
        raise RefusalError("keys-begin-again-file")
    if wait_s := house.patience.wait_s(source, request.now):
        raise RefusalError("tips-receipt-wait", seconds=wait_s)
    passphrase = typed_secret(message)
    try:
        identity = await in_a_thread(open_locked, fresh.key.locked, passphrase)
    except RefusalError:
        house.patience.wrong(source, request.now)
        raise
    house.patience.right(source)
    if len(passphrase) < PASSPHRASE_LENGTH:
        request.memory.take(FreshKey)
        raise RefusalError("keys-locked-short", limit=PASSPHRASE_LENGTH)
    holder = await request.run(lambda uow: key_holder(uow, request))
    if await request.run(lambda uow: _is_of_others(uow, request, identity)):
        request.memory.take(FreshKey)
        raise RefusalError("keys-not-own")
    request.memory.take(FreshKey)
    house.custody.hold(holder, identity, request.now)
    await keep_key(
        message, request, HandlerKey(recipient_of(identity), request.today, fresh.key.locked), note
    )


def _is_of_others(uow: UnitOfWork, request: Request, identity: str) -> bool:
    """Tell whether a key file opens what is sealed to others: a body's shared key, or another handler's."""
    _viewer, reader = request.tip_handler(uow)
    shared = {recipient for found in request.house.recipients.values() for recipient in found}
    handlers = {person for body in Body for person in uow.people.tip_handlers(body, request.today)}
    of_others = set(uow.handler_keys.recipients(handlers - {reader.person_id}).values())
    own = {recipient_of(line) for line in identity_lines(identity)}
    return not own.isdisjoint(shared | of_others)


async def _ask(event: Event, request: Request, what: KeyWanted, speech: Speech, note: str = "") -> None:
    window = asking_window(f"keys-ask-{what}", speech, note, limit=PASSPHRASE_LENGTH)
    await ask_secret(event, request, window, AskedKey(what))


async def _speech(request: Request) -> Speech:
    return (await request.run(lambda uow: who_reads(uow, request)))[0]


async def answers(message: Message, asked: AskedKey) -> bool:
    """Filter: what is asked for here, words that are no command or a file."""
    return asked.what in {KeyWanted.LOCKED, KeyWanted.UNLOCKS} and may_be_secret(message)


ASKED_AT = 160
ACTS: Acts = {ActorStanding.TIPS: "keys:here keys:here-new keys:here-file"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.keys_here")
    in_private = InPrivate()
    router.message.register(take, in_private, AskedFor(AskedKey), answers)
    router.callback_query.register(ask_consent, Tapped(f"{KEYS}:here"), in_private)
    router.callback_query.register(begin_new, Tapped(f"{KEYS}:here-new"), in_private)
    router.callback_query.register(begin_file, Tapped(f"{KEYS}:here-file"), in_private)
    return router
