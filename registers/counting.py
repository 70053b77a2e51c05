"""What one entry adds to the figures of its register, and in which month (docs/registers.md, `[[counts]]`). Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar

from domain.registers.entries import Entry, EntryMove, Figure
from domain.time.clock import day_in_shanghai
from forms.fields import FieldKind
from registers.counts import OPENED, REACHED, Names, RegisterCount
from registers.language import Register
from registers.moves import answered_anew, in_this_version, still_said

FEN = 100
"""Sums of money are counted in hundredths of a yuan."""
_MONTH = len("2026-01")
Counted = TypeVar("Counted", bound=Hashable)


class MonthlyFigure(NamedTuple):
    """A figure, and the month "YYYY-MM" in which it counts."""

    month: str
    figure: Figure


def figures_of(register: Register, entry: Entry, history: Sequence[EntryMove] = ()) -> Counter[MonthlyFigure]:
    """Return what an entry, as it stands, adds to which figures; not those to which it adds nothing.

    `history` are its lines, the oldest first; it is looked at only where the register `counts_by_history`. What
    happened counts in its month; how it stands, in the month in which the entry was opened.
    """
    found: Counter[MonthlyFigure] = Counter()
    entry = replace(entry, answers=in_this_version(register, entry.answers))
    for count in register.counts:
        month = _month_of(count, entry, history) if _is_counted(count, entry) else None
        if month is None:
            continue
        amount = _amount(register, count, entry.answers)
        for value in _values(count, entry.answers):
            found[MonthlyFigure(month, Figure(register.id, count.id, value))] += amount
    return Counter({figure: amount for figure, amount in found.items() if amount})


def changed_by(before: Mapping[Counted, int], after: Mapping[Counted, int]) -> dict[Counted, int]:
    """Return by how much each figure changes; those that do not, left out."""
    return {
        figure: after.get(figure, 0) - before.get(figure, 0)
        for figure in {**before, **after}
        if after.get(figure, 0) != before.get(figure, 0)
    }


def as_of(register: Register, entry: Entry, history: Sequence[EntryMove], day: date) -> Entry | None:
    """Return how `entry` stood at the end of `day` (in Shanghai): state, since when, answers; None before its opening.

    Its grid, its people and its title are today's. The day on which it was due is left as it is.
    """
    standing, answers, changes = entry.standing, dict[str, Any](), 0
    for line in takewhile(lambda line: day_in_shanghai(line.moved_at) <= day, history):
        if line.move_id in {move.id for move in register.moves}:
            answers = still_said(register, register.move(line.move_id), line.target, answers)
        given = answered_anew(register, answers, in_this_version(register, line.answers))
        answers = {key: answer for key, answer in given.items() if answer is not None}
        if line.source != line.target:
            standing = replace(standing, state=line.target, since=day_in_shanghai(line.moved_at))
        changes += 1
    is_open = not any(state.id == standing.state and state.end for state in register.states)
    then = replace(entry, standing=replace(standing, is_open=is_open), answers=answers, changes=changes - 1)
    return then if changes else None


def recounted(
    register: Register, entries: Iterable[Entry], histories: Mapping[int, Sequence[EntryMove]]
) -> Counter[MonthlyFigure]:
    """Return what all `entries` of the register add up to; `histories` are by their ids."""
    total: Counter[MonthlyFigure] = Counter()
    for entry in entries:
        total.update(figures_of(register, entry, histories.get(entry.id, ())))
    return total


def _is_counted(count: RegisterCount, entry: Entry) -> bool:
    if count.states and entry.standing.state not in count.states:
        return False
    return not count.answered or any(_is_given(entry.answers.get(key)) for key in count.answered)


def _is_given(answer: Any) -> bool:
    # No file, no choice and a group of no item are no answer; nought and "no" are.
    return answer is not None and answer not in ("", [])


def _month_of(count: RegisterCount, entry: Entry, history: Sequence[EntryMove]) -> str | None:
    for day in count.on or (OPENED,):
        if day == OPENED:
            return day_in_shanghai(entry.opened_at).isoformat()[:_MONTH]
        found = _reached(count.states, history) if day == REACHED else entry.answers.get(day)
        if found is not None:
            return str(found)[:_MONTH]
    return None


def _reached(states: Names, history: Sequence[EntryMove]) -> str | None:
    """Return the day on which an entry last came into `states` from outside them; None where it never did."""
    came = [line.moved_at for line in history if line.target in states and line.source not in states]
    return day_in_shanghai(came[-1]).isoformat() if came else None


def _amount(register: Register, count: RegisterCount, answers: Mapping[str, Any]) -> int:
    if count.sum_of is None:
        return 1
    answer = answers.get(count.sum_of)
    if answer is None:
        return 0
    is_money = register.form.field(count.sum_of).kind is FieldKind.MONEY
    return int(Decimal(answer) * FEN) if is_money else int(answer)


def _values(count: RegisterCount, answers: Mapping[str, Any]) -> Iterable[str]:
    if count.split_by is None:
        return ("",)
    answer = answers.get(count.split_by)
    if answer is None:
        return ()
    if isinstance(answer, list):
        return [str(value) for value in answer]
    return (str(answer).lower() if isinstance(answer, bool) else str(answer),)
