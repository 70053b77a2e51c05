"""/invite: the office finds a person, makes a one-time link, or many on a sheet, or unbinds a lost phone."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_turn
from handlers.commands import forget_commands
from handlers.found import Acts, ListedCommand, Menu, MenuEntry
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, Tapped, TappedOn, TypedWords
from handlers.wire.screen import Event, bot_of, show, show_progress
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.audit import AuditEntry
from storage.people.listed import ListedPerson
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.people.invitations import Invited, Inviting, issue_links
from usecases.tips.phone_letters import UNBOUND, PhoneChange, tell_of_phone
from windows.entries import INVITE, back_to_menu
from windows.people.invite import (
    EVERYBODY,
    ROLES,
    SHEET,
    SHEET_MOST,
    SHEET_YES,
    ask_sheet_window,
    sheet_rows,
    sheet_window,
)
from windows.windows import Button, Window

FOUND = 8
NAMED = 20
SEARCH_LENGTH = 50


@dataclass(frozen=True, slots=True)
class AskedWhom(Question):
    """Who is to be invited: a staff number, or a part of a name, post or department."""


async def ask_whom(event: Event, request: Request) -> None:
    """/invite."""

    def work(uow: UnitOfWork) -> Window:
        viewer, unit_code = request.level_one(uow)
        speech = speech_of(request, viewer)
        text = speech.text("invite-ask", bound=uow.people.count_bound())
        counts = [len(_to_invite(uow, request, unit_code, whom)) for whom in (ROLES, EVERYBODY)]
        silent = uow.people.unreachable_names()
        if silent:
            names = speech.label("list-comma").join(silent[:NAMED])
            text += "\n" + speech.text("invite-unreachable", count=len(silent), names=names)
        return Window(text, [*sheet_rows(counts[0], counts[1], speech), [back_to_menu(speech)]])

    await _ask(event, request, await request.run(work))


async def search(message: Message, request: Request) -> None:
    """A staff number, or a part of a name, post or department."""
    text = (message.text or "").strip()[:SEARCH_LENGTH]

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        speech = speech_of(request, viewer)
        menu = [back_to_menu(speech)]
        found = uow.people.search(text, FOUND) if text else []
        if not found:
            return Window(speech.text("invite-none", text=text), [menu])
        rows = [[Button(_name(speech, official), f"{INVITE}:{official.person_id}")] for official in found]
        return Window(speech.text("invite-found", count=len(found)), [*rows, menu])

    await _ask(message, request, await request.run(work))


async def _ask(event: Event, request: Request, window: Window) -> None:
    await show(event, request, window)
    request.memory.put(AskedWhom())


async def open_person(call: CallbackQuery, request: Request) -> None:
    """One person: bound or not, and what can be done."""
    person_id = number_of(call, 1)
    await show(call, request, await request.run(lambda uow: _person_window(uow, request, person_id)))


async def issue(call: CallbackQuery, request: Request) -> None:
    """Make a link; it is shown here once and kept nowhere."""
    person_id = number_of(call, 1)

    username = (await bot_of(call).me()).username or ""

    def work(uow: UnitOfWork) -> tuple[Speech, str, str]:
        viewer, _unit_code = request.level_one(uow)
        speech, official = speech_of(request, viewer), uow.people.get_listed(person_id)
        words = [speech.text("invite-link", name=official.name)]
        if uow.invites.waiting([person_id], request.now):
            words.append(speech.text("invite-link-earlier"))
        by = Inviting(request.now, "invite", viewer.person_id)
        (invited,) = issue_links(uow, [official], username, by)
        return speech, "\n".join(words), invited.link

    speech, words, link = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, Window(f"{words}\n{link}", [[back_to_menu(speech)]]))


async def ask_sheet(call: CallbackQuery, request: Request) -> None:
    """A sheet is asked for once: it makes a link for each."""
    whom = part_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, unit_code = request.level_one(uow)
        count = len(_to_invite(uow, request, unit_code, whom))
        return ask_sheet_window(whom, count, speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def make_sheet(call: CallbackQuery, request: Request) -> None:
    """Make the links and the sheet; they are shown here once and kept nowhere."""
    whom, username = part_of(call, 1), (await bot_of(call).me()).username or ""

    def work(uow: UnitOfWork) -> tuple[Speech, list[Invited], Inviting]:
        viewer, unit_code = request.level_one(uow)
        people = _to_invite(uow, request, unit_code, whom)
        if not people:
            raise RefusalError("invite-sheet-nobody")
        # Who has no link yet comes first: what one sheet does not hold, the next does.
        waiting = uow.invites.waiting((person.person_id for person in people), request.now)
        people = sorted(people, key=lambda person: person.person_id in waiting)[:SHEET_MOST]
        by = Inviting(request.now, "invite", viewer.person_id)
        return speech_of(request, viewer), issue_links(uow, people, username, by), by

    speech, invited, by = await request.run(work)
    request.house.wake_outbox()
    await show_progress(call, request, speech.text("invite-sheet-making"))
    await show(call, request, await in_turn(sheet_window, invited, by, speech))


def _to_invite(uow: UnitOfWork, request: Request, unit_code: str, whom: str) -> list[ListedPerson]:
    if whom not in (ROLES, EVERYBODY):
        raise RefusalError("access-old-button")
    codes = uow.rosters.below([unit_code])
    return uow.people.to_invite(request.today, codes, everybody=whom == EVERYBODY)


async def ask_unbind(call: CallbackQuery, request: Request) -> None:
    """Unbinding is asked once."""
    person_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        speech = speech_of(request, viewer)
        official = uow.people.get_listed(person_id)
        yes = Button(speech.label("invite-unbind-yes"), f"unbind:{person_id}")
        back = Button(speech.label("report-back"), f"{INVITE}:{person_id}")
        return Window(speech.text("invite-unbind-sure", name=official.name), [[yes], [back]])

    await show(call, request, await request.run(work))


async def unbind(call: CallbackQuery, request: Request) -> None:
    """Make the phone a stranger's, and every unused code of the person worthless."""
    person_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[Window, int | None]:
        viewer, _unit_code = request.level_one(uow)
        official = uow.people.get_listed(person_id)
        phone = uow.people.find_phone(person_id)
        uow.people.unbind(person_id)
        uow.invites.void_all(person_id, request.now)
        uow.audit.add(AuditEntry(request.now, viewer.person_id, "unbind", official.staff_number))
        if phone is not None:
            tell_of_phone(uow, PhoneChange(UNBOUND, person_id, viewer.person_id), request.now, phone)
        done = speech_of(request, viewer).text("invite-unbound")
        window = _person_window(uow, request, person_id)
        return Window(f"{done}\n{window.text}", window.rows), phone.telegram_id if phone else None

    window, earlier = await request.run(work)
    request.house.custody.lock(person_id)
    request.house.wake_outbox()
    await show(call, request, window)
    if earlier is not None and call.bot is not None:
        await forget_commands(call.bot, request, earlier)


