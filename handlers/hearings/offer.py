"""提供时段: on which day, from when, how many of how long, where; shown once, then offered and told.

What has been chosen stands in the buttons themselves, so that a restart in between loses nothing; a place typed
stands in the house's note of the chat until it is confirmed, in memory alone.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.duties.duties import Duty
from domain.duties.hearings import (
    Next,
    Offer,
    Slot,
    check_day,
    check_offer,
    next_working_days,
    read_many,
    read_place,
    read_time,
)
from domain.errors import RefusalError
from domain.people.leaves import read_day
from handlers.hearings.buttons import duty_of
from handlers.wire.filters import TappedOn, Words
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import day_name, weekday_name
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import host_unit, open_hearings
from usecases.hearings.letters import tell_of_slots
from usecases.house import Request
from windows.entries import HEARINGS, host_hearings, offer_slots
from windows.hearing_words import clock_name, hearing_title
from windows.windows import Button, Window

DAY, BEGIN, MANY, PLACE, YES = "slots", "slots-t", "slots-n", "slots-p", "slots-y"
"""What is asked next, followed by the duty and what is known: day, begin, number and minutes. Short: 64 bytes."""
ASKING = (DAY, BEGIN, MANY, PLACE)
DAYS_OFFERED = 6
TIMES = (time(8, 30), time(9), time(10), time(14), time(14, 30), time(15, 30))
LENGTHS = ((4, 20), (6, 20), (3, 30), (1, 60))
PAIR = 2
"""Buttons a row."""


class _Asked(Filter):
    """Words typed below one of this conversation's questions."""

    async def __call__(self, _message: Message, request: Request) -> bool:
        """Tell whether the live window is one."""
        return (request.house.asking.get(request.chat_id) or "").partition(":")[0] in ASKING


async def tap(call: CallbackQuery, request: Request) -> None:
    """A day, a time or a number was tapped: the next question."""
    data = call.data or ""
    duty_of(call)
    window = await request.run(lambda uow: _question(uow, request, data))
    await _ask(call, request, window, data)


async def take_words(message: Message, request: Request) -> None:
    """An answer typed; what can't be read is asked again in the same place."""
    asked = request.house.asking.get(request.chat_id) or ""
    text = message.text or ""
    try:
        following = _read(asked, text, request)
        window = await request.run(lambda uow: _question(uow, request, following))
    except RefusalError as refusal:
        key, details = refusal.key, refusal.details
        following = asked
        window = await request.run(lambda uow: _question(uow, request, asked))
        speech = speech_of(request, await request.run(request.find_viewer))
        window = Window(f"{speech.text(key, **details)}\n{window.text}", window.rows)
    await _ask(message, request, window, following)


async def choose_place(call: CallbackQuery, request: Request) -> None:
    """The place of last time was tapped: everything is shown once."""
    data = (call.data or "").replace("slots-last", YES, 1)

    def work(uow: UnitOfWork) -> tuple[str, Window]:
        duty_id, offer = _offer(data)
        _duty, unit_code = host_unit(request, request.viewer(uow), duty_id)
        place = uow.hearing_slots.find_last_place(unit_code)
        if place is None or offer is None:
            raise RefusalError("access-old-button")
        note = f"{data}:{place}"
        return note, _question(uow, request, note)

    note, window = await request.run(work)
    await _ask(call, request, window, note)


async def offer(call: CallbackQuery, request: Request) -> None:
    """确定提供: with the place shown in this very window."""
    data = call.data or ""
    note = request.house.asking.get(request.chat_id) or ""
    if not note.startswith(f"{data}:"):
        raise RefusalError("access-old-button")
    window = await request.run(lambda uow: _store(uow, request, data, note.removeprefix(f"{data}:")))
    request.house.wake_outbox()
    await show(call, request, window)


async def _ask(event: Event, request: Request, window: Window, asked: str) -> None:
    await show(event, request, window)
    request.house.asking.put(request.chat_id, asked)


