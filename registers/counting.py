"""What one entry adds to the figures of its register (docs/registers.md, `[[counts]]`). Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from domain.registers.entries import Entry, Figure
from forms.fields import FieldKind
from registers.language import Register, RegisterCount

FEN = 100
"""Sums of money are counted in hundredths of a yuan."""


def figures_of(register: Register, state: str, answers: Mapping[str, Any]) -> Counter[Figure]:
    """Return what an entry in `state` with these answers adds to which figures; not those to which it adds nothing."""
    found: Counter[Figure] = Counter()
    for count in register.counts:
        if count.states and state not in count.states:
            continue
        amount = _amount(register, count, answers)
        for value in _values(count, answers):
            found[Figure(register.id, count.id, value)] += amount
    return Counter({figure: amount for figure, amount in found.items() if amount})


def changed_by(before: Mapping[Figure, int], after: Mapping[Figure, int]) -> dict[Figure, int]:
    """Return by how much each figure changes; those that do not, left out."""
    return {
        figure: after.get(figure, 0) - before.get(figure, 0)
        for figure in {**before, **after}
        if after.get(figure, 0) != before.get(figure, 0)
    }


def recounted(register: Register, entries: Iterable[Entry]) -> Counter[Figure]:
    """Return what all `entries` of the register add up to."""
    total: Counter[Figure] = Counter()
    for entry in entries:
        total.update(figures_of(register, entry.standing.state, entry.answers))
    return total


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
