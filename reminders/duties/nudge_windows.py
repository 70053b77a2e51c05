"""A nudge in words: what is still open, whose it is, and since when, from what is true when it is delivered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.people import Role
from locales import Speech
from locales.dates import day_name, due_line
from reminders.desk import Desk
from reminders.duties.hearing_windows import choose_button, hosted_apart, hosted_part
from reminders.duties.hearings import who_answers
from reminders.duties.nudge_letters import NUDGE
from reminders.duties.nudges_below import Below, below_part, item_title
from reminders.letter_book import Letters
from reminders.registers.nudge_part import entries_head, entries_part
from reminders.reporting.reviews import waiting_part
from storage.delivery.outbox import Letter
from storage.duty_items import DutyItem
from storage.people.holders import Held
from storage.unit_of_work import UnitOfWork
from windows.entries import REPORT, SNOOZE, back_to_menu, report_on, zero_report_on
from windows.windows import Button, Window

ROWS = 7
"""What a phone shows without scrolling (docs/windows.md)."""
LINES, LINES_ABOVE_OTHERS = 6, 3
"""How many of the reader's own items a message names before it counts the rest, the fewer where others stand below."""


@dataclass(frozen=True, slots=True)
class _Own:
    """The reader's open items, those that they host apart; and how many rows there are for their buttons."""

    hosted: Sequence[DutyItem]
    items: Sequence[DutyItem]
    lines: int
    rows: int


def nudge_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the message for what is still open of `letter` and still the reader's; None when nothing is."""
    own, below = _still_theirs(uow, desk, letter, today)
    alone = not own and not below.items
    beside = bool(own) + bool(below.items)
    lines_entries, rows_entries = entries_part(uow, desk, letter, speech, today, beside=beside)
    if alone and (not lines_entries or letter.kind != NUDGE.id):  # the office asks for reports
        return None
    lines_below, rows_below = below_part(uow, desk, speech, below) if below.items else ([], [])
    lines_waiting, rows_waiting = waiting_part(uow, desk, letter, speech, today)
    lines_waiting = [*lines_entries, *lines_waiting]
    rows_waiting = [*(rows_entries if alone else rows_entries[-2:]), *rows_waiting]
    lines: list[str] = []
    rows: list[list[Button]] = []
    last = [back_to_menu(speech)]
    if alone:
        lines, last = [entries_head(speech, today)], [_snooze(speech), *last]
    if own:
        hosted, items = hosted_apart(uow, desk, own)
        rows_below = rows_below[:2]
        room = ROWS - 1 - len(rows_below) - len(rows_waiting)
        part = _Own(hosted, items, LINES_ABOVE_OTHERS if below.items else LINES, room)
        lines, rows, all_there = _own_part(desk, speech, part, today)
        others = [] if all_there else [Button(speech.label("nudge-others"), REPORT)]
        last = [*others, _snooze(speech)]
    return Window(
        "\n".join([*lines, *lines_below, *lines_waiting]), [*rows, *rows_below, *rows_waiting, last]
    )


def _snooze(speech: Speech) -> Button:
    return Button(speech.label("nudge-snooze"), SNOOZE)


def _own_part(
    desk: Desk, speech: Speech, own: _Own, today: date
) -> tuple[list[str], list[list[Button]], bool]:
    """Return lines and rows of the reader's own items, and whether there was room for the buttons of all of them."""
    lines_hosted, rows_hosted = hosted_part(desk, speech, own.hosted, today)
    count = len(own.items) + len(lines_hosted)
    with_grid = len({item.grid_code for item in own.items}) > 1
    titles = [
        f"{item_title(desk, speech, item)} · {item.grid_name}"
        if with_grid
        else item_title(desk, speech, item)
        for item in own.items
    ]
    named = list(zip(own.items, titles, strict=True))
    lines = [*(due_line(speech, title, item.due_on, today) for item, title in named), *lines_hosted]
    if len(lines) > own.lines:
        lines[own.lines :] = [speech.text("nudge-below-more", count=len(lines) - own.lines)]
    head = speech.text("nudge-head", day=day_name(speech, today), count=count)
    zeros = sum(desk.form_of(desk.duties[item.duty_id]).zero_report for item in own.items)
    found = [
        _rows(desk, speech, item, title if count > 1 else "", zero_named=zeros > 1) for item, title in named
    ]
    found += [[row] for row in rows_hosted]
    rows: list[list[Button]] = []
    for those in found:
        if len(rows) + len(those) > own.rows:
            return [head, *lines], rows, False
        rows += those
    return [head, *lines], rows, True


def _still_theirs(uow: UnitOfWork, desk: Desk, letter: Letter, today: date) -> tuple[list[DutyItem], Below]:
    """Return what is open of the letter, and for which the reader, or a grid of theirs further up, answers."""
    person_id = letter.person_id
    if person_id is None:
        return [], Below([], frozenset(), today)
    named = [set(letter.payload[part]) for part in ("own", "below")]
    found = uow.duty_items.open_among(named[0] | named[1], today)
    own, below = ([item for item in found if item.id in ids and item.duty_id in desk.duties] for ids in named)
    posts = uow.holders.posts_of(person_id, today)
    answering = who_answers(uow, desk, [*own, *below])
    own = [item for item in own if item.id in answering and _is_one_of(posts, *answering[item.id])]
    below = [item for item in below if item.id in answering]
    if below:
        # Whoever is away is told all the same, where nobody else is left to tell (reminders/duties/nudges.py).
        posts = posts or uow.holders.posts_of(person_id, today, away_too=True)
        codes = {code for code, _role in posts}
        hanging = uow.holders.hanging_below({item.grid_code for item in below}, codes)
        below = [item for item in below if item.grid_code in hanging]
    return own, Below(below, posts, today)


def _is_one_of(posts: Collection[Held], grid_code: str, roles: Collection[Role]) -> bool:
    return any((grid_code, role) in posts for role in roles)


def _rows(desk: Desk, speech: Speech, item: DutyItem, title: str, *, zero_named: bool) -> list[list[Button]]:
    """Return the buttons of an item, `title` empty where it is the only one; of several zero reports each is named."""
    form = desk.form_of(desk.duties[item.duty_id])
    if desk.duties[item.duty_id].hearing:
        return [[choose_button(speech, item, title)]]
    report = Button(
        speech.label("nudge-report", form=title or form.title[speech.language]), report_on(item.id)
    )
    if not form.zero_report:
        return [[report]]
    zero = zero_report_on(item.id)
    if zero_named:
        return [[report], [Button(speech.label("nudge-zero-of", title=title), zero)]]
    return [[report, Button(speech.label("nudge-zero"), zero)]]


LETTERS: Letters = {
    NUDGE: nudge_window,
}
