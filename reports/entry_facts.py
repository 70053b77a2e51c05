"""What registers add up to for digests and reports (docs/domain.md section 6): risks, warnings, rectification.

Figures are those that are kept with every move (storage/registers/entry_figures.py); a recount gives the same. How it
stood on a day that is past is found from how it stands: what was moved since is taken back, by its history.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.registers.entries import Entry, Figure
from domain.small_groups import SMALLEST_GROUP
from forms.fields import FieldKind, Form
from registers.clocks import IsWorking, clock_of, due_day
from registers.counting import as_of, figures_of
from registers.language import Register
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork

RISK_LEVELS: Final = ("a", "b", "c")
"""一级, 二级, 三级."""
_TOLD = ("risk", "warning", "problem", "measure")
Figures = Mapping[Figure, int]


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The registers in use, by id, and the working days that their clocks go by."""

    registers: Mapping[str, Register]
    is_working: IsWorking


@dataclass(frozen=True, slots=True)
class OpenEntries:
    """How many entries of a register are open, and how many of them were due before the day."""

    open: int
    overdue: int

    @property
    def tells_overdue(self) -> bool:
        """Whether outside level 1 it may be said how many are overdue: neither they nor the others are too few."""
        return all(
            count >= SMALLEST_GROUP or not count for count in (self.overdue, self.open - self.overdue)
        ) and (self.overdue > 0)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """How it stood with a unit's registers at the end of `day`; `risks` are those approved, by level."""

    day: date
    risks: Mapping[str, int]
    warnings: OpenEntries
    problems: OpenEntries
    measures: OpenEntries

    def open_entries(self) -> dict[str, OpenEntries]:
        """Return what may be overdue, by its name here."""
        return {"warnings": self.warnings, "problems": self.problems, "measures": self.measures}


@dataclass(frozen=True, slots=True)
class RegisterStanding:
    """The figures of registers that tell how it stands, as of a day, and how many open entries were overdue, by id."""

    figures: Figures
    overdue: Mapping[str, int]


def entry_facts(uow: UnitOfWork, ledgers: Ledgers, unit_code: str, day: date) -> EntryFacts:
    """Return how it stood with the registers of a unit at the end of `day` (in Shanghai), today's or an earlier one."""
    stood = standing_on(uow, ledgers, unit_code, day, _TOLD)

    def still_open(register_id: str) -> OpenEntries:
        return OpenEntries(figure_of(stood.figures, f"{register_id}.open"), stood.overdue.get(register_id, 0))

    return EntryFacts(
        day,
        {level: figure_of(stood.figures, f"risk.levels={level}") for level in RISK_LEVELS},
        still_open("warning"),
        still_open("problem"),
        still_open("measure"),
    )


def standing_on(
    uow: UnitOfWork, ledgers: Ledgers, unit_code: str, day: date, register_ids: Collection[str]
) -> RegisterStanding:
    """Return how a unit's entries of these registers stood at the end of `day`, today's or an earlier one."""
    registers = {key: ledgers.registers[key] for key in register_ids if key in ledgers.registers}
    figures: Counter[Figure] = Counter()
    for figure, number in uow.entry_figures.total(unit_code).items():
        if figure.register_id in registers and _tells_standing(registers[figure.register_id], figure):
            figures[figure] = number
    overdue = Counter({key: uow.entries.overdue(unit_code, key, day) for key in registers})
    for now, then in _moved_since(uow, registers, unit_code, day):
        register = registers[now.register_id]
        figures.subtract(_standing_figures(register, now))
        overdue[register.id] -= _is_overdue(now, now.standing.due_on, day)
        if then is not None:
            clock = clock_of(register, then.standing.state)
            due = (
                None
                if clock is None
                else due_day(clock, then.answers, then.standing.since, ledgers.is_working)
            )
            figures.update(_standing_figures(register, then))
            overdue[register.id] += _is_overdue(then, due, day)
    return RegisterStanding({figure: number for figure, number in figures.items() if number}, overdue)


def _moved_since(
    uow: UnitOfWork, registers: Mapping[str, Register], unit_code: str, day: date
) -> Iterator[tuple[Entry, Entry | None]]:
    """Yield each entry that was opened or moved after `day`, as it stands and as it stood; None where it did not."""
    moved = uow.entry_moves.moved_since(unit_code, list(registers), day + timedelta(days=1))
    for some in in_chunks(moved):
        histories = uow.entry_moves.of_entries(some)
        for entry in uow.entries.find_many(some):
            yield entry, as_of(registers[entry.register_id], entry, histories.get(entry.id, ()), day)


def _standing_figures(register: Register, entry: Entry) -> Counter[Figure]:
    found: Counter[Figure] = Counter()
    for counted, number in figures_of(register, entry).items():
        if _tells_standing(register, counted.figure):
            found[counted.figure] += number
    return found


def _tells_standing(register: Register, figure: Figure) -> bool:
    count = register.count(figure.count_id)
    return count is not None and not count.on


def _is_overdue(entry: Entry, due: date | None, day: date) -> bool:
    return entry.standing.is_open and due is not None and due < day


def figure_of(figures: Figures, counted: str) -> int:
    """Return a figure of a register's file, "register.count", or of one choice by which it is split: "risk.levels=a".

    All choices together where none is named; 0 where there is no such figure.
    """
    name, _, value = counted.partition("=")
    return sum(
        number
        for figure, number in figures.items()
        if f"{figure.register_id}.{figure.count_id}" == name and value in ("", figure.value)
    )


def counted_figures(uow: UnitOfWork, ledgers: Ledgers, form: Form, unit_code: str, day: date) -> Figures:
    """Return the figures that `form` names: what happened from 1 January to the month of `day`, how it stood on it."""
    ids = {field.counted.partition(".")[0] for field in form.fields if field.counted is not None}
    stood = standing_on(uow, ledgers, unit_code, day, ids).figures
    happened = uow.entry_figures.between(unit_code, f"{day.year}-01", day.isoformat()[: len("2026-01")])
    registers = ledgers.registers
    return {
        **stood,
        **{
            figure: number
            for figure, number in happened.items()
            if figure.register_id in registers and not _tells_standing(registers[figure.register_id], figure)
        },
    }


def counted_answers(form: Form, figures: Figures) -> dict[str, int | bool]:
    """Return the answers of `form` that registers give (`Field.counted`), without what they have nothing of."""
    found: dict[str, int | bool] = {}
    for field in form.fields:
        if field.counted is None:
            continue
        count = figure_of(figures, field.counted)
        if count:
            found[field.key] = True if field.kind is FieldKind.YES_NO else count
    return found
