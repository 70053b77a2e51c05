"""An entry of the rectification ledger (整改台账) that a grade 不合格 opens (docs/domain.md section 6)."""

from typing import Any

from storage.unit_of_work import UnitOfWork
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover
from usecases.wing_rectifications import RectificationBy, RectificationWanted

REGISTER, SOURCE = "problem", "assessment"
_ASKED = ("source", "problem", "leader", "person", "deadline")


def open_rectification(
    uow: UnitOfWork, by: RectificationBy, wanted: RectificationWanted, problem: str
) -> int | None:
    """Open the entry and return its id; None where the register asks for anything else, or the grid is no more.

    Nobody is written to because of it: whoever answers for it is told with the grade, and reminded as of any entry.
    """
    register, place = by.site.registers.get(REGISTER), place_at(uow, wanted.grid_code)
    if register is None or place is None:
        return None
    required = {
        field.key
        for field in register.form.fields
        if field.required and field.key not in register.asked_later
    }
    if not required <= set(_ASKED) or not set(_ASKED) <= {field.key for field in register.form.fields}:
        return None
    answers = {
        "source": SOURCE,
        "problem": problem,
        "leader": _person(uow, wanted.leader_id),
        "person": _person(uow, wanted.person_id),
        "deadline": wanted.deadline.isoformat(),
    }
    opening = Opening(register, place, answers, is_told=False)
    return enter(uow, Mover(by.site, by.now, by.viewer), opening, by.viewer.person_id).id


def _person(uow: UnitOfWork, person_id: int) -> dict[str, Any]:
    known = uow.officials.known([person_id])[person_id]
    return {"staff_number": known.staff_number, "name": known.name, "post": known.post}
