"""One grade in front of level 1: how it was made, what was decided, what is asked on the way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.grades.decided import WORDS_MOST, DecidedGrade, GradeAct, GradeStep
from domain.grades.grading import Grade
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import dated_day_name, day_name
from reports.grades.graded import Graded
from reports.grades.words import grade_said, kind_said, made_lines, note_line, period_said, points_said
from windows.entries import grade_of
from windows.grades.listing import ALL, LIST
from windows.grades.second import LIABLE, SECOND
from windows.page_turns import PageOf, in_rows, numbered, turn_rows
from windows.text_parts import parts
from windows.windows import Button, Rows, Window

ADJUST, ADJUST_TO, ADJUST_YES = "grade-adjust", "grade-to", "grade-adjust-yes"
BACK, BACK_YES = "grade-back", "grade-back-yes"
VETO, VETO_YES = "grade-veto", "grade-veto-yes"
LIFT, LIFT_YES = "grade-lift", "grade-lift-yes"
HISTORY = "grade-history"
LINES_MOST = 16


def one_window(graded: Graded, page: int, speech: Speech, note: str = "") -> Window:
    """Return a page of one grade: its parts, notes, what was decided; `note` (HTML) goes on top."""
    subject = graded.subject
    head = speech.text("grades-one", name=graded.name, period=period_said(subject.period_id, speech))
    pages = parts(list(_lines(graded, speech)), lines_most=LINES_MOST)
    page = min(page, len(pages) - 1)
    lines = [*([note] if note else []), numbered(f"<b>{head}</b>", page, len(pages), speech), *pages[page]]
    rows = turn_rows(
        PageOf(page, len(pages)), lambda to: grade_of(subject.period_id, subject.ref, to), speech
    )
    history = Button(speech.label("grades-history"), _act(HISTORY, graded))
    back = Button(kind_said(subject.kind, speech), f"{LIST}:{subject.period_id}:{subject.kind}:{ALL}:0")
    return Window("\n".join(lines), [*_acts(graded, speech), *rows, [history, back]])


def _lines(graded: Graded, speech: Speech) -> Iterator[str]:
    if graded.where:
        yield speech.text("grades-one-where", where=speech.label("list-comma").join(graded.where))
    yield grade_line(graded.grade, points_said(graded.made.points, speech), speech)
    decided, made = graded.decided, graded.made
    if decided.is_vetoed:
        yield speech.text("grades-one-vetoed")
    if decided.adjusted is not None:
        yield speech.text(
            "grades-one-adjusted",
            made=grade_said(made.grade, speech),
            adjusted=grade_said(decided.adjusted, speech),
        )
    yield from made_lines(made, speech)
    yield from (note_line(note, speech) for note in graded.notes)
    if decided.published is None:
        yield speech.text("grades-one-unpublished")
        return
    yield speech.text(
        "grades-one-published",
        day=day_name(speech, decided.published.published_on),
        grade=grade_said(decided.published.grade, speech),
    )
    if not graded.is_told:
        yield speech.text("grades-one-changed")
    yield from second_lines(decided, speech)


def second_lines(decided: DecidedGrade, speech: Speech) -> Iterator[str]:
    """Yield what follows 不合格: until when it is to be put right, or what the second assessment gave (HTML)."""
    if decided.second is not None and decided.second_on is not None:
        day, grade = day_name(speech, decided.second_on), grade_said(decided.second, speech)
        yield speech.text("grades-one-second", day=day, grade=grade)
    elif decided.second_from is not None:
        yield speech.text("grades-one-second-from", day=day_name(speech, decided.second_from))
    if decided.asks_for_liability:
        yield speech.text("grades-one-liable-asked")
    elif decided.is_liable:
        yield speech.text("grades-one-liable")


def grade_line(grade: Grade | None, points: str, speech: Speech) -> str:
    """Return the line of a grade with its points (HTML)."""
    return speech.text("grades-one-grade", grade=grade_said(grade, speech), points=points)


def _act(entry: str, graded: Graded, *more: str) -> str:
    return ":".join((entry, graded.subject.period_id, graded.subject.ref, *more))


def _acts(graded: Graded, speech: Speech) -> Rows:
    decided = graded.decided
    if decided.asks_for_liability:
        return [[Button(speech.label("grades-liable"), _act(LIABLE, graded))]]
    if decided.second is not None:
        return []
    above: Rows = []
    if decided.second_from is not None:
        above.append([Button(speech.label("grades-second"), _act(SECOND, graded))])
    if decided.is_vetoed:
        return [*above, [Button(speech.label("grades-veto-lift"), _act(LIFT, graded))]]
    row = [Button(speech.label("grades-adjust"), _act(ADJUST, graded))]
    row.append(Button(speech.label("grades-veto"), _act(VETO, graded)))
    if decided.adjusted is None:
        return [*above, row]
    return [*above, row, [Button(speech.label("grades-take-back"), _act(BACK, graded))]]


def choose_window(graded: Graded, speech: Speech) -> Window:
    """Ask to which grade it is to be adjusted."""
    buttons = [
        Button(grade_said(grade, speech), _act(ADJUST_TO, graded, grade))
        for grade in Grade
        if grade is not graded.grade
    ]
    text = speech.text("grades-adjust-ask", grade=grade_said(graded.grade, speech))
    return Window(f"{_head(graded, speech)}\n{text}", [*in_rows(buttons, 3), [_to_one(graded, speech)]])


def why_window(graded: Graded, to: Grade | None, speech: Speech, note: str = "") -> Window:
    """Ask for the reason of an adjustment, for the basis of a veto where `to` is None."""
    if to is None:
        text = speech.text("grades-veto-ask", most=WORDS_MOST)
    else:
        text = speech.text("grades-adjust-why", grade=grade_said(to, speech), most=WORDS_MOST)
    lines = [*([note] if note else []), _head(graded, speech), text]
    return Window("\n".join(lines), [[_to_one(graded, speech)]])


def check_window(graded: Graded, to: Grade | None, words: str, speech: Speech) -> Window:
    """Show what is about to be decided, to be confirmed by a tap."""
    values = {"name": graded.name, "old": grade_said(graded.grade, speech), "words": words}
    if to is None:
        lines = [speech.text("grades-veto-check", **values)]
        yes = Button(speech.label("grades-veto-yes"), _act(VETO_YES, graded))
    else:
        lines = [speech.text("grades-adjust-check", new=grade_said(to, speech), **values)]
        yes = Button(speech.label("grades-adjust-yes"), _act(ADJUST_YES, graded))
    return Window("\n".join([*lines, *_again(graded, speech)]), [[yes], [_to_one(graded, speech)]])


def undo_window(graded: Graded, *, lifts: bool, speech: Speech) -> Window:
    """Ask once whether a veto is to be lifted, or an adjustment taken back."""
    if lifts:
        ask, yes = (
            "grades-veto-lift-ask",
            Button(speech.label("grades-veto-lift-yes"), _act(LIFT_YES, graded)),
        )
    else:
        ask, yes = (
            "grades-take-back-ask",
            Button(speech.label("grades-take-back-yes"), _act(BACK_YES, graded)),
        )
    lines = [_head(graded, speech), speech.text(ask), *_again(graded, speech)]
    rows = [[yes], [_to_one(graded, speech)]]
    return Window("\n".join(lines), rows)


def history_window(
    graded: Graded, steps: Sequence[GradeStep], names: Mapping[int, str], page: int, speech: Speech
) -> Window:
    """Return a page of what was done about a grade, the newest first."""
    lines = [line for step in reversed(steps) for line in _step_lines(step, names, speech)]
    pages = parts(lines or [speech.text("grades-history-none")], lines_most=LINES_MOST)
    page = min(page, len(pages) - 1)
    head = numbered(speech.text("grades-history-title", name=graded.name), page, len(pages), speech)
    rows = turn_rows(PageOf(page, len(pages)), lambda to: _act(HISTORY, graded, str(to)), speech)
    return Window("\n".join([head, *pages[page]]), [*rows, [_to_one(graded, speech)]])


def _step_lines(step: GradeStep, names: Mapping[int, str], speech: Speech) -> Iterator[str]:
    day: date = day_in_shanghai(step.made_at)
    change = ""
    if step.new is not None and step.old is not step.new:
        change = speech.label(
            "grades-change", old=grade_said(step.old, speech), new=grade_said(step.new, speech)
        )
    elif step.new is not None:
        change = grade_said(step.new, speech)
    act = speech.label(f"grades-act-{step.act}")
    yield speech.text("grades-step", day=dated_day_name(speech, day), act=act, change=change)
    if step.words:
        yield speech.text("grades-step-words", words=step.words)
    if step.act is GradeAct.LIABLE and step.on is not None:
        values = {"whom": step.whom, "basis": step.basis, "day": dated_day_name(speech, step.on)}
        yield speech.text("grades-step-liable", **values)
    if step.person_id is not None and step.person_id in names:
        yield speech.text("grades-step-by", name=names[step.person_id])


def _again(graded: Graded, speech: Speech) -> list[str]:
    return [] if graded.decided.published is None else [speech.text("grades-tells-again")]


def _head(graded: Graded, speech: Speech) -> str:
    period = period_said(graded.subject.period_id, speech)
    return f"<b>{speech.text('grades-one', name=graded.name, period=period)}</b>"


def _to_one(graded: Graded, speech: Speech) -> Button:
    return Button(speech.label("report-back"), grade_of(graded.subject.period_id, graded.subject.ref))
