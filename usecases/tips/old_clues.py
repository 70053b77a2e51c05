"""Bringing in old clues (导入旧线索): each is sealed and entered once, with its step and its entry for the ledger."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.errors import RefusalError
from domain.people.roster import RosterFault, RosterFaultsError
from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipText
from reports.tips.old_clues_sheet import PAST, SHEET, OldClue
from storage.tips.receipt_keys import ReceiptKeys
from storage.tips.sealing import Sealed, recipient_of, seal_text, seal_tip
from storage.tips.threads import TipStep
from storage.tips.tips import NewTip, TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.letters import tip_letters
from usecases.tips.recipients import recipients_for


class BroughtIn(NamedTuple):
    """How many clues came in, how many of them past the office, and how many were there already."""

    entered: int
    past: int
    known: int


@dataclass(frozen=True, slots=True, repr=False)
class SealedClue:
    """An old clue as storage takes it, with its entry for the ledger."""

    tip: NewTip
    entry: Sealed


def check_reach(uow: UnitOfWork, request: Request, reader: TipReader, clues: Sequence[OldClue]) -> None:
    """Raise RosterFaultsError where clues concern the office and can't go past it, RefusalError where none can come."""
    recipients_for(uow, request, reader.body)
    past = [clue for clue in clues if _body(clue, reader) is not reader.body]
    try:
        if past:
            recipients_for(uow, request, Body.SUPERVISOR)
    except RefusalError as refusal:
        faults = [RosterFault(SHEET, clue.row, PAST, "old-clues-not-past") for clue in past]
        raise RosterFaultsError(faults) from refusal


async def sealed_clues(request: Request, clues: Sequence[OldClue]) -> list[SealedClue]:
    """Return the clues as they are stored. Of each a key is derived, which takes a third of a second."""

    def keys(uow: UnitOfWork) -> tuple[TipReader, dict[Body, tuple[str, ...]]]:
        _viewer, reader = request.tip_handler(uow)
        bodies = {_body(clue, reader) for clue in clues}
        return reader, {body: recipients_for(uow, request, body) for body in bodies}

    reader, sealed_to = await request.run(keys)
    found = []
    for clue in clues:
        derived = await request.house.receipts.derive_clue(clue.content)
        body = _body(clue, reader)
        found.append(_sealed(request, clue, body, derived, sealed_to[body]))
    return found


def bring_in(uow: UnitOfWork, request: Request, clues: Sequence[SealedClue]) -> BroughtIn:
    """Enter those that are not there yet, and tell their handlers once; raises RefusalError for who handles no tips.

    As where one is entered, the audit log has no entry of it (usecases/tips/enter_tip.py).
    """
    viewer, reader = request.tip_handler(uow)
    new = [clue for clue in clues if uow.tips.find_by_lookup(clue.tip.lookup) is None]
    for clue in new:
        number = uow.tips.add(clue.tip)
        by, to = viewer.person_id, clue.tip.sealed_to
        uow.tip_threads.add_step(number, TipStep(TipAct.IMPORTED, request.today, by))
        uow.tip_threads.add_step(number, TipStep(TipAct.ENTRY, request.today, by, None, clue.entry, to))
    for body in {clue.tip.body for clue in new}:
        letters = tip_letters(uow, body, request.today, {})
        uow.outbox.add_once([letter for letter in letters if letter.person_id != viewer.person_id])
    past = sum(clue.tip.body is not reader.body for clue in new)
    return BroughtIn(len(new), past, len(clues) - len(new))


def _body(clue: OldClue, reader: TipReader) -> Body:
    return Body.SUPERVISOR if clue.past else reader.body


def _sealed(
    request: Request, clue: OldClue, body: Body, keys: ReceiptKeys, sealed_to: Sequence[str]
) -> SealedClue:
    # Whoever opens it reads a paper: in the language of papers.
    before = [("原编号", clue.number), ("职务", clue.post), ("原处置情况", clue.outcome)]
    said = [f"{label}：{words}" for label, words in before if words]
    text = TipText(
        what="\n".join([*said, clue.summary]),
        area=clue.area,
        department=clue.department or None,
        person=clue.name or None,
    )
    entry = {"name": clue.name, "post": clue.post, "summary": clue.summary}
    tip = NewTip(
        body=body,
        lookup=keys.lookup,
        reply_recipient=recipient_of(keys.reply_identity()),
        received_on=clue.received_on,
        source=clue.source,
        area=clue.area,
        sealed_text=seal_tip(text, None, sealed_to).text,
        sealed_reporter=None,
        sealed_to=sealed_to,
        year=request.today.year,
    )
    return SealedClue(tip, seal_text(json.dumps(entry, ensure_ascii=False), sealed_to))
