"""The windows of 考核: a grid with what hangs below it, the file, one's own figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from domain.duties.assessment import AssessedItem, Tally, items_of, tally_of
from domain.duties.standing import MISSED, Standing
from domain.people.people import Viewer
from domain.rates import percent, percent_said
from domain.time.periods import Period, period_parts, period_span
from locales import Speech, shared_words
from locales.dates import day_name, duty_title, period_name
from reports.digests.assessment import Assessed, History, current_half, periods_offered
from reports.digests.assessment_sheet import assessment_sheet
from usecases.house import Request
from windows.entries import DIGEST, DUTIES, GRADES, MY_GRADE, assessment_of, back_to_menu
from windows.page_turns import PageOf, button_rows, turn_rows
from windows.windows import Attachment, Button, Window

FILE = "assess-xlsx"
A_PAGE = 4
"""Each takes three lines of a phone."""
BEHIND_SHOWN = 4


class GridPage(NamedTuple):
    """A page, from 0, of the people and grids at a grid."""

    code: str
    number: int


def grid_window(
    found: Assessed, place: GridPage, since: date | None, request: Request, speech: Speech
) -> Window:
    """Return a grid with the people and grids there, the worst first.

    `since` is the first day on which anything was due, so that no empty year is offered.
    """
    code, page = place
    listed = _listed(found, code, speech)
    pages = max(-(-len(listed) // A_PAGE), 1)
    page = min(page, pages - 1)
    shown = listed[page * A_PAGE : (page + 1) * A_PAGE]
    lines = [*_head(found, code, request.today, speech), *(line for line, _button in shown)]
    rows = button_rows([button for _line, button in shown if button is not None])
    rows += turn_rows(PageOf(page, pages), lambda to: assessment_of(found.period_id, code, to), speech)
    if code == found.top:
        files = Button(speech.label("assess-xlsx"), f"{FILE}:{found.period_id}")
        rows.append([Button(speech.label("grades-open"), GRADES), files])
        rows.append(
            [
                Button(_period(speech, period, short=True), assessment_of(period, code))
                for period in periods_offered(found.period_id, request.today, since)
            ]
        )
        back = DIGEST
    else:
        back = assessment_of(found.period_id, found.above(code))
    rows.append([Button(speech.label("report-back"), back)])
    return Window("\n".join(lines), rows)


def file_window(found: Assessed, speech: Speech) -> Window:
    """Return the xlsx of the whole unit: to be made off the event loop."""
    title = speech.label(
        "assess-title", period=_period(speech, found.period_id), grid=found.tree.get(found.top).name
    )
    content = assessment_sheet(found, title, shared_words(), speech.language)
    name = f"{speech.label('assess-file-name')}-{found.period_id}.xlsx"
    back = Button(speech.label("report-back"), assessment_of(found.period_id, found.top))
    return Window(speech.text("assess-file"), [[back]], [Attachment(name, content)])


def my_window(
    viewer: Viewer, found: History, names: Mapping[str, str], request: Request, speech: Speech
) -> Window:
    """Return what counts for `viewer` in this year and half-year, and what was late or missing of it."""
    mine = items_of(viewer.person_id, found.items, found.roles, found.answering, request.now)
    half = current_half(request.today)
    first, last = period_span(half)
    lines = [speech.text("assess-mine", name=viewer.name)]
    for period_id, counted in (
        (half, [assessed for assessed in mine if first <= assessed[0].due_on <= last]),
        (half[:4], mine),
    ):
        tally = tally_of(standing for _item, standing in counted)
        lines.append(_line(speech, _period(speech, period_id), tally))
    behind = [assessed for assessed in mine if assessed[1] in (Standing.LATE, *MISSED)][::-1]
    if behind:
        lines.append(speech.text("assess-mine-behind"))
        lines += [_behind_line(request, speech, names, *assessed) for assessed in behind[:BEHIND_SHOWN]]
    if len(behind) > BEHIND_SHOWN:
        lines.append(speech.text("assess-mine-more", count=len(behind) - BEHIND_SHOWN))
    lines.append(speech.text("assess-mine-how"))
    grade = Button(speech.label("grades-mine-open"), MY_GRADE)
    return Window(
        "\n".join(lines),
        [[grade], [Button(speech.label("report-back"), DUTIES)], [back_to_menu(speech)]],
    )


def _name(found: Assessed, code: str, speech: Speech) -> str:
    return found.name(code, lambda name: speech.label("digest-removed", name=name))


def _head(found: Assessed, code: str, today: date, speech: Speech) -> list[str]:
    title = {"period": _period(speech, found.period_id), "grid": _name(found, code, speech)}
    tally = found.together(code)
    lines = [f"<b>{speech.text('assess-title', **title)}</b>"]
    if today <= period_span(found.period_id)[1]:
        lines.append(speech.text("assess-until", day=day_name(speech, today)))
    if tally == Tally():
        return [*lines, speech.text("assess-nothing")]
    lines.append(_figures(speech, tally))
    rates = {"on_time": _rate_said(tally.on_time_rate), "reported": _rate_said(tally.reporting_rate)}
    lines.append(speech.text("assess-rates", **rates))
    return lines


def _listed(found: Assessed, code: str, speech: Speech) -> list[tuple[str, Button | None]]:
    """Return what is listed of a grid, its own items and who answered for them, then the grids below, with buttons."""
    below = found.below(code)
    listed: list[tuple[str, Button | None]] = [(line, None) for line in _own_lines(found, code, speech)]
    for grid_code, tally in below:
        name = _name(found, grid_code, speech)
        button = Button(_with_rate(speech, name, tally), assessment_of(found.period_id, grid_code))
        listed.append((_line(speech, name, tally), button))
    return listed


def _own_lines(found: Assessed, code: str, speech: Speech) -> list[str]:
    """Return the grid's own items, where others hang below it, and who answered for them."""
    own = found.assessment.of_grids([code])
    if own == Tally():
        return []
    people = found.people_at(code)
    lines = [_line(speech, speech.label("assess-own"), own)] if found.below(code) else []
    if not people:
        lines.append(speech.text("assess-nobody"))
    return [*lines, *(_line(speech, found.people[person][0], tally) for person, tally in people)]


