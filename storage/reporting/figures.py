"""The figures of a duty's reports, added up by the database (docs/domain.md sections 3 and 6).

An item belongs to the unit and the branch that its grid hung in when it was owed, so a grid that moves later
changes no digest of the past. What nobody owes is not counted: of an exempt item only that it is exempt.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count, repeat
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    false,
    func,
    not_,
    null,
    or_,
    select,
    true,
)

from storage.owed import (
    IS_ON_TIME,
    IS_OWED,
    WAS_RETURNED,
    WITH_REPORT,
    Owed,
    is_uncorrected,
    items_of,
    with_counted_report,
)
from storage.reporting.figure_columns import FigureSpec, Sums, columns_of, how_many, number_of, text_of
from storage.reporting.figure_values import BranchFigures, FiledAnswers, GridFigures, PageRange
from storage.statements.rows import rows_as
from storage.tables import duty_items, grids, submissions

Group = tuple[str, str]
"""The period and the branch that a figure is of."""
CountKnown = Callable[[str, Sequence[str], date], Mapping[tuple[str, str], int]]
"""A figure that the bot knows, in periods up to a day, of each period and grid (UnitOfWork.count_known)."""


class ReportFigures:
    """Sums over the reports of a duty in some periods, of one unit."""

    def __init__(self, connection: Connection, count_known: CountKnown) -> None:
        """Work in the transaction of `connection`; `count_known` counts what the bot knows by itself."""
        self._connection = connection
        self._count_known = count_known

    def by_branch(self, owed: Owed, specs: Sequence[FigureSpec]) -> list[BranchFigures]:
        """Return what was owed in each of the periods and branches, by period and branch.

        One statement, however many periods; for a group that `specs` ask about, one more for each of the items of
        its longest; for what the bot knows by itself two more.
        """
        kept = [spec for spec in specs if spec.kind not in _NOT_KEPT]
        outside = [spec for spec in kept if "." not in spec.key]
        columns = [column for spec in outside for column in columns_of(spec, spec.key)]
        reports = with_counted_report(owed.today)
        query = select(*_GROUP, *_COUNTS, *columns).select_from(reports).where(*items_of(owed))
        rows = self._connection.execute(query.group_by(*_GROUP).order_by(*_GROUP)).all()
        sums: dict[Group, Sums] = defaultdict(Sums)
        for row in rows:
            sums[row.period_id, row.branch_code].add(outside, iter(row[_WIDTH:]))
        self._add_items(sums, [spec for spec in kept if "." in spec.key], owed)
        found = [_branch_figures(row, sums[row.period_id, row.branch_code]) for row in rows]
        self._add_known(found, sums, [spec for spec in specs if spec.kind in _NOT_KEPT], owed)
        return found

    def _add_known(
        self,
        found: Sequence[BranchFigures],
        sums: Mapping[Group, Sums],
        specs: Sequence[FigureSpec],
        owed: Owed,
    ) -> None:
        """Add what the bot knows of each report that counts."""
        if not specs:
            return
        known = {name: self._known_by_branch(owed, name) for name in {spec.computed for spec in specs}}
        for branch in found:
            group = branch.period_id, branch.branch_code
            for spec in specs:
                sums[group].add_known(spec, branch.on_time + branch.late, known[spec.computed][group])

    def _known_by_branch(self, owed: Owed, name: str) -> Mapping[Group, int]:
        counts = self._count_known(name, owed.period_ids, owed.today)
        found: Counter[Group] = Counter()
        by_period: defaultdict[str, list[str]] = defaultdict(list)
        for period_id, grid_code in counts:
            by_period[period_id].append(grid_code)
        for period_id, codes in by_period.items():
            for start in range(0, len(codes), _AT_ONCE):
                query = (
                    select(*_GROUP, duty_items.c.grid_code)
                    .select_from(with_counted_report(owed.today))
                    .where(*items_of(replace(owed, period_ids=[period_id])), submissions.c.id.is_not(None))
                    .where(duty_items.c.grid_code.in_(codes[start : start + _AT_ONCE]))
                )
                for period, branch_code, grid_code in self._connection.execute(query):
                    found[period, branch_code] += counts[period, grid_code]
        return found

    def _add_items(self, sums: Mapping[Group, Sums], specs: Sequence[FigureSpec], owed: Owed) -> None:
        """Add what stands in items of groups: all first items, all second ones, until there are no more."""
        by_group: dict[str, list[FigureSpec]] = defaultdict(list)
        for figure in specs:
            by_group[figure.key.partition(".")[0]].append(figure)
        for group, inside in by_group.items():
            for sum_ in sums.values():
                sum_.add(inside, repeat(0))
            for number in count(1):
                keys = (figure.key.replace(".", f".{number}.", 1) for figure in inside)
                columns = [
                    c for figure, key in zip(inside, keys, strict=True) for c in columns_of(figure, key)
                ]
                query = (
                    select(*_GROUP, *columns)
                    .select_from(with_counted_report(owed.today))
                    .where(*items_of(owed), number_of(group) >= number)
                )
                rows = self._connection.execute(query.group_by(*_GROUP)).all()
                if not rows:
                    break
                for row in rows:
                    sums[row.period_id, row.branch_code].add(inside, iter(row[len(_GROUP) :]))

    def by_grid(self, owed: Owed, light_key: str | None) -> list[GridFigures]:
        """Return what each grid owed, by period, branch and grid; the exempt are among them."""
        return self._grids(owed, [], light_key, None)

    def exempt(self, owed: Owed) -> list[GridFigures]:
        """Return grids that nobody asks for it, by period, branch and grid."""
        return self._grids(owed, [not_(IS_OWED)], None, None)

    def missing(self, owed: Owed, page: PageRange) -> list[GridFigures]:
        """Return grids that have not reported, by period, branch and grid; once closed, the uncorrected as well."""
        missing = duty_items.c.submitted_at.is_(None) | is_uncorrected(owed.today)
        return self._grids(owed, [IS_OWED, missing], None, page)

    def with_answer(self, owed: Owed, key: str, value: str, page: PageRange) -> list[GridFigures]:
        """Return grids that chose `value` for `key`, such as a red light, by period, branch and grid."""
        return self._grids(owed, [text_of(key) == value, not_(is_uncorrected(owed.today))], key, page)

    def texts(self, owed: Owed, keys: Sequence[str], page: PageRange) -> list[FiledAnswers]:
        """Return the reports in which one of the texts `keys` was answered, by period, branch and grid."""
        return self._answers(owed, or_(*(text_of(key).is_not(None) for key in keys)), page)

    def with_items(self, owed: Owed, keys: Sequence[str], page: PageRange) -> list[FiledAnswers]:
        """Return the reports in which one of the groups `keys` has items, by period, branch and grid."""
        return self._answers(owed, or_(*(number_of(key) > 0 for key in keys)), page)

    def _grids(
        self,
        owed: Owed,
        conditions: Sequence[ColumnElement[bool]],
        light_key: str | None,
        page: PageRange | None,
    ) -> list[GridFigures]:
        counts = func.coalesce(not_(is_uncorrected(owed.today)), true())
        light = null() if light_key is None else case((counts, text_of(light_key)))
        query = (
            select(*_GRID, light.label("light"), duty_items.c.exempt_reason, *_REPORT)
            .select_from(WITH_REPORT.join(grids, grids.c.code == duty_items.c.grid_code))
            .where(*items_of(owed), *conditions)
            .order_by(*_GROUP, duty_items.c.grid_code)
        )
        return rows_as(GridFigures, self._connection.execute(_of_page(query, page)))

    def _answers(self, owed: Owed, condition: ColumnElement[bool], page: PageRange) -> list[FiledAnswers]:
        query = (
            select(
                duty_items.c.period_id,
                duty_items.c.grid_code,
                grids.c.name.label("grid_name"),
                duty_items.c.branch_code,
                submissions.c.answers,
            )
            .select_from(WITH_REPORT.join(grids, grids.c.code == duty_items.c.grid_code))
            .where(*items_of(owed), condition, not_(is_uncorrected(owed.today)))
            .order_by(*_GROUP, duty_items.c.grid_code)
        )
        return rows_as(FiledAnswers, self._connection.execute(_of_page(query, page)))


_AT_ONCE = 500
_NOT_KEPT = ("known", "reported")
_GROUP = (duty_items.c.period_id, duty_items.c.branch_code)
_COUNTS = (
    func.max(duty_items.c.due_on),
    func.max(duty_items.c.closes_on),
    how_many(IS_OWED),
    how_many(IS_ON_TIME, submissions.c.id.is_not(None)),
    how_many(submissions.c.id.is_not(None)),
    how_many(IS_OWED, duty_items.c.submitted_at.is_not(None), submissions.c.id.is_(None)),
    how_many(not_(IS_OWED)),
    how_many(submissions.c.zero),
)
_WIDTH = len(_GROUP) + len(_COUNTS)
_GRID = (
    duty_items.c.period_id,
    duty_items.c.grid_code,
    grids.c.name.label("grid_name"),
    duty_items.c.branch_code,
    duty_items.c.id.label("item_id"),
    duty_items.c.due_on,
    duty_items.c.closes_on,
    duty_items.c.submitted_at,
)
_REPORT = (
    submissions.c.review_state,
    submissions.c.id.label("submission_id"),
    func.coalesce(WAS_RETURNED, false()).label("returned"),
)


def _of_page(query: Select[Any], page: PageRange | None) -> Select[Any]:
    return query if page is None else query.limit(page.limit).offset(page.offset)


def _branch_figures(row: Row[Any], sums: Sums) -> BranchFigures:
    period_id, branch_code, due_on, closes_on, due, on_time, filed, uncorrected, exempt, zero = row[:_WIDTH]
    return BranchFigures(
        period_id=period_id,
        branch_code=branch_code,
        due_on=due_on,
        closes_on=closes_on,
        due=due,
        on_time=on_time,
        late=filed - on_time,
        missing=due - filed,
        uncorrected=uncorrected,
        exempt=exempt,
        zero=zero,
        answered=sums.answered,
        sums=sums.sums,
        choices=sums.choices,
    )
