"""What registers have for a file (廉情档案): a grid's entries, or those with which an official has to do.

Source: docs/domain.md sections 5 and 6. What lies in the span says registers/spans.py.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.people.people import Role
from domain.registers.entries import Entry
from domain.time.clock import day_in_shanghai
from forms.fields import Field, FieldKind
from forms.summary import say_answer
from registers.language import Register
from registers.spans import happened_on, within
from registers.waiting import role_of
from reports.documents.archived_entries import ArchivedEntry, ArchivedRegister
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import LookedAt, look_at
from usecases.registers.shown import answering_for, may_see
from usecases.wing_archives import EntriesWanted

LONGEST = 200
"""So many characters of what somebody wrote stand in a cell; of more it is shown that they go on."""
_CHINESE = "zh"
_TEXTS = (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT)
_OPENED, _BY_POST = "登记人", "按职务负责"


@dataclass(slots=True)
class _Found:
    """An entry, and what the official is to it."""

    entry: Entry
    who: list[str] = field(default_factory=list)


def archived_entries(uow: UnitOfWork, wanted: EntriesWanted) -> list[ArchivedRegister]:
    """Return the entries of each register that has any, in the order of the registers, an entry by its day.

    A file is level 1's paper, even one's own: what goes past level 1 stands in none.
    """
    registers = (register for register in wanted.registers.values() if not register.past_level_one)
    found = (_of_register(uow, wanted, register) for register in registers)
    return [archived for archived in found if archived.entries]


def _of_register(uow: UnitOfWork, wanted: EntriesWanted, register: Register) -> ArchivedRegister:
    theirs = (
        _of_grid(uow, wanted, register)
        if wanted.person_id is None
        else _of_person(uow, wanted, register, wanted.person_id)
    )
    histories = uow.entry_moves.of_entries(theirs)
    rows, states = [], Counter[str]()
    for found in theirs.values():
        then = within(register, found.entry, histories.get(found.entry.id, ()), wanted.days)
        if then is not None and _is_for_reader(uow, wanted, register, found.entry):
            rows.append(_row(register, then, found.who))
            states[then.standing.state] += 1
    labels = {state.id: state.label[_CHINESE] for state in register.states}
    standing = [(label, states[state]) for state, label in labels.items() if states[state]]
    return ArchivedRegister(
        register.title[_CHINESE], sorted(rows, key=lambda row: (row.on, row.number)), standing
    )


def _is_for_reader(uow: UnitOfWork, wanted: EntriesWanted, register: Register, entry: Entry) -> bool:
    return may_see(uow, look_at(uow, register, entry, wanted.today), wanted.viewer)


def _of_grid(uow: UnitOfWork, wanted: EntriesWanted, register: Register) -> dict[int, _Found]:
    found = uow.archived_entries.of_grid(wanted.unit_code, register.id, [wanted.grid_code])
    return {entry.id: _Found(entry, _names(register, entry)) for entry in found}


def _names(register: Register, entry: Entry) -> list[str]:
    """Return whom an entry concerns: its owner and to whom it was sent."""
    keys = (register.owner, register.addressee)
    named = [entry.answers[key]["name"] for key in keys if key and entry.answers.get(key)]
    return list(dict.fromkeys(named))


def _of_person(
    uow: UnitOfWork, wanted: EntriesWanted, register: Register, person_id: int
) -> dict[int, _Found]:
    number = uow.officials.known([person_id])[person_id].staff_number
    fields = _persons(register)
    theirs = uow.archived_entries.of_person(wanted.unit_code, register.id, (person_id, number), list(fields))
    found = {entry.id: _Found(entry, _relations(entry, person_id, number, fields)) for entry in theirs}
    for entry in _answered_for(uow, wanted, register, person_id):
        found.setdefault(entry.id, _Found(entry)).who.append(_BY_POST)
    return dict(sorted(found.items()))


def _persons(register: Register) -> Mapping[str, Field]:
    """Return the fields in which a register names a person, by key."""
    return {field.key: field for field in register.form.fields if field.kind is FieldKind.PERSON}


def _relations(entry: Entry, person_id: int, number: str, fields: Mapping[str, Field]) -> list[str]:
    """Return what somebody is to an entry, in the words of the fields in which they stand."""
    said = [
        field.label[_CHINESE]
        for key, field in fields.items()
        if (entry.answers.get(key) or {}).get("staff_number") == number
    ]
    people = entry.people
    nobodys = people.owner_id is None and people.addressee_id is None
    return said + ([_OPENED] if nobodys and people.opener_id == person_id else [])


def _answered_for(
    uow: UnitOfWork, wanted: EntriesWanted, register: Register, person_id: int
) -> Iterator[Entry]:
    """Yield the entries for which somebody answers by a post that they hold today (`[[responsible]]`)."""
    if not register.responsible:
        return
    held: dict[Role, list[str]] = {}
    for tenure in uow.assessments.tenures(wanted.today, wanted.today):
        if tenure.person_id == person_id:
            held.setdefault(tenure.role, []).append(tenure.grid_code)
    roles = {role for answering in register.responsible if (role := role_of(answering.who)) in held}
    codes = {code for role in roles for code in uow.rosters.below(held[role])}
    for entry in uow.archived_entries.of_grid(wanted.unit_code, register.id, sorted(codes)) if codes else ():
        if person_id in _holders(look_at(uow, register, entry, wanted.today)):
            yield entry


def _holders(found: LookedAt) -> set[int]:
    """Return who holds the post that answers for an entry; nobody where level 1 takes the place of nobody."""
    return {
        holder
        for post in answering_for(found)
        if post.role is not None and post.instead_of is None
        for holder in found.around.held.get((post.grid_code, post.role), ())
    }


def _row(register: Register, entry: Entry, who: Sequence[str]) -> ArchivedEntry:
    happened = happened_on(register, entry)
    state = next((state for state in register.states if state.id == entry.standing.state), None)
    return ArchivedEntry(
        number=entry.number or "",
        on=happened if happened is not None else day_in_shanghai(entry.opened_at),
        what=_what(register, entry),
        who="、".join(who),
        done="\n".join(_done(register, entry)),
        state=state.label[_CHINESE] if state is not None else entry.standing.state,
    )


def _what(register: Register, entry: Entry) -> str:
    """Return an entry's level, where it has one, and by what it is named, or else the first written at its opening."""
    level = _said(register, register.level, entry.answers)
    opening = [known for known in register.form.fields if _is_text(register, known, later=False)]
    named = sorted(opening, key=lambda known: known.key != register.named_by)
    written = next(
        (said for known in named if (said := _said(register, known.key, entry.answers))), entry.title
    )
    return "：".join(part for part in (level, written) if part)


def _done(register: Register, entry: Entry) -> Iterator[str]:
    """Yield what was written on an entry's way: answers, outcomes, opinions, each behind its name."""
    for known in register.form.fields:
        if _is_text(register, known, later=True):
            said = _said(register, known.key, entry.answers)
            if said:
                yield f"{known.label[_CHINESE]}：{said}"


def _is_text(register: Register, known: Field, *, later: bool) -> bool:
    return known.kind in _TEXTS and (known.key in register.asked_later) is later


def _said(register: Register, key: str | None, answers: Mapping[str, Any]) -> str:
    answer = answers.get(key) if key else None
    if key is None or answer is None:
        return ""
    said = say_answer(register.form.field(key), answer, _CHINESE)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
