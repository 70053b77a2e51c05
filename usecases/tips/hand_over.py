"""Hand-over: which tips are not sealed to today's handlers, and sealing them anew (docs/domain.md section 4)."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from domain.errors import RefusalError
from domain.tips.routing import recipients
from reports.tips.hand_over_bundle import HandedOverRow, HandOver, HandOverRow, KeyOfHandler, hand_over_rows
from storage.audit import AuditEntry
from storage.tips.age_header import count_recipients, proof_of
from storage.tips.kept_headers import Replacing
from storage.tips.rewrap import header_hash, is_proven
from storage.tips.seals import SealedRow
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.key_letters import handed_over_letters
from usecases.tips.open_key import find_open_key
from usecases.tips.open_tips import find_opening

HANDED_OVER = "tip-handed-over"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that are sealed to others than today's handlers, by tip, and to whom each tip should be."""

    rows: Mapping[str, Sequence[SealedRow]]
    to: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """One hand-over of these tips, under a random name."""

    name: str
    numbers: tuple[str, ...]


def waiting(
    uow: UnitOfWork,
    request: Request,
    reader: TipReader,
    number: str | None = None,
    again: Collection[str] = (),
) -> Waiting:
    """Return what waits for a hand-over, of all that `reader` may see or of one tip.

    The tips of `again` were handed over before and may open for nobody now: they count as waiting, whoever's keys
    they are said to be sealed to.
    """
    everybody = uow.people.tip_handlers(reader.body, request.today)
    own = uow.handler_keys.recipients(everybody)
    shared = request.house.recipients[reader.body]
    found = uow.seals.rows(reader, number)
    recused = uow.seals.recused({row.number for row in found})
    rows: defaultdict[str, list[SealedRow]] = defaultdict(list)
    to: dict[str, tuple[str, ...]] = {}
    for row in found:
        if row.number not in to:
            to[row.number] = recipients(everybody - recused.get(row.number, set()), own, shared)
        held = tuple(sorted(set(shared))) if row.sealed_to is None else row.sealed_to
        if to[row.number] and (held != to[row.number] or row.number in again):
            rows[row.number].append(row)
    return Waiting(rows, to)


def to_redo(uow: UnitOfWork, request: Request, reader: TipReader, number: str) -> Waiting:
    """Return what of one tip was handed over before: it can be handed over again from what was replaced then."""
    found = waiting(uow, request, reader, number, {number})
    kept = [row for row in found.rows.get(number, ()) if any(uow.seals.earlier(row).values())]
    return Waiting({number: kept} if kept else {}, found.to)


async def hand_over_here(request: Request, again: str | None = None) -> tuple[int, int]:
    """Hand over all that the key opens that whoever is acting has open, a tip at a time; or the tip `again` alone.

    Return how many tips were handed over, and how many are left. Each tip asks anew who is acting and what they have
    open: a phone unbound meanwhile hands over nothing more.
    """

    def listed(uow: UnitOfWork) -> list[str]:
        _viewer, reader = request.tip_handler(uow)
        return list((to_redo(uow, request, reader, again) if again else waiting(uow, request, reader)).rows)

    run = Run(secrets.token_hex(8), tuple(await request.run(listed)))
    done = [await request.run(_handing(request, run, number, again)) for number in run.numbers]
    request.house.wake_outbox()
    return sum(done), len(done) - sum(done)


def _handing(request: Request, run: Run, number: str, again: str | None) -> Callable[[UnitOfWork], bool]:
    def work(uow: UnitOfWork) -> bool:
        _viewer, reader = request.tip_handler(uow)
        identity = find_open_key(uow, request)
        if identity is None:
            return False
        found = to_redo(uow, request, reader, again) if again else waiting(uow, request, reader, number)
        rows, left = hand_over_rows(HandOver((), _rows(uow, found)), identity)
        _touched, stale = put_back(uow, request, reader, rows, run)
        return left == 0 and stale == 0

    return work


