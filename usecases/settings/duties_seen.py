"""Duties as the office sees them: those that are on, and those of the catalogue that could be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.button_numbers import OLD_BUTTON
from domain.duties.duties import Occurrence
from domain.duties.duty_block import DutyTerms
from domain.duties.set_changes import DutyDay
from domain.duties.set_duties import DutySetting, at_once, next_due
from domain.errors import RefusalError
from forms.duties.catalogue import catalogue
from storage.unit_of_work import UnitOfWork
from usecases.settings.duties import DUE_SHOWN, grids_owing

_BETWEEN = re.compile(r"[\s,，、;；]+")
_NAMED = 60


@dataclass(frozen=True, slots=True)
class KnownDuty:
    """A duty that there is: its terms as they are, or as the catalogue has them; `setting` is None where never on."""

    id: str
    terms: DutyTerms
    setting: DutySetting | None = None

    @property
    def is_on(self) -> bool:
        """Whether it asks for anything."""
        return self.setting is not None and self.setting.is_on


@dataclass(frozen=True, slots=True)
class SeenDuty:
    """A duty with what falls due next, as it is or would be, and how many grids owe it."""

    known: KnownDuty
    terms: DutyTerms
    due: Sequence[Occurrence]
    grids: int


def known_duties(uow: UnitOfWork) -> list[KnownDuty]:
    """Return every duty: first those that are on, each part in its order."""
    found = {
        duty_id: KnownDuty(duty_id, kept.setting.terms, kept.setting)
        for duty_id, kept in uow.set_duties.all().items()
    }
    for duty in catalogue().values():
        found.setdefault(duty.id, KnownDuty(duty.id, duty.terms))
    return sorted(found.values(), key=lambda known: not known.is_on)


def find_known(uow: UnitOfWork, duty_id: str) -> KnownDuty:
    """Return one of them; raises RefusalError for a button that never existed."""
    found = {known.id: known for known in known_duties(uow)}.get(duty_id)
    if found is None:
        raise RefusalError(OLD_BUTTON)
    return found


def look_at(uow: UnitOfWork, duty_id: str, draft: DutyTerms | None, on: DutyDay) -> SeenDuty:
    """Return a duty as it is, or as it would be with the terms of a `draft`. Raises as `find_known`."""
    known = find_known(uow, duty_id)
    terms = draft or known.terms
    if known.setting is not None and known.is_on and draft is None:
        setting = known.setting
    else:
        setting = at_once(known.setting, duty_id, terms, on.today)
    asked = uow.set_items.asked(duty_id, on.today)
    due = next_due(setting.duty, asked, on.today, on.working_days)[:DUE_SHOWN]
    return SeenDuty(known, terms, due, len(grids_owing(setting.duty, uow.rosters.tree())))


def find_named_grids(uow: UnitOfWork, text: str) -> frozenset[str]:
    """Return what names the grids typed, by code, name or tag. Raises RefusalError (duties-set-no-such-grids)."""
    by_name: dict[str, str] = {}
    for grid in uow.rosters.tree():
        by_name |= {grid.code: grid.code, grid.name: grid.code, **{tag: tag for tag in grid.tags}}
    words = [word for word in _BETWEEN.split(text) if word]
    unknown = [word for word in words if word not in by_name]
    if unknown or not words:
        raise RefusalError("duties-set-no-such-grids", names="、".join(unknown)[:_NAMED])
    return frozenset(by_name[word] for word in words)
