"""A tip that comes from the page, sealed in its reporter's own browser: the same door as the chat's.

Nobody acts here: there is no account, and a request knows neither who nor from where.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import RefusalError
from domain.tips.routing import Body
from domain.tips.tips import FILES_LIMIT, Area, Source, TipState
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import Sealed, check_recipient
from storage.tips.threads import NewMessage
from storage.tips.tips import NewTip, ReportersTip
from storage.unit_of_work import UnitOfWork
from usecases.house import House, Request
from usecases.tips.enter_tip import enter_added, enter_tip
from usecases.tips.letters import TipOf
from usecases.tips.recipients import check_received, recipients_for, recipients_of_tip

NOBODY = 0
"""In the place of an account: there is none."""


@dataclass(frozen=True, slots=True)
class TipLine:
    """Where a tip can go today: each body's public keys, none for one that can't be reached; why none can, if so."""

    recipients: dict[Body, tuple[str, ...]]
    closed: RefusalError | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SentTip:
    """A tip as the page says it in the open: the little that the register has of a tip from the chat, too."""

    body: Body
    area: Area
    named: bool
    concerns_inspector: bool
    lookup: bytes
    reply_recipient: str


@dataclass(frozen=True, slots=True, repr=False)
class SentParts:
    """What was sealed in the browser: the text, the reporter of a named tip, files."""

    text: Sealed
    reporter: Sealed | None = None
    files: Sequence[SealedFile] = ()


@dataclass(frozen=True, slots=True, repr=False)
class WrittenMessage:
    """A message of a thread as a receipt's holder is given it: the handlers' sealed, of their own the day alone."""

    written_on: date
    sealed: bytes | None


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptThread:
    """What a receipt opens, and to whose keys what is added is to be sealed."""

    state: TipState
    erased: bool
    messages: Sequence[WrittenMessage]
    sealed_to: tuple[str, ...]


def nobodys_request(house: House) -> Request:
    """Return a request of now and of nobody."""
    return Request(house, NOBODY, NOBODY, NOBODY, house.clock.now())


def look_at_line(uow: UnitOfWork, request: Request) -> TipLine:
    """Return where a tip can go today."""
    try:
        check_received(uow, request)
    except RefusalError as refusal:
        return TipLine({}, refusal)
    found = {Body.OFFICE: recipients_for(uow, request, Body.OFFICE)}
    try:
        found[Body.SUPERVISOR] = recipients_for(uow, request, Body.SUPERVISOR)
    except RefusalError:
        return TipLine(found)
    return TipLine(found)


def check_sent(uow: UnitOfWork, request: Request, tip: SentTip, sealed_to: Collection[str]) -> bool:
    """Tell whether the tip is there already: its last answer was lost on the way.

    Raises RefusalError where it is not for exactly today's handlers (page-fault-keys), where nobody could read it
    (tips-no-key-office and so on), where its receipt's key is none.
    """
    if uow.tips.find_by_lookup(tip.lookup) is not None:
        return True
    check_recipient(tip.reply_recipient)
    _check_keys(recipients_for(uow, request, tip.body), sealed_to)
    return False


def enter_sent(
    uow: UnitOfWork, request: Request, tip: SentTip, sealed_to: Sequence[str], parts: SentParts
) -> None:
    """Enter a tip of the page, once. Raises as `check_sent`."""
    if check_sent(uow, request, tip, sealed_to):
        return
    entered = NewTip(
        body=tip.body,
        lookup=tip.lookup,
        reply_recipient=tip.reply_recipient,
        received_on=request.today,
        source=Source.ACCUSATION,
        area=tip.area,
        sealed_text=parts.text,
        sealed_reporter=parts.reporter,
        files=parts.files,
        sealed_to=sealed_to,
        concerns_inspector=tip.concerns_inspector,
    )
    enter_tip(uow, request, entered)


def open_thread(uow: UnitOfWork, request: Request, lookup: bytes) -> ReceiptThread:
    """Return what the receipt of `lookup` opens; raises RefusalError (tips-receipt-unknown)."""
    tip = _find(uow, lookup)
    messages = uow.tip_threads.messages(tip.number)
    written = [
        WrittenMessage(message.written_on, None if message.from_reporter else message.sealed_text)
        for message in messages
    ]
    sealed_to = () if tip.erased else recipients_of_tip(uow, request, tip.body, tip.number)
    return ReceiptThread(tip.state, tip.erased, written, sealed_to)


def check_added(
    uow: UnitOfWork, request: Request, lookup: bytes, sealed_to: Collection[str], files: int
) -> None:
    """Raise RefusalError where nothing, or not so many files, can be added by this receipt, or not for these keys."""
    tip = _find(uow, lookup)
    if tip.erased:
        raise RefusalError("tips-receipt-gone")
    if files and uow.tip_threads.count_reporters_files(tip.number) + files > FILES_LIMIT:
        raise RefusalError("page-fault-files", limit=FILES_LIMIT)
    _check_keys(recipients_of_tip(uow, request, tip.body, tip.number), sealed_to)


def enter_from_receipt(
    uow: UnitOfWork, request: Request, lookup: bytes, sealed_to: Sequence[str], parts: SentParts
) -> None:
    """Add a message to the receipt's thread, once; raises as `check_added`."""
    tip = _find(uow, lookup)
    if any(message.sealed_text == parts.text for message in uow.tip_threads.messages(tip.number)):
        return  # its last answer was lost on the way
    check_added(uow, request, lookup, sealed_to, len(parts.files))
    added = NewMessage(parts.text, request.today, from_reporter=True, files=parts.files, sealed_to=sealed_to)
    enter_added(uow, request, TipOf(tip.number, tip.body), added)


def _find(uow: UnitOfWork, lookup: bytes) -> ReportersTip:
    tip = uow.tips.find_by_lookup(lookup)
    if tip is None:
        raise RefusalError("tips-receipt-unknown")
    return tip


def _check_keys(wanted: Collection[str], sealed_to: Collection[str]) -> None:
    if set(wanted) != set(sealed_to):
        raise RefusalError("page-fault-keys")
