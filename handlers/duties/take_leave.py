"""/leave (请假): from, to, deputy, 确定; 销假 when back early. Level 1 and the deputy are told.

What has been chosen stands in the buttons themselves, so that a restart in between loses nothing; which day or name
typed words are for stands in the question of the live window.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.leaves import Leave, check_days, check_leave, read_day
from domain.people.people import Viewer
from handlers.found import Acts, ListedCommand, Menu, MenuEntry
from handlers.wire.button_data import number_of
from handlers.wire.filters import AskedFor, Tapped, TappedOn, TypedWords
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import day_name
from storage.people.holders import Candidate
from storage.unit_of_work import UnitOfWork
from usecases.duties.away import away_today
from usecases.duties.leave_letters import tell_of_end, tell_of_leave
from usecases.house import Request
from usecases.memory import Question
from windows.duties import away as away_lines
from windows.entries import LEAVE, back_to_menu, end_leave
from windows.windows import Button, Window

FROM, TO, WHO, YES = "leave-from", "leave-to", "leave-who", "leave-yes"
OFFERED = 5
NEAR = 1000
"""As many people as a grid and the one above may have."""
SEARCH_LENGTH = 50
NOBODY = 0
LENGTHS = (2, 6)
"""Ends offered besides the first day itself: three days, a week."""


@dataclass(frozen=True, slots=True)
class AskedLeave(Question):
    """The next of a leave: its first day where no day is known, its last where one is, then who stands in."""

    days: tuple[date, ...] = ()


async def ask_from(event: Event, request: Request) -> None:
    """/leave: what leave there is, and the first question."""
    window = await request.run(lambda uow: _first_window(uow, request))
    await _ask(event, request, window, AskedLeave())


async def choose_from(call: CallbackQuery, request: Request) -> None:
    """The first day was tapped."""
    (begin,) = _days(call, 1)
    window = await request.run(lambda uow: _to_window(uow, request, begin))
    await _ask(call, request, window, AskedLeave((begin,)))


async def choose_to(call: CallbackQuery, request: Request) -> None:
    """The last day was tapped."""
    begin, end = _days(call, 2)
    window = await request.run(lambda uow: _who_window(uow, request, begin, end, ""))
    await _ask(call, request, window, AskedLeave((begin, end)))


async def choose_who(call: CallbackQuery, request: Request) -> None:
    """The deputy was tapped, or that there is none: everything is shown once."""
    begin, end = _days(call, 2)
    deputy_id = number_of(call, 3)
    await show(call, request, await request.run(lambda uow: _check(uow, request, begin, end, deputy_id)))


async def take_words(message: Message, request: Request, asked: AskedLeave) -> None:
    """A day or a name typed; what can't be read is asked again."""
    text, asks_who = (message.text or "").strip(), len(asked.days) > 1
    try:
        typed, words = ((), text) if asks_who else ((read_day(text, request.today),), "")
        following = AskedLeave((*asked.days, *typed))
        window = await request.run(lambda uow: _next(uow, request, following, words))
    except RefusalError as refusal:
        # The question stays; the line above it says what was wrong.
        key, details = refusal.key, refusal.details
        following = asked
        window = await request.run(lambda uow: _next(uow, request, asked, ""))
        speech = speech_of(request, await request.run(request.find_viewer))
        window = Window(f"{speech.text(key, **details)}\n{window.text}", window.rows)
    await _ask(message, request, window, following)


async def take(call: CallbackQuery, request: Request) -> None:
    """确定请假: stored, and told. A second tap finds it stored."""
    begin, end = _days(call, 2)
    deputy_id = number_of(call, 3)
    window = await request.run(lambda uow: _take(uow, request, begin, end, deputy_id))
    request.house.wake_outbox()
    await show(call, request, window)


async def end_early(call: CallbackQuery, request: Request) -> None:
    """销假: back, or not going after all."""
    leave_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        taken = uow.leaves.find(leave_id)
        if taken is None or taken.leave.person_id != viewer.person_id:
            raise RefusalError("access-old-button")
        if not taken.ended:
            uow.leaves.end(leave_id, request.now)
            tell_of_end(uow, request, viewer, taken)
        speech = speech_of(request, viewer)
        return Window(speech.text("leave-ended"), [[back_to_menu(speech)]])

    window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


