"""An open tip, whoever writes it: its questions, the summary, 提交 (docs/domain.md section 4).

While a tip is open its conversation hears everything first, so that no word of it is taken for an answer to a
report and stored. It ends by 提交, by 取消, /cancel or /start, or by half an hour without a word.
"""

import re
from dataclasses import replace

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError, UnseenError
from domain.tips.receipts import new_receipt
from domain.tips.stray_secrets import given_away
from domain.tips.tell_steps import TYPED, TellStep
from domain.tips.telling import (
    put_answer,
    put_file,
    put_text,
    tap,
    with_message,
)
from domain.tips.unfinished import (
    UnfinishedFile,
    UnfinishedTip,
)
from handlers.found import Acts
from handlers.show_menu import menu_window
from handlers.tips.evidence import check, seal_files, sent_file
from handlers.tips.held import TipIsOpen, has_ended, has_tip
from handlers.tips.memory import EndedTip, hold, hold_end, read_held
from handlers.wire.chat_traces import erase, erased_line
from handlers.wire.filters import InPrivate, Tapped, TappedIn
from handlers.wire.screen import Event, LiveWindow, bot_of, live_window, show, show_progress, toast
from handlers.wire.speaking import speech_in, speech_of
from storage.tips.sealing import seal_text
from storage.tips.threads import NewMessage
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.enter_tip import (
    enter_added,
    enter_by_hand,
    enter_tip,
    nobodys_keys,
    sealed_tip,
    sealed_to_whom,
)
from usecases.tips.fact_answers import enter_answer
from usecases.tips.held_tips import forget
from usecases.tips.letters import TipOf
from windows.entries import SEND_TIP
from windows.tips.facts import replied_window
from windows.tips.tips import (
    CANCEL,
    DELETE,
    SUBMIT,
    SWEEP,
    added_window,
    entered_window,
    forwarded_window,
    receipt_window,
    step_window,
)
from windows.windows import Button, Window

_COMMAND = re.compile(r"/[A-Za-z]")
UNSEEN = "tips-unseen"
"""What is said where the last window of a tip could not be shown."""


async def show_step(event: Event, request: Request, tip: UnfinishedTip, note: str = "") -> None:
    """Keep `tip` and show where it stands. It has one window: after a message it moves below it."""
    speech = speech_in(tip.language)
    before = None
    if isinstance(event, Message):
        tip = with_message(tip, event.message_id)
        if (live := live_window(request)) in tip.message_ids:
            before = live
            request.memory.take(LiveWindow)
    hold(request.memory, tip)
    await show(event, request, step_window(tip, speech, note))
    hold(request.memory, with_message(tip, live_window(request)))
    if before is not None:
        await erase(event, request.chat_id, [before])


async def take_message(message: Message, request: Request, tip: UnfinishedTip) -> None:
    """Whatever is sent while a tip is open; what can't be taken is said, and nothing is lost."""
    if not (note := await _take_out(message, request, tip)):
        try:
            tip = await _take(message, request, tip)
        except RefusalError as refusal:
            note = _say(refusal, tip)
    await show_step(message, request, tip, note)


async def _take_out(message: Message, request: Request, tip: UnfinishedTip) -> str:
    """Delete a message that gives a receipt code or a key away, and return what is said then; "" for any other."""
    secret = given_away(message.text or message.caption or "")
    if secret is None:
        return ""
    left = await erase(message, request.chat_id, [message.message_id])
    speech = speech_in(tip.language)
    return f"{speech.text(f'secrets-{secret}-in-tip')}{erased_line(left, speech)}"


