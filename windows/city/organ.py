"""Hospitals side by side, one by itself, compared. Values in, windows out."""

from collections.abc import Callable, Sequence
from functools import partial

from domain.city.aggregates import Aggregates, OpenKind, RiskLevel, Stand
from domain.grades.grading import Grade, GradedKind
from domain.rates import percent_of, percent_said
from domain.small_groups import SMALLEST_GROUP
from forms.duties.catalogue import catalogue
from locales import Speech
from locales.dates import period_name
from usecases.city.organ import Looked
from windows.city.ways_in import CITY, CITY_COMPARE, CITY_TELL, CITY_TOLD, city_hospital
from windows.entries import back_to_menu
from windows.page_turns import ROWS_MOST, PageIn, PageOf, button_rows, numbered, paged_rows, turn_rows
from windows.text_parts import LINES_ON_A_PHONE, parts, phone_lines
from windows.windows import Button, Rows, Window

NAMED = 3


def all_window(looked: Sequence[Looked], page: int, speech: Speech) -> Window:
    """Return the overview: how many have reported in the latest month, and a button for each hospital."""
    month = latest_month(looked)
    lines = [speech.text("city-title", count=len(looked))]
    if month:
        stands = [each.told.months[month] for each in looked if each.told and month in each.told.months]
        lines.append(
            speech.text(
                "city-month",
                period=period_name(speech, month),
                due=sum(stand.due for stand in stands),
                reported=sum(stand.reported for stand in stands),
                late=sum(stand.late for stand in stands),
                missing=sum(stand.missing for stand in stands),
            )
        )
    else:
        lines.append(speech.text("city-none"))
    if silent := [each.name for each in looked if each.told is None]:
        lines.append(speech.text("city-silent", names=some_of(silent, speech), count=len(silent)))
    buttons = [Button(each.name, city_hospital(each.code)) for each in looked]
    below = [*button_rows(_acts(speech)), [back_to_menu(speech)]]
    room = PageIn(page, ROWS_MOST - len(below))
    return Window("\n".join(lines), [*paged_rows(buttons, room, lambda to: f"{CITY}:{to}", speech), *below])


def no_hospital_window(speech: Speech) -> Window:
    """Say, where there is no hospital yet, who is to add one."""
    return Window(speech.text("city-empty"), [[back_to_menu(speech)]])


def some_of(names: Sequence[str], speech: Speech) -> str:
    """Return the first few of `names` in one line, and that there are more."""
    shown = "、".join(names[:NAMED])
    return shown if len(names) <= NAMED else speech.label("city-and-more", names=shown)


def _acts(speech: Speech) -> list[Button]:
    return [
        Button(speech.label(key), data)
        for key, data in (("city-compare", CITY_COMPARE), ("city-tell", CITY_TELL), ("city-told", CITY_TOLD))
    ]


def latest_month(looked: Sequence[Looked]) -> str:
    """Return the latest period of the monthly report in any hospital; empty where there is none."""
    return max((period for each in looked if each.told for period in each.told.months), default="")


def hospital_window(one: Looked, page: int, speech: Speech) -> Window:
    """Return what is told of one hospital, a phone's height of it at a time."""
    title = speech.text("city-hospital", name=one.name)
    if one.told is None:
        text = f"{title}\n{speech.text('city-silent-one')}"
        again = [Button(speech.label("city-again"), city_hospital(one.code))]
        return Window(text, [again, *_ways_back(speech)])
    text, turn = leaf(title, _told_lines(one.told, speech), page, partial(city_hospital, one.code), speech)
    return Window(text, [*turn, *_ways_back(speech)])


def compare_window(looked: Sequence[Looked], page: int, speech: Speech) -> Window:
    """Return the hospitals by how many reported on time in the latest month, the lowest share first."""
    month = latest_month(looked)
    if not month:
        return Window(speech.text("city-none"), _ways_back(speech))
    ordered = sorted(looked, key=lambda each: _share(each, month))
    title = speech.text("city-compared", period=period_name(speech, month))
    lines = [_compared(each, month, speech) for each in ordered]
    text, turn = leaf(title, lines, page, lambda to: f"{CITY_COMPARE}:{to}", speech)
    return Window(text, [*turn, *_ways_back(speech)])


