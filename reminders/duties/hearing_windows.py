"""Letters about hearings in words, from what is true when they are delivered; None where they have become stale."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.duties.hearings import Next, Slot
from locales import Speech
from locales.dates import day_name, due_line
from reminders.desk import Desk
from reminders.duties.hearings import DAY, RECORD, ROW, SOON, TOMORROW, who_answers
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.hearings.letters import CHOSEN, FREED, OFFERED, SLOT, WITHDRAWN
from windows.entries import HEARINGS, back_to_menu, host_hearing, host_hearings, open_hearing
from windows.hearing_words import hearing_file, hearing_title, moment_name, slot_name
from windows.windows import Button, Window

LISTED = 20
BUTTONS = 5


def hosted_apart(
    uow: UnitOfWork, desk: Desk, items: Sequence[DutyItem]
) -> tuple[list[DutyItem], list[DutyItem]]:
    """Return those of a person's open items that wait for them as a host of hearings, and the others."""
    answering = who_answers(uow, desk, items)
    hosted = [
        item
        for item in items
        if desk.duties[item.duty_id].hearing and answering[item.id][1] != desk.duties[item.duty_id].roles
    ]
    ids = {item.id for item in hosted}
    return hosted, [item for item in items if item.id not in ids]


def hosted_part(
    desk: Desk, speech: Speech, hosted: Sequence[DutyItem], today: date
) -> tuple[list[str], list[list[Button]]]:
    """Return a line and a row of a nudge for each duty and period, however many hearings of it wait for the host."""
    lines: list[str] = []
    rows: list[list[Button]] = []
    for duty_id, period_id in dict.fromkeys((item.duty_id, item.period_id) for item in hosted):
        of_period = [item for item in hosted if (item.duty_id, item.period_id) == (duty_id, period_id)]
        title = hearing_title(speech, desk.forms, desk.duties[duty_id], period_id)
        waiting = speech.label("hearing-nudge-waiting", title=title, count=len(of_period))
        lines.append(due_line(speech, waiting, of_period[0].due_on, today))
        rows.append([Button(speech.label("hearing-nudge-host", title=title), host_hearings(duty_id))])
    return lines, rows


def offered_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell that there are slots to choose from, for every hearing that the reader has still to choose one for."""
    if letter.person_id is None:
        return None
    posts = uow.holders.posts_of(letter.person_id, today)
    found = uow.duty_items.open_of({code for code, _role in posts}, today)
    own = [
        item
        for item in found
        if item.submitted_at is None
        and item.duty_id in desk.duties
        and desk.duties[item.duty_id].hearing
        and any((item.grid_code, role) in posts for role in desk.duties[item.duty_id].roles)
    ]
    tree = uow.rosters.paths({item.grid_code for item in own})
    turns = uow.hearing_slots.next_of(own, tree, desk.clock.now())
    own = [item for item in own if turns[item.id] is Next.CHOOSER]
    if not own:
        return None
    titles = [_title(desk, speech, item) for item in own]
    listening = all(desk.duties[item.duty_id].is_heard_by_roles for item in own)
    head = speech.text("hearing-told-offered-listen" if listening else "hearing-told-offered")
    lines = [head, *(speech.text("hearing-told-line", line=t) for t in titles)]
    rows = [
        [choose_button(speech, item, title if len(own) > 1 else "")]
        for item, title in zip(own, titles, strict=True)
    ]
    return Window("\n".join(lines), [*rows[:BUTTONS], [back_to_menu(speech)]])


def choose_button(speech: Speech, item: DutyItem, title: str) -> Button:
    """Return the way to the slots of a hearing, named by `title` where there are several."""
    label = (
        speech.label("hearing-nudge-choose-for", title=title)
        if title
        else speech.label("hearing-nudge-choose")
    )
    return Button(label, open_hearing(item.id))


def slot_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell somebody of which slot was chosen for their grid, with the file for their calendar."""
    del today
    found = _still(uow, desk, letter)
    if found is None:
        return None
    item, slot = found
    title = hearing_title(speech, desk.forms, desk.duties[item.duty_id], item.period_id)
    window = _own_window(desk, speech, "hearing-chosen", item, slot)
    return Window(window.text, window.rows, [hearing_file(speech, title, item, slot, desk.clock.now())])


def tomorrow_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Remind who reports, the working day before."""
    del today
    found = _still(uow, desk, letter)
    return _own_window(desk, speech, "hearing-told-tomorrow", *found) if found else None


def soon_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Remind who reports, an hour before."""
    del today
    found = _still(uow, desk, letter)
    return _own_window(desk, speech, "hearing-told-soon", *found) if found else None


def withdrawn_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell who reports that the slot chosen is gone; None where another has been chosen, or nothing is owed."""
    return _lost_window(uow, desk, letter, speech, today)


def freed_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell a host that a slot was given back; None where another has been chosen, or nothing is owed."""
    return _lost_window(uow, desk, letter, speech, today)


def chosen_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell a host what was chosen in a quarter of an hour and still is."""
    begin, end = _span(letter)
    slots = _hosted(uow, desk, letter, uow.hearing_slots.chosen_between(begin, end), today)
    return _hosts_window(desk, speech, "hearing-told-chosen", slots)


def day_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Remind a host of a day's hearings, the working day before."""
    slots = _hosted(uow, desk, letter, uow.hearing_slots.between(*_span(letter)), today)
    return _hosts_window(desk, speech, "hearing-told-day", slots)


