"""The duty blocks of config.toml are taken over once, when the bot first starts with a table of its own for duties.

A new installation, of which nothing was ever asked, begins with what the catalogue has on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.duties.duties import Duty
from domain.duties.duty_block import DutyTerms
from domain.duties.set_duties import DutyPhase, DutySetting, same_data
from forms.duties.catalogue import catalogue, first_duties
from storage.unit_of_work import UnitOfWork

TAKEN = "duties_taken_over"
"""The setting that holds from where the duties were taken."""
OFFERED = "duties_offered"
"""The setting that holds that what a new installation has on was offered to the office of an older one."""
OF_CONFIG, OF_CATALOGUE, OF_BEFORE = "config", "catalogue", "before"
"""What it holds: blocks of a new installation, the catalogue, what an installation of before had."""


@dataclass(frozen=True, slots=True)
class WrittenDuty:
    """A block of config.toml: the terms that it comes to, and what stands there, as plain values."""

    terms: DutyTerms
    block: Mapping[str, Any]


def is_taken_over(uow: UnitOfWork) -> bool:
    """Tell whether config.toml's duties count no more."""
    return bool(uow.settings.find(TAKEN))


def take_over(uow: UnitOfWork, written: Mapping[str, WrittenDuty], *, with_asked: bool = True) -> bool:
    """Set the duties that are `written`, of none those of the catalogue; tell whether that was still to be done.

    `with_asked` says whether a new installation has those on about which the office is asked at set-up.
    """
    if is_taken_over(uow):
        return False
    if written or uow.duty_items.began_on() is not None:
        for duty_id, duty in written.items():
            uow.set_duties.put(DutySetting(duty_id, (DutyPhase(duty.terms),)), duty.block)
        uow.settings.put(TAKEN, OF_CONFIG if uow.duty_items.began_on() is None else OF_BEFORE)
        return True
    for duty_id, terms in first_duties(with_asked=with_asked).items():
        uow.set_duties.put(DutySetting(duty_id, (DutyPhase(terms),)))
    uow.settings.put(TAKEN, OF_CATALOGUE)
    return True


def duties_to_be(uow: UnitOfWork, written: Mapping[str, WrittenDuty]) -> dict[str, Duty]:
    """Return the duties by id, also before they were taken over: then as they are going to be."""
    if is_taken_over(uow):
        found = uow.set_duties.duties()
    elif written or uow.duty_items.began_on() is not None:
        found = {duty_id: duty.terms.called(duty_id) for duty_id, duty in written.items()}
    else:
        found = {duty_id: terms.called(duty_id) for duty_id, terms in first_duties().items()}
    return {**found, **uow.made_duties.duties()}


def ignored_edits(uow: UnitOfWork, written: Mapping[str, WrittenDuty]) -> list[str]:
    """Return the ids of those duties whose blocks in config.toml are others than were taken over: they do nothing.

    A block that was taken out is one, too, unless all were: they stand in the way of nobody.
    """
    if not is_taken_over(uow):
        return []
    taken = {duty_id: kept.taken_from for duty_id, kept in uow.set_duties.all().items()}
    changed = [
        duty_id
        for duty_id, duty in written.items()
        if (was := taken.get(duty_id)) is None or not same_data(was, duty.block)
    ]
    gone = [duty_id for duty_id, block in taken.items() if block is not None and duty_id not in written]
    return [*changed, *(gone if written else [])]


def not_offered(uow: UnitOfWork) -> list[str]:
    """Return which duties are to be offered to the office once: of those taken over, what the catalogue asks about."""
    if uow.settings.find(TAKEN) != OF_BEFORE or uow.settings.find(OFFERED) is not None:
        return []
    there = uow.set_duties.all()
    return [duty.id for duty in catalogue().values() if duty.is_asked and duty.id not in there]
