"""A recount of figures in plain Python, over the rows as they were written; it shares no code with what it recounts."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, select

from forms.sums import add_up
from reports.digests.digest import Digest, DutyForm, PeriodCounts, UnitPeriod, compile_digest, together
from reports.digests.lists import listed_groups, listed_texts
from reports.totals import figure_specs, totals_of
from storage.owed import Owed
from storage.reporting.figure_values import BranchFigures, PageRange
from storage.tables import duty_items, reviews, submissions
from storage.unit_of_work import UnitOfWork
from tests.storage.reporting.made_up_units import (
    DUTY,
    ENDS_ON,
    KINDS,
    LIGHTS,
    PERIODS,
    MadeUpUnits,
    made_up_form,
)

FORM = made_up_form()
SPECS = [*figure_specs(FORM, inside_groups=False), *figure_specs(FORM, inside_groups=True)]
EVERY = PageRange(1000)
Rows = list[dict[str, Any]]


@contextmanager
def lived(engine: Engine, dice: random.Random) -> Iterator[tuple[UnitOfWork, MadeUpUnits, Rows]]:
    """Let made-up units live through a quarter; what they left is gone afterwards."""
    with engine.connect() as connection, connection.begin() as transaction:
        uow = UnitOfWork(connection)
        units = MadeUpUnits(uow, dice)
        units.live()
        query = select(
            duty_items,
            submissions.c.answers,
            submissions.c.zero,
            submissions.c.review_state,
            submissions.c.id.label("report"),
        )
        found = connection.execute(
            query.outerjoin(submissions, submissions.c.item_id == duty_items.c.id)
            .where(duty_items.c.period_id.in_(PERIODS))
            .order_by(duty_items.c.id)
        )
        rows = [dict(row) for row in found.mappings()]
        last = connection.execute(
            select(reviews.c.submission_id, reviews.c.reviewed_at).order_by(reviews.c.id)
        )
        reviewed_at = dict(map(tuple, last))
        for row in rows:
            row["reviewed_at"] = reviewed_at.get(row["report"])
        yield uow, units, rows
        transaction.rollback()


def owed(unit_code: str, today: date = ENDS_ON, period_ids: Sequence[str] = PERIODS) -> Owed:
    return Owed(DUTY.id, period_ids, unit_code, today)


def hung(units: MadeUpUnits, row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the unit and the branch that a grid hung in when it owed: where it last was until its item closed."""
    tree = [grids for day, grids in units.hung if day <= row["closes_on"] and row["grid_code"] in grids][-1]
    line = [tree[row["grid_code"]]]
    while line[-1].parent_code is not None:
        line.append(tree[line[-1].parent_code])
    return line[-1].code, line[-2].code if len(line) > 1 else line[-1].code


def came_back(row: Mapping[str, Any]) -> bool:
    """Tell whether a report was returned by its closing day, and is not corrected."""
    at: datetime | None = row["reviewed_at"]
    closes_on: date = row["closes_on"]
    return (
        row["review_state"] == "returned" and at is not None and (at + timedelta(hours=8)).date() <= closes_on
    )


def as_of(rows: Rows, today: date) -> Rows:
    """Return the rows as they count on a day: what came back and was not corrected counts as not filed, once closed."""
    unfiled = dict.fromkeys(("submitted_at", "answers", "zero"))
    return [
        {**row, **unfiled, "uncorrected": True} if came_back(row) and row["closes_on"] < today else row
        for row in rows
    ]


def is_on_time(row: Mapping[str, Any]) -> bool:
    at: datetime | None = row["submitted_at"]
    if at is None:
        return False
    day: date = row["due_on"]
    return (at + timedelta(hours=8)).date() <= day


def counted(rows: Rows) -> dict[str, Any]:
    """Count a branch's period over again."""
    due = [row for row in rows if row["exempt_reason"] is None]
    answers = [row["answers"] for row in due if row["answers"] is not None]
    return {
        "due": len(due),
        "on_time": sum(map(is_on_time, due)),
        "late": sum(row["submitted_at"] is not None and not is_on_time(row) for row in due),
        "missing": sum(row["submitted_at"] is None for row in due),
        "uncorrected": sum("uncorrected" in row for row in due),
        "exempt": sum(row["exempt_reason"] is not None for row in rows),
        "zero": sum(bool(row["zero"]) for row in due),
        **summed(answers),
    }


