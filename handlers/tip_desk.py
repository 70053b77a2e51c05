"""An open tip, whoever writes it: its questions, the summary, 提交 (DOMAIN.md section 4).

While a tip is open its conversation hears everything first, so that no word of it is taken for an answer to a
report and stored. It ends by 提交, by 取消, /cancel or /start, or by half an hour without a word.
"""

import re
import secrets
from datetime import UTC, datetime, time, timedelta
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.clock import SHANGHAI
from domain.entries import SEND_TIP
from domain.errors import RefusalError
from domain.receipts import new_receipt
from domain.tips import TIP_COME
from domain.windows import Button, Window
from handlers.chat_traces import erase
from handlers.filters import InPrivate, Tapped, TappedIn
from handlers.house import Request
from handlers.screen import Event, show, toast
from handlers.show_menu import menu_window
from handlers.tip_memory import TipStates, hold, hold_end, read_held
from handlers.tip_windows import CANCEL, DELETE, SUBMIT, forwarded_window, receipt_window, step_window
from handlers.unfinished_tips import (
    TYPED,
    EndedTip,
    Step,
    UnfinishedTip,
    put_answer,
    put_text,
    tap,
    with_message,
)
from locales import Speech
from storage.outbox import Letter
from storage.sealing import recipient_of, seal_tip
from storage.tips import NewTip
from storage.unit_of_work import UnitOfWork

NOTICE_LIFE = timedelta(days=7)
_COMMAND = re.compile(r"/[A-Za-z]")


async def show_step(
    event: Event, request: Request, state: FSMContext, tip: UnfinishedTip, note: str = ""
) -> None:
    """Keep `tip` and show where it stands. It has one window: after a message it moves below it."""
    speech = Speech(request.house.words, tip.language)
    before = None
    if isinstance(event, Message):
        tip = with_message(tip, event.message_id)
        if request.house.windows.get(request.chat_id) in tip.message_ids:
            before = request.house.windows.pop(request.chat_id)
    await hold(state, tip, request.now)
    await show(event, request, step_window(tip, speech, note))
    await hold(state, with_message(tip, request.house.windows.get(request.chat_id)), request.now)
    if before is not None:
        await erase(event, request.chat_id, [before])


async def has_tip(_event: Event, request: Request, state: FSMContext) -> dict[str, Any] | bool:
    """Filter: the tip that the chat has open, as `tip`."""
    held = read_held(await state.get_data(), request.now)
    return {"tip": held} if isinstance(held, UnfinishedTip) else False


async def has_ended(_event: Event, request: Request, state: FSMContext) -> dict[str, Any] | bool:
    """Filter: the tip that this chat has just ended, as `ended`."""
    held = read_held(await state.get_data(), request.now)
    return {"ended": held} if isinstance(held, EndedTip) else False


async def take_message(message: Message, request: Request, state: FSMContext, tip: UnfinishedTip) -> None:
    """Whatever is sent while a tip is open; what can't be taken is said, and nothing is lost."""
    try:
        tip, note = _take(message, tip), ""
    except RefusalError as refusal:
        note = _say(refusal, request, tip)
    await show_step(message, request, state, tip, note)


def _take(message: Message, tip: UnfinishedTip) -> UnfinishedTip:
    if message.text is None:
        raise RefusalError("tips-text-only")
    if _COMMAND.match(message.text):
        raise RefusalError("tips-finish-first")
    if tip.step is Step.WHAT or (tip.step is Step.OFFER and message.forward_origin is not None):
        return put_text(tip, message.message_id, message.text)
    if tip.step in TYPED:
        return put_answer(tip, message.text)
    raise RefusalError("tips-use-buttons")


async def take_edited(message: Message, request: Request, state: FSMContext, tip: UnfinishedTip) -> None:
    """A message of what happened was changed in the chat: its new wording counts."""
    if message.message_id not in tip.texts or message.text is None:
        return
    try:
        tip, note = put_text(tip, message.message_id, message.text), ""
    except RefusalError as refusal:
        note = _say(refusal, request, tip)
    await show_step(message, request, state, tip, note)


async def take_tap(call: CallbackQuery, request: Request, state: FSMContext, tip: UnfinishedTip) -> None:
    """A button of this conversation; one of an earlier step only shows where the tip stands now."""
    step, _, act = (call.data or "").removeprefix("tip-").partition("-")
    if step == tip.step and act == SUBMIT:
        await _submit(call, request, state, tip)
        return
    await show_step(call, request, state, tap(tip, act) if step == tip.step else tip)


async def refuse_other(call: CallbackQuery, request: Request, tip: UnfinishedTip) -> None:
    """A button of another conversation, while a tip is open."""
    await toast(call, Speech(request.house.words, tip.language).label("tips-finish-first"), alert=True)


