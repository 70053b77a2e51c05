"""Bind a phone to a person: the invitation link opens /start CODE; a code works once, for seven days."""

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from handlers.commands import forget_commands, set_commands
from handlers.found import Acts, Strangers
from handlers.show_menu import menu_window
from handlers.wire.filters import Tapped
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.people.invites import Invitation
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.held_tips import forget
from usecases.tips.phone_letters import BOUND, PhoneChange, bound_anew_letter, tell_of_phone
from windows.entries import HOW_TO_BIND, back_to_menu
from windows.people.welcome import welcome
from windows.windows import Window


async def open_link(message: Message, request: Request, command: CommandObject) -> None:
    """/start CODE: bind at once, and show the menu that this person has."""
    forget(request.memory)
    house = request.house
    if wait_s := house.patience.wait_s(request.telegram_id, request.now):
        raise RefusalError("bind-wait", seconds=wait_s)
    code = (command.args or "").strip()
    try:
        window, earlier = await request.run(lambda uow: _bind(uow, request, code))
    except RefusalError as refusal:
        if refusal.key == "bind-wrong":
            house.patience.wrong(request.telegram_id, request.now)
        raise
    house.patience.right(request.telegram_id)
    house.wake_outbox()
    await show(message, request, window)
    if message.bot is not None:
        await set_commands(message.bot, request)
        if earlier is not None:
            await forget_commands(message.bot, request, earlier)


def _bind(uow: UnitOfWork, request: Request, code: str) -> tuple[Window, int | None]:
    """Return the menu of the person now bound, and the chat of the phone that was theirs before, if any."""
    invitation = uow.invites.find(code, request.now)
    if invitation is None:
        raise RefusalError("bind-wrong")
    holder = uow.people.find_bound_name(request.telegram_id)
    same = holder is not None and holder[0] == invitation.person_id
    if not invitation.usable and not same:  # a second tap on one's own link is no fault
        raise RefusalError("bind-used")
    if holder is not None and not same:
        raise RefusalError("bind-other", name=holder[1])
    earlier = _bind_anew(uow, request, invitation) if invitation.usable else None
    viewer = request.viewer(uow)
    return menu_window(
        uow, request, welcome(request.house.registers, viewer, speech_of(request, viewer))
    ), earlier


def _bind_anew(uow: UnitOfWork, request: Request, invitation: Invitation) -> int | None:
    language = speech_of(request).language
    anew = uow.invites.has_been_bound(invitation.person_id)
    uow.invites.use(invitation, request.now)
    earlier = uow.people.bind(invitation.person_id, request.telegram_id, language, request.now)
    if earlier is not None:
        # The earlier phone hears that it is a stranger's now, and not one word more.
        uow.outbox.add_once([bound_anew_letter(invitation.id, earlier, language, request.now)])
    if anew:
        whose = invitation.person_id
        tell_of_phone(uow, PhoneChange(BOUND, whose, whose), request.now)
    return earlier


async def explain(call: CallbackQuery, request: Request) -> None:
    """How to bind, for somebody without a link at hand."""
    speech = speech_of(request, await request.run(request.find_viewer))
    window = Window(speech.text("bind-how"), [[back_to_menu(speech)]])
    await show(call, request, window)


ASKED_AT = 310
ACTS: Acts = {ActorStanding.ANYBODY: "bind"}
STRANGERS: Strangers = {121: HOW_TO_BIND}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="people.bind_phone")
    router.message.register(open_link, CommandStart(deep_link=True))
    router.callback_query.register(explain, Tapped(HOW_TO_BIND))
    return router
