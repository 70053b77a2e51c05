"""What an entry, or a move of one, is asked: one question a window, the summary, then it is handed in, once."""

from collections.abc import Callable

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.registers.entries import Entry
from handlers.found import Acts
from handlers.questions.acts import (
    LIST_ALL,
    TAKE_OFFER,
    change_of,
    look_after,
    look_of,
    refuse_piece,
    refuse_unseen,
    typed,
    unless_words,
)
from handlers.registers.asked import AskedByEntry, show_newest, show_page
from handlers.registers.attach import file_change
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, NotACommand, NoTipOpen, TappedOn
from handlers.wire.pieces import is_piece
from handlers.wire.screen import AskedUnseen, show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.questions.named_entries import looking_for_entry
from usecases.questions.named_people import looking_for_person
from usecases.questions.pages import Change, Tap
from usecases.questions.sought import list_all
from usecases.registers.ask import EntryPage, change_draft, hand_in, tapped
from usecases.registers.referred import EntriesInSight
from usecases.registers.shown import show_entry
from usecases.registers.typed import take_offer, type_answer
from windows.registers.asking import page_window
from windows.registers.entry import entry_window
from windows.registers.names import done_line
from windows.windows import Window

_OLD = "access-old-button"


async def tap_button(call: CallbackQuery, request: Request) -> None:
    """Any button under a question or the summary."""
    button = Tap(number_of(call, 1, _OLD), number_of(call, 2, _OLD), number_of(call, 3, _OLD))
    act = part_of(call, 4)
    if act == "submit":
        await _hand_in(call, request, button)
        return
    page = await request.run(lambda uow: _turn_or_change(uow, request, button, act))
    await show_page(call, request, page)


async def take_answer(message: Message, request: Request) -> None:
    """What is typed or sent below the question that the live window asks."""
    if not await type_in_answer(message, request):
        raise SkipHandler


async def type_in_answer(message: Message, request: Request) -> bool:
    """Typed words, a file or anything else, while a question is open; False where none is."""
    text, made = message.text, typed(message, request.today)
    asked = request.memory.get(Question)
    if is_piece(message, request):
        text, made = None, refuse_piece
    elif isinstance(asked, AskedUnseen):
        text, made = None, refuse_unseen
    elif not isinstance(asked, AskedByEntry):
        # Words, or a file: what was to be a tip must not end up in an entry (docs/domain.md section 7, promise 3).
        made = unless_words(made) if text is not None else refuse_unseen
        text = None
    elif message.photo or message.document:
        kept = await file_change(message, request)
        if kept is not None:
            return await _answered(message, request, kept)

    def change(uow: UnitOfWork) -> Change:
        if not text:
            return made
        sought = looking_for_entry(request, EntriesInSight(uow, request), text, made)
        return looking_for_person(uow, request, text, sought)

    return await _answered(message, request, change)


async def _answered(message: Message, request: Request, change: Callable[[UnitOfWork], Change]) -> bool:
    found = await request.run(lambda uow: type_answer(uow, request, change(uow)))
    if found is None:
        return False
    page, refusal = found
    await show(message, request, page_window(page, speech_of(request, page.viewer), refusal))
    request.memory.put(AskedByEntry())
    return True


def _turn_or_change(uow: UnitOfWork, request: Request, button: Tap, act: str) -> EntryPage:
    look = look_of(act)
    if act == TAKE_OFFER:
        return take_offer(uow, request, button)
    if act == LIST_ALL:
        list_all(request)
    if look is not None:
        return tapped(uow, request, button, look)
    return change_draft(
        uow, request, button, change_of(uow, request, act, EntriesInSight(uow, request)), look_after(act)
    )


async def _hand_in(call: CallbackQuery, request: Request, button: Tap) -> None:
    def work(uow: UnitOfWork) -> tuple[EntryPage, Window | None]:
        page, entry = hand_in(uow, request, button)
        return page, None if entry is None else _handed_in(uow, request, page, entry)

    try:
        page, window = await request.run(work)
    except RefusalError as refusal:
        await show_newest(call, request, button.item_id, refusal)
        return
    if window is None:
        await show_page(call, request, page)
        return
    request.house.wake_outbox()
    await show(call, request, window)


def _handed_in(uow: UnitOfWork, request: Request, page: EntryPage, entry: Entry) -> Window:
    shown = show_entry(uow, request, entry.id)
    speech = speech_of(request, shown.viewer)
    return entry_window(shown, request.today, speech, said=done_line(shown, page.move, speech))


ASKED_AT = 301
ACTS: Acts = {ActorStanding.BOUND: "w"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.fill")
    router.callback_query.register(tap_button, TappedOn("w"))
    router.message.register(take_answer, NoTipOpen(), NotACommand(), AskedFor(AskedByEntry))
    return router
