"""What is sealed of a tip, part by part, and opening it with a key that lies here; each reading is in the audit log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import RefusalError
from domain.tips.register import counts_as_named
from domain.tips.tips import TipAct
from storage.audit import AuditEntry
from storage.tips.tips import ListedTip
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.hand_over import check_readable
from usecases.tips.handling.register import OUTDATED
from usecases.tips.news import note_seen
from usecases.tips.open_key import find_open_key, reads_here
from usecases.tips.open_tips import TipOpener, tip_opener


class TipPartKind(StrEnum):
    """What a sealed part of a tip is; Fluent keys are `page-desk-part-<value>`."""

    SAID = "said"
    ADDED = "added"
    FACT = "fact"
    NOTE = "note"


@dataclass(frozen=True, slots=True, repr=False)
class SealedPart:
    """A text of a tip as it lies: the day (None: the tip's own), the grid that answered, or the step of a note."""

    kind: TipPartKind
    sealed: bytes
    on: date | None = None
    grid: str = ""
    act: TipAct | None = None


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of a tip as it is listed; `grid` is whose inspector sent it, if one did. `place` counts from 1."""

    id: int
    place: int
    extension: str
    grid: str


def sealed_parts(uow: UnitOfWork, number: str) -> list[SealedPart]:
    """Return every text of the tip that is sealed to its handlers, but who reported; none once it is erased."""
    text, _reporter = uow.tips.sealed(number)
    if text is None:
        return []
    added = [
        SealedPart(TipPartKind.ADDED, message.sealed_text, message.written_on)
        for message in uow.tip_threads.messages(number)
        if message.from_reporter
    ]
    facts = [
        SealedPart(TipPartKind.FACT, fact.sealed_text, fact.written_on, fact.grid_name)
        for fact in uow.fact_requests.answers(number)
    ]
    notes = [
        SealedPart(TipPartKind.NOTE, step.sealed_note, step.done_on, act=step.act)
        for step in uow.tip_threads.steps(number)
        if step.sealed_note is not None
    ]
    return [SealedPart(TipPartKind.SAID, text), *added, *facts, *notes]


def shown_files(uow: UnitOfWork, number: str) -> list[ShownFile]:
    """Return the files of the tip in the order in which they came."""
    grids = grids_of_files(uow, number)
    return [
        ShownFile(file.id, place, file.extension, grids.get(file.message_id, ""))
        for place, file in enumerate(uow.tip_threads.files(number), start=1)
    ]


def grids_of_files(uow: UnitOfWork, number: str) -> Mapping[int | None, str]:
    """Return, by the message that files came with, the grid whose inspector sent it."""
    return {answer.message_id: answer.grid_name for answer in uow.fact_requests.answers(number)}


def sealed_reporter(uow: UnitOfWork, tip: ListedTip) -> bytes:
    """Return who reported, sealed; raises RefusalError (access-old-button) where it counts as anonymous."""
    # Then nobody looks any more into who reported (docs/domain.md section 7, promise 8).
    _said, reporter = uow.tips.sealed(tip.number)
    steps = uow.tip_threads.steps(tip.number)
    if reporter is None or not counts_as_named([step.act for step in steps], named=tip.named):
        raise RefusalError(OUTDATED)
    return reporter


def begin_reading(uow: UnitOfWork, request: Request, number: str, act: str) -> tuple[ListedTip, TipOpener]:
    """Return a tip and what opens it with the key that whoever is acting has open; `act` goes into the audit log.

    Raises RefusalError: access-old-button for a tip that is not theirs or a key that does not lie here, unlock-locked
    where none is open.
    """
    tip, opener = _opener(uow, request, number)
    _viewer, reader = request.tip_handler(uow)
    uow.audit.add(AuditEntry(request.now, reader.person_id, act, number, chain=tip.body.value))
    return tip, opener


def _opener(uow: UnitOfWork, request: Request, number: str) -> tuple[ListedTip, TipOpener]:
    _viewer, reader = request.tip_handler(uow)
    tip = uow.tips.find(reader, number)
    if tip is None or not reads_here(uow, request, reader):
        raise RefusalError(OUTDATED)
    identity = find_open_key(uow, request)
    if identity is None:
        raise RefusalError("unlock-locked")
    return tip, tip_opener(uow, request, reader, number, identity)


def read_opened(
    uow: UnitOfWork, request: Request, number: str
) -> tuple[Sequence[tuple[SealedPart, str]], bool]:
    """Return each text of the tip, opened, and whether something opened only as it was before a hand-over.

    Raises RefusalError as `begin_reading`, unlock-erased where nothing is left, keys-not-yet-yours where it is not
    sealed to them yet.
    """
    tip, opener = begin_reading(uow, request, number, "tip-read")
    parts = sealed_parts(uow, number)
    if not parts:
        raise RefusalError("unlock-erased")
    try:
        opened = [(part, opener.text(part.sealed)) for part in parts]
    except RefusalError as refusal:
        raise check_readable(refusal) from refusal
    _viewer, reader = request.tip_handler(uow)
    note_seen(uow, request, reader, tip.number)
    return opened, opener.by_earlier


def opened_reporter(uow: UnitOfWork, request: Request, number: str) -> str:
    """Return who reported, which is sealed apart, and opened apart; raises as `begin_reading` and `sealed_reporter`."""
    tip, opener = begin_reading(uow, request, number, "tip-read-name")
    sealed = sealed_reporter(uow, tip)
    try:
        return opener.text(sealed)
    except RefusalError as refusal:
        raise check_readable(refusal) from refusal


def opened_file(uow: UnitOfWork, request: Request, number: str, file_id: int) -> tuple[bytes, str]:
    """Return a file of the tip, opened as it lies, and its ending; raises as `begin_reading`.

    For whoever was handed the tip already: the audit log has that reading.
    """
    found = next((file for file in uow.tip_threads.files(number) if file.id == file_id), None)
    opener = _opener(uow, request, number)[1]
    if found is None:
        raise RefusalError(OUTDATED)
    try:
        return opener.open(find_sealed_file(uow, number, file_id, 0, original=False)), found.extension
    except RefusalError as refusal:
        raise check_readable(refusal) from refusal


def find_sealed_file(uow: UnitOfWork, number: str, file_id: int, back: int, *, original: bool) -> bytes:
    """Return a file of the tip as it was sealed `back` hand-overs ago; raises RefusalError (access-old-button)."""
    sealed = uow.tip_threads.find_file(number, file_id, original=original)
    versions = [] if sealed is None else [sealed, *(uow.kept_headers.below(number, sealed) if back else ())]
    if back >= len(versions):
        raise RefusalError(OUTDATED)
    found: bytes = versions[back]
    return found
