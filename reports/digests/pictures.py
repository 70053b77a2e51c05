"""The two pictures of a digest: lights by month, and trends; drawn from its figures (docs/domain.md section 6)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from domain.rates import percent_of, percent_said
from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP
from domain.time.clock import day_in_shanghai
from domain.time.periods import period_parts
from forms.fields import AddsUp, Field, FieldKind
from locales import Speech, Words
from locales.dates import duty_title, period_name, short_period_name
from reports.digests.digest import Counts, Digest, PeriodCounts
from reports.digests.small_groups import are_told_outside
from reports.digests.told import change_between, figures_told, groups_shown
from reports.pictures.light_picture import light_picture
from reports.pictures.lights import MONTHS_MOST, ROWS_LEGIBLE, LightCell, LightPicture, LightRow
from reports.pictures.trend_picture import trend_picture
from reports.pictures.trends import Trend, TrendLine, TrendPicture
from reports.standing_words import name_said
from reports.totals import light_field
from storage.duty_items import REMOVED
from storage.reporting.figure_values import GridFigures
from storage.unit_of_work import UnitOfWork


def read_grids(uow: UnitOfWork, digest: Digest) -> list[GridFigures]:
    """Return what level 1's picture is drawn from: every grid and month, none where the unit has too many grids."""
    light = light_field(digest.form)
    if light is None or digest.all.due + digest.all.exempt > ROWS_LEGIBLE:
        return []
    of = digest.subject
    known = [period for period in digest.periods_back[-MONTHS_MOST:] if period in digest.periods]
    return uow.figures.by_grid(of.owed(known), light.key)


def has_pictures(digest: Digest, *, for_level_one: bool) -> bool:
    """Tell whether there is anything to draw."""
    told = [
        period
        for period in digest.trend()
        if period is not None and (for_level_one or are_told_outside(period))
    ]
    return len(told) > 1 or any(any(period.all.lights.values()) for period in told)


def lights_png(
    digest: Digest, grids: Sequence[GridFigures], today: date, words: Words, speech: Speech
) -> bytes | None:
    """Return grids × periods for level 1 (`grids`, as `read_grids` gives them), branches × periods without any.

    None while no light was reported. Periods in which nothing was due are not in it.
    """
    periods = _known(digest)
    if not any(any(period.all.lights.values()) for period in periods):
        return None
    if not grids:
        rows = _branch_rows(periods, speech, for_level_one=True)
    else:
        rows = _grid_rows(digest, grids, [period.period_id for period in periods], today, speech)
    return light_picture(_light_picture(digest, periods, rows, speech), words, speech.language)


def lights_png_outside(digest: Digest, words: Words, speech: Speech) -> bytes | None:
    """Return branches × periods without what small groups would tell; None while there is nothing to show."""
    periods = [period for period in _known(digest) if period.all.due >= SMALLEST_GROUP]
    if not any(are_told_outside(period) and any(period.all.lights.values()) for period in periods):
        return None
    rows = _branch_rows(periods, speech, for_level_one=False)
    return light_picture(_light_picture(digest, periods, rows, speech, outside=True), words, speech.language)


def trends_png(digest: Digest, speech: Speech, *, for_level_one: bool) -> bytes | None:
    """Return the picture of trends; None before there are two periods to compare."""
    picture = trends_of(digest, speech, for_level_one=for_level_one)
    return trend_picture(picture) if picture.trends else None


def trends_of(digest: Digest, speech: Speech, *, for_level_one: bool) -> TrendPicture:
    """Return what the picture of trends shows; without trends before there are two periods to compare.

    In what leaves level 1, a period in which fewer than five grids have reported is a gap, and so is a small
    number of tendencies.
    """
    shown = [_told(period, for_level_one=for_level_one) for period in digest.trend()]
    trends: list[Trend] = []
    if sum(period is not None for period in shown) > 1:
        trends = [_on_time(shown, speech), *_lights(shown, speech)]
        for field in figures_told(digest, for_level_one=for_level_one):
            trends.append(_figure(field, shown, speech))
        for field in digest.form.fields:
            if field.kind is FieldKind.GROUP and field.adds_up is AddsUp.LIST:
                trends.append(_figure(field, shown, speech, least=0 if for_level_one else SMALLEST_GROUP))
    title = speech.label(
        "trends-title", unit=digest.unit.name, form=digest.form.title[speech.language], count=len(shown)
    )
    first, last = (_year_and_period(speech, period) for period in (digest.periods_back[0], digest.period_id))
    span = speech.label("trends-span", first=first, last=last)
    months = [short_period_name(speech, period) for period in digest.periods_back]
    return TrendPicture(title, [span], months, trends)


def _known(digest: Digest) -> list[PeriodCounts]:
    return [period for period in digest.trend()[-MONTHS_MOST:] if period is not None]


def _light_picture(
    digest: Digest,
    periods: Sequence[PeriodCounts],
    rows: Sequence[LightRow],
    speech: Speech,
    *,
    outside: bool = False,
) -> LightPicture:
    every = digest.all
    counts = [
        speech.label("digest-picture-reported", reported=every.reported, due=every.due, late=every.late)
    ]
    if not outside or are_told_outside(digest.periods[digest.period_id]):
        lights = {light.value: number for light, number in every.lights.items()}
        counts.append(speech.label("digest-lights", **lights))
    title = speech.label(
        "digest-picture-title",
        title=duty_title(speech, digest.form.title, digest.period_id),
        unit=digest.unit.name,
    )
    months = [period_name(speech, period.period_id) for period in periods]
    short = [short_period_name(speech, period.period_id) for period in periods]
    return LightPicture(title, counts, months, rows, short)


