"""Figures about tips equal a recount, and what leaves level 1 tells no count under five (docs/domain.md section 6)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.small_groups import SMALLEST_GROUP
from domain.tips.figures import Cell, Days, TipFacts, TipFigure, compile_figures, protected
from domain.tips.small_cells import Pipe, hide_small
from domain.tips.tips import Area, Source, Way

FIRST, LAST = "2026-05", "2026-07"
MONTHS = ("2026-05", "2026-06", "2026-07")
BEGIN = date(2026, 4, 20)
NO_BOUND = 10**9

Equation = tuple[Cell, list[Cell]]
"""A total and what it is the sum of."""


def equations() -> Iterator[Equation]:
    """Yield what anybody knows about how the figures add up, written down here a second time."""
    received = TipFigure.RECEIVED
    total = Cell(received)
    for kinds in (Source, Area):
        for kind in kinds:
            yield Cell(received, kind), [Cell(received, kind, month) for month in MONTHS]
        for month in MONTHS:
            yield Cell(received, month=month), [Cell(received, kind, month) for kind in kinds]
        yield total, [Cell(received, kind) for kind in kinds]
    yield total, [Cell(received, month=month) for month in MONTHS]
    yield total, [Cell(TipFigure.OPENED), Cell(TipFigure.UNOPENED)]
    yield total, [Cell(TipFigure.ANSWERED), Cell(TipFigure.UNANSWERED)]
    yield total, [Cell(TipFigure.CLOSED), Cell(TipFigure.UNCLOSED)]
    yield Cell(TipFigure.OPENED), [Cell(TipFigure.ACCEPTED), Cell(TipFigure.DECLINED), Cell(TipFigure.MERGED)]
    accepted = Cell(TipFigure.ACCEPTED)
    yield accepted, [*(Cell(TipFigure.HANDLED, way) for way in Way), Cell(TipFigure.UNHANDLED)]
    yield accepted, [Cell(TipFigure.UPHELD), Cell(TipFigure.NOT_UPHELD), Cell(TipFigure.UNSETTLED)]


EQUATIONS = list(equations())

later = st.none() | st.integers(0, 60)


@st.composite
def facts(draw: st.DrawFn, kinds: int = 9) -> TipFacts:
    received_on = BEGIN + timedelta(days=draw(st.integers(0, 110)))

    def day(after: int | None) -> date | None:
        return None if after is None else received_on + timedelta(days=after)

    return TipFacts(
        received_on=received_on,
        source=draw(st.sampled_from(list(Source)[:kinds])),
        area=draw(st.sampled_from(list(Area)[:kinds])),
        accepted_on=day(draw(later)),
        declined_on=day(draw(later)),
        answered_on=day(draw(later)),
        closed_on=day(draw(later)),
        way=draw(st.none() | st.sampled_from(Way)),
        upheld=draw(st.none() | st.booleans()),
        merged_on=day(draw(later)),
    )


@st.composite
def uneven_facts(draw: st.DrawFn) -> list[TipFacts]:
    """Many alike and a few that are not: what gives small counts away."""
    kinds = draw(st.integers(1, 4))
    patterns = draw(st.lists(st.tuples(facts(kinds), st.integers(1, 12)), max_size=9))
    return [pattern for pattern, times in patterns for _ in range(times)]


def plain(
    day: int,
    accepted_on: date | None = None,
    answered_on: date | None = None,
    closed_on: date | None = None,
) -> TipFacts:
    return TipFacts(
        date(2026, 6, day),
        Source.ACCUSATION,
        Area.SERVICE,
        accepted_on=accepted_on,
        answered_on=answered_on,
        closed_on=closed_on,
    )


@settings(max_examples=60)
@given(uneven_facts())
def test_every_figure_equals_a_recount(some: list[TipFacts]) -> None:
    figures = compile_figures(some, FIRST, LAST)
    within = [tip for tip in some if date(2026, 5, 1) <= tip.received_on <= date(2026, 7, 31)]
    assert figures.count(TipFigure.RECEIVED) == len(within)
    for month in MONTHS:
        these = [tip for tip in within if tip.received_on.isoformat().startswith(month)]
        assert figures.count(TipFigure.RECEIVED, month=month) == len(these)
        for source in Source:
            assert figures.count(TipFigure.RECEIVED, source, month) == sum(
                tip.source is source for tip in these
            )
        for area in Area:
            assert figures.count(TipFigure.RECEIVED, area, month) == sum(tip.area is area for tip in these)
    assert figures.count(TipFigure.MERGED) == sum(tip.merged_on is not None for tip in within)
    alone = [tip for tip in within if tip.merged_on is None]
    accepted = [
        tip for tip in alone if not (tip.accepted_on is None and tip.way is None and tip.upheld is None)
    ]
    assert figures.count(TipFigure.ACCEPTED) == len(accepted)
    declined = [tip for tip in alone if tip not in accepted and tip.declined_on]
    assert figures.count(TipFigure.DECLINED) == len(declined)
    for way in Way:
        assert figures.count(TipFigure.HANDLED, way) == sum(tip.way is way for tip in alone)
    assert figures.count(TipFigure.UPHELD) == sum(tip.upheld is True for tip in alone)
    assert figures.count(TipFigure.NOT_UPHELD) == sum(tip.upheld is False for tip in alone)
    assert figures.count(TipFigure.ANSWERED) == sum(tip.answered_on is not None for tip in within)
    assert figures.count(TipFigure.CLOSED) == sum(tip.closed_on is not None for tip in within)
    days = [(tip.closed_on - tip.received_on).days for tip in within if tip.closed_on]
    assert figures.days[TipFigure.CLOSED] == (Days(median(days), max(days)) if days else Days())


@settings(max_examples=60)
@given(uneven_facts())
def test_all_figures_add_up(some: list[TipFacts]) -> None:
    counts = compile_figures(some, FIRST, LAST).counts
    for total, parts in EQUATIONS:
        assert counts[total] == sum(counts[part] or 0 for part in parts)


@settings(max_examples=60, deadline=None)
@given(uneven_facts())
def test_nobody_can_work_out_a_count_that_does_not_leave_level_one(some: list[TipFacts]) -> None:
    figures = compile_figures(some, FIRST, LAST)
    shown = protected(figures).counts
    assert shown.keys() == figures.counts.keys()
    assert all(count in (None, figures.counts[cell]) for cell, count in shown.items())
    assert all(count is None or count >= SMALLEST_GROUP for count in shown.values())
    assert not solved_by_equations(shown)
    least, most = narrowed(shown)
    for cell, count in shown.items():
        if count is None:
            assert least[cell] < most[cell], cell
            # Not even that it is a small one.
            assert most[cell] >= SMALLEST_GROUP, cell


def solved_by_equations(seen: Mapping[Cell, int | None]) -> list[Cell]:
    """Return the hidden cells that the equations alone determine (Gauss's elimination)."""
    unknown = [cell for cell, count in seen.items() if count is None]
    place = {cell: index for index, cell in enumerate(unknown)}
    rows: list[dict[int, Fraction]] = []
    for total, parts in EQUATIONS:
        row: dict[int, Fraction] = {}
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            if cell in place:
                row[place[cell]] = Fraction(sign)
        rows.append(row)
    reduced: dict[int, dict[int, Fraction]] = {}
    for row in rows:
        left = row
        for pivot, other in reduced.items():
            left = without(left, other, pivot)
        if not left:
            continue
        pivot = min(left)
        left = {column: value / left[pivot] for column, value in left.items()}
        reduced = {column: without(other, left, pivot) for column, other in reduced.items()} | {pivot: left}
    return [unknown[pivot] for pivot, row in reduced.items() if len(row) == 1]


def without(row: dict[int, Fraction], other: dict[int, Fraction], pivot: int) -> dict[int, Fraction]:
    times = row.get(pivot)
    if not times:
        return row
    columns = {
        column: row.get(column, Fraction(0)) - times * other.get(column, Fraction(0))
        for column in row | other
    }
    return {column: value for column, value in columns.items() if value}


def narrowed(seen: Mapping[Cell, int | None]) -> tuple[dict[Cell, int], dict[Cell, int]]:
    """Return least and most of each cell, as one who knows that no count is below zero finds them.

    The shuttle algorithm: each equation bounds each of its cells by the bounds of the others, until nothing moves.
    """
    least = {cell: count or 0 for cell, count in seen.items()}
    most = {cell: NO_BOUND if count is None else count for cell, count in seen.items()}
    moved = True
    while moved:
        moved = False
        for total, parts in EQUATIONS:
            bottom, top = sum(least[part] for part in parts), sum(most[part] for part in parts)
            bounds = {total: (bottom, top)}
            for part in parts:
                bounds[part] = (least[total] - top + most[part], most[total] - bottom + least[part])
            for cell, (low, high) in bounds.items():
                if low > least[cell] or high < most[cell]:
                    least[cell], most[cell], moved = max(low, least[cell]), min(high, most[cell]), True
    return least, most


def small_table(cells: list[list[int]]) -> tuple[list[Pipe[str]], dict[str, int]]:
    """Return a table of two rows and its totals as pipes."""
    columns = range(len(cells[0]))
    pipes = [
        Pipe(f"{row}{column}", f"row {row}", f"column {column}") for row in range(2) for column in columns
    ]
    pipes += [Pipe(f"row {row}", "all", f"row {row}", rank=1) for row in range(2)]
    pipes += [Pipe(f"column {column}", f"column {column}", "end", rank=1) for column in columns]
    pipes.append(Pipe("all", "end", "all", rank=2))
    counts = {f"{row}{column}": cells[row][column] for row in range(2) for column in columns}
    counts |= {f"row {row}": sum(cells[row]) for row in range(2)}
    counts |= {f"column {column}": sum(row[column] for row in cells) for column in columns}
    return pipes, counts | {"all": sum(map(sum, cells))}


ORDER = ("00", "01", "10", "11", "row 0", "row 1", "column 0", "column 1", "all")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2))
def test_every_hidden_count_of_a_small_table_might_be_another(cells: list[list[int]]) -> None:
    pipes, counts = small_table(cells)
    shown = hide_small(pipes, counts)
    wanted = [shown[cell] for cell in ORDER]
    options = [range(13) if count is None else [count] for count in wanted[:4]]
    # Every table there is that nobody could tell from this one.
    alike = [
        table
        for a, b, c, d in product(*options)
        for table in [(a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d)]
        if all(count in (None, other) for count, other in zip(wanted, table, strict=True))
    ]
    for place, count in enumerate(wanted):
        if count is None:
            assert len({other[place] for other in alike}) > 1
            assert max(other[place] for other in alike) >= SMALLEST_GROUP
        else:
            assert count >= SMALLEST_GROUP


