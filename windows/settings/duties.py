"""/settings [任务]: every duty, on or off; one of them; what a change comes to, before it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from domain.duties.duties import Occurrence
from domain.duties.duty_block import DutyTerms
from domain.duties.set_duties import DutySetting
from forms.duties.catalogue import catalogue
from locales import Speech
from locales.dates import dated_day_name, dated_period_name, day_name
from usecases.settings.duties import DutyPlan
from windows.entries import SET_DUTIES, SETTINGS
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.settings.duty_words import differences, rule_words, term_words
from windows.settings.found import SettingsPart, SettingsParts
from windows.windows import Button, Window

DUTIES, DUTY, ON, OFF, YES, NO, MORE = (
    *(
        SET_DUTIES,
        "duty-set",
        "duty-set-on",
        "duty-set-off",
        "duty-set-yes",
        "duty-set-no",
        "duty-set-more",
    ),
)
EDIT = "duty-set-edit"
_IN_BRIEF = ("due", "shift", "who", "nudges", "late", "opens", "received")


@dataclass(frozen=True, slots=True)
class ListedDuty:
    """A duty in the list: its id, what it is called, whether it is on."""

    id: str
    name: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """A duty as its window shows it: its terms (a draft's, where it `is_draft`), what falls due, of how many grids."""

    listed: ListedDuty
    terms: DutyTerms
    due: Sequence[Occurrence]
    grids: int
    is_draft: bool = False


def duties_window(duties: Sequence[ListedDuty], page: int, speech: Speech, said: str = "") -> Window:
    """Return the list, those that are on first; `said` (HTML) stands above."""
    on = sum(duty.is_on for duty in duties)
    head = speech.text("duties-set-head", on=on, off=len(duties) - on)
    buttons = [
        Button(
            speech.label("duties-set-listed-on" if duty.is_on else "duties-set-listed-off", name=duty.name),
            f"{DUTY}:{duty.id}",
        )
        for duty in duties
    ]
    rows = paged_rows(buttons, PageIn(page, ROWS_MOST - 1), lambda to: f"{DUTIES}:{to}", speech)
    back = [Button(speech.label("report-back"), SETTINGS)]
    return Window("\n".join(part for part in (said, head) if part), [*rows, back])


def duty_window(shown: ShownDuty, speech: Speech, said: str = "") -> Window:
    """Return one duty, and what can be done about it."""
    duty, terms = shown.listed, shown.terms
    state = speech.label("duties-set-is-on" if duty.is_on else "duties-set-is-off")
    lines = [*([said] if said else []), speech.text("duties-set-one", name=duty.name, state=state)]
    known = catalogue().get(duty.id)
    if known is not None:
        lines.append(escape(known.meaning[speech.language], quote=False))
    lines += [
        speech.text(f"duties-set-term-{term}", value=term_words(term, terms, speech))
        for term in _IN_BRIEF
        if term != "received" or terms.received_by
    ]
    lines += [_due_line(shown.due, speech), speech.text("duties-set-grids-owing", count=shown.grids)]
    return Window("\n".join(lines), _rows_of(shown, speech))


def _rows_of(shown: ShownDuty, speech: Speech) -> list[list[Button]]:
    duty = shown.listed

    def edit(term: str) -> Button:
        return Button(speech.label(f"duties-set-edit-{term}"), f"{EDIT}:{duty.id}:{term}")

    switch = Button(speech.label("duties-set-off"), f"{OFF}:{duty.id}")
    if shown.is_draft or not duty.is_on:
        key = "duties-set-check" if shown.is_draft else "duties-set-on"
        switch = Button(speech.label(key), f"{ON}:{duty.id}")
    return [
        [edit("due"), switch] if duty.is_on and not shown.is_draft else [switch, edit("due")],
        [edit("who"), edit("received")],
        [edit("shift"), edit("nudges")],
        [edit("late"), edit("opens")],
        [edit("from")],
        [Button(speech.label("report-back"), f"{DUTIES}:0")],
    ]


def preview_window(name: str, plan: DutyPlan, token: int, speech: Speech) -> Window:
    """Return what a change comes to: what differs, what falls due next, what becomes of what is open."""
    was, becomes = plan.was, plan.becomes
    lines = [speech.text("duties-set-preview", name=name)]
    if not becomes.is_on:
        lines.append(speech.text("duties-set-preview-off"))
        if plan.filed or plan.waiting:
            lines.append(speech.text("duties-set-preview-excused", filed=plan.filed, waiting=plan.waiting))
        return Window("\n".join(lines), _taking(token, speech))
    lines += _changed_lines(was, becomes, speech)
    lines += [_due_line(plan.due, speech), speech.text("duties-set-grids-owing", count=plan.grids)]
    lines += _open_lines(plan, speech)
    return Window("\n".join(lines), _taking(token, speech))


def _changed_lines(was: DutySetting | None, becomes: DutySetting, speech: Speech) -> list[str]:
    lines = []
    if was is None or not was.is_on:
        lines.append(speech.text("duties-set-preview-on", rule=rule_words(becomes.terms, speech)))
    else:
        lines += [
            speech.text(f"duties-set-differs-{term}", before=before, after=after)
            for term, before, after in differences(was.terms, becomes.terms, speech)
        ]
    if becomes.starts_on is not None and (was is None or becomes.phases != was.phases):
        lines.append(speech.text("duties-set-preview-from", day=dated_day_name(speech, becomes.starts_on)))
    return lines


def _open_lines(plan: DutyPlan, speech: Speech) -> list[str]:
    lines = []
    if plan.filed:
        lines.append(speech.text("duties-set-open-filed", count=plan.filed))
    if plan.excused:
        lines.append(speech.text("duties-set-open-excused", count=len(plan.excused)))
    waiting = plan.waiting - len(plan.excused)
    if plan.was is None or not plan.was.is_on or waiting <= 0:
        return lines
    lines += [
        speech.text(
            "duties-set-open-due",
            period=dated_period_name(speech, move.period_id),
            due=day_name(speech, move.to.due_on),
            closes=day_name(speech, move.to.closes_on),
        )
        for move in plan.moves[:2]
    ]
    if not plan.moves:
        lines.append(speech.text("duties-set-open-stays", count=waiting))
    return lines


def _taking(token: int, speech: Speech) -> list[list[Button]]:
    return [
        [Button(speech.label("duties-set-yes"), f"{YES}:{token}")],
        [Button(speech.label("duties-set-more"), MORE), Button(speech.label("duties-set-no"), NO)],
    ]


def _due_line(due: Sequence[Occurrence], speech: Speech) -> str:
    if not due:
        return speech.text("duties-set-due-none")
    days = speech.label("list-comma").join(
        speech.label(
            "duties-set-due-day",
            day=dated_day_name(speech, occurrence.due_on),
            period=dated_period_name(speech, occurrence.period_id),
        )
        for occurrence in due
    )
    return speech.text("duties-set-due", days=days)


SETTINGS_PARTS: SettingsParts = {100: SettingsPart("duties-set-button", f"{DUTIES}:0")}