def leaf(
    title: str, lines: Sequence[str], page: int, to_page: Callable[[int], str], speech: Speech
) -> tuple[str, Rows]:
    """Return so much of `lines` (HTML) below `title` as a phone shows, and the row that turns to the rest."""
    above = phone_lines(numbered(title, len(lines), len(lines) + 1, speech))
    leaves = parts(lines, lines_most=LINES_ON_A_PHONE - above)
    page = min(page, len(leaves) - 1)
    text = "\n".join([numbered(title, page, len(leaves), speech), *leaves[page]])
    return text, turn_rows(PageOf(page, len(leaves)), to_page, speech)


def _ways_back(speech: Speech) -> Rows:
    return [[Button(speech.label("report-back"), CITY)], [back_to_menu(speech)]]


def _share(each: Looked, month: str) -> float:
    stand = each.told.months.get(month) if each.told else None
    return 2 if stand is None else stand.on_time / stand.due


def _compared(each: Looked, month: str, speech: Speech) -> str:
    stand = each.told.months.get(month) if each.told else None
    if each.told is None or stand is None:
        return speech.text("city-compared-none", name=each.name)
    rate = percent_of(stand.on_time, stand.due)
    overdue = each.told.entries.get(OpenKind.PROBLEM)
    return speech.text(
        "city-compared-line",
        name=each.name,
        rate="" if rate is None else percent_said(rate),
        yellow=_light(stand, "yellow", speech),
        red=_light(stand, "red", speech),
        problems=count_said(overdue.overdue, speech) if overdue else "0",
    )


def _light(stand: Stand, colour: str, speech: Speech) -> str:
    if stand.lights is None:
        return speech.label("city-few", most=SMALLEST_GROUP)
    return str(next((count for light, count in stand.lights.items() if light.value == colour), 0))


def count_said(count: int | None, speech: Speech) -> str:
    """Return a count in words: one of one to four is not told."""
    return speech.label("city-few", most=SMALLEST_GROUP) if count is None else str(count)


def _told_lines(told: Aggregates, speech: Speech) -> list[str]:
    lines = []
    if told.months:
        period = max(told.months)
        lines.append(_month_line(period, told.months[period], speech))
    for duty_id, found in told.duties.items():
        known = catalogue()[duty_id]
        lines.append(
            speech.text(
                "city-duty",
                duty=known.name[speech.language],
                period=period_name(speech, found.period_id),
                due=found.stand.due,
                reported=found.stand.reported,
                missing=found.stand.missing,
            )
        )
    if told.risks and any(count != 0 for count in told.risks.values()):
        risks = {level.value: count_said(told.risks.get(level, 0), speech) for level in RiskLevel}
        lines.append(speech.text("city-risks", **risks))
    for kind, entries in told.entries.items():
        if entries.open != 0:
            counts = {name: count_said(getattr(entries, name), speech) for name in ("open", "overdue")}
            lines.append(speech.text(f"city-open-{kind.value}", **counts))
    lines += _grade_lines(told, speech)
    return lines or [speech.text("city-nothing-told")]


def _month_line(period: str, stand: Stand, speech: Speech) -> str:
    counts = {"due": stand.due, "reported": stand.reported, "late": stand.late, "missing": stand.missing}
    line = speech.text("city-month", period=period_name(speech, period), **counts)
    if stand.lights is None:
        return line
    lights = {light.value: count for light, count in stand.lights.items()}
    return f"{line}\n{speech.text('digest-lights', **lights)}"


def _grade_lines(told: Aggregates, speech: Speech) -> list[str]:
    lines = []
    for kind in GradedKind:
        counts = {grade: told.grades.get((kind, grade)) for grade in Grade if (kind, grade) in told.grades}
        if counts:
            said = "  ".join(
                f"{speech.label(f'grade-{grade.value}')} {count_said(count, speech)}"
                for grade, count in counts.items()
            )
            period = period_name(speech, told.graded)
            lines.append(speech.text(f"city-grades-{kind.value}", period=period, grades=said))
    return lines
