"""Whom a poll is about, and below which grid it asks: found by what was typed, or by a button."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.button_numbers import read_number
from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.polls.polls import PollPlan, PollSubject
from forms.polls.language import About
from storage.unit_of_work import UnitOfWork
from usecases.polls.making import OUTDATED, person_subject

WORDS_MOST = 12
"""So many names are looked for in one message."""
_REF_CHARACTERS = 12


def words_of(text: str) -> list[str]:
    """Return the names that were typed, one or several with blanks, commas or lines between."""
    for sign in "，,、;；":
        text = text.replace(sign, " ")
    return text.split()[:WORDS_MOST]


def grids_of(uow: UnitOfWork, unit_code: str) -> list[Grid]:
    """Return the unit and all that hangs below it."""
    return uow.rosters.tree().subtree(unit_code)


def grids_named(grids: Iterable[Grid], words: str) -> list[Grid]:
    """Return the grids of exactly this name, or else those in whose name it is."""
    known = list(grids)
    exact = [grid for grid in known if grid.name == words]
    return exact or [grid for grid in known if words in grid.name]


def find_subjects(
    uow: UnitOfWork, unit_code: str, about: About, words: str, limit: int
) -> tuple[Sequence[PollSubject], int]:
    """Return up to `limit` whom the words mean, and how many they mean."""
    if about is About.GRID:
        found = grids_named(grids_of(uow, unit_code)[1:], words)
        return [grid_subject(grid) for grid in found[:limit]], len(found)
    officials, many = uow.officials.search(unit_code, words, limit)
    return [person_subject(each.person_id, each.name, each.post) for each in officials], many


def find_subject(uow: UnitOfWork, unit_code: str, about: About, ref: str) -> PollSubject:
    """Return whom a button means; raises RefusalError for nobody of the unit."""
    found: PollSubject | None = None
    if about is About.GRID:
        below = map(grid_subject, grids_of(uow, unit_code)[1:])
        found = next((subject for subject in below if subject.ref == ref), None)
    elif (official := uow.officials.find(unit_code, read_number(ref[1:]))) is not None:
        found = person_subject(official.person_id, official.name, official.post)
    if found is None:
        raise RefusalError(OUTDATED)
    return found


def grid_subject(grid: Grid) -> PollSubject:
    """Return a grid as one that a poll is about; a grid's code may be too long for a button."""
    return PollSubject(grid.name, f"g{hashlib.sha256(grid.code.encode()).hexdigest()[:_REF_CHARACTERS]}")


def with_subjects(plan: PollPlan, more: Iterable[PollSubject]) -> PollPlan:
    """Return the plan about these as well, each once."""
    known = {subject.ref: subject for subject in (*plan.subjects, *more)}
    return replace(plan, subjects=tuple(known.values()))


def toggled(plan: PollPlan, subject: PollSubject) -> PollPlan:
    """Return the plan about this one as well, or no more about it."""
    left = tuple(known for known in plan.subjects if known.ref != subject.ref)
    return replace(plan, subjects=left) if len(left) < len(plan.subjects) else with_subjects(plan, [subject])
