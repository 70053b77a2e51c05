"""The half-year and yearly reports to the supervisor and the committee, from the tables (docs/domain.md section 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.duties.duties import Duty
from domain.people.grids import BRANCH_LEVEL, Grid
from domain.people.people import Role
from domain.reporting.documents import long_period_name, periods_within
from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP, shown_groups
from domain.time.periods import Period, period_a_year_before, period_parts, period_span
from domain.tips.figures import TipFigure
from forms.fields import AddsUp, Field, FieldKind, Form
from forms.sums import Total
from reports.documents.archived_grades import grade_figures
from reports.documents.register_figures import register_figures
from reports.documents.report import CommitteeReport, SupervisorReport
from reports.documents.report_parts import GroupLine, PeriodFacts, ReportFigure
from reports.entry_facts import Ledgers
from reports.known_figures import ABOUT_TIPS
from reports.tip_facts import figures_outside
from reports.totals import figure_specs, light_field, totals_of
from storage.owed import Owed
from storage.reporting.figure_values import BranchFigures, FiledAnswers, PageRange
from storage.unit_of_work import UnitOfWork

OTHER_BRANCHES = "其他党支部"
OTHER_MONTHS = "其他月份"
TOO_FEW_REPORTS = f"已报不足{SMALLEST_GROUP}份，不列合计。"
PROBLEM_GROUPS = frozenset({"tendencies", "problems"})
"""The groups of forms whose items are problems, and nobody's particulars (forms/*.toml)."""
SUGGESTIONS_PRINTED = PageRange(40)
_CLUES = ((TipFigure.RECEIVED, "收到问题线索"), (TipFigure.ACCEPTED, "受理"), (TipFigure.CLOSED, "办结"))
Forms = Mapping[str, Form]


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What a report is made of: of a unit's half-year or year `period_id`, made on the day `on`.

    `duty` is the monthly one that the report adds up, `hearings` are the duties that are held face to face. `ledgers`
    are the registers whose figures it tells.
    """

    unit: Grid
    period_id: str
    duty: Duty
    form: Form
    hearings: Sequence[tuple[Duty, Form]]
    on: date
    ledgers: Ledgers

    def owed(self, duty: Duty, period_ids: Sequence[str]) -> Owed:
        """Return what the unit owed of a duty in some periods, as it stands on the day of the report."""
        return Owed(duty.id, period_ids, self.unit.code, self.on)


def compile_supervisor_report(uow: UnitOfWork, asked: ReportAsked) -> SupervisorReport:
    """Return the report to 驻组; no person in it, and no group of fewer than five grids."""
    return SupervisorReport(
        unit=asked.unit.name,
        addressee=Role.SUPERVISOR.value,
        period_name=long_period_name(asked.period_id),
        facts=_facts(uow, asked),
        signed_by=asked.unit.name,
        signed_on=asked.on,
        clues=_clues(uow, asked),
    )


def compile_committee_report(uow: UnitOfWork, asked: ReportAsked) -> CommitteeReport:
    """Return the report to 医院党委; no person and no grid in it, and no group of fewer than five grids."""
    keys = [field.key for field in asked.form.fields if _is_listed_text(field)]
    periods = _periods(asked)
    found: list[FiledAnswers] = []
    if keys:
        found = uow.figures.texts(asked.owed(asked.duty, periods), keys, SUGGESTIONS_PRINTED)
    return CommitteeReport(
        unit=asked.unit.name,
        addressee=Role.COMMITTEE.value,
        period_name=long_period_name(asked.period_id),
        facts=_facts(uow, asked),
        signed_by=Role.OFFICE.value,
        signed_on=asked.on,
        suggestions=[str(report.answers[key]) for report in found for key in keys if report.answers.get(key)],
    )


def _is_listed_text(field: Field) -> bool:
    return field.adds_up is AddsUp.LIST and field.kind is not FieldKind.GROUP


def _periods(asked: ReportAsked) -> list[str]:
    """Return the duty's periods that lie in the one asked for, of every kind by which it asked."""
    return _periods_of(asked.duty, asked.period_id)


def _periods_of(duty: Duty, period_id: str) -> list[str]:
    first, last = period_span(period_id)
    return [period for kind in sorted(duty.period_kinds) for period in periods_within(kind, first, last)]


