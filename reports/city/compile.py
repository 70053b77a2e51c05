"""A hospital's aggregates, compiled in its own database; the one place where a row becomes what may leave it.

Counted as in what the hospital's own committee and supervisor read (reports/digests/small_groups.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.city.aggregates import (
    Aggregates,
    DutyStand,
    NoticeReading,
    OpenCounts,
    OpenKind,
    RiskLevel,
    Stand,
    need_closed,
    told,
)
from domain.duties.duties import Duty
from domain.grades.grading import Grade, GradedKind
from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP
from forms.duties.catalogue import catalogue
from forms.fields import Form
from forms.library import FormLibrary
from reports.entry_facts import Ledgers, OpenEntries, entry_facts
from reports.totals import figure_specs, light_field, totals_of
from storage.owed import Owed
from storage.unit_of_work import UnitOfWork

MONTHS = 12
_KINDS = {"warnings": OpenKind.WARNING, "problems": OpenKind.PROBLEM, "measures": OpenKind.MEASURE}


@dataclass(frozen=True, slots=True)
class HospitalSite:
    """What a hospital's figures are read with: its own duties, forms and registers."""

    duties: Mapping[str, Duty]
    forms: FormLibrary
    ledgers: Ledgers


def hospital_aggregates(uow: UnitOfWork, site: HospitalSite, today: date) -> Aggregates:
    """Return what the organ may see of the hospital on `today`; an empty one for a hospital without a roster."""
    units = uow.rosters.units()
    if not units:
        return Aggregates(notices=_readings(uow))
    unit = units[0]
    facts = entry_facts(uow, site.ledgers, unit, today)
    periods = uow.grades.published_periods(unit)
    found = Aggregates(
        months=_months(uow, site, unit, today),
        duties=_duties(uow, site, unit, today),
        risks={RiskLevel(level): told(count) for level, count in facts.risks.items()},
        entries={_KINDS[name]: _open(entries) for name, entries in facts.open_entries().items()},
        grades=_grades(uow, unit, periods),
        graded=periods[0] if periods else "",
        notices=_readings(uow),
    )
    return need_closed(found, catalogue().keys())


def _months(uow: UnitOfWork, site: HospitalSite, unit: str, today: date) -> dict[str, Stand]:
    for duty in site.duties.values():
        if duty.id not in catalogue() or not duty.told_outside or duty.form_id not in site.forms:
            continue
        form = site.forms[duty.form_id]
        if light_field(form) is not None:
            periods = [period.period_id for period in uow.duty_items.periods(duty.id, MONTHS)]
            return _stands(uow, Owed(duty.id, periods, unit, today), form)
    return {}


def _duties(uow: UnitOfWork, site: HospitalSite, unit: str, today: date) -> dict[str, DutyStand]:
    found: dict[str, DutyStand] = {}
    for duty in site.duties.values():
        if duty.id not in catalogue() or not duty.told_outside:
            continue
        latest = uow.duty_items.periods(duty.id, 1)
        stands = _stands(uow, Owed(duty.id, [period.period_id for period in latest], unit, today), None)
        for period_id, stand in stands.items():
            found[duty.id] = DutyStand(period_id, stand)
    return found


def _stands(uow: UnitOfWork, owed: Owed, form: Form | None) -> dict[str, Stand]:
    """Return how each period stands; none of fewer than five grids, no lights of fewer than five reports."""
    light = None if form is None else light_field(form)
    specs = [
        spec
        for spec in (figure_specs(form, inside_groups=False) if form else ())
        if light is not None and spec.key == light.key
    ]
    sums: dict[str, Stand] = {}
    for row in uow.figures.by_branch(owed, specs) if owed.period_ids else ():
        counts = totals_of(specs, row)[light.key].counts if light else {}
        lights = {colour: counts.get(colour.value, 0) for colour in Light}
        new = Stand(row.due, row.on_time, row.late, row.missing, lights)
        sums[row.period_id] = _added(sums[row.period_id], new) if row.period_id in sums else new
    return {
        period: stand
        if stand.reported >= SMALLEST_GROUP and light
        else Stand(stand.due, stand.on_time, stand.late, stand.missing)
        for period, stand in sums.items()
        if stand.due >= SMALLEST_GROUP
    }


def _added(one: Stand, other: Stand) -> Stand:
    lights = {light: (one.lights or {})[light] + (other.lights or {})[light] for light in Light}
    return Stand(
        one.due + other.due,
        one.on_time + other.on_time,
        one.late + other.late,
        one.missing + other.missing,
        lights,
    )


def _open(entries: OpenEntries) -> OpenCounts:
    tells = entries.tells_overdue or not entries.overdue
    return OpenCounts(told(entries.open), told(entries.overdue) if tells else None)


def _grades(uow: UnitOfWork, unit: str, periods: Sequence[str]) -> dict[tuple[GradedKind, Grade], int | None]:
    if not periods:
        return {}
    counts = uow.grades.published_counts(unit, periods[0])
    return {key: told(count) for key, count in counts.items()}


def _readings(uow: UnitOfWork) -> Mapping[int, NoticeReading]:
    return uow.city_notices.readings()