def test_nothing_is_hidden_without_need() -> None:
    pipes, counts = small_table([[5, 9], [30, 6]])
    assert hide_small(pipes, counts) == counts


def test_one_small_count_takes_one_more_of_its_row_and_column_along() -> None:
    pipes, counts = small_table([[2, 9, 40], [30, 8, 50]])
    shown = hide_small(pipes, counts)
    assert {cell for cell, count in shown.items() if count is None} == {"00", "01", "10", "11"}


def test_a_pipe_that_leads_nowhere_is_an_error() -> None:
    with pytest.raises(ValueError, match="no ring through 'alone'"):
        hide_small([Pipe("alone", "here", "there")], {"alone": 1})


def test_fewer_than_five_tips_leave_nothing_to_show() -> None:
    figures = protected(compile_figures([plain(1), plain(2), plain(3), plain(4)], FIRST, LAST))
    assert set(figures.counts.values()) == {None}


def test_days_leave_level_one_as_a_median_of_five_or_more_and_never_as_one_tips_own() -> None:
    some = [plain(n, accepted_on=date(2026, 6, 10 + n), closed_on=date(2026, 6, 30)) for n in range(1, 7)]
    some += [plain(n, accepted_on=date(2026, 6, 20)) for n in range(1, 7)]
    some += [plain(3, answered_on=date(2026, 6, 4))]
    figures = compile_figures(some, FIRST, LAST)
    assert figures.days == {
        TipFigure.OPENED: Days(12, 19),
        TipFigure.ANSWERED: Days(1, 1),
        TipFigure.CLOSED: Days(26.5, 29),
    }
    # One is not decided, so that all that were are hidden; one was answered.
    assert protected(figures).days == {
        TipFigure.OPENED: Days(),
        TipFigure.ANSWERED: Days(),
        TipFigure.CLOSED: Days(26.5),
    }


