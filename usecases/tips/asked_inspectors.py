"""Which inspectors may be asked about a tip (协助核实, docs/domain.md section 4)."""

from datetime import date

from domain.tips.routing import Body
from storage.unit_of_work import UnitOfWork


def may_answer(uow: UnitOfWork, number: str, body: Body, day: date) -> dict[str, tuple[int, ...]]:
    """Return, by grid, the inspectors who may be asked about a tip of `body` and whom a message can reach."""
    kept_out = uow.tip_threads.recused(number)
    if body is not Body.OFFICE:
        kept_out |= uow.people.tip_handlers(Body.OFFICE, day)
    able = uow.people.reachable() - kept_out
    found = uow.people.inspectors(day)
    asked = {code: tuple(person for person in people if person in able) for code, people in found.items()}
    return {code: people for code, people in asked.items() if people}
