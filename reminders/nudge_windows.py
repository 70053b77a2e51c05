"""A nudge in words: what is still open, whose it is, and since when, from what is true when it is delivered."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.entries import MENU, SNOOZE, report_on, zero_report_on
from domain.people import Role
from domain.windows import Button, Window
from locales import Speech
from locales.dates import day_name, days_left, due_line, duty_title
from reminders.desk import Desk
from reminders.hearing_windows import choose_button, hosted_apart, hosted_part
from reminders.hearings import who_answers
from reminders.reviews import waiting_part
from storage.duty_items import DutyItem
from storage.holders import Held, Holder, Presence
from storage.outbox import Letter
from storage.unit_of_work import UnitOfWork

LINES = 10
"""How many items of other grids a message names before it only counts the rest."""
ITEMS_WITH_BUTTONS = 5


def nudge_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the message for what is still open of `letter` and still the reader's; None when nothing is."""
    own, below = _still_theirs(uow, desk, letter, today)
    if not own and not below:
        return None
    lines: list[str] = []
    rows: list[list[Button]] = []
    if own:
        hosted, own = hosted_apart(uow, desk, own)
        lines_hosted, rows_hosted = hosted_part(desk, speech, hosted, today)
        count = len(own) + len(lines_hosted)
        grids = len({item.grid_code for item in own}) > 1
        titles = [_title(desk, speech, item, with_grid=grids) for item in own]
        lines.append(speech.text("nudge-head", day=day_name(speech, today), count=count))
        lines += [due_line(speech, titles[n], item.due_on, today) for n, item in enumerate(own)]
        lines += lines_hosted
        for item, title in list(zip(own, titles, strict=True))[:ITEMS_WITH_BUTTONS]:
            rows.append(_row(desk, speech, item, title if count > 1 else ""))
        rows += rows_hosted
    if below:
        lines += _lines_below(uow, desk, speech, below, today)
    lines_waiting, rows_waiting = waiting_part(uow, desk, letter, speech, today)
    lines += lines_waiting
    rows += rows_waiting
    last = Button(speech.label("nudge-snooze"), SNOOZE) if rows else Button(speech.label("menu-back"), MENU)
    rows.append([last])
    return Window("\n".join(lines), rows)


def _still_theirs(
    uow: UnitOfWork, desk: Desk, letter: Letter, today: date
) -> tuple[list[DutyItem], list[DutyItem]]:
    """Return what is open of the letter, and for which the reader, or a grid of theirs further up, answers."""
    person_id = letter.person_id
    if person_id is None:
        return [], []
    named = [set(letter.payload[part]) for part in ("own", "below")]
    found = uow.duty_items.open_among(named[0] | named[1], today)
    own, below = ([one for one in found if one.id in ids and one.duty_id in desk.duties] for ids in named)
    posts = uow.holders.posts_of(person_id, today)
    answering = who_answers(uow, desk, [*own, *below])
    own = [one for one in own if one.id in answering and _is_one_of(posts, *answering[one.id])]
    below = [one for one in below if one.id in answering]
    if below:
        # Whoever is away is told all the same, where nobody else is left to tell (reminders/nudges.py).
        codes = {code for code, _role in posts or uow.holders.posts_of(person_id, today, away_too=True)}
        hanging = uow.holders.hanging_below({one.grid_code for one in below}, codes)
        below = [one for one in below if one.grid_code in hanging]
    return own, below


def _is_one_of(posts: Collection[Held], grid_code: str, roles: Collection[Role]) -> bool:
    return any((grid_code, role) in posts for role in roles)


def _lines_below(
    uow: UnitOfWork, desk: Desk, speech: Speech, below: Sequence[DutyItem], today: date
) -> list[str]:
    """Return who owes what since when in the grids below."""
    overdue = all(item.due_on < today for item in below)
    lines = [speech.text("nudge-below" if overdue else "nudge-below-due", count=len(below))]
    shown = below[:LINES]
    answering = who_answers(uow, desk, shown)
    holders = uow.holders.owing({code for code, _roles in answering.values()}, today)
    for item in shown:
        code, roles = answering[item.id]
        owing = [one for one in holders if one.grid_code == code and one.role in roles]
        lines.append(
            speech.text(
                "nudge-below-line",
                grid=item.grid_name,
                title=_title(desk, speech, item, with_grid=False),
                due=day_name(speech, item.due_on),
                left=days_left(speech, (item.due_on - today).days),
                who=who_owes(speech, owing),
            )
        )
    if len(below) > LINES:
        lines.append(speech.text("nudge-below-more", count=len(below) - LINES))
    return lines


def who_owes(speech: Speech, holders: Sequence[Holder]) -> str:
    """Return in plain words whose an item is, and why they can't be reached if so."""
    people = dict.fromkeys(
        speech.label(f"nudge-who-{one.presence}", name=one.name)
        if one.presence is not Presence.AWAY or one.deputy is None
        else speech.label("nudge-who-deputy", name=one.name, deputy=one.deputy)
        for one in holders
    )
    return speech.label("list-comma").join(people) if people else speech.label("nudge-who-nobody")


def _title(desk: Desk, speech: Speech, item: DutyItem, *, with_grid: bool) -> str:
    title = duty_title(speech, desk.forms[desk.duties[item.duty_id].form_id].title, item.period_id)
    return f"{title} · {item.grid_name}" if with_grid else title


def _row(desk: Desk, speech: Speech, item: DutyItem, title: str) -> list[Button]:
    form = desk.forms[desk.duties[item.duty_id].form_id]
    if desk.duties[item.duty_id].hearing:
        return [choose_button(speech, item, title)]
    row = [
        Button(speech.label("nudge-report", form=title or form.title[speech.language]), report_on(item.id))
    ]
    if form.zero_report:
        row.append(Button(speech.label("nudge-zero"), zero_report_on(item.id)))
    return row
