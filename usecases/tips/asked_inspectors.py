"""Which inspectors may be asked about a tip (协助核实, docs/domain.md section 4)."""

from collections.abc import Iterable
from datetime import date

from domain.tips.routing import Body
from storage.unit_of_work import UnitOfWork
from usecases.tips.letters import TipOf


def may_answer(uow: UnitOfWork, tip: TipOf, codes: Iterable[str], day: date) -> dict[str, tuple[int, ...]]:
    """Return, by grid of `codes`, the inspectors who may be asked about `tip` and whom a message can reach."""
    kept_out = uow.tip_threads.recused(tip.number)
    if tip.body is not Body.OFFICE:
        kept_out |= uow.people.tip_handlers(Body.OFFICE, day)
    found = uow.people.inspectors(day, codes)
    able = uow.people.reachable({person for people in found.values() for person in people}) - kept_out
    asked = {code: tuple(person for person in people if person in able) for code, people in found.items()}
    return {code: people for code, people in asked.items() if people}
