"""Opening a handler's key in the chat, where it lies here under a passphrase: a wrong one costs a growing wait."""

from datetime import datetime

from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from storage.tips.custody import KeyHolder
from storage.tips.sealing import identity_lines, recipient_of
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import House, Request


def reads_here(uow: UnitOfWork, request: Request, reader: TipReader) -> bool:
    """Tell whether `reader` reads in the chat: their body's key lies here, locked, or their own does (口令解锁)."""
    return request.house.custody.holds_key_of(reader.body) or has_locked_key(uow, reader.person_id)


def has_locked_key(uow: UnitOfWork, person_id: int) -> bool:
    """Tell whether the handler's own key lies here under their passphrase."""
    own = uow.handler_keys.find(person_id)
    return own is not None and own.locked is not None


async def open_key(request: Request, passphrase: str) -> None:
    """Open the reader's own key, or the shared one; raises RefusalError (unlock-wrong, tips-receipt-wait)."""
    house, source = request.house, request.telegram_id
    if wait_s := house.patience.wait_s(source, request.now):
        raise RefusalError("tips-receipt-wait", seconds=wait_s)
    holder = await request.run(lambda uow: key_holder(uow, request))
    own = await request.run(lambda uow: uow.handler_keys.find(holder.person_id))
    if not house.custody.holds_key_of(holder.body) and (own is None or own.locked is None):
        raise RefusalError("access-old-button")
    try:
        await house.custody.unlock(holder, passphrase, request.now, own.locked if own else None)
    except RefusalError:
        house.patience.wrong(source, request.now)
        raise
    house.patience.right(source)


def key_holder(uow: UnitOfWork, request: Request) -> KeyHolder:
    """Return as whom whoever is acting has a key open; raises RefusalError for who handles no tips."""
    _viewer, reader = request.tip_handler(uow)
    phone = uow.people.find_phone(reader.person_id)
    if phone is None:
        raise RefusalError("access-not-bound")
    return KeyHolder(reader.person_id, reader.body, phone.telegram_id, phone.bound_at)


def find_open_key(uow: UnitOfWork, request: Request) -> str | None:
    """Return the key that whoever is acting has open, or None; raises as `key_holder`.

    It is asked in the transaction that opens something: a phone unbound meanwhile, by whichever process, finds none.
    """
    return request.house.custody.find_identity(key_holder(uow, request), request.now)


def own_line(keys: str, recipient: str) -> str | None:
    """Return the one of the secret `keys`, a line each, whose public half is `recipient`, or None."""
    return next((line for line in identity_lines(keys) if recipient_of(line) == recipient), None)


def opening_key(uow: UnitOfWork, reader: TipReader, *, handed_over: bool) -> str:
    """Return, as the words choose by it, with which key `reader` opens what they download.

    shared, supervisor: the body's; own: their own; here: their own, which lies here under their passphrase and opens
    nothing elsewhere; before: of what is not `handed_over` to today's keys, one that it was sealed to.
    """
    own = uow.handler_keys.find(reader.person_id)
    if own is None:
        return "shared" if reader.body is Body.OFFICE else "supervisor"
    if not handed_over:
        return "before"
    return "own" if own.locked is None else "here"


async def lock_left(house: House, now: datetime) -> None:
    """Lock what is open past its time, and for whom the phone or the post is no longer what it was.

    Another process may have unbound it or imported the roster: no key waits in memory until somebody asks for it.
    """
    house.custody.forget_expired(now)
    holders, day = house.custody.holders(), day_in_shanghai(now)
    if not holders:
        return

    def still(uow: UnitOfWork) -> list[KeyHolder]:
        phones = {holder: uow.people.find_phone(holder.person_id) for holder in holders}
        handlers = {body: uow.people.tip_handlers(body, day) for body in Body}
        return [
            holder
            for holder, phone in phones.items()
            if phone is not None
            and (phone.telegram_id, phone.bound_at) == (holder.telegram_id, holder.bound_at)
            and holder.person_id in handlers[holder.body]
        ]

    kept = await house.database.run(still)
    house.custody.drop([holder for holder in holders if holder not in kept])
