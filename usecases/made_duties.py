"""Duties are made, changed and ended at run time: nothing that was asked for is lost, and nothing asked twice."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.duties.duty_block import DutyTerms
from domain.duties.made import check_change, made_id, moves_of
from domain.errors import RefusalError
from storage.audit import AuditEntry, subject_of
from storage.duties.made_duties import MadeDuty
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

MADE, CHANGED, ENDED = "duty_made", "duty_changed", "duty_ended"


def make_duty(
    uow: UnitOfWork, request: Request, terms: DutyTerms, starts_on: date, made_for: str = ""
) -> int:
    """Make a duty of the unit that whoever is acting runs; return its number.

    It is limited to the grids of the unit where `terms` name none. Raises ValueError for terms that no duty has.
    """
    viewer, unit_code = request.level_one(uow)
    within = terms.model_copy(update={"grids": terms.grids or frozenset({unit_code})})
    made_duty = MadeDuty(0, unit_code, within, made_for, starts_on)
    _ = made_duty.duty
    number = uow.made_duties.add(made_duty, viewer.person_id, request.now)
    _note(uow, request, viewer.person_id, MADE, number)
    # From today on, so that nothing is asked of it that fell due before anybody could know.
    uow.duty_items.start([made_id(number)], request.today)
    return number


def change_duty(uow: UnitOfWork, request: Request, made: MadeDuty, terms: DutyTerms, starts_on: date) -> bool:
    """Put other terms in the place of a duty's; tell whether they are others.

    Raises RefusalError as `check_change`.
    """
    viewer, _unit_code = request.level_one(uow)
    if terms == made.terms and starts_on == made.starts_on:
        return False
    old, duty_id = made.duty, made_id(made.number)
    new = terms.called(duty_id)
    check_change(old, new, request.today)
    uow.made_duties.change(made.number, terms, starts_on, request.now)
    asked = uow.made_duties.periods_asked(duty_id)
    uow.made_duties.move(duty_id, moves_of(new, asked, request.calendar(uow), request.today))
    _note(uow, request, viewer.person_id, CHANGED, made.number)
    return True


def end_duties(uow: UnitOfWork, request: Request, numbers: Sequence[int], reason: str) -> int:
    """End duties: they ask for nothing new, and whoever has not reported is excused; return of how many.

    Raises RefusalError (duties-made-no-reason) without a reason.
    """
    viewer, _unit_code = request.level_one(uow)
    if not reason:
        raise RefusalError("duties-made-no-reason")
    uow.made_duties.end(numbers, request.today)
    excused = _excuse(uow, request, numbers, reason)
    for number in numbers:
        _note(uow, request, viewer.person_id, ENDED, number)
    return excused


def _excuse(uow: UnitOfWork, request: Request, numbers: Iterable[int], reason: str) -> int:
    viewer = request.viewer(uow)
    return sum(
        uow.duty_items.exempt(item_id, reason, viewer.person_id, request.now)
        for items in uow.made_duties.items(numbers).values()
        for item_id in items
    )


def _note(uow: UnitOfWork, request: Request, person_id: int, act: str, number: int) -> None:
    uow.audit.add(AuditEntry(request.now, person_id, act, subject_of("duty", made_id(number))))
