"""Who reviewed and who approved an entry, read from its history alone (docs/domain.md section 5).

审核意见 and 审定意见 carry the words, the name and the day of whom the chain named; what nobody wrote stays empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.people.people import Role
from domain.registers.entries import EntryMove
from domain.time.clock import day_in_shanghai
from forms.fields import FieldKind
from registers.language import Register, RegisterMove
from registers.relations import OF_THE_CHAIN, Relation

_TEXTS = (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class Signature:
    """What somebody wrote when they reviewed or approved, who they were then, in which `role`, on which day (Shanghai).

    `meeting_on` is the day of the meeting that decided, where one was named.
    """

    words: str
    name: str
    post: str
    role: str
    signed_on: date
    meeting_on: date | None = None

    @property
    def signed_by(self) -> str:
        """The name that is printed: of 医院党委 its own, of everybody else theirs."""
        return self.role if self.role == Role.COMMITTEE else self.name

    @property
    def day(self) -> date | None:
        """The day that is printed: of 医院党委 that of its meeting, None where no meeting was named."""
        return self.meeting_on if self.role == Role.COMMITTEE else self.signed_on


@dataclass(frozen=True, slots=True)
class Signatures:
    """审核 and 审定, each None as long as nobody has signed."""

    review: Signature | None = None
    approval: Signature | None = None


NO_SIGNATURES = Signatures()


def signatures_of(register: Register, moves: Sequence[EntryMove]) -> Signatures:
    """Return what is signed of an entry with the history `moves`, first to last, as it stands now.

    Whoever the chain names signs by a move that asks for no reason; one that does returns the entry. What was signed is
    void once it is returned, or comes anew to where somebody signs, as a regraded one does.
    """
    known = {move.id: move for move in register.moves}
    signing = {move.id for move in register.moves if _is_of_the_chain(move) and not move.reason}
    waits_in = {state for move_id in signing for state in known[move_id].sources}
    found = NO_SIGNATURES
    for made in moves:
        move = known.get(made.move_id)
        if move is not None and move.id in signing:
            signature = _signature(register, move, made)
            is_review = Relation.REVIEWER in move.by
            found = Signatures(signature) if is_review else replace(found, approval=signature)
        elif made.source != made.target and (made.target in waits_in or _is_of_the_chain(move)):
            found = NO_SIGNATURES
    return found


@dataclass(frozen=True, slots=True)
class MadeMove:
    """Who made a move, by the name they had then, and on which day (Shanghai)."""

    name: str
    made_on: date


def made_moves(register: Register, moves: Sequence[EntryMove]) -> dict[str, MadeMove]:
    """Return who made each move last, by its id, of an entry with the history `moves`, first to last.

    Once the entry comes anew to where a move is made, it is not made yet. What is confidential is left out.
    """
    found: dict[str, MadeMove] = {}
    for made in moves:
        if made.source != made.target:
            anew = [move.id for move in register.moves if made.target in move.sources]
            found = {move_id: last for move_id, last in found.items() if move_id not in anew}
        if not register.is_confidential(made.move_id):
            found[made.move_id] = MadeMove(made.name, day_in_shanghai(made.moved_at))
    return found


def _is_of_the_chain(move: RegisterMove | None) -> bool:
    return move is not None and not OF_THE_CHAIN.isdisjoint(move.by)


def _signature(register: Register, move: RegisterMove, made: EntryMove) -> Signature:
    asked = [field for field in register.form.fields if field.key in move.asked]
    words = _first(made.answers.get(field.key) for field in asked if field.kind in _TEXTS)
    met_on = _first(made.answers.get(field.key) for field in asked if field.kind is FieldKind.DATE)
    return Signature(
        words=str(words or ""),
        name=made.name,
        post=made.post,
        role=made.acted_as,
        signed_on=day_in_shanghai(made.moved_at),
        meeting_on=date.fromisoformat(met_on) if met_on else None,
    )


def _first(answers: Iterable[Any]) -> Any:
    return next((answer for answer in answers if answer), None)