async def _ask(event: Event, request: Request, window: Window, asked: AskedLeave) -> None:
    await show(event, request, window)
    request.memory.put(asked)


def _next(uow: UnitOfWork, request: Request, asked: AskedLeave, words: str) -> Window:
    """Return the window that asks for it; `words` are a name looked for."""
    if not asked.days:
        return _first_window(uow, request)
    if len(asked.days) == 1:
        return _to_window(uow, request, asked.days[0])
    return _who_window(uow, request, asked.days[0], asked.days[1], words[:SEARCH_LENGTH])


def _person(uow: UnitOfWork, request: Request) -> tuple[Viewer, Speech]:
    viewer = request.viewer(uow)
    if not viewer.posts or not request.takes_leave(uow, viewer):
        raise RefusalError("leave-no-post")
    return viewer, speech_of(request, viewer)


def _first_window(uow: UnitOfWork, request: Request) -> Window:
    viewer, speech = _person(uow, request)
    lines: list[str] = []
    rows: list[list[Button]] = []
    for leave in uow.leaves.of_people([viewer.person_id], request.today):
        begin, end = (day_name(speech, day) for day in (leave.leave.starts_on, leave.leave.ends_on))
        lines.append(speech.text("leave-mine", **{"from": begin}, to=end, deputy=leave.deputy_name or "none"))
        rows.append([Button(speech.label("leave-end", **{"from": begin}), end_leave(leave.id))])
    for leave in uow.leaves.stood_in_for(viewer.person_id, request.today):
        begin, end = (day_name(speech, day) for day in (leave.leave.starts_on, leave.leave.ends_on))
        lines.append(speech.text("leave-mine-deputy", name=leave.name, **{"from": begin}, to=end))
    if viewer.unit_code is not None:
        lines += away_lines.lines(away_today(uow, viewer.unit_code, request.today), speech)
    lines.append(speech.text("leave-ask-from"))
    tomorrow = request.today + timedelta(days=1)
    first = [
        Button(speech.label("leave-today"), f"{FROM}:{request.today}"),
        Button(speech.label("leave-tomorrow"), f"{FROM}:{tomorrow}"),
    ]
    return Window("\n".join(lines), [*rows, first, [back_to_menu(speech)]])


def _to_window(uow: UnitOfWork, request: Request, begin: date) -> Window:
    _viewer, speech = _person(uow, request)
    check_days(begin, begin, request.today)
    ends = [begin + timedelta(days=days) for days in LENGTHS]
    rows = [
        [Button(speech.label("leave-one-day"), f"{TO}:{begin}:{begin}")],
        [
            Button(speech.label("leave-to-day", day=day_name(speech, end)), f"{TO}:{begin}:{end}")
            for end in ends
        ],
        [Button(speech.label("report-back"), LEAVE)],
    ]
    return Window(speech.text("leave-ask-to", **{"from": day_name(speech, begin)}), rows)


def _who_window(uow: UnitOfWork, request: Request, begin: date, end: date, words: str) -> Window:
    viewer, speech = _person(uow, request)
    check_leave(Leave(viewer.person_id, begin, end), _known(uow, request, viewer.person_id), request.today)
    found = _free(uow, request, Leave(viewer.person_id, begin, end), words)
    span = {"from": day_name(speech, begin), "to": day_name(speech, end)}
    lines = [speech.text("leave-ask-who", **span)]
    if not found:
        lines.append(
            speech.text("leave-found-nobody", text=words) if words else speech.text("leave-ask-who-none")
        )
    to = f"{WHO}:{begin}:{end}"
    rows = [
        [
            Button(
                speech.label("leave-candidate", name=candidate.name, grid=candidate.grid_name),
                f"{to}:{candidate.person_id}",
            )
        ]
        for candidate in found[:OFFERED]
    ]
    rows.append([Button(speech.label("leave-nobody"), f"{to}:{NOBODY}")])
    rows.append([Button(speech.label("report-back"), f"{FROM}:{begin}")])
    return Window("\n".join(lines), rows)