def _line(speech: Speech, name: str, tally: Tally) -> str:
    rate = _rate_said(tally.on_time_rate)
    return "\n".join((speech.text("assess-line", name=name, rate=rate), _figures(speech, tally)))


def _figures(speech: Speech, tally: Tally) -> str:
    text = speech.text(
        "assess-figures",
        expected=tally.expected,
        reported=tally.reported,
        on_time=tally.on_time,
        late=tally.late,
        missing=tally.missing,
    )
    return text + "".join(_more(speech, (("assess-open", tally.open), ("assess-exempt", tally.exempt))))


def _more(speech: Speech, counts: Sequence[tuple[str, int]]) -> Iterable[str]:
    return (f"  {speech.text(key, count=count)}" for key, count in counts if count)


def _with_rate(speech: Speech, name: str, tally: Tally) -> str:
    return speech.label("assess-button", name=name, rate=_rate_said(tally.on_time_rate))


def _behind_line(
    request: Request, speech: Speech, names: Mapping[str, str], item: AssessedItem, standing: Standing
) -> str:
    form = request.house.form_of(request.house.duties[item.duty_id])
    return speech.text(
        "assess-mine-line",
        title=duty_title(speech, form.title, item.period_id),
        grid=names[item.grid_code],
        due=day_name(speech, item.due_on),
        standing=speech.label(f"reports-digest-{standing}"),
    )


def _period(speech: Speech, period_id: str, *, short: bool = False) -> str:
    """Return e.g. 2026年上半年 or 2026年度; on a button among those of its year 上半年."""
    name = period_name(speech, period_id)
    parts = period_parts(period_id)
    if parts.kind is Period.YEAR or short:
        return name
    return speech.label("assess-half", year=str(parts.year), half=name)


def _rate_said(rate: Fraction | None) -> str:
    return percent_said(percent(rate))