def bundle(uow: UnitOfWork, request: Request, reader: TipReader, again: str | None = None) -> HandOver:
    """Return what a handler takes to their own computer: what waits, or what of the tip `again` can be redone."""
    found = to_redo(uow, request, reader, again) if again else waiting(uow, request, reader)
    everybody = uow.people.tip_handlers(reader.body, request.today)
    names = uow.people.names(everybody)
    own = uow.handler_keys.recipients(everybody)
    handlers = [KeyOfHandler(names[person_id], own[person_id]) for person_id in sorted(own)]
    return HandOver(handlers, _rows(uow, found))


def _rows(uow: UnitOfWork, found: Waiting) -> list[HandOverRow]:
    return [
        HandOverRow(row.kind, row.key, uow.seals.headers(row), found.to[number], uow.seals.earlier(row))
        for number, rows in found.rows.items()
        for row in rows
    ]


def put_back(
    uow: UnitOfWork,
    request: Request,
    reader: TipReader,
    rows: Sequence[HandedOverRow],
    run: Run | None = None,
) -> tuple[int, int]:
    """Store headers written anew; return how many tips that concerned, and how many rows had changed meanwhile.

    Taken is only what still waits, or was handed over before, for this reader, for the very keys it was written for, by
    somebody who opened it. The other handlers are told, once for each `run`.
    """
    found = waiting(uow, request, reader, again=uow.kept_headers.numbers())
    opening = find_opening(uow, request, reader)
    wanted = {(row.kind, row.key): row for rows_of in found.rows.values() for row in rows_of}
    replacing = partial(Replacing, reader.person_id, request.today)
    touched: set[str] = set()
    stale = 0
    for row in rows:
        held = wanted.get((row.kind, row.key))
        if held is None or not _fits(row, uow.seals.headers(held), found.to[held.number]):
            stale += 1
            continue
        if opening is not None and opening.own_key in (held.sealed_to or ()):
            uow.seals.note_opening(held, _shown_opened(row, uow.seals.headers(held)), opening)
        try:
            uow.seals.put_headers(held, row.headers, replacing(found.to[held.number]))
        except ValueError as error:
            raise RefusalError("keys-file-unreadable") from error
        touched.add(held.number)
    if touched:
        run = run or Run(secrets.token_hex(8), tuple(touched))
        uow.outbox.add_once(handed_over_letters(uow, reader, request.now, run.numbers, run.name))
    for number in sorted(touched):
        uow.audit.add(AuditEntry(request.now, reader.person_id, HANDED_OVER, number, chain=reader.body.value))
    return len(touched), stale


def _fits(row: HandedOverRow, now: Mapping[str, bytes], to: Sequence[str]) -> bool:
    same = {name: header_hash(header) for name, header in now.items()} == dict(row.was)
    whole = row.headers.keys() == now.keys() and tuple(sorted(row.to)) == tuple(to)
    if not same or not whole or any(count_recipients(new) != len(to) for new in row.headers.values()):
        return False
    return all(_proven(row, name, held) for name, held in now.items())


def _shown_opened(row: HandedOverRow, now: Mapping[str, bytes]) -> list[str]:
    """Return the columns of which the proof says that who wrote the header opened the file; no more than it says."""
    return [
        name for name, held in now.items() if is_proven(held, row.headers[name], row.proofs.get(name, b""))
    ]


def _proven(row: HandedOverRow, name: str, held: bytes) -> bool:
    """Tell whether who wrote the header opened the file.

    Of what was sealed before there were proofs nobody can say; it gets none now either, for with somebody's own none
    that follows would fit.
    """
    if proof_of(held) is None:
        return proof_of(row.headers[name]) is None
    return is_proven(held, row.headers[name], row.proofs.get(name, b""))


def check_readable(refusal: RefusalError) -> RefusalError:
    """Return the refusal in the words of somebody who reads in the chat: the key is right, the tip not theirs yet."""
    return RefusalError("keys-not-yet-yours") if refusal.key == "tips-not-opened" else refusal