def _free(uow: UnitOfWork, request: Request, leave: Leave, words: str) -> list[Candidate]:
    """Return who could stand in and is not away themselves in these days."""
    near = uow.holders.candidates(leave.person_id, request.today, words, NEAR)
    away = uow.leaves.of_people([candidate.person_id for candidate in near], request.today)
    busy = {absent.leave.person_id for absent in away if absent.leave.overlaps(leave)}
    return [candidate for candidate in near if candidate.person_id not in busy]


def _check(uow: UnitOfWork, request: Request, begin: date, end: date, deputy_id: int) -> Window:
    viewer, speech = _person(uow, request)
    leave = Leave(viewer.person_id, begin, end, deputy_id or None)
    _check_wish(uow, request, leave)
    to = f"{begin}:{end}"
    yes = Button(speech.label("leave-yes"), f"{YES}:{to}:{deputy_id}")
    lines = [speech.text("leave-check"), *_facts(uow, speech, leave)]
    return Window("\n".join(lines), [[yes], [Button(speech.label("report-back"), f"{TO}:{to}")]])


def _take(uow: UnitOfWork, request: Request, begin: date, end: date, deputy_id: int) -> Window:
    viewer, speech = _person(uow, request)
    wish = Leave(viewer.person_id, begin, end, deputy_id or None)
    mine = uow.leaves.of_people([viewer.person_id], request.today)
    leave_id = next((taken.id for taken in mine if taken.leave == wish), None)
    if leave_id is None:
        _check_wish(uow, request, wish)
        leave_id = uow.leaves.add(wish, request.now)
        tell_of_leave(uow, request, viewer, leave_id)
    lines = [speech.text("leave-done"), *_facts(uow, speech, wish)]
    end_it = Button(speech.label("leave-end", **{"from": day_name(speech, begin)}), end_leave(leave_id))
    return Window("\n".join(lines), [[end_it], [back_to_menu(speech)]])


def _check_wish(uow: UnitOfWork, request: Request, wish: Leave) -> None:
    """Raise RefusalError where the leave asked for can't be taken."""
    people = [wish.person_id] if wish.deputy_id is None else [wish.person_id, wish.deputy_id]
    check_leave(wish, _known(uow, request, *people), request.today)
    if wish.deputy_id is not None:
        near = uow.holders.candidates(wish.person_id, request.today, "", NEAR)
        if wish.deputy_id not in {candidate.person_id for candidate in near}:
            raise RefusalError("leave-deputy-not-near")


def _known(uow: UnitOfWork, request: Request, *person_ids: int) -> list[Leave]:
    return [taken.leave for taken in uow.leaves.of_people(person_ids, request.today)]


def _facts(uow: UnitOfWork, speech: Speech, leave: Leave) -> list[str]:
    days = {"from": day_name(speech, leave.starts_on), "to": day_name(speech, leave.ends_on)}
    lines = [speech.text("leave-days", **days)]
    if leave.deputy_id is None:
        return [*lines, speech.text("leave-no-deputy")]
    return [*lines, speech.text("leave-deputy", name=uow.people.get_listed(leave.deputy_id).name)]


def _days(call: CallbackQuery, count: int) -> list[date]:
    parts = (call.data or "").split(":")[1 : count + 1]
    try:
        days = [date.fromisoformat(part) for part in parts]
    except ValueError:
        raise RefusalError("access-old-button") from None
    if len(days) != count:
        raise RefusalError("access-old-button")
    return days


ASKED_AT = 530
COUNTED = True
ACTS: Acts = {ActorStanding.BOUND: "leave /leave leave-from leave-to leave-who leave-yes leave-end"}
MENU: Menu = {902: MenuEntry(LEAVE, offered=lambda at: at.request.takes_leave(at.uow, at.viewer))}
COMMANDS = (
    ListedCommand("leave", 310, 310, offered=lambda request, viewer: request.always_takes_leave(viewer)),
)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="duties.take_leave")
    router.message.register(ask_from, Command("leave"))
    router.message.register(take_words, TypedWords(), AskedFor(AskedLeave))
    router.callback_query.register(ask_from, Tapped(LEAVE))
    router.callback_query.register(choose_from, TappedOn(FROM))
    router.callback_query.register(choose_to, TappedOn(TO))
    router.callback_query.register(choose_who, TappedOn(WHO))
    router.callback_query.register(take, TappedOn(YES))
    router.callback_query.register(end_early, TappedOn(f"{LEAVE}-end"))
    return router
