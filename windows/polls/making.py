"""The windows in which a poll is put together. Values in, windows out; each carries the mark of its plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.people.grids import Grid
from domain.polls.polls import LEAST, PollGroup, PollPlan, PollSpan, PollSubject, Shape
from forms.polls.language import About, PollForm
from locales import Speech
from locales.dates import day_name
from usecases.polls.making import AskedPeople
from windows.entries import ALL_POLLS, back_to_menu, open_poll
from windows.grid_marks import grid_mark
from windows.page_turns import PageIn, paged_rows
from windows.questions.parts import cut
from windows.windows import Button, Window

NEW, FORM, TITLE, ABOUT, RANKS = "poll-new", "poll-form", "poll-title", "poll-about", "poll-ranks"
SUBJECT, WHOM, WHERE, GROUP, ALL = "poll-subject", "poll-whom", "poll-where", "poll-group", "poll-all"
WHEN, DAYS, CHECK, PUBLISH = "poll-when", "poll-days", "poll-check", "poll-publish"
MAKE, QUIT = "poll-make", "poll-quit"
CHOSEN = "☑ "
LEADERS, MIDDLE = "leaders", "middle"
DAYS_OFFERED = (3, 7, 14)
FOUND_MOST = 4
"""How many people or grids are offered at once to be assessed."""
NAMED_MOST = 5
_LABEL_MOST = 18
_ROWS = 4


def forms_window(forms: Sequence[PollForm], speech: Speech) -> Window:
    """Ask from which form a poll is made."""
    rows = [
        [Button(form.title[speech.language], f"{FORM}:{form.id}")]
        for form in sorted(forms, key=lambda form: (form.about is not About.PERSON, form.id))
    ]
    back = [Button(speech.label("polls-back"), ALL_POLLS), back_to_menu(speech)]
    return Window(speech.text("polls-choose-form"), [*rows, back])


def title_window(plan: PollPlan, form: PollForm, speech: Speech, note: str = "") -> Window:
    """Ask what the poll is called; the form's own title is offered."""
    own = form.title[speech.language]
    lines = [speech.text("polls-ask-title"), *([note] if note else [])]
    keep = Button(speech.label("polls-title-keep", title=plan.title or own), f"{TITLE}:{plan.mark}")
    return Window("\n".join(lines), [[keep], [_quit(plan, speech)]])


@dataclass(frozen=True, slots=True)
class Findings:
    """Whom the words mean that were typed, of `many`; without words nobody was looked for."""

    words: str = ""
    found: Sequence[PollSubject] = ()
    many: int = 0


def subjects_window(
    plan: PollPlan, about: About, findings: Findings, speech: Speech, note: str = ""
) -> Window:
    """Ask whom the poll is about: those chosen, those found by what was typed."""
    lines = [speech.text(f"polls-ask-{about}"), *([note] if note else [])]
    if plan.subjects:
        lines.append(_chosen_line(plan, speech))
    if findings.words:
        key = "polls-found" if findings.found else "polls-found-nobody"
        lines.append(speech.text(key, words=cut(findings.words, _LABEL_MOST), many=findings.many))
    chosen = {subject.ref for subject in plan.subjects}
    offered = findings.found or plan.subjects[-FOUND_MOST:]
    rows = [
        [
            Button(
                f"{CHOSEN if subject.ref in chosen else ''}{subject.name}",
                f"{SUBJECT}:{plan.mark}:{subject.ref}",
            )
        ]
        for subject in offered
    ]
    if plan.subjects:
        rows.append([Button(speech.label("polls-to-whom"), f"{WHOM}:{plan.mark}:0")])
    kinds = (LEADERS, MIDDLE) if about is About.PERSON else ()
    rows.append([Button(speech.label(f"polls-add-{kind}"), f"{RANKS}:{plan.mark}:{kind}") for kind in kinds])
    return Window("\n".join(lines), [*[row for row in rows if row], [_quit(plan, speech)]])


def whom_window(plan: PollPlan, grids: Sequence[Grid], page: int, speech: Speech, note: str = "") -> Window:
    """Ask whom the poll asks: everybody by a QR code, or those below a grid; its name may be typed."""
    lines = [speech.text("polls-ask-whom", least=LEAST), *([note] if note else [])]
    rows = [[Button(speech.label("polls-ask-all"), f"{ALL}:{plan.mark}")]]
    buttons = [Button(grid.name, f"{WHERE}:{plan.mark}:{grid_mark(grid)}") for grid in grids]
    rows += paged_rows(buttons, PageIn(page, _ROWS), lambda to: f"{WHOM}:{plan.mark}:{to}", speech)
    return Window("\n".join(lines), [*rows, [_quit(plan, speech)]])


