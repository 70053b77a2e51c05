"""The figures that grades are made of, of every inspector, grid and the unit (docs/grades.md)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.duties.assessment import AssessedItem, Tally, tally_of
from domain.duties.standing import Standing, standing
from domain.registers.entries import Entry, EntryFilter
from domain.time.clock import begin_of_day, day_in_shanghai
from domain.time.periods import period_span
from forms.fields import FieldKind, Form
from registers.counting import figures_of
from registers.language import Register
from reports.digests.assessment import History, history
from storage.grades.graded_figures import GradedReport
from storage.unit_of_work import UnitOfWork
from usecases.site import OnSite

OF_DUTIES = ("expected", "reported", "on_time", "late", "missing", "returned")
GRIDS = ("grids.owing", "grids.complete")
_SUMMED = (FieldKind.WHOLE_NUMBER, FieldKind.GROUP)
_MONTH = len("2026-01")
Due = tuple[AssessedItem, Standing]


def known_figures(forms: Mapping[str, Form], registers: Mapping[str, Register]) -> frozenset[str]:
    """Return all figures that a grading file may ask for, in an installation with these forms and registers."""
    found = {f"duties.{name}" for name in OF_DUTIES} | set(GRIDS)
    for form_id, form in forms.items():
        for known in form.fields:
            if known.kind in _SUMMED and known.computed is None:
                found.add(f"forms.{form_id}.{known.key}")
    for register in registers.values():
        if register.past_level_one:
            continue
        found |= {
            f"registers.{register.id}.{count.id}" for count in register.counts if _counts(register, count.id)
        }
        if any(clock.due is not None for clock in register.clocks):
            found.add(f"overdue.{register.id}")
        if any(move.each_once for move in register.moves):
            found.add(f"attended.{register.id}")
    return frozenset(found)


def _counts(register: Register, count_id: str) -> bool:
    count = next(count for count in register.counts if count.id == count_id)
    is_money = count.sum_of is not None and register.form.field(count.sum_of).kind is FieldKind.MONEY
    return bool(count.on) and not is_money


@dataclass(slots=True)
class CountedFigures:
    """What is counted of one: its dues, its figures of everything else."""

    dues: list[Due] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)

    @property
    def tally(self) -> Tally:
        """How the dues stand together."""
        return tally_of(found for _item, found in self.dues)

    def all_figures(self) -> dict[str, int]:
        """Return all figures, those of the dues among them."""
        tally = self.tally
        grids: defaultdict[str, list[Standing]] = defaultdict(list)
        for item, found in self.dues:
            grids[item.grid_code].append(found)
        by_grid = [tally_of(standings) for standings in grids.values()]
        owing = [grid for grid in by_grid if grid.expected]
        return {
            **self.figures,
            "duties.expected": tally.expected,
            "duties.reported": tally.reported,
            "duties.on_time": tally.on_time,
            "duties.late": tally.late,
            "duties.missing": tally.missing,
            "grids.owing": len(owing),
            "grids.complete": sum(grid.missing == grid.open == 0 for grid in owing),
        }


@dataclass(slots=True)
class AllCounted:
    """Of every person, every grid, and of the unit as a whole; `answering` are the grids at which somebody did."""

    people: defaultdict[int, CountedFigures] = field(default_factory=lambda: defaultdict(CountedFigures))
    grids: defaultdict[str, CountedFigures] = field(default_factory=lambda: defaultdict(CountedFigures))
    unit: CountedFigures = field(default_factory=CountedFigures)
    answered_for: set[str] = field(default_factory=set)

    def of(self, person_ids: set[int], grid_code: str | None) -> Iterator[CountedFigures]:
        """Yield where something of these people and this grid counts: each of them, and the unit."""
        for person_id in person_ids:
            yield self.people[person_id]
        if grid_code is not None:
            yield self.grids[grid_code]
        yield self.unit


@dataclass(frozen=True, slots=True)
class GradedPeriod:
    """Which unit and period, as of which moment (aware); `figures` are those that are wanted."""

    unit_code: str
    period_id: str
    now: datetime
    figures: frozenset[str]

    @property
    def days(self) -> tuple[date, date]:
        """The first day of the period, and the last that is counted."""
        first, last = period_span(self.period_id)
        return first, min(last, day_in_shanghai(self.now))


def count_all(uow: UnitOfWork, site: OnSite, asked: GradedPeriod) -> AllCounted:
    """Return what is counted of everybody and every grid of the unit."""
    found = AllCounted()
    known = history(uow, site.duties, asked.period_id, day_in_shanghai(asked.now))
    _add_dues(uow, asked, known, found)
    for figure in sorted(asked.figures):
        kind, _, rest = figure.partition(".")
        register_id, _, count_id = rest.partition(".")
        register = site.registers.get(register_id)
        if register is not None and kind == "registers":
            _add_entries(uow, asked, register, count_id, found)
        elif register is not None and kind == "overdue":
            _add_overdue(uow, asked, register, found)
        elif register is not None and kind == "attended":
            _add_attended(uow, asked, register, found)
    return found


def _add_dues(uow: UnitOfWork, asked: GradedPeriod, known: History, found: AllCounted) -> None:
    """Add each item to its grid, to whoever answered for it on the due day, and to the unit; with what was filed."""
    today = day_in_shanghai(asked.now)
    filed = {
        (report.duty_id, report.period_id, report.grid_code): report
        for report in uow.graded_figures.reports(asked.unit_code, *asked.days, today)
    }
    fields = [figure.split(".") for figure in asked.figures if figure.startswith("forms.")]
    for item in known.items:
        if item.unit_code != asked.unit_code or item.duty_id not in known.roles or item.due_on > today:
            continue
        due = item, standing(item, asked.now)
        people = set(known.answering.people(item, known.roles[item.duty_id]))
        if people:
            found.answered_for.add(item.grid_code)
        report = filed.get((item.duty_id, item.period_id, item.grid_code))
        for counted in found.of(people, item.grid_code):
            counted.dues.append(due)
            if report is not None:
                _add_report(counted, report, fields)


def _add_report(counted: CountedFigures, report: GradedReport, fields: list[list[str]]) -> None:
    counted.figures["duties.returned"] += report.returned
    if not report.counts:
        return
    for kind, form_id, key in fields:
        if form_id == report.form_id:
            counted.figures[f"{kind}.{form_id}.{key}"] += int(report.answers.get(key) or 0)


def _entries(uow: UnitOfWork, asked: GradedPeriod, register: Register) -> Iterator[Entry]:
    return uow.entries.all_of(EntryFilter(register.id, asked.unit_code))


def _add_entries(
    uow: UnitOfWork, asked: GradedPeriod, register: Register, count_id: str, found: AllCounted
) -> None:
    """Add entries to their grid, and to who opened them; by the month of what is counted."""
    first, last = (day.isoformat()[:_MONTH] for day in asked.days)
    entries = list(_entries(uow, asked, register))
    histories = (
        uow.entry_moves.of_entries([entry.id for entry in entries]) if register.counts_by_history else {}
    )
    for entry in entries:
        figures = figures_of(register, entry, histories.get(entry.id, ()))
        amount = sum(
            many
            for (month, figure), many in figures.items()
            if figure.count_id == count_id and first <= month <= last
        )
        if amount:
            for counted in found.of({entry.people.opener_id}, entry.place.grid_code):
                counted.figures[f"registers.{register.id}.{count_id}"] += amount


def _add_overdue(uow: UnitOfWork, asked: GradedPeriod, register: Register, found: AllCounted) -> None:
    """Add entries whose day lay in the period and that were open after it: to their owner and their grid."""
    first, last = asked.days
    keys = [clock.due for clock in register.clocks if clock.due is not None]
    for entry in _entries(uow, asked, register):
        said = next((entry.answers[key] for key in keys if entry.answers.get(key)), None)
        if said is None:
            continue
        due_on = date.fromisoformat(said)
        until = day_in_shanghai(asked.now) if entry.standing.is_open else entry.standing.since
        if first <= due_on <= last and until > due_on:
            owner = entry.people.owner_id
            for counted in found.of(set() if owner is None else {owner}, entry.place.grid_code):
                counted.figures[f"overdue.{register.id}"] += 1


def _add_attended(uow: UnitOfWork, asked: GradedPeriod, register: Register, found: AllCounted) -> None:
    first, last = asked.days
    span = begin_of_day(first), begin_of_day(last + timedelta(days=1))
    for person_id, grid_code in uow.made_once.made_between(register.id, asked.unit_code, *span):
        for counted in found.of({person_id}, grid_code):
            counted.figures[f"attended.{register.id}"] += 1