def _branch_rows(periods: Sequence[PeriodCounts], speech: Speech, *, for_level_one: bool) -> list[LightRow]:
    groups = [
        {group.name: group for group in groups_shown(period, speech, for_level_one=for_level_one)}
        for period in periods
    ]
    names = {name: None for period in groups for name in period}
    return [LightRow(name, [_branch_cell(period.get(name)) for period in groups]) for name in names]


def _branch_cell(found: Counts | None) -> LightCell | None:
    if found is None or not found.due:
        return None
    hidden = bool(found.reported) and not found.lights
    return LightCell(
        light=found.worst,
        late=found.late > 0,
        missing=found.worst is None and not hidden and found.missing > 0,
        hidden=hidden,
        note=f"{found.reported}/{found.due}",
    )


def _grid_rows(
    digest: Digest, grids: Sequence[GridFigures], period_ids: Sequence[str], today: date, speech: Speech
) -> list[LightRow]:
    """Return each branch of the latest period above its grids, with what they filed wherever they hung then."""
    cells: dict[str, dict[str, LightCell | None]] = {}
    for grid in grids:
        cells.setdefault(grid.grid_code, {})[grid.period_id] = _grid_cell(grid, today)
    below: dict[str, list[GridFigures]] = {}
    for grid in grids:
        if grid.period_id == digest.period_id:
            below.setdefault(grid.branch_code, []).append(grid)
    rows = []
    for branch in digest.branches:
        own = cells.get(branch.code, {})
        there = [own.get(period) for period in period_ids] if branch.code in cells else []
        rows.append(LightRow(branch.name, there, heading=True))
        for grid in below.get(branch.code, []):
            if grid.grid_code != branch.code:
                there = [cells[grid.grid_code].get(period) for period in period_ids]
                gone = grid.exempt_reason == REMOVED
                rows.append(LightRow(name_said(grid, speech) if gone else grid.grid_name, there))
    return rows


def _grid_cell(grid: GridFigures, today: date) -> LightCell | None:
    if grid.exempt:
        return None
    if grid.submitted_at is None or (grid.returned and today > grid.closes_on):
        return LightCell(missing=today > grid.due_on)
    late = day_in_shanghai(grid.submitted_at) > grid.due_on
    return LightCell(light=Light(grid.light) if grid.light else None, hidden=not grid.light, late=late)


def _told(period: PeriodCounts | None, *, for_level_one: bool) -> PeriodCounts | None:
    return period if for_level_one or are_told_outside(period) else None


def _on_time(shown: Sequence[PeriodCounts | None], speech: Speech) -> Trend:
    rates = [percent_of(period.all.on_time, period.all.due) if period else None for period in shown]
    values = [None if rate is None else float(rate) for rate in rates]
    said = "" if rates[-1] is None else percent_said(rates[-1])
    return Trend(speech.label("trends-on-time"), said, _change(values, speech, places=1), [TrendLine(values)])


def _lights(shown: Sequence[PeriodCounts | None], speech: Speech) -> list[Trend]:
    """Return yellow and red lights as one figure, none where no light was ever reported."""
    if not any(period and any(period.all.lights.values()) for period in shown):
        return []
    lines, said, changes = [], [], []
    for light in (Light.YELLOW, Light.RED):
        values = [
            period.all.lights.get(light, 0) if period and period.all.reported else None for period in shown
        ]
        word = speech.label(f"reports-lights-{light}")
        lines.append(TrendLine(values, light))
        if values[-1] is not None:
            said.append(f"{word} {values[-1]}")
        change = change_between(*_last_two(values), speech)
        if change:
            changes.append(f"{word} {change}")
    against = speech.label("trends-change", change="  ".join(changes)) if changes else ""
    return [Trend(speech.label("trends-lights"), "  ".join(said), against, lines)]


def _figure(field: Field, shown: Sequence[PeriodCounts | None], speech: Speech, *, least: int = 0) -> Trend:
    """Return a field's trend; a figure above zero and below `least` is not told."""
    values: list[float | None] = []
    for period in shown:
        total = period.all.totals.get(field.key) if period else None
        answered = total is not None and total.answered
        values.append(float(total.figure) if total and answered and not 0 < total.figure < least else None)
    last = shown[-1].all.totals.get(field.key) if shown[-1] else None
    unit = field.unit[speech.language] if field.unit else ""
    said = ""
    if last is not None and values[-1] is not None:
        figure = f"{last.figure:,.2f}" if isinstance(last.figure, Decimal) else f"{last.figure}"
        said = f"{figure} {unit}".strip()
    return Trend(field.label[speech.language], said, _change(values, speech), [TrendLine(values)])


def _change(values: Sequence[float | None], speech: Speech, places: int = 2) -> str:
    change = change_between(*_last_two(values), speech, places)
    return speech.label("trends-change", change=change) if change else ""


def _last_two(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    return (values[-2] if len(values) > 1 else None), values[-1]


def _year_and_period(speech: Speech, period_id: str) -> str:
    year = period_parts(period_id).year
    return speech.name("trends-year-and-period", year=str(year), period=period_name(speech, period_id))
