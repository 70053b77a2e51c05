"""签到: what is shown to whoever scans the code at the door, what is said once it is done, the code itself."""

from datetime import date, datetime
from html import escape

from domain.time.clock import SHANGHAI
from locales import Speech
from locales.dates import dated_day_name
from registers.language import RegisterMove
from usecases.registers.people.concerned import may_be_made
from usecases.registers.people.once import OnceAsked
from usecases.registers.people.reach import ReachAsked
from usecases.registers.shown import ShownEntry
from windows.entries import HOW_TO_BIND, back_to_menu
from windows.entry_buttons import open_entry
from windows.page_turns import button_rows
from windows.registers.names import entry_head, short_title
from windows.registers.reach import reach_button
from windows.windows import Button, Rows, Window

ONCE, BY_CODE, CODE = "once", "once-door", "once-code"
_TITLE = 60


def door_window(asked: OnceAsked, code: str, today: date, speech: Speech) -> Window:
    """Return what it is for and the one button; that it is done, over, or of another day."""
    entry, move = asked.entry, asked.move
    lines = [entry_head(asked.found.register, entry, speech), escape(short_title(entry, _TITLE))]
    label = move.label[speech.language]
    rows = []
    if asked.made_at is not None:
        lines.append(made_line(asked, speech))
    elif may_be_made(asked.found, move, today):
        rows.append([Button(label, f"{BY_CODE}:{code}")])
    elif asked.found.now.state not in move.sources:
        lines.append(speech.text("once-over"))
    else:
        lines.append(speech.text("once-only-on", move=label, day=_day(asked, speech)))
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def made_line(asked: OnceAsked, speech: Speech) -> str:
    """Return that it is done, and when, as HTML."""
    return "" if asked.made_at is None else _made(asked.move, asked.made_at, speech)


def once_lines(shown: ShownEntry, speech: Speech) -> list[str]:
    """Return what an entry's window says of a move that each makes once: that one has, how many have."""
    once = shown.once
    if once is None:
        return []
    lines = [] if once.made_at is None else [_made(once.move, once.made_at, speech)]
    if once.is_kept:
        lines.append(speech.text("once-count", move=once.move.label[speech.language], count=once.count))
    return lines


def once_rows(shown: ShownEntry, speech: Speech) -> Rows:
    """Return the button by which it is made, where it can be."""
    if shown.once is None or not shown.once.may:
        return []
    return [[Button(shown.once.move.label[speech.language], f"{ONCE}:{shown.entry.id}")]]


def door_rows(shown: ShownEntry, speech: Speech) -> Rows:
    """Return the ways to the code and to who was there, for whoever hangs it up."""
    once, lang = shown.once, speech.language
    if once is None or not once.is_kept:
        return []
    buttons = []
    if shown.found.now.state in once.move.sources:
        label = speech.label("once-code-button", move=once.move.label[lang])
        buttons.append(Button(label, f"{CODE}:{shown.entry.id}"))
    for number, coverage in enumerate(shown.register.coverage):
        if coverage.move == once.move.id:
            label = speech.label("reach-open", done=coverage.done[lang], missing=coverage.missing[lang])
            asked = ReachAsked(shown.register.id, number, entry_id=shown.entry.id)
            buttons.append(reach_button(asked, label))
    return button_rows(buttons)


def _made(move: RegisterMove, made_at: datetime, speech: Speech) -> str:
    at = made_at.astimezone(SHANGHAI)
    day = dated_day_name(speech, at.date())
    return speech.text("once-made", move=move.label[speech.language], day=day, time=f"{at:%H:%M}")


def code_window(asked: OnceAsked, speech: Speech) -> Window:
    """Return what stands below the code."""
    label = asked.move.label[speech.language]
    key = "once-code" if asked.day is None else "once-code-day"
    day = _day(asked, speech)
    lines = [escape(short_title(asked.entry, _TITLE)), speech.text(key, move=label, day=day)]
    back = Button(speech.label("report-back"), open_entry(asked.entry.id))
    return Window("\n".join(lines), [[back]])


def stranger_window(speech: Speech) -> Window:
    """Return what is said to somebody who is not bound, whatever the code is."""
    return Window(
        speech.text("once-stranger"),
        [[Button(speech.label("menu-bind"), HOW_TO_BIND)], [back_to_menu(speech)]],
    )


def _day(asked: OnceAsked, speech: Speech) -> str:
    return "" if asked.day is None else dated_day_name(speech, asked.day)