def _read(asked: str, text: str, request: Request) -> str:
    """Return the question that follows when `asked` is answered with `text`; raises RefusalError."""
    step, _colon, known = asked.partition(":")
    match step:
        case step if step == DAY:
            return f"{BEGIN}:{known}:{read_day(text, request.today):%Y%m%d}"
        case step if step == BEGIN:
            return f"{MANY}:{known}:{read_time(text):%H%M}"
        case step if step == MANY:
            count, minutes = read_many(text)
            return f"{PLACE}:{known}:{count}x{minutes}"
        case _:
            return f"{YES}:{known}:{read_place(text)}"


def _question(uow: UnitOfWork, request: Request, asked: str) -> Window:
    """Return the window that asks for what `asked` names, all known before it being sound."""
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    step, duty_id, *known = asked.split(":", 5)
    duty, unit_code = host_unit(request, viewer, duty_id)
    items = _owed(uow, request, duty, unit_code)
    title = hearing_title(speech, request.house.forms, duty, items[-1].period_id)
    back = [Button(speech.label("report-back"), _before(step, duty_id, known))]
    if step == DAY:
        last = _open_days(items)[1]
        days = next_working_days(request.today, last, request.calendar(uow), DAYS_OFFERED)
        return Window(speech.text("hearing-ask-day", title=title), [*_days(speech, duty_id, days), back])
    day = _day(known)
    check_day(day, _open_days(items), request.now)
    if step == BEGIN:
        text = speech.text("hearing-ask-begin", title=title, day=_long_day(speech, day))
        to = f"{MANY}:{duty_id}:{known[0]}"
        return Window(
            text, [*_pairs([Button(f"{start:%H:%M}", f"{to}:{start:%H%M}") for start in TIMES]), back]
        )
    begins = _begins(known)
    wish = Offer(day, begins, 1, 1) if step == MANY else _offer(asked)[1]
    if wish is None:
        raise RefusalError("access-old-button")
    _check(uow, request, unit_code, wish, items)
    if step == MANY:
        when = f"{_long_day(speech, day)} {begins:%H:%M}"
        to = f"{PLACE}:{duty_id}:{':'.join(known)}"
        rows = _pairs([Button(_many(speech, *length), f"{to}:{length[0]}x{length[1]}") for length in LENGTHS])
        return Window(speech.text("hearing-ask-many", title=title, when=when), [*rows, back])
    known_so_far = f"{duty_id}:{':'.join(known[:3])}"
    if step == PLACE:
        lines = [speech.text("hearing-ask-place", title=title), *_facts(speech, wish)]
        return Window("\n".join(lines), [*_last_place(uow, unit_code, known_so_far), back])
    lines = [speech.text("hearing-check", title=title), *_facts(speech, wish)]
    lines.append(speech.text("hearing-place", place=_place(known)))
    yes = Button(speech.label("hearing-yes"), f"{YES}:{known_so_far}")
    return Window("\n".join(lines), [[yes], back])


def _owed(uow: UnitOfWork, request: Request, duty: Duty, unit_code: str) -> list[DutyItem]:
    """Return the hearings for which slots can be offered; raises RefusalError where there are none."""
    items = [item for item in open_hearings(uow, request, duty, unit_code) if item.submitted_at is None]
    if not items:
        raise RefusalError("hearing-nothing-open")
    return items


def _before(step: str, duty_id: str, known: list[str]) -> str:
    """Return the data that lead to the question before."""
    if step == DAY:
        return HEARINGS
    before = {BEGIN: DAY, MANY: BEGIN, PLACE: MANY}.get(step, PLACE)
    fewer = known[: (BEGIN, MANY, PLACE).index(before) + 1] if before != DAY else []
    return ":".join([before, duty_id, *fewer])


def _days(speech: Speech, duty_id: str, days: Iterable[date]) -> list[list[Button]]:
    return _pairs([Button(_long_day(speech, day), f"{BEGIN}:{duty_id}:{day:%Y%m%d}") for day in days])


def _last_place(uow: UnitOfWork, unit_code: str, known: str) -> list[list[Button]]:
    place = uow.hearing_slots.find_last_place(unit_code)
    return [[Button(place, f"slots-last:{known}")]] if place else []