def test_the_whole_is_shown_though_every_part_of_it_is_small() -> None:
    areas, sources = list(Area), list(Source)
    some = [
        TipFacts(date(2026, 5 + n % 3, 1), sources[n % 9], areas[n % 6], accepted_on=date(2026, 7, 9))
        for n in range(12)
    ]
    figures = protected(compile_figures(some, FIRST, LAST))
    assert figures.count(TipFigure.RECEIVED) == 12
    assert {figures.count(TipFigure.RECEIVED, by) for by in (*Area, *Source)} == {None}


def test_the_whole_is_shown_though_nobody_was_declined() -> None:
    some = [plain(n, accepted_on=date(2026, 6, 20)) for n in range(1, 13)]
    figures = protected(compile_figures(some, FIRST, LAST))
    assert figures.count(TipFigure.RECEIVED) == 12
    # With all accepted it would be told that none was declined.
    assert figures.count(TipFigure.DECLINED) is figures.count(TipFigure.ACCEPTED) is None


def test_what_is_protected_stays_as_it_is() -> None:
    figures = protected(compile_figures([plain(n) for n in range(1, 9)], FIRST, LAST))
    assert protected(figures) is figures


def test_months_without_a_tip_are_counted_too() -> None:
    figures = compile_figures([], "2025-11", "2026-02")
    assert figures.months == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert figures.count(TipFigure.RECEIVED, month="2025-12") == 0
    assert figures.days[TipFigure.OPENED] == Days()


@pytest.mark.parametrize(
    ("first", "last"), [("2026-07", "2026-06"), ("2026", "2026-06"), ("2026-06", "六月")]
)
def test_a_span_that_is_none_is_an_error(first: str, last: str) -> None:
    with pytest.raises(ValueError, match=r"month|period"):
        compile_figures([], first, last)