def row_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Remind a host of a row of hearings, an hour before the first."""
    slots = _hosted(uow, desk, letter, uow.hearing_slots.between(*_span(letter)), today)
    return _hosts_window(desk, speech, "hearing-told-row", slots)


def record_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Ask a host to record a day's hearings that are over."""
    now = desk.clock.now()
    slots = _hosted(uow, desk, letter, uow.hearing_slots.between(*_span(letter)), today)
    over = [(slot, item) for slot, item in slots if slot.ends_at <= now]
    return _hosts_window(desk, speech, "hearing-told-record", over, record=True)


def _still(uow: UnitOfWork, desk: Desk, letter: Letter) -> tuple[DutyItem, Slot] | None:
    """Return what the letter is about if it is owed and still at the time of which the letter knows, ahead of us."""
    item = _owed(uow, desk, letter.payload["item"])
    slot = uow.hearing_slots.find_of(item.id) if item else None
    if item is None or slot is None or slot.starts_at != datetime.fromisoformat(letter.payload["starts_at"]):
        return None
    return (item, slot) if desk.clock.now() < slot.starts_at else None


def _owed(uow: UnitOfWork, desk: Desk, item_id: int) -> DutyItem | None:
    item = uow.duty_items.find(item_id)
    if item is None or item.submitted_at is not None or item.exempt_reason is not None:
        return None
    duty = desk.duties.get(item.duty_id)
    return item if duty is not None and duty.hearing else None


def _own_window(desk: Desk, speech: Speech, key: str, item: DutyItem, slot: Slot) -> Window:
    lines = [
        speech.text(key, title=_title(desk, speech, item)),
        speech.text("hearing-when", when=slot_name(speech, slot)),
        speech.text("hearing-place", place=slot.place),
    ]
    look = Button(speech.label("hearing-told-look"), open_hearing(item.id))
    return Window("\n".join(lines), [[look], [back_to_menu(speech)]])


def _lost_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return what tells of a slot lost: to who reports, with the way to choose another; to a host, alone."""
    item = _owed(uow, desk, letter.payload["item"])
    if item is None or item.closes_on < today or uow.hearing_slots.find_of(item.id) is not None:
        return None
    when = moment_name(speech, datetime.fromisoformat(letter.payload["starts_at"]))
    title = _title(desk, speech, item)
    if letter.kind == "hearing_freed":
        return Window(speech.text("hearing-told-freed", title=title, when=when), [_list(speech)])
    tree = uow.rosters.paths([item.grid_code])
    turn = uow.hearing_slots.next_of([item], tree, desk.clock.now())[item.id]
    lines = [speech.text("hearing-told-withdrawn", title=title, when=when)]
    if turn is not Next.CHOOSER:
        return Window("\n".join([*lines, speech.text("hearing-told-wait")]), [[back_to_menu(speech)]])
    lines.append(speech.text("hearing-told-again"))
    return Window("\n".join(lines), [[choose_button(speech, item, "")], [back_to_menu(speech)]])


def _hosted(
    uow: UnitOfWork, desk: Desk, letter: Letter, slots: Sequence[Slot], today: date
) -> list[tuple[Slot, DutyItem]]:
    """Return those of `slots` that are chosen, owed, and the reader's to host."""
    if letter.person_id is None:
        return []
    posts = uow.holders.posts_of(letter.person_id, today)
    found = []
    for slot in slots:
        duty = desk.duties.get(slot.duty_id)
        if duty is None or slot.item_id is None:
            continue
        item = _owed(uow, desk, slot.item_id)
        if item is not None and any((slot.unit_code, role) in posts for role in duty.offered_by):
            found.append((slot, item))
    return found


def _hosts_window(
    desk: Desk, speech: Speech, key: str, found: Sequence[tuple[Slot, DutyItem]], *, record: bool = False
) -> Window | None:
    """Return the list of `found`; with a button for each to be recorded, if so."""
    if not found:
        return None
    lines = [speech.text(key, day=day_name(speech, found[0][0].day), count=len(found))]
    lines += [
        speech.text(
            "hearing-told-slot",
            when=slot_name(speech, slot),
            title=_title(desk, speech, item),
            place=slot.place,
        )
        for slot, item in found[:LISTED]
    ]
    if len(found) > LISTED:
        lines.append(speech.text("nudge-below-more", count=len(found) - LISTED))
    rows = [
        [Button(speech.label("hearing-told-write", grid=item.grid_name), host_hearing(item.id))]
        for _slot, item in found[:BUTTONS]
    ]
    return Window("\n".join(lines), [*(rows if record else []), _list(speech)])


def _title(desk: Desk, speech: Speech, item: DutyItem) -> str:
    title = hearing_title(speech, desk.forms, desk.duties[item.duty_id], item.period_id)
    return f"{title} · {item.grid_name}"


def _span(letter: Letter) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(letter.payload["begin"]), datetime.fromisoformat(letter.payload["end"])


def _list(speech: Speech) -> list[Button]:
    return [Button(speech.label("hearing-menu"), HEARINGS)]


LETTERS: Letters = {
    OFFERED: offered_window,
    CHOSEN: chosen_window,
    SLOT: slot_window,
    FREED: freed_window,
    WITHDRAWN: withdrawn_window,
    TOMORROW: tomorrow_window,
    SOON: soon_window,
    DAY: day_window,
    ROW: row_window,
    RECORD: record_window,
}