def _person_window(uow: UnitOfWork, request: Request, person_id: int) -> Window:
    viewer, _unit_code = request.level_one(uow)
    speech = speech_of(request, viewer)
    official = uow.people.get_listed(person_id)
    state = speech.text("invite-is-bound" if official.bound else "invite-not-bound")
    if official.bound:
        act = Button(speech.label("invite-unbind"), f"ask-unbind:{person_id}")
    else:
        act = Button(speech.label("invite-issue"), f"issue:{person_id}")
    name = speech.text(
        "invite-person", name=official.name, number=official.staff_number, grid=official.grid_name
    )
    return Window(f"{name}\n{state}", [[act], [back_to_menu(speech)]])


def _name(speech: Speech, official: ListedPerson) -> str:
    return speech.label(
        "invite-person", name=official.name, number=official.staff_number, grid=official.grid_name
    )


ASKED_AT = 580
COUNTED = True
ACTS: Acts = {ActorStanding.LEVEL_ONE: "invite /invite issue invite-sheet invite-sheet-yes ask-unbind unbind"}
MENU: Menu = {213: MenuEntry(INVITE)}
COMMANDS = (ListedCommand("invite", 130, 130),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="people.invite")
    router.message.register(ask_whom, Command("invite"))
    router.message.register(search, TypedWords(), AskedFor(AskedWhom))
    router.callback_query.register(ask_whom, Tapped(INVITE))
    router.callback_query.register(open_person, TappedOn(INVITE))
    router.callback_query.register(issue, TappedOn("issue"))
    router.callback_query.register(ask_sheet, TappedOn(SHEET), InPrivate())
    router.callback_query.register(make_sheet, TappedOn(SHEET_YES), InPrivate())
    router.callback_query.register(ask_unbind, TappedOn("ask-unbind"))
    router.callback_query.register(unbind, TappedOn("unbind"))
    return router