async def _take(message: Message, request: Request, tip: UnfinishedTip) -> UnfinishedTip:
    if message.text is not None and _COMMAND.match(message.text):
        raise RefusalError("tips-finish-first")
    writes = tip.step is TellStep.WHAT or (tip.step is TellStep.OFFER and message.forward_origin is not None)
    if writes and (file := sent_file(message)) is not None:
        return await _take_file(message, request, tip, file)
    if message.text is None:
        typed = "tips-text-only" if tip.step in TYPED else "tips-use-buttons"
        raise RefusalError("tips-no-such-message" if writes else typed)
    if writes:
        return put_text(tip, message.message_id, message.text)
    if tip.step in TYPED:
        return put_answer(tip, message.text)
    raise RefusalError("tips-use-buttons")


async def _take_file(
    message: Message, request: Request, tip: UnfinishedTip, file: UnfinishedFile
) -> UnfinishedTip:
    taken = put_file(tip, message.message_id, file)
    if message.caption:
        taken = put_text(taken, message.message_id, message.caption)
    await check(bot_of(message), request, file)
    return taken


async def take_edited(message: Message, request: Request, tip: UnfinishedTip) -> None:
    """A message of what happened was changed in the chat: its new wording counts."""
    text = message.text or message.caption
    if message.message_id not in tip.texts or text is None:
        return
    if not (note := await _take_out(message, request, tip)):
        try:
            tip = put_text(tip, message.message_id, text)
        except RefusalError as refusal:
            note = _say(refusal, tip)
    await show_step(message, request, tip, note)


async def take_tap(call: CallbackQuery, request: Request, tip: UnfinishedTip) -> None:
    """A button of this conversation; one of an earlier step only shows where the tip stands now."""
    step, _, act = (call.data or "").removeprefix("tip-").partition("-")
    if step == tip.step and act == SUBMIT:
        await _submit(call, request, tip)
        return
    await show_step(call, request, tap(tip, act) if step == tip.step else tip)


async def refuse_other(call: CallbackQuery, tip: UnfinishedTip) -> None:
    """A button of another conversation, while a tip is open."""
    await toast(call, speech_in(tip.language).label("tips-finish-first"), alert=True)


def _say(refusal: RefusalError, tip: UnfinishedTip) -> str:
    return speech_in(tip.language).text(refusal.key, **refusal.details)


async def give_up(event: Event, request: Request) -> None:
    """取消, /cancel, /start: nothing of the tip remains but, in memory, which messages can be deleted."""
    held = read_held(request.memory)
    forget(request.memory)
    unreached = held is not None and held.step is TellStep.UNREACHED
    said = "tips-unreached-ended" if unreached else "cancel-done"
    window = await request.run(lambda uow: _menu(uow, request, said))
    if held is None or not (held.texts or held.answers):
        await show(event, request, window)
        return
    speech = speech_in(held.language)
    rows = [[Button(speech.label("tips-end-delete"), DELETE)], *window.rows]
    if isinstance(event, Message):
        held = with_message(held, event.message_id)
    await end(event, request, EndedTip(message_ids=held.message_ids, window=Window(window.text, rows)))


async def end(event: Event, request: Request, ended: EndedTip) -> None:
    """Show the last window of a tip and keep it until then: it may hold the only sight of a receipt code.

    Raises UnseenError where it could not be shown: whatever comes next from this chat shows it.
    """
    if ended.window is None:
        return
    hold_end(request.memory, ended)
    try:
        await show(event, request, ended.window)
    except Exception as error:
        raise UnseenError(UNSEEN) from error
    shown = live_window(request)
    ids = dict.fromkeys([*ended.message_ids, *([] if shown is None else [shown])])
    hold_end(request.memory, EndedTip(message_ids=tuple(ids)))


async def show_unseen(event: Event, request: Request, ended: EndedTip) -> None:
    """Anything at all while the last window of a tip has not been shown: that window, and nothing else is done."""
    if isinstance(event, Message):
        ended = replace(ended, message_ids=(*ended.message_ids, event.message_id))
    await end(event, request, ended)