def _facts(uow: UnitOfWork, asked: ReportAsked) -> PeriodFacts:
    periods = _periods(asked)
    specs = figure_specs(asked.form, inside_groups=False)
    every = uow.figures.by_branch(asked.owed(asked.duty, periods), specs)
    rows = [row for row in every if row.due_on <= asked.on]  # what is not due yet is nobody's arrears
    before = uow.figures.by_branch(
        asked.owed(asked.duty, [period_a_year_before(period) for period in periods]), specs
    )
    light = light_field(asked.form)
    now = _totals(asked.form, rows)
    then = _totals(asked.form, before) if _are_told(before) else None
    tree = [grid for grid in uow.rosters.tree().subtree(asked.unit.code) if grid.level >= BRANCH_LEVEL]
    branches = sum(grid.level == BRANCH_LEVEL for grid in tree)
    here = uow.people.inspectors(asked.on, [grid.code for grid in tree])
    registers = register_figures(uow, asked.ledgers, asked.unit.code, asked.period_id, asked.on)
    problems, note = _problems(uow, asked, periods, now) if _are_told(rows) else ([], TOO_FEW_REPORTS)
    return PeriodFacts(
        branches=branches,
        departments=len(tree) - branches,
        inspectors=len({person for grid in tree for person in here.get(grid.code, ())}),
        all=_line(asked.unit.name, rows, light if _are_told(rows) else None),
        by_month=_by_month(rows, light),
        by_branch=_by_branch(uow, rows, light),
        figures=_figures(asked.form, now, then) if _are_told(rows) else [],
        problems=problems,
        problems_note=note,
        risks=registers.risks,
        warnings=registers.warnings,
        rectifications=registers.rectifications,
        hearings=_hearings(uow, asked),
        grades=grade_figures(uow, asked.unit.code, asked.period_id),
    )


def _totals(form: Form, rows: Iterable[BranchFigures]) -> dict[str, Total]:
    specs = figure_specs(form, inside_groups=False)
    sums: dict[str, Total] = {spec.key: Total() for spec in specs}
    for row in rows:
        for key, total in totals_of(specs, row).items():
            sums[key] += total
    return sums


def _are_told(rows: Iterable[BranchFigures]) -> bool:
    """Tell whether lights and sums leave level 1, as a digest's do (reports/digests/small_groups.py)."""
    return sum(row.on_time + row.late for row in rows) >= SMALLEST_GROUP


def _figures(form: Form, now: Mapping[str, Total], then: Mapping[str, Total] | None) -> list[ReportFigure]:
    """Return the sums that leave level 1: not how many tips were forwarded, nor a small number of tendencies."""
    found = []
    for field in form.fields:
        if _is_listed_group(field):
            if 0 < now[field.key].figure < SMALLEST_GROUP:
                continue
            few_then = then is not None and 0 < then[field.key].figure < SMALLEST_GROUP
            found.append(_figure(field, now, None if few_then else then))
        elif field.adds_up is AddsUp.SUM and field.computed != ABOUT_TIPS:
            found.append(_figure(field, now, then))
    return found


def _is_listed_group(field: Field) -> bool:
    return field.kind is FieldKind.GROUP and field.adds_up is AddsUp.LIST


def _figure(field: Field, now: Mapping[str, Total], then: Mapping[str, Total] | None) -> ReportFigure:
    unit = field.unit["zh"] if field.unit else ""
    year_ago = None if then is None else then[field.key].figure
    return ReportFigure(field.label["zh"], unit, now[field.key].figure, year_ago)


def _line(name: str, rows: Iterable[BranchFigures], light: Field | None) -> GroupLine:
    some = list(rows)
    lights = {
        colour: sum(row.choices[light.key][colour.value] for row in some) if light else 0 for colour in Light
    }
    return GroupLine(
        name,
        sum(row.on_time for row in some),
        sum(row.late for row in some),
        sum(row.missing for row in some),
        lights[Light.GREEN],
        lights[Light.YELLOW],
        lights[Light.RED],
    )


def _by_month(rows: Sequence[BranchFigures], light: Field | None) -> list[GroupLine]:
    """Return a line a month; those of which fewer than five reports would tell the lights stand together.

    None where not all was reported by the month: the lines would not add up to the whole.
    """
    if any(period_parts(row.period_id).kind is not Period.MONTH for row in rows):
        return []
    of_month: dict[str, list[BranchFigures]] = {}
    for row in sorted(rows, key=lambda row: row.period_id):
        of_month.setdefault(row.period_id, []).append(row)
    reported = {month: sum(row.on_time + row.late for row in some) for month, some in of_month.items()}
    if sum(reported.values()) < SMALLEST_GROUP:
        return []
    _alone, small = shown_groups({month: count for month, count in reported.items() if count})
    lines = [
        _line(f"{period_parts(month).number}月", some, light)
        for month, some in of_month.items()
        if month not in small
    ]
    rest = [row for month in small for row in of_month[month]]
    return [*lines, _line(OTHER_MONTHS, rest, light)] if rest else lines


