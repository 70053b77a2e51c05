"""Hospitals side by side, one by itself, compared. Values in, windows out."""

from collections.abc import Sequence

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
from windows.page_turns import ListPage, PageIn, numbered, page_of, paged_rows, turn_rows
from windows.windows import Button, Window

HOSPITAL_ROWS = 4
COMPARED = 6
DUTIES_SHOWN = 5


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
        lines.append(speech.text("city-silent", names="、".join(silent[:DUTIES_SHOWN]), count=len(silent)))
    buttons = [Button(each.name, city_hospital(each.code)) for each in looked]
    rows = paged_rows(buttons, PageIn(page, HOSPITAL_ROWS), lambda to: f"{CITY}:{to}", speech)
    rows.append([Button(speech.label("city-compare"), CITY_COMPARE)] if looked else [])
    rows.append([Button(speech.label("city-tell"), CITY_TELL), Button(speech.label("city-told"), CITY_TOLD)])
    return Window("\n".join(lines), [*(row for row in rows if row), [back_to_menu(speech)]])


def latest_month(looked: Sequence[Looked]) -> str:
    """Return the latest period of the monthly report in any hospital; empty where there is none."""
    return max((period for each in looked if each.told for period in each.told.months), default="")


def hospital_window(one: Looked, speech: Speech) -> Window:
    """Return what is told of one hospital."""
    lines = [speech.text("city-hospital", name=one.name)]
    lines += [speech.text("city-silent-one")] if one.told is None else _told_lines(one.told, speech)
    back = Button(speech.label("report-back"), CITY)
    return Window("\n".join(lines), [[back], [back_to_menu(speech)]])


def compare_window(looked: Sequence[Looked], page: int, speech: Speech) -> Window:
    """Return the hospitals by how many reported on time in the latest month, the lowest share first."""
    month = latest_month(looked)
    ordered = sorted(looked, key=lambda each: _share(each, month))
    shown = page_of(page, len(ordered), COMPARED)
    page = min(page, max(shown.pages - 1, 0))
    title = speech.text("city-compared", period=period_name(speech, month) if month else "")
    lines = [numbered(title, page, max(shown.pages, 1), speech)]
    lines += [_compared(each, month, speech) for each in ordered[page * COMPARED : (page + 1) * COMPARED]]
    turn = turn_rows(ListPage(page, len(ordered)).of(COMPARED), lambda to: f"{CITY_COMPARE}:{to}", speech)
    back = Button(speech.label("report-back"), CITY)
    return Window("\n".join(lines), [*turn, [back], [back_to_menu(speech)]])


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
    for duty_id, found in list(told.duties.items())[:DUTIES_SHOWN]:
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
