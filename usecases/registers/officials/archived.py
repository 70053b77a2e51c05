"""What registers have for a file (廉情档案): a grid's entries, or those with which an official has to do.

Source: docs/domain.md sections 5 and 6. What lies in the span says registers/spans.py.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.people.people import Role
from domain.registers.entries import Entry, EntryMove
from domain.registers.reaching import MadeOnce
from domain.time.clock import day_in_shanghai
from forms.fields import Field, FieldKind
from forms.steps import items
from forms.summary import say_answer, say_item
from registers.counting import as_of
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
_HOW = {True: "（扫码）", False: "（点击）", None: ""}
_CAME = "{}：{}人"


@dataclass(slots=True)
class _Found:
    """An entry, and what the official is to it; `in_groups`: a group names them.

    `made` is that they made its move that each makes once, `came` how many did, where it is asked.
    """

    entry: Entry
    who: list[str] = field(default_factory=list)
    in_groups: bool = False
    made: MadeOnce | None = None
    came: int | None = None


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
        told = _told(uow, wanted, register, found, histories.get(found.entry.id, ()))
        if told is not None:
            rows.append(told[0])
            states[told[1]] += 1
    labels = {state.id: state.label[_CHINESE] for state in register.states}
    standing = [(label, states[state]) for state, label in labels.items() if states[state]]
    return ArchivedRegister(
        register.title[_CHINESE], sorted(rows, key=lambda row: (row.on, row.number)), standing
    )


def _told(
    uow: UnitOfWork, wanted: EntriesWanted, register: Register, found: _Found, history: Sequence[EntryMove]
) -> tuple[ArchivedEntry, str] | None:
    """Return the row of an entry and in which state it stood then; None where it is not of this span, or not to read.

    That they were there, and what a group says of them, is theirs to know; what was written on its way only where they
    may read it.
    """
    reads, own = (
        _is_for_reader(uow, wanted, register, found.entry),
        wanted.viewer.person_id == wanted.person_id,
    )
    (first, last), made = wanted.days, found.made
    # What somebody is to an entry by more than their having been there makes it theirs as any other.
    then = within(register, found.entry, history, wanted.days) if found.who or made is None else None
    if then is not None and (reads or (own and found.in_groups)):
        row = _row(register, then, found)
    elif made is not None and (reads or own) and first <= (on := day_in_shanghai(made.made_at)) <= last:
        then = as_of(register, found.entry, history, last)
        row = replace(_row(register, then or found.entry, _Found(found.entry, made=made)), on=on)
    else:
        return None
    state = (then or found.entry).standing.state
    return (row if reads else replace(row, done="")), state


def _is_for_reader(uow: UnitOfWork, wanted: EntriesWanted, register: Register, entry: Entry) -> bool:
    return may_see(uow, look_at(uow, register, entry, wanted.today), wanted.viewer)


def _of_grid(uow: UnitOfWork, wanted: EntriesWanted, register: Register) -> dict[int, _Found]:
    found = uow.archived_entries.of_grid(wanted.unit_code, register.id, [wanted.grid_code])
    came = uow.made_once.counts([entry.id for entry in found], register.once.id) if register.once else None
    return {
        entry.id: _Found(entry, _names(register, entry), came=None if came is None else came.get(entry.id, 0))
        for entry in found
    }


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
    for entry, said in _named_in_groups(uow, wanted, register, number):
        named = found.setdefault(entry.id, _Found(entry))
        named.who.extend(said)
        named.in_groups = True
    for entry in _answered_for(uow, wanted, register, person_id):
        found.setdefault(entry.id, _Found(entry)).who.append(_BY_POST)
    for made in uow.made_once.of_person(wanted.unit_code, register.id, person_id) if register.once else ():
        for entry in uow.entries.find_many([made.entry_id]):
            found.setdefault(entry.id, _Found(entry)).made = made
    return dict(sorted(found.items()))


def _named_in_groups(
    uow: UnitOfWork, wanted: EntriesWanted, register: Register, number: str
) -> Iterator[tuple[Entry, list[str]]]:
    """Yield the entries whose groups name somebody (`named_in`), with what is said of them there."""
    if register.named_in:
        for entry in uow.archived_entries.naming(wanted.unit_code, register.id, number):
            if said := list(_said_in_groups(register, entry, number)):
                yield entry, said


def _said_in_groups(register: Register, entry: Entry, number: str) -> Iterator[str]:
    """Yield what is said of somebody in items of groups (`named_in`), behind who they are there: 成员：同意."""
    for key, member in register.named_in.items():
        group = register.form.field(key)
        label = next(field.label[_CHINESE] for field in group.fields if field.key == member)
        for item in items(group, entry.answers):
            if (item[member] or {}).get("staff_number") == number:
                said = _cut(say_item(group, {**item, member: None}, _CHINESE))
                yield f"{group.label[_CHINESE]}：{said}" if said else label


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


def _made(register: Register, made: MadeOnce) -> str:
    move = register.move(made.move_id)
    return f"{move.label[_CHINESE]}{_HOW[made.by_code]}"


def _row(register: Register, entry: Entry, found: _Found) -> ArchivedEntry:
    happened = happened_on(register, entry)
    move = register.once
    came = () if found.came is None or move is None else (_CAME.format(move.label[_CHINESE], found.came),)
    made = () if found.made is None else (_made(register, found.made),)
    state = next((state for state in register.states if state.id == entry.standing.state), None)
    return ArchivedEntry(
        number=entry.number or "",
        on=happened if happened is not None else day_in_shanghai(entry.opened_at),
        what=_what(register, entry),
        who="、".join((*found.who, *made)),
        done="\n".join((*came, *_done(register, entry))),
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
    return _cut(said)


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
