"""What the wings of this room declare, found by walking them: nothing is listed anywhere else.

`LETTERS` of a module are the kinds of letters that it puts into words (reminders/letter_book.py). Its `STEPS` are
what it brings to the tick, by their place (reminders/tick.py says which are which).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules, walk_packages
from types import ModuleType

import reminders as room
from reminders.desk import Step
from reminders.letter_book import LetterBook, Wording
from storage.delivery.letters import LetterKind


def modules() -> Iterator[ModuleType]:
    """Yield the modules of all wings, by name."""
    for wing in iter_modules(room.__path__, f"{room.__name__}."):
        if wing.ispkg:
            package = import_module(wing.name)
            for found in walk_packages(package.__path__, f"{wing.name}."):
                yield import_module(found.name)


@cache
def letters() -> LetterBook:
    """Return all kinds of letters with their words, always the same book; raises ValueError for one worded twice."""
    found: dict[LetterKind, Wording] = {}
    for module in modules():
        for kind, wording in getattr(module, "LETTERS", {}).items():
            if kind.id in {known.id for known in found}:
                raise ValueError(f"{module.__name__}: letters of kind {kind.id} are worded elsewhere, too")
            found[kind] = wording
    return LetterBook(found)


@cache
def steps() -> Sequence[Step]:
    """Return the steps of a tick in their order; raises ValueError where two stand at one place."""
    found: dict[int, Step] = {}
    for module in modules():
        for place, step in getattr(module, "STEPS", {}).items():
            if place in found:
                raise ValueError(f"{module.__name__}: another step of the tick stands at place {place}")
            found[place] = step
    return tuple(found[place] for place in sorted(found))
