"""Entries that the clock opens: for whoever has entries of another register, once a person and period (`[[opens]]`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar

from pydantic import ConfigDict

from domain.time.cadences import Rule
from domain.time.periods import Period, period_of

STILL_OPENED_DAYS = 31
"""So long after the day that is due it is still opened, should the clock have stood still."""


@dataclass(frozen=True, slots=True)
class RegisterOpening:
    """For whom the clock opens entries: whoever `who` names first, of entries of the register `of` in `states`.

    Of these only such whose answers are among what `when` lists. `rule` (docs/duties.md) names the days that are due,
    one in each period of the kind `period`; it is opened `days_before`. `answers` are put into each entry; `period_in`,
    `due_in`, `entries_in` are the fields of the period, the day and what it is about, by number and title.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    of: str
    who: tuple[str, ...]
    rule: str
    period: Period
    period_in: str
    due_in: str
    entries_in: str
    days_before: int = 20
    states: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = empty(default_factory=dict)
    answers: Mapping[str, str] = empty(default_factory=dict)

    def is_about(self, answers: Mapping[str, Any]) -> bool:
        """Tell whether an entry with these answers is one of those."""
        return all(answers.get(key) in values for key, values in self.when.items())

    def due_now(self, today: date) -> Iterator[tuple[str, date]]:
        """Yield the periods, by id, that are to be opened on `today`, with the day that is due in each."""
        for year in (today.year - 1, today.year, today.year + 1):
            for due in _rule(self.rule).days(year):
                opens, ends = (due + timedelta(days=days) for days in (-self.days_before, STILL_OPENED_DAYS))
                if opens <= today <= ends:
                    yield period_of(due, self.period), due


def is_rule(text: str) -> bool:
    """Tell whether `text` is a recurrence rule that is read here."""
    try:
        Rule(text)
    except ValueError:
        return False
    return True


@cache
def _rule(text: str) -> Rule:
    return Rule(text)