async def say_forgotten(event: Event, request: Request) -> None:
    """Something for a tip that has been forgotten in the meantime: it is not taken for anything else."""
    forget(request.memory)
    if isinstance(event, CallbackQuery) and not (event.data or "").startswith("tip-"):
        raise SkipHandler
    window = await request.run(lambda uow: _menu(uow, request, "tips-forgotten"))
    speech = speech_of(request, await request.run(request.find_viewer))
    rows = [[Button(speech.label("tips-sweep"), SWEEP)], *window.rows]
    await show(event, request, Window(window.text, rows))


def _menu(uow: UnitOfWork, request: Request, key: str) -> Window:
    return menu_window(uow, request, speech_of(request, request.find_viewer(uow)).text(key))


async def _submit(call: CallbackQuery, request: Request, tip: UnfinishedTip) -> None:
    # First of all: a second tap must find nothing to submit.
    forget(request.memory)
    speech = speech_in(tip.language)
    try:
        if tip.files:
            await show_progress(call, request, speech.text("tips-sealing", files=len(tip.files)))
        window = await _enter(call, request, tip)
    except RefusalError as refusal:
        hold(request.memory, tip)
        if not tip.files:
            raise
        # The window says that it is at work, and has no buttons: it comes back with the reason.
        await show_step(call, request, tip, _say(refusal, tip))
        return
    except BaseException:
        hold(request.memory, tip)
        raise
    request.house.unsubmitted.forget(request.telegram_id)
    request.house.wake_outbox()
    await end(call, request, EndedTip(message_ids=tip.message_ids, window=window))


async def _enter(call: CallbackQuery, request: Request, tip: UnfinishedTip) -> Window:
    """Seal and enter what was said; return the last window. A receipt code in it is then nowhere else."""
    house, speech = request.house, speech_in(tip.language)
    sealed_to = await request.run(lambda uow: sealed_to_whom(uow, request, tip))
    files = await seal_files(bot_of(call), house, tip.files.values(), sealed_to)
    if tip.fact is not None:
        await enter_answer(request, tip, files, sealed_to)
        return replied_window(speech)
    if (thread := tip.answers_to) is not None:
        text = seal_text(tip.text().what, sealed_to)
        added = NewMessage(text, request.today, from_reporter=True, files=files, sealed_to=sealed_to)
        await request.run(lambda uow: enter_added(uow, request, TipOf(*thread), added))
        house.flood.count(request.telegram_id, request.now)
        return added_window(speech)
    if tip.entered_by is not None:
        entered = replace(sealed_tip(request, tip, nobodys_keys(), sealed_to), files=files)
        return entered_window(await request.run(lambda uow: enter_by_hand(uow, request, entered)), speech)
    code = new_receipt()
    keys = await house.receipts.derive(code)
    entered = replace(sealed_tip(request, tip, keys, sealed_to), files=files)
    await request.run(lambda uow: enter_tip(uow, request, entered))
    (house.forwarding if tip.forwarded else house.flood).count(request.telegram_id, request.now)
    return forwarded_window(speech) if tip.forwarded else receipt_window(code, speech)


ASKED_AT = 100
ACTS: Acts = {ActorStanding.ANYBODY: "tip-cancel"}


def build() -> Router:
    """Return this conversation's router. It comes before all others."""
    router = Router(name="tips.desk")
    is_open = TipIsOpen()
    for observer in (router.message, router.edited_message):
        observer.filter(is_open, InPrivate())
    router.callback_query.filter(is_open, InPrivate())
    router.message.register(show_unseen, has_ended)
    router.callback_query.register(show_unseen, has_ended)
    router.message.register(give_up, Command("cancel"))
    router.message.register(give_up, CommandStart(deep_link=False))
    not_a_link = ~CommandStart(deep_link=True)
    router.message.register(take_message, not_a_link, has_tip)
    router.message.register(say_forgotten, not_a_link)
    router.edited_message.register(take_edited, has_tip)
    router.callback_query.register(give_up, Tapped(CANCEL))
    router.callback_query.register(take_tap, TappedIn("tip", SEND_TIP), has_tip)
    router.callback_query.register(refuse_other, has_tip)
    router.callback_query.register(say_forgotten)
    return router