def _say(refusal: RefusalError, request: Request, tip: UnfinishedTip) -> str:
    return Speech(request.house.words, tip.language).text(refusal.key, **refusal.details)


async def give_up(event: Event, request: Request, state: FSMContext) -> None:
    """取消, /cancel, /start: nothing of the tip remains but, in memory, which messages can be deleted."""
    held = read_held(await state.get_data(), request.now)
    await state.clear()
    window = await request.run(lambda uow: _menu(uow, request, "cancel-done"))
    if not isinstance(held, UnfinishedTip) or not (held.texts or held.answers):
        await show(event, request, window)
        return
    speech = Speech(request.house.words, held.language)
    rows = [[Button(speech.label("tips-end-delete"), DELETE)], *window.rows]
    if isinstance(event, Message):
        held = with_message(held, event.message_id)
    await end(event, request, state, EndedTip(message_ids=held.message_ids, window=Window(window.text, rows)))


async def end(event: Event, request: Request, state: FSMContext, ended: EndedTip) -> None:
    """Show the last window of a tip and keep it until then: it may hold the only sight of a receipt code."""
    if ended.window is None:
        return
    await hold_end(state, ended, request.now)
    await show(event, request, ended.window)
    shown = request.house.windows.get(request.chat_id)
    ids = dict.fromkeys([*ended.message_ids, *([] if shown is None else [shown])])
    await hold_end(state, EndedTip(message_ids=tuple(ids)), request.now)


async def say_forgotten(event: Event, request: Request, state: FSMContext) -> None:
    """Something for a tip that has been forgotten in the meantime: it is not taken for anything else."""
    await state.clear()
    if isinstance(event, CallbackQuery) and not (event.data or "").startswith("tip-"):
        raise SkipHandler
    await show(event, request, await request.run(lambda uow: _menu(uow, request, "tips-forgotten")))


def _menu(uow: UnitOfWork, request: Request, key: str) -> Window:
    return menu_window(uow, request, request.speech(request.find_viewer(uow)).text(key))


async def _submit(call: CallbackQuery, request: Request, state: FSMContext, tip: UnfinishedTip) -> None:
    # First of all: a second tap must find nothing to submit.
    await state.clear()
    try:
        code = await _enter(request, tip)
    except BaseException:
        await hold(state, tip, request.now)
        raise
    speech = Speech(request.house.words, tip.language)
    window = forwarded_window(speech) if tip.forwarded else receipt_window(code, speech)
    request.house.wake_outbox()
    await end(call, request, state, EndedTip(message_ids=tip.message_ids, window=window))


async def _enter(request: Request, tip: UnfinishedTip) -> str:
    """Seal the tip and enter it in the register; return its receipt code, which is then nowhere else."""
    house = request.house
    if tip.area is None:
        raise RefusalError("access-old-button")
    code = new_receipt()
    keys = await house.receipts.derive(code)
    sealed = seal_tip(tip.text(), tip.reporter(), house.office_recipients)
    entered = NewTip(
        lookup=keys.lookup,
        reply_recipient=recipient_of(keys.reply_identity()),
        received_on=request.today,
        source=tip.source,
        area=tip.area,
        sealed_text=sealed.text,
        sealed_reporter=sealed.reporter,
        forwarded_by_grid=tip.grid_code,
    )
    await request.run(lambda uow: _write(uow, request, entered))
    if not tip.forwarded:
        house.flood.count(request.telegram_id, request.now)
    return code


def _write(uow: UnitOfWork, request: Request, entered: NewTip) -> None:
    """Enter the tip and tell level 1, in one transaction. Of who submits, only an inspector is looked at."""
    grid_code = entered.forwarded_by_grid
    if grid_code is not None and grid_code not in request.viewer(uow).inspected:
        raise RefusalError("access-not-inspector")
    uow.tips.add(entered)
    units = [grid.code for grid in uow.rosters.tree() if grid.level == 1]
    told = {
        person for unit in units for person in uow.people.level_one(unit, request.today, reachable_only=True)
    }
    uow.outbox.add_once(_letter(person_id, request) for person_id in sorted(told))


def _letter(person_id: int, request: Request) -> Letter:
    # Midnight for a time and chance for a key: while it waits, not even the queue knows the minute.
    midnight = datetime.combine(request.today, time.min, SHANGHAI).astimezone(UTC)
    return Letter(
        unique_key=f"{TIP_COME}:{secrets.token_hex(8)}:{person_id}",
        kind=TIP_COME,
        payload={},
        not_before_at=midnight,
        expires_at=midnight + NOTICE_LIFE,
        person_id=person_id,
        urgent=True,
    )


def build() -> Router:
    """Return this conversation's router. It comes before all others."""
    router = Router(name="tip_desk")
    is_open = StateFilter(TipStates.open)
    for observer in (router.message, router.edited_message):
        observer.filter(is_open, InPrivate())
    router.callback_query.filter(is_open, InPrivate())
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