def _by_branch(uow: UnitOfWork, rows: Sequence[BranchFigures], light: Field | None) -> list[GroupLine]:
    """Return a line a branch, none of fewer than five grids or reports; no lines in a unit that is so small itself."""
    of_branch: dict[str, list[BranchFigures]] = {}
    for row in sorted(rows, key=lambda row: row.branch_code):
        of_branch.setdefault(row.branch_code, []).append(row)
    sizes = {
        code: min(*(row.due for row in some), sum(row.on_time + row.late for row in some))
        for code, some in of_branch.items()
    }
    if sum(sizes.values()) < SMALLEST_GROUP:
        return []
    alone, small = shown_groups(sizes)
    names = uow.rosters.known(alone)
    lines = [_line(names[code].name, of_branch[code], light) for code in alone]
    rest = [row for code in small for row in of_branch[code]]
    return [*lines, _line(OTHER_BRANCHES, rest, light)] if rest else lines


def _problems(
    uow: UnitOfWork, asked: ReportAsked, periods: Sequence[str], now: Mapping[str, Total]
) -> tuple[list[str], str]:
    """Return how many items of groups there were of each choice, as 医疗服务：8项; words of inspectors stay inside.

    Choices of fewer than five stand together; where even these are fewer, a sentence says that they are not listed.
    `now` are the sums of the period: without any item another sentence says so, by the form's label.
    """
    groups = [field for field in asked.form.fields if _is_listed_group(field) and field.key in PROBLEM_GROUPS]
    keys = {f"{group.key}.{field.key}": group for group in groups for field in group.fields}
    specs = [
        figure
        for figure in figure_specs(asked.form, inside_groups=True)
        if figure.choices and figure.key in keys
    ]
    rows = uow.figures.by_branch(asked.owed(asked.duty, periods), specs) if specs else []
    lines, notes = [], []
    for spec in specs:
        field = asked.form.field(spec.key)
        labels = {choice.value: choice.label["zh"] for choice in field.choices}
        counted = {value: sum(row.choices[spec.key][value] for row in rows) for value in labels}
        alone, small = shown_groups({value: count for value, count in counted.items() if count})
        lines += [f"{labels[value]}：{counted[value]}项。" for value in alone]
        rest = sum(counted[value] for value in small)
        if rest >= SMALLEST_GROUP:
            lines.append(f"其他：{rest}项。")
        elif rest:
            notes.append(f"{keys[spec.key].label['zh']}不足{SMALLEST_GROUP}项，不列明细。")
    if groups and not (lines or notes or any(now[group.key].figure for group in groups)):
        notes.append(f"本期各网格报告中没有{'、'.join(group.label['zh'] for group in groups)}。")
    return lines, "".join(notes)


def _hearings(uow: UnitOfWork, asked: ReportAsked) -> list[ReportFigure]:
    """Return how many face-to-face reports there were in the period, those whose records say 到场."""
    found = []
    for duty, form in asked.hearings:
        periods = _periods_of(duty, asked.period_id)
        specs = [spec for spec in figure_specs(form, inside_groups=False) if spec.kind == "yes"]
        rows: list[BranchFigures] = []
        if specs and periods:
            rows = uow.figures.by_branch(asked.owed(duty, periods), specs)
        if rows:
            held: Any = sum(row.sums[specs[0].key] for row in rows)
            found.append(ReportFigure(_hearing_words(duty), "次", held))
    return found


def _hearing_words(duty: Duty) -> str:
    """Return who reports to whom: supervisor and committee choose a slot to hear the unit, others report themselves."""
    roles = "、".join(sorted(role.value for role in duty.roles))
    return f"向{roles}当面报告" if duty.is_heard_by_roles else f"{roles}当面报告"


def _clues(uow: UnitOfWork, asked: ReportAsked) -> list[ReportFigure]:
    """Return the office's tips of the year to the end of the period, if that is over; small counts are left out."""
    last = period_span(asked.period_id)[1]
    if last >= asked.on.replace(day=1):
        return []
    shown = figures_outside(uow, last + timedelta(days=1))
    counted = ((f"本年累计{words}", shown.count(figure)) for figure, words in _CLUES)
    return [ReportFigure(words, "件", count) for words, count in counted if count is not None]