def group_window(
    plan: PollPlan, grid: Grid, sizes: Sequence[tuple[PollGroup, AskedPeople]], speech: Speech
) -> Window:
    """Ask who below a grid is asked; groups of whom fewer than five have a phone are not offered."""
    lines = [speech.text("polls-ask-group", grid=grid.name)]
    lines.append(speech.text("polls-group-phones", least=LEAST))
    buttons = [
        Button(
            speech.label(
                "polls-group-count",
                group=speech.label(f"polls-group-{group}"),
                count=len(asked.person_ids),
                reached=asked.reached,
            ),
            f"{GROUP}:{plan.mark}:{group}",
        )
        for group, asked in sizes
        if asked.reached >= LEAST
    ]
    if not buttons:
        lines.append(speech.text("polls-group-none", least=LEAST))
    back = Button(speech.label("report-back"), f"{WHOM}:{plan.mark}:0")
    return Window("\n".join(lines), [*[[button] for button in buttons], [back, _quit(plan, speech)]])


def when_window(plan: PollPlan, today: date, speech: Speech, note: str = "") -> Window:
    """Ask from which day to which it runs."""
    lines = [speech.text("polls-ask-when"), *([note] if note else [])]
    rows = [
        [
            Button(
                speech.label("polls-days", days=days, day=day_name(speech, span_of(days, today).ends_on)),
                f"{DAYS}:{plan.mark}:{days}",
            )
        ]
        for days in DAYS_OFFERED
    ]
    back = Button(speech.label("report-back"), f"{WHOM}:{plan.mark}:0")
    return Window("\n".join(lines), [*rows, [back, _quit(plan, speech)]])


def span_of(days: int, today: date) -> PollSpan:
    """Return the span of so many days that begins today."""
    return PollSpan(today, today + timedelta(days=days - 1))


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan with what its check shows: its form's questions, whom it asks, the grid's name."""

    plan: PollPlan
    shape: Shape
    asked: AskedPeople
    grid_name: str


def check_window(checked: Checked, speech: Speech) -> Window:
    """Return all of it once more, before it is made."""
    plan = checked.plan
    lines = [
        speech.text("polls-check-plan"),
        speech.text("polls-head", title=plan.title),
    ]
    if plan.subjects:
        lines.append(_chosen_line(plan, speech))
    lines.append(speech.text("polls-amount", count=checked.shape.asked, about=len(plan.subjects)))
    if plan.is_for_all:
        lines.append(speech.text("polls-whom-all"))
    else:
        group = speech.label(f"polls-group-{plan.group}")
        count = len(checked.asked.person_ids)
        lines.append(speech.text("polls-whom", grid=checked.grid_name, group=group, count=count))
        if count > checked.asked.reached:
            lines.append(speech.text("polls-unreached", count=count - checked.asked.reached))
    if plan.span is not None:
        first, last = (day_name(speech, day) for day in (plan.span.starts_on, plan.span.ends_on))
        lines.append(speech.text("polls-span", first=first, last=last))
    publish = "polls-publish-not" if plan.publishes else "polls-publish"
    lines.append(speech.text("polls-publishes" if plan.publishes else "polls-publishes-not"))
    rows = [
        [Button(speech.label("polls-make"), f"{MAKE}:{plan.mark}")],
        [Button(speech.label(publish), f"{PUBLISH}:{plan.mark}")],
        _changes(plan, speech),
        [_quit(plan, speech)],
    ]
    return Window("\n".join(lines), rows)


def made_window(poll_id: int, plan: PollPlan, asked: AskedPeople, speech: Speech) -> Window:
    """Return the window after it was made."""
    key = "polls-made-all" if plan.is_for_all else "polls-made"
    rows = [
        [Button(speech.label("polls-see"), open_poll(poll_id))],
        [Button(speech.label("polls-back"), ALL_POLLS), back_to_menu(speech)],
    ]
    return Window(speech.text(key, count=asked.reached), rows)


def quit_window(speech: Speech) -> Window:
    """Return the window after a plan was given up."""
    rows = [[Button(speech.label("polls-new"), NEW)], [Button(speech.label("polls-back"), ALL_POLLS)]]
    return Window(speech.text("polls-quitted"), rows)


def _chosen_line(plan: PollPlan, speech: Speech) -> str:
    names = speech.label("list-comma").join(subject.name for subject in plan.subjects[:NAMED_MOST])
    more = max(0, len(plan.subjects) - NAMED_MOST)
    return speech.text("polls-chosen", count=len(plan.subjects), names=names, more=more)


def _changes(plan: PollPlan, speech: Speech) -> list[Button]:
    who = Button(speech.label("polls-change-subjects"), f"{ABOUT}:{plan.mark}")
    return [
        *([who] if plan.subjects else []),
        Button(speech.label("polls-change-whom"), f"{WHOM}:{plan.mark}:0"),
        Button(speech.label("polls-change-when"), f"{WHEN}:{plan.mark}"),
    ]


def _quit(plan: PollPlan, speech: Speech) -> Button:
    return Button(speech.label("polls-quit"), f"{QUIT}:{plan.mark}")
