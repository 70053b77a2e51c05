"""提供时段: on which day, from when, how many of how long, where; shown once, then offered and told.

What has been chosen stands in the buttons themselves, so that a restart in between loses nothing; a place typed
stands in the chat's question until it is confirmed, in memory alone.
"""

from dataclasses import replace
from datetime import date, time

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.duties.duties import Duty
from domain.duties.hearings import (
    Next,
    Offer,
    OpenDays,
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
from handlers.found import Acts
from handlers.hearings.asked_slots import ASKING, BEGIN, DAY, MANY, PLACE, YES, AskedSlots, read_asked
from handlers.hearings.buttons import duty_of
from handlers.wire.filters import AskedFor, TappedOn, TypedWords
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import day_name, weekday_name
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import host_unit, open_hearings
from usecases.hearings.letters import tell_of_slots
from usecases.house import Request
from windows.entries import host_hearings, offer_slots
from windows.hearing_words import clock_name, hearing_title
from windows.windows import Button, Window

DAYS_OFFERED = 6
TIMES = (time(8, 30), time(9), time(10), time(14), time(14, 30), time(15, 30))
LENGTHS = ((4, 20), (6, 20), (3, 30), (1, 60))
PAIR = 2
"""Buttons a row."""


async def tap(call: CallbackQuery, request: Request) -> None:
    """A day, a time or a number was tapped: the next question."""
    duty_of(call)
    asked = read_asked(call.data or "")
    window = await request.run(lambda uow: _question(uow, request, asked))
    await _ask(call, request, window, asked)


async def take_words(message: Message, request: Request, asked: AskedSlots) -> None:
    """An answer typed; what can't be read is asked again in the same place. Below the confirmation nothing is asked."""
    if asked.step == YES:
        raise SkipHandler
    try:
        following = _answered(asked, message.text or "", request)
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
    asked = read_asked((call.data or "").replace("slots-last", PLACE, 1))

    def work(uow: UnitOfWork) -> tuple[AskedSlots, Window]:
        _duty, unit_code = host_unit(request, request.viewer(uow), asked.duty_id)
        place = uow.hearing_slots.find_last_place(unit_code)
        if place is None:
            raise RefusalError(OLD_BUTTON)
        following = replace(asked, place=place)
        return following, _question(uow, request, following)

    following, window = await request.run(work)
    await _ask(call, request, window, following)


async def offer(call: CallbackQuery, request: Request) -> None:
    """确定提供: with the place shown in this very window."""
    asked = request.memory.get(AskedSlots)
    if asked is None or asked.step != YES or asked.data != call.data:
        raise RefusalError(OLD_BUTTON)
    window = await request.run(lambda uow: _store(uow, request, asked))
    request.house.wake_outbox()
    await show(call, request, window)


async def _ask(event: Event, request: Request, window: Window, asked: AskedSlots) -> None:
    await show(event, request, window)
    request.memory.put(asked)


def _answered(asked: AskedSlots, text: str, request: Request) -> AskedSlots:
    """Return the question that follows when `asked` is answered with `text`; raises RefusalError."""
    match asked.step:
        case step if step == DAY:
            return replace(asked, day=read_day(text, request.today))
        case step if step == BEGIN:
            return replace(asked, begins=read_time(text))
        case step if step == MANY:
            count, minutes = read_many(text)
            return replace(asked, count=count, minutes=minutes)
        case _:
            return replace(asked, place=read_place(text))


def _question(uow: UnitOfWork, request: Request, asked: AskedSlots) -> Window:
    """Return the window that asks for what `asked` names, all known before it being sound."""
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    duty, unit_code = host_unit(request, viewer, asked.duty_id)
    items = _owed(uow, request, duty, unit_code)
    title = hearing_title(speech, request.house.forms, duty, items[-1].period_id)
    back = [Button(speech.label("report-back"), asked.before)]
    if asked.day is None:
        last = _open_days(items).last
        days = next_working_days(request.today, last, request.calendar(uow), DAYS_OFFERED)
        rows = _pairs([Button(_long_day(speech, day), replace(asked, day=day).data) for day in days])
        return Window(speech.text("hearing-ask-day", title=title), [*rows, back])
    check_day(asked.day, _open_days(items), request.now)
    if asked.begins is None:
        text = speech.text("hearing-ask-begin", title=title, day=_long_day(speech, asked.day))
        times = [Button(f"{begins:%H:%M}", replace(asked, begins=begins).data) for begins in TIMES]
        return Window(text, [*_pairs(times), back])
    _check(uow, request, unit_code, asked.offer, items)
    if asked.step == MANY:
        when = f"{_long_day(speech, asked.day)} {asked.begins:%H:%M}"
        many = [replace(asked, count=count, minutes=minutes) for count, minutes in LENGTHS]
        rows = _pairs([Button(_many(speech, wish.offer), wish.data) for wish in many])
        return Window(speech.text("hearing-ask-many", title=title, when=when), [*rows, back])
    if asked.step == PLACE:
        lines = [speech.text("hearing-ask-place", title=title), *_facts(speech, asked.offer)]
        return Window("\n".join(lines), [*_last_place(uow, unit_code, asked), back])
    lines = [speech.text("hearing-check", title=title), *_facts(speech, asked.offer)]
    lines.append(speech.text("hearing-place", place=asked.place))
    return Window("\n".join(lines), [[Button(speech.label("hearing-yes"), asked.data)], back])


def _owed(uow: UnitOfWork, request: Request, duty: Duty, unit_code: str) -> list[DutyItem]:
    """Return the hearings for which slots can be offered; raises RefusalError where there are none."""
    items = [item for item in open_hearings(uow, request, duty, unit_code) if item.submitted_at is None]
    if not items:
        raise RefusalError("hearing-nothing-open")
    return items


def _last_place(uow: UnitOfWork, unit_code: str, asked: AskedSlots) -> list[list[Button]]:
    place = uow.hearing_slots.find_last_place(unit_code)
    return [[Button(place, asked.data.replace(PLACE, "slots-last", 1))]] if place else []


def _store(uow: UnitOfWork, request: Request, asked: AskedSlots) -> Window:
    """Offer the slots, and tell those who had none to choose from until now."""
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    duty_id, wish, place = asked.duty_id, asked.offer, asked.place
    duty, unit_code = host_unit(request, viewer, duty_id)
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


def _open_days(items: list[DutyItem]) -> OpenDays:
    return OpenDays(min(item.opens_on for item in items), max(item.closes_on for item in items))


def _facts(speech: Speech, wish: Offer) -> list[str]:
    when = f"{_long_day(speech, wish.day)} {wish.begins:%H:%M}–{clock_name(wish.ends_at)}"
    many = _many(speech, wish)
    return [speech.text("hearing-when", when=when), speech.text("hearing-many-line", many=many)]


def _many(speech: Speech, wish: Offer) -> str:
    return speech.label("hearing-many", count=wish.count, minutes=wish.minutes)


def _long_day(speech: Speech, day: date) -> str:
    return f"{day_name(speech, day)} {weekday_name(speech, day)}"


def _pairs(buttons: list[Button]) -> list[list[Button]]:
    return [buttons[start : start + PAIR] for start in range(0, len(buttons), PAIR)]


ASKED_AT = 570
ACTS: Acts = {ActorStanding.BOUND: "slots slots-t slots-n slots-p slots-last slots-y"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="hearings.offer")
    router.message.register(take_words, TypedWords(), AskedFor(AskedSlots))
    for step in ASKING:
        router.callback_query.register(tap, TappedOn(step))
    router.callback_query.register(choose_place, TappedOn("slots-last"))
    router.callback_query.register(offer, TappedOn(YES))
    return router
