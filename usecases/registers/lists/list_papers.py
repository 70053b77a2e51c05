"""Registers' lists as papers of 文书: made of all entries of a unit, filed by version and sent on as the others are."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from domain.errors import RefusalError
from domain.registers.entries import EntryFilter
from registers.language import PrintedList, Register
from registers.relations import Relation
from reports.registers.lists import ListAsked, list_document
from storage.unit_of_work import UnitOfWork
from usecases.registers.charts import flow_charts
from usecases.registers.printing import printed_entries
from usecases.wing_papers import PaperWanted, WingPaper

ELSEWHERE = frozenset({("risk", "level_list"), ("risk", "summary")})
"""Papers of their own (usecases/registers/risks/risk_papers.py)."""
LONGEST_ID = 40
"""What a button carries has room for so many characters of a paper's id."""


def list_papers(registers: Mapping[str, Register]) -> Iterator[WingPaper]:
    """Yield a paper for each list of the registers whose entries level 1 sees all of; none of what goes past it."""
    for register in registers.values():
        if register.past_level_one or not _is_seen_by_level_one(register):
            continue
        for printed in register.lists:
            paper_id = f"{register.id}.{printed.id}"
            if (register.id, printed.id) not in ELSEWHERE and len(paper_id) <= LONGEST_ID:
                yield WingPaper(
                    paper_id,
                    _maker(register.id, printed.id),
                    _there(register, printed),
                    title=printed.title,
                    is_filled_in=True,
                )


def _is_seen_by_level_one(register: Register) -> bool:
    return not {Relation.EVERYONE, Relation.LEVEL_ONE}.isdisjoint(register.seen.entries)


def _maker(register_id: str, list_id: str) -> Callable[[UnitOfWork, PaperWanted], Callable[[], bytes]]:
    def make(uow: UnitOfWork, wanted: PaperWanted) -> Callable[[], bytes]:
        register = wanted.registers.get(register_id)
        printed = next((known for known in register.lists if known.id == list_id), None) if register else None
        if register is None or printed is None:
            raise RefusalError("registers-no-longer")
        found = uow.entries.all_of(EntryFilter(register_id, wanted.unit.code, states=printed.states))
        entries = sorted(found, key=lambda entry: entry.id)
        if not entries:
            raise RefusalError("documents-register-empty")
        charts = flow_charts(uow, register, entries) if printed.flow_charts else []
        asked = ListAsked(
            wanted.registers, register, printed, wanted.unit.name, wanted.on, charts, wanted.facts
        )
        rows = printed_entries(uow, wanted.registers, entries)
        return lambda: list_document(asked, rows)

    return make


def _there(register: Register, printed: PrintedList) -> Callable[[UnitOfWork, str], Sequence[str]]:
    def there(uow: UnitOfWork, unit_code: str) -> Sequence[str]:
        return (
            [""] if uow.entries.count(EntryFilter(register.id, unit_code, states=printed.states), 1) else []
        )

    return there
