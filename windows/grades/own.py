"""What others than level 1 see of grades: one's own, and how many of which, without persons. Values in, windows out."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from domain.grades.grading import Grade, GradedKind
from domain.small_groups import SMALLEST_GROUP
from locales import Speech
from locales.dates import day_name
from reports.grades.words import grade_said, kind_said, made_lines, made_of, period_said, points_said
from usecases.grades.outside import OwnGrade, PublishedCounts
from windows.entries import GRADES, MY_GRADE, back_to_menu
from windows.grades.one import grade_line
from windows.page_turns import PageOf, numbered, turn_rows
from windows.text_parts import parts
from windows.windows import Button, Window

LINES_MOST = 16
PERIODS_SHOWN = 3
_DAY = timedelta(days=1)


def own_lines(own: OwnGrade, speech: Speech) -> Iterator[str]:
    """Yield a published grade with how it was made, for whoever it is about (HTML)."""
    decided, published = own.decided, own.decided.published
    if published is None:
        return
    yield from short_lines(own, speech)
    if decided.is_vetoed:
        yield speech.text("grades-own-vetoed", words=own.words)
    elif decided.adjusted is not None:
        yield speech.text("grades-own-adjusted", words=own.words)
    yield from made_lines(made_of(published.parts, published.points), speech)
    yield speech.text(
        "grades-one-published",
        day=day_name(speech, published.published_on),
        grade=grade_said(published.grade, speech),
    )
    if decided.second_from is not None and decided.second is None:
        deadline = day_name(speech, decided.second_from - _DAY)
        yield speech.text("grades-own-deadline", day=deadline)
    if decided.second is not None and decided.second_on is not None:
        day, grade = day_name(speech, decided.second_on), grade_said(decided.second, speech)
        yield speech.text("grades-one-second", day=day, grade=grade)


def short_lines(own: OwnGrade, speech: Speech) -> Iterator[str]:
    """Yield whose grade it is, and which (HTML)."""
    published = own.decided.published
    if published is not None:
        period = period_said(own.decided.subject.period_id, speech)
        yield f"<b>{speech.text('grades-one', name=own.name, period=period)}</b>"
        yield grade_line(published.grade, points_said(published.points, speech), speech)


def mine_window(found: Sequence[OwnGrade], page: int, speech: Speech) -> Window:
    """Return a page of one's own published grades, the newest first, each with its name."""
    lines = [line for own in found for line in own_lines(own, speech)]
    if not lines:
        return Window(speech.text("grades-mine-none"), [[back_to_menu(speech)]])
    pages = parts(lines, lines_most=LINES_MOST)
    page = min(page, len(pages) - 1)
    head = numbered(speech.text("grades-mine-head"), page, len(pages), speech)
    rows = turn_rows(PageOf(page, len(pages)), lambda to: f"{MY_GRADE}:{to}", speech)
    return Window("\n".join([head, *pages[page]]), [*rows, [back_to_menu(speech)]])


def outside_window(found: PublishedCounts | None, speech: Speech) -> Window:
    """Return what leaves level 1: counts, and of a kind with fewer than five none."""
    if found is None:
        return Window(speech.text("grades-outside-none"), [[back_to_menu(speech)]])
    period = period_said(found.period_id, speech)
    lines = [f"<b>{speech.text('grades-outside-title', period=period, unit=found.unit_name)}</b>"]
    lines += [_counts_line(found, kind, speech) for kind in (GradedKind.INSPECTOR, GradedKind.DEPARTMENT)]
    others = [other for other in found.periods if other != found.period_id][:PERIODS_SHOWN]
    rows = [[Button(period_said(other, speech), f"{GRADES}:{other}")] for other in others]
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def _counts_line(found: PublishedCounts, kind: GradedKind, speech: Speech) -> str:
    counts = {grade: found.counts.get((kind, grade), 0) for grade in Grade}
    whole = sum(counts.values())
    if whole < SMALLEST_GROUP:
        return speech.text("grades-outside-few", kind=kind_said(kind, speech), least=SMALLEST_GROUP)
    said = "  ".join(
        speech.label("grades-count", grade=grade_said(grade, speech), count=count)
        for grade, count in counts.items()
    )
    return speech.text("grades-count-line", kind=kind_said(kind, speech), count=whole, counts=said)
