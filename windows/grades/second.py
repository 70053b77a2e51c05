"""再次考核 and 责任追究 as level 1 is asked for them. Values in, windows out."""

from domain.grades.decided import WORDS_MOST, Liability
from domain.grades.grading import Grade
from locales import Speech
from locales.dates import dated_day_name
from reports.grades.graded import Graded
from reports.grades.words import grade_said, period_said
from windows.entries import grade_of, second_of
from windows.page_turns import in_rows
from windows.windows import Button, Window

SECOND, SECOND_TO, SECOND_YES = "grade-second", "grade-second-to", "grade-second-yes"
LIABLE, LIABLE_YES = "grade-liable", "grade-liable-yes"


def second_window(graded: Graded, speech: Speech) -> Window:
    """Ask for the grade of the second assessment."""
    buttons = [Button(grade_said(grade, speech), f"{SECOND_TO}:{_place(graded)}:{grade}") for grade in Grade]
    lines = [_head(graded, speech), speech.text("grades-second-ask")]
    return Window("\n".join(lines), [*in_rows(buttons, 2), [_to_one(graded, speech)]])


def second_words_window(graded: Graded, to: Grade, speech: Speech, note: str = "") -> Window:
    """Ask for the words of the second assessment; `note` (HTML) goes on top."""
    text = speech.text("grades-second-words", grade=grade_said(to, speech), most=WORDS_MOST)
    lines = [*([note] if note else []), _head(graded, speech), text]
    back = Button(speech.label("report-back"), second_of(graded.subject.period_id, graded.subject.ref))
    return Window("\n".join(lines), [[back]])


def second_check_window(graded: Graded, to: Grade, words: str, speech: Speech) -> Window:
    """Show the second assessment once, to be confirmed by a tap."""
    text = speech.text("grades-second-check", name=graded.name, grade=grade_said(to, speech), words=words)
    yes = Button(speech.label("grades-second-yes"), f"{SECOND_YES}:{_place(graded)}")
    return Window(text, [[yes], [_to_one(graded, speech)]])


def liable_window(graded: Graded, speech: Speech, note: str = "") -> Window:
    """Ask for 责任追究: what, whom, basis, day; `note` (HTML) goes on top."""
    lines = [*([note] if note else []), _head(graded, speech), speech.text("grades-liable-ask")]
    return Window("\n".join(lines), [[_to_one(graded, speech)]])


def liable_check_window(graded: Graded, given: Liability, speech: Speech) -> Window:
    """Show it once, to be confirmed by a tap."""
    text = speech.text(
        "grades-liable-check",
        name=graded.name,
        what=given.what,
        whom=given.whom,
        basis=given.basis,
        day=dated_day_name(speech, given.on),
    )
    yes = Button(speech.label("grades-liable-yes"), f"{LIABLE_YES}:{_place(graded)}")
    return Window(text, [[yes], [_to_one(graded, speech)]])


def _place(graded: Graded) -> str:
    return f"{graded.subject.period_id}:{graded.subject.ref}"


def _head(graded: Graded, speech: Speech) -> str:
    period = period_said(graded.subject.period_id, speech)
    return f"<b>{speech.text('grades-one', name=graded.name, period=period)}</b>"


def _to_one(graded: Graded, speech: Speech) -> Button:
    return Button(speech.label("report-back"), grade_of(graded.subject.period_id, graded.subject.ref))