def _store(uow: UnitOfWork, request: Request, data: str, place: str) -> Window:
    """Offer the slots, and tell those who had none to choose from until now."""
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    duty_id, wish = _offer(data)
    duty, unit_code = host_unit(request, viewer, duty_id)
    if wish is None:
        raise RefusalError("access-old-button")
    items = _owed(uow, request, duty, unit_code)
    _check(uow, request, unit_code, wish, items)
    tree = uow.rosters.tree()
    before = uow.hearing_slots.next_of(items, tree, request.now)
    slots = [Slot(0, duty_id, unit_code, start, wish.minutes, place) for start in wish.starts()]
    if not uow.hearing_slots.offer(slots, viewer.person_id):
        raise RefusalError("hearing-overlaps")
    chosen = uow.hearing_slots.of_items(item.id for item in items)
    after = uow.hearing_slots.next_of(items, tree, request.now)
    new = [item for item in items if before[item.id] is Next.HOST and after[item.id] is Next.CHOOSER]
    told = tell_of_slots(uow, request, duty, new)
    lines = [speech.text("hearing-offered"), *_facts(speech, wish)]
    lines.append(speech.text("hearing-place", place=place))
    lines.append(speech.text("hearing-offered-told", count=told, open=len(items) - len(chosen)))
    rows = [
        [Button(speech.label("hearing-offer-more"), offer_slots(duty_id))],
        [Button(speech.label("report-back"), host_hearings(duty_id))],
    ]
    return Window("\n".join(lines), rows)


def _check(uow: UnitOfWork, request: Request, unit_code: str, wish: Offer, items: list[DutyItem]) -> None:
    # A slot may reach into the day from the evening before; none is longer than that.
    begin, end = wish.starts()[0].replace(hour=0, minute=0), wish.ends_at
    known = [slot for slot in uow.hearing_slots.between(begin, end) if slot.unit_code == unit_code]
    check_offer(wish, _open_days(items), known, request.now)


def _open_days(items: list[DutyItem]) -> tuple[date, date]:
    return min(item.opens_on for item in items), max(item.closes_on for item in items)


def _offer(data: str) -> tuple[str, Offer | None]:
    """Return the duty and, as soon as all but the place is known, the offer that `data` names."""
    _step, duty_id, *known = data.split(":", 5)
    count, _x, minutes = (known[2] if len(known) > 2 else "").partition("x")  # noqa: PLR2004 - day, begin, many
    if not (count.isdecimal() and minutes.isdecimal()):
        return duty_id, None
    # What no offer can be is refused by check_offer; only a number without end must not get that far.
    many = int(count[:3]), int(minutes[:4])
    return duty_id, Offer(_day(known), _begins(known), *many) if all(many) else None


def _day(known: list[str]) -> date:
    return _read_part(known, 0, "%Y%m%d").date()


def _begins(known: list[str]) -> time:
    return _read_part(known, 1, "%H%M").time()


def _place(known: list[str]) -> str:
    if len(known) <= 3:  # noqa: PLR2004 - day, begin, many
        raise RefusalError("access-old-button")
    return known[3]


def _read_part(known: list[str], index: int, form: str) -> datetime:
    try:
        return datetime.strptime(known[index], form)  # noqa: DTZ007 - a day or a time alone, of Shanghai
    except (IndexError, ValueError):
        raise RefusalError("access-old-button") from None


def _facts(speech: Speech, wish: Offer) -> list[str]:
    when = f"{_long_day(speech, wish.day)} {wish.begins:%H:%M}–{clock_name(wish.ends_at)}"
    many = _many(speech, wish.count, wish.minutes)
    return [speech.text("hearing-when", when=when), speech.text("hearing-many-line", many=many)]


def _many(speech: Speech, count: int, minutes: int) -> str:
    return speech.label("hearing-many", count=count, minutes=minutes)


def _long_day(speech: Speech, day: date) -> str:
    return f"{day_name(speech, day)} {weekday_name(speech, day)}"


def _pairs(buttons: list[Button]) -> list[list[Button]]:
    return [buttons[start : start + PAIR] for start in range(0, len(buttons), PAIR)]


ASKED_AT = 570


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="hearings.offer")
    router.message.register(take_words, Words(), _Asked())
    for step in ASKING:
        router.callback_query.register(tap, TappedOn(step))
    router.callback_query.register(choose_place, TappedOn("slots-last"))
    router.callback_query.register(offer, TappedOn(YES))
    return router
