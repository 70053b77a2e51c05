"""Nudges: planned by domain/nudges.py, queued once a person and day, put into words when they are delivered."""

from datetime import date, datetime, time, timedelta

from domain.clock import SHANGHAI, day_in_shanghai
from domain.entries import MENU, SNOOZE, report_on, zero_report_on
from domain.nudges import Item, Nudge, Posts, Quiet, plan_nudges
from domain.windows import Button, Window
from locales import Speech
from locales.dates import day_name, days_left, due_line, duty_title
from reminders.desk import Desk
from storage.duty_items import DutyItem
from storage.outbox import Letter
from storage.unit_of_work import UnitOfWork

LETTER_LIFE = timedelta(days=2)
REMINDING = ("nudge", "chase")
"""Kinds of letters that remind: nobody gets two of them on one day from the clock."""
LINES = 20
"""How many items of other grids a message names before it only counts the rest."""
ITEMS_WITH_BUTTONS = 5


def queue_nudges(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the nudges that are due at `now` and note the steps taken; return how many messages that makes."""
    today = day_in_shanghai(now)
    if not desk.hours.contain(now):
        return 0
    open_items = uow.duty_items.open_unfiled(today)
    snoozed = uow.people.snoozed()
    quiet = Quiet(desk.hours, told_on(uow, today), snoozed)
    queued = 0
    for unit_code, posts in _units(uow, today).items():
        in_unit = {grid.code for grid in posts.tree.subtree(unit_code)}
        items = [_item(one) for one in open_items if one.grid_code in in_unit]
        plan = plan_nudges(now, items, desk.duties, posts, quiet)
        uow.duty_items.set_steps(plan.steps)
        letters = [_letter(nudge, today, now, snoozed.get(nudge.person_id)) for nudge in plan.nudges]
        uow.outbox.supersede(REMINDING, [nudge.person_id for nudge in plan.nudges])
        queued += uow.outbox.add_once(letters)
        uow.people.wake(plan.snoozes_over)
    return queued


def told_on(uow: UnitOfWork, day: date) -> frozenset[int]:
    """Return who is nudged on `day`, by the clock or by the office, were it with a message left from the day before."""
    keys = set[str]().union(*(uow.outbox.keys_beginning(f"{kind}:{day}:") for kind in REMINDING))
    began_at = datetime.combine(day, time.min, SHANGHAI)
    late = uow.outbox.people_told(REMINDING, began_at, LETTER_LIFE)
    return frozenset(int(key.split(":")[2]) for key in keys) | late


def nudge_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the message for what is still open of `letter`; None when nothing is."""
    own, below = (_still_open(uow, desk, letter.payload[part], today) for part in ("own", "below"))
    if not own and not below:
        return None
    lines: list[str] = []
    rows: list[list[Button]] = []
    if own:
        head = speech.text("nudge-head", day=day_name(speech, today), count=len(own))
        lines += [head, *(due_line(speech, _title(desk, speech, item), item.due_on, today) for item in own)]
        rows += [_row(desk, speech, item, several=len(own) > 1) for item in own[:ITEMS_WITH_BUTTONS]]
    if below:
        lines.append(speech.text("nudge-below", count=len(below)))
        for item in below[:LINES]:
            left = days_left(speech, (item.due_on - today).days)
            title = _title(desk, speech, item)
            lines.append(speech.text("nudge-below-line", grid=item.grid_name, title=title, left=left))
        if len(below) > LINES:
            lines.append(speech.text("nudge-below-more", count=len(below) - LINES))
    last = Button(speech.label("nudge-snooze"), SNOOZE) if own else Button(speech.label("menu-back"), MENU)
    rows.append([last])
    return Window("\n".join(lines), rows)


def _still_open(uow: UnitOfWork, desk: Desk, item_ids: list[int], today: date) -> list[DutyItem]:
    return [item for item in uow.duty_items.open_among(item_ids, today) if item.duty_id in desk.duties]


def _units(uow: UnitOfWork, today: date) -> dict[str, Posts]:
    """Return the posts of every unit, by the code of its first-level grid; unreachable people are left out."""
    tree = uow.rosters.tree()
    inspectors = uow.people.inspectors(today, reachable_only=True)
    return {
        grid.code: Posts(tree, inspectors, uow.people.level_one(grid.code, today, reachable_only=True))
        for grid in tree
        if grid.level == 1
    }


def _item(one: DutyItem) -> Item:
    return Item(one.id, one.duty_id, one.period_id, one.grid_code, one.due_on, one.closes_on, one.steps_done)


def _letter(nudge: Nudge, today: date, now: datetime, snoozed_until: datetime | None) -> Letter:
    key = f"nudge:{today}:{nudge.person_id}"
    return Letter(
        unique_key=f"{key}:{snoozed_until:%H%M}" if snoozed_until else key,
        kind="nudge",
        payload={"own": [item.id for item in nudge.own], "below": [item.id for item in nudge.below]},
        not_before_at=now,
        expires_at=now + LETTER_LIFE,
        person_id=nudge.person_id,
    )


def _title(desk: Desk, speech: Speech, item: DutyItem) -> str:
    return duty_title(speech, desk.forms[desk.duties[item.duty_id].form_id].title, item.period_id)


def _row(desk: Desk, speech: Speech, item: DutyItem, *, several: bool) -> list[Button]:
    form = desk.forms[desk.duties[item.duty_id].form_id]
    label = _title(desk, speech, item) if several else form.title[speech.language]
    row = [Button(speech.label("nudge-report", form=label), report_on(item.id))]
    if form.zero_report:
        row.append(Button(speech.label("nudge-zero"), zero_report_on(item.id)))
    return row