def summed(answers: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up the answers of a branch's period over again."""

    def given_to(key: str) -> list[Any]:
        outer, _, inner = key.partition(".")
        keys = [f"{outer}.{n}.{inner}" for n in (1, 2, 3)] if inner else [key]
        return [filed[name] for filed in answers for name in keys if filed.get(name) is not None]

    def added(keys: tuple[str, ...], figure: Callable[[Any], Any]) -> dict[str, Any]:
        return {key: sum(map(figure, given_to(key))) for key in keys}

    keys = [spec.key for spec in SPECS]
    shares = {"light": LIGHTS} | dict.fromkeys(("kind", "topics", "matters.area", "matters.tags"), KINDS)
    chosen = {
        key: [value for said in given_to(key) for value in (said if isinstance(said, list) else [said])]
        for key in shares
    }
    return {
        "answered": {key: len(given_to(key)) for key in keys},
        "sums": added(("seen", "matters", "matters.persons"), int)
        | added(("cost", "matters.money"), Decimal)
        | added(("held", "matters.grave"), bool),
        "choices": {
            key: {value: chosen[key].count(value) for value in values} for key, values in shares.items()
        },
    }


def recounted(units: MadeUpUnits, rows: Rows, unit_code: str) -> dict[tuple[str, str], dict[str, Any]]:
    groups: defaultdict[tuple[str, str], Rows] = defaultdict(list)
    for row in rows:
        there, branch = hung(units, row)
        if there == unit_code:
            groups[row["period_id"], branch].append(row)
    return {key: counted(some) for key, some in groups.items()}


def said(figures: BranchFigures) -> dict[str, Any]:
    names = (
        "due",
        "on_time",
        "late",
        "missing",
        "uncorrected",
        "exempt",
        "zero",
        "answered",
        "sums",
        "choices",
    )
    return {name: getattr(figures, name) for name in names}


def agree(uow: UnitOfWork, units: MadeUpUnits, filed: Rows, today: date) -> None:
    """Compare everything that figures and digests say, as of a day, with a recount, unit by unit."""
    rows = as_of(filed, today)
    for unit_code in "AB":
        wanted = recounted(units, rows, unit_code)
        found = uow.figures.by_branch(owed(unit_code, today), SPECS)
        assert [(group.period_id, group.branch_code) for group in found] == sorted(wanted)
        for group in found:
            assert said(group) == wanted[group.period_id, group.branch_code]
        agree_with_forms(units, rows, unit_code, found)
        agree_grid_by_grid(uow, units, rows, owed(unit_code, today))
        agree_in_digest(uow, owed(unit_code, today), wanted)


def agree_with_forms(units: MadeUpUnits, rows: Rows, unit_code: str, found: list[BranchFigures]) -> None:
    """Compare with forms.sums.add_up, of the whole unit in each period."""
    for period_id in PERIODS:
        filed = [
            row["answers"]
            for row in rows
            if row["period_id"] == period_id and row["exempt_reason"] is None and row["answers"] is not None
            if hung(units, row)[0] == unit_code
        ]
        branches = [totals_of(SPECS, group) for group in found if group.period_id == period_id]
        for key, total in add_up(FORM, filed).items():
            assert sum(branch[key].answered for branch in branches) == total.answered
            assert sum(branch[key].figure for branch in branches) == total.figure
            for value, number in total.counts.items():
                assert sum(branch[key].counts[value] for branch in branches) == number


def agree_grid_by_grid(uow: UnitOfWork, units: MadeUpUnits, rows: Rows, of: Owed) -> None:
    """Compare what each grid owed, the lists of those missing, and what was written."""
    items = {row["id"]: row for row in rows if hung(units, row)[0] == of.unit_code}
    found = uow.figures.by_grid(of, "light")
    assert [(grid.period_id, grid.branch_code, grid.grid_code) for grid in found] == sorted(
        (row["period_id"], hung(units, row)[1], row["grid_code"]) for row in items.values()
    )
    for grid in found:
        row = items[grid.item_id]
        assert (grid.due_on, grid.closes_on) == (row["due_on"], row["closes_on"])
        assert grid.exempt_reason == row["exempt_reason"]
        assert grid.returned == came_back(row)
        counted_at = None if grid.returned and grid.closes_on < of.today else grid.submitted_at
        assert counted_at == row["submitted_at"]
        assert grid.light == (row["answers"] or {}).get("light")
        assert grid.submission_id == row["report"]
    last = [row for row in items.values() if row["period_id"] == PERIODS[-1] and row["exempt_reason"] is None]
    of_last = replace(of, period_ids=PERIODS[-1:])
    missing = uow.figures.missing(of_last, EVERY)
    assert {grid.item_id for grid in missing} == {row["id"] for row in last if row["submitted_at"] is None}
    red = uow.figures.with_answer(of_last, "light", "red", EVERY)
    assert {grid.item_id for grid in red} == {
        row["id"] for row in last if row["answers"] and row["answers"].get("light") == "red"
    }
    for keys, read in ((["note"], uow.figures.texts), (["matters"], uow.figures.with_items)):
        written: list[tuple[str, str, Mapping[str, Any]]] = []
        while page := read(of, keys, PageRange(5, len(written))):
            written += [(report.period_id, report.grid_code, report.answers) for report in page]
        expected = [
            (row["period_id"], row["grid_code"], row["answers"])
            for row in items.values()
            if row["answers"] and row["answers"].get(keys[0])
        ]
        assert sorted(written, key=lambda report: report[:2]) == sorted(
            expected, key=lambda report: report[:2]
        )


def agree_in_digest(uow: UnitOfWork, of: Owed, wanted: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
    """Compare the digest of the last period: its branches, the whole, the period before, and the trend."""
    digest = compile_digest(uow, DutyForm(DUTY, FORM), UnitPeriod(PERIODS[-1], of.unit_code), of.today)
    now = {branch: figures for (period_id, branch), figures in wanted.items() if period_id == PERIODS[-1]}
    if digest is None:
        assert not sum(figures["due"] for figures in now.values())
        return
    assert [branch.code for branch in digest.branches] == sorted(now)
    assert digest.all.uncorrected == sum(figures["uncorrected"] for figures in now.values())
    for shown in digest.branches:
        assert (shown.due, shown.on_time, shown.late, shown.missing) == tuple(
            now[shown.code][name] for name in ("due", "on_time", "late", "missing")
        )
        assert {light.value: number for light, number in shown.lights.items()} == now[shown.code]["choices"][
            "light"
        ]
    assert digest.totals["matters.money"].figure == sum(
        figures["sums"]["matters.money"] for figures in now.values()
    )
    assert listed_of(digest, groups=True) == sum(figures["sums"]["matters"] for figures in now.values())
    assert listed_of(digest, groups=False) == sum(figures["answered"]["note"] for figures in now.values())
    assert digest.before == trend_of(digest.trend(PERIODS)[1])
    for period_id, found in zip(PERIODS, digest.trend(PERIODS), strict=True):
        then = [figures for (period, _branch), figures in wanted.items() if period == period_id]
        assert (found is None) == (not sum(figures["due"] for figures in then))
        if found is not None:
            assert found.all.totals["cost"].figure == sum(figures["sums"]["cost"] for figures in then)
            assert found.all == together(found.all.name, found.branches)


def listed_of(digest: Digest, *, groups: bool) -> int:
    """Return how much is listed in all groups, or in all texts."""
    fields = listed_groups(digest.form) if groups else listed_texts(digest.form)
    return sum(digest.listed_count(field) for field in fields)


def trend_of(period: PeriodCounts | None) -> Mapping[str, Any] | None:
    return None if period is None else period.all.totals
