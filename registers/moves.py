"""Who may move an entry on (docs/domain.md section 5): pure; who somebody is to an entry is told, not looked up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.people.people import Rank
from registers.language import ApprovalChain, Register, RegisterMove
from registers.relations import OF_THE_CHAIN, Relation

COLUMNS = (
    *("n", "number", "state", "grid", "unit", "opened_by", "opened_on", "due", "reason"),
    *("review", "review_by", "review_on", "approval", "approval_by", "approval_on"),
)
"""What a list may show that is no field: who did what when, as the history has it."""
MOVE_COLUMNS = ("by", "on")
"""What it may show of a move, "sign.by": who made it last, and on which day."""


@dataclass(frozen=True, slots=True)
class EntryNow:
    """How it stands with an entry: its state, what was answered, and its chain (`chain_of`)."""

    state: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    chain: ApprovalChain | None = None


@dataclass(frozen=True, slots=True)
class MoverStanding:
    """What somebody is to one entry: their relations and roles, by the names that a register's file has for them.

    `is_own` tells that it is about them or that they answer for it, `is_opener` that they opened it. Whom a chain names
    is found from `who`: neither "reviewer" nor "approver" belongs in it.
    """

    who: frozenset[str]
    is_own: bool = False
    is_opener: bool = False


def chain_of(
    register: Register, answers: Mapping[str, Any], rank: Rank | None, owner_is: Collection[str] = ()
) -> ApprovalChain | None:
    """Return who reviews and approves an entry with these `answers`; None where the register has no chain for it.

    `rank` and `owner_is` (relations and roles) are those of the person whom it is about, if it is about one. Who would
    have to review their own entry is passed over: it goes to approval at once.
    """
    for chain in register.chains:
        if chain.rank in (None, rank) and _answered(chain.when, answers):
            return replace(chain, review=None) if chain.review in owner_is else chain
    return None


def possible_moves(register: Register, entry: EntryNow, mover: MoverStanding) -> tuple[RegisterMove, ...]:
    """Return what `mover` may do now with `entry`, in the order of the register's file.

    Nobody reviews or approves an entry that is theirs or that they opened, nor makes a move that is for others only.
    What each makes once is none of these: the entry stays as it is.
    """
    return tuple(
        move
        for move in register.moves
        if not move.each_once
        and entry.state in move.sources
        and is_there(move, entry)
        and _may_make(move, entry.chain, mover)
    )


def is_there(move: RegisterMove, entry: EntryNow) -> bool:
    """Tell whether entries as this one have that move at all."""
    if move.reviewed is not None:
        reviewed = None if entry.chain is None else entry.chain.review is not None
        if move.reviewed is not reviewed:
            return False
    return _answered(move.when, entry.answers)


def still_said(
    register: Register, move: RegisterMove, state: str, answers: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what of `answers` holds once `move` has led to `state`.

    What was said when an entry was reviewed or approved is void once it goes there anew, or is returned: it stays in
    the history alone.
    """
    of_chain = [known for known in register.moves if known.is_of_chain]
    anew = not move.is_of_chain and any(state in known.sources for known in of_chain)
    if not anew and not (move.is_of_chain and move.reason):
        return dict(answers)
    void = {key for known in of_chain for key in known.asked}
    return {key: value for key, value in answers.items() if key not in void}


def answered_anew(register: Register, answers: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` with those `given` now in their place; of a group given anew no earlier item is left."""
    groups = {field.key for field in register.form.fields if field.fields and field.key in given}
    kept = {path: value for path, value in answers.items() if not _is_item(path, groups)}
    return {**kept, **given}


def in_this_version(register: Register, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return `answers` as this version of the register keeps them.

    What an earlier version kept as one text where there is a group by now is its one item, of which nothing else is
    said (`was_text`).
    """
    texts = {key: answers[key] for key in register.was_text if isinstance(answers.get(key), str)}
    if not texts:
        return answers
    items = {f"{key}.1.{register.was_text[key]}": text for key, text in texts.items()}
    return {**answers, **dict.fromkeys(texts, 1), **items}


def persons_in_groups(register: Register, answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the persons in items of groups whom an entry with these `answers` concerns (`named_in`)."""
    found = []
    for key, member in register.named_in.items():
        count = answers.get(key) or 0
        people = (answers.get(f"{key}.{number}.{member}") for number in range(1, count + 1))
        found += [person for person in people if person]
    return found


def with_items(answers: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """Return of `answers` those to the fields `keys`, None where there is none, and the items of groups among them."""
    items = {path: value for path, value in answers.items() if _is_item(path, keys)}
    return {**{key: answers.get(key) for key in keys}, **items}


def _is_item(path: str, groups: Collection[str]) -> bool:
    group, _, item = path.partition(".")
    return bool(item) and group in groups


def asked_by(move: RegisterMove, chain: ApprovalChain | None) -> tuple[str, ...]:
    """Return the fields that `move` asks on the way of an entry with that `chain`."""
    acting = _named_by(move, chain)
    return (*move.asks, *(key for who, keys in move.asks_of.items() if who in acting for key in keys))


def _may_make(move: RegisterMove, chain: ApprovalChain | None, mover: MoverStanding) -> bool:
    if (mover.is_own and move.is_others_only) or (mover.is_opener and move.is_of_chain):
        return False
    return not _named_by(move, chain).isdisjoint(mover.who - OF_THE_CHAIN)


def _named_by(move: RegisterMove, chain: ApprovalChain | None) -> set[str]:
    """Return who makes `move`: whom it names itself, and whom the chain names in place of its own words."""
    named = {who for who in move.by if who not in OF_THE_CHAIN}
    if chain is not None:
        if chain.review is not None and Relation.REVIEWER in move.by:
            named.add(chain.review)
        if Relation.APPROVER in move.by:
            named.add(chain.approve)
    return named


def _answered(wanted: Mapping[str, bool | str], answers: Mapping[str, Any]) -> bool:
    return all(answers.get(key) == value for key, value in wanted.items())
