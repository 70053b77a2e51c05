"""/settings [任务]: the list of duties, one of them, putting it on or off; nothing counts before it was shown."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.settings.duty_shown import (
    DutyDraft,
    called,
    of_office,
    preview,
    refused,
    show_duty,
    speech_of_office,
    token_of,
)
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.settings.duties import change_set_duty
from usecases.settings.duties_seen import find_known, known_duties
from windows.settings.changes import changed_window
from windows.settings.duties import DUTIES, DUTY, MORE, NO, OFF, ON, YES, ListedDuty, duties_window
from windows.windows import Button, Window

GONE = "duties-set-gone"


async def list_duties(call: CallbackQuery, request: Request) -> None:
    """任务: those that are on, then the others."""
    page = number_of(call, 1)
    request.memory.take(DutyDraft)
    await _show_list(call, request, page)


async def open_duty(call: CallbackQuery, request: Request) -> None:
    """One of them, as it is."""
    request.memory.take(DutyDraft)
    await show_duty(call, request, part_of(call, 1))


async def put_on(call: CallbackQuery, request: Request) -> None:
    """开启, or 核对修改 of what was changed so far."""
    duty_id = part_of(call, 1)
    draft = request.memory.get(DutyDraft)
    if draft is None or draft.duty_id != duty_id or draft.terms is None:
        known = await of_office(request, lambda uow: find_known(uow, duty_id))
        draft = DutyDraft(duty_id, known.terms)
    await preview(call, request, draft)


async def put_off(call: CallbackQuery, request: Request) -> None:
    """关闭."""
    duty_id = part_of(call, 1)
    await of_office(request, lambda uow: find_known(uow, duty_id))
    await preview(call, request, DutyDraft(duty_id, None))


async def confirm(call: CallbackQuery, request: Request) -> None:
    """确定修改: what was shown, and once, however often it is tapped."""
    draft, token = request.memory.get(DutyDraft), number_of(call, 1)
    if draft is None:
        raise RefusalError(GONE)

    def work(uow: UnitOfWork) -> int | None:
        return change_set_duty(uow, request, draft.wanted, lambda plan: token_of(draft, plan) == token)

    speech = await speech_of_office(request)
    try:
        with request.memory.taken(DutyDraft):
            number = await request.run(work)
    except RefusalError as refusal:
        if not refusal.key.startswith("duties-set-"):
            raise
        await show_duty(call, request, draft.duty_id, refused(refusal, speech))
        return
    if number is None:
        await preview(call, request, draft, "duties-set-changed-meanwhile")
        return
    back = Button(speech.label("duties-set-button"), f"{DUTIES}:0")
    await show(call, request, changed_window(number, back, speech))


async def go_on(call: CallbackQuery, request: Request) -> None:
    """继续修改: the duty's window with what was changed so far."""
    draft = request.memory.get(DutyDraft)
    if draft is None:
        raise RefusalError(GONE)
    await show_duty(call, request, draft.duty_id)


async def drop(call: CallbackQuery, request: Request) -> None:
    """取消: nothing is changed."""
    draft = request.memory.take(DutyDraft)
    speech = await speech_of_office(request)
    if draft is None:
        await _show_list(call, request, 0)
    else:
        await show_duty(call, request, draft.duty_id, speech.text("duties-set-dropped"))


async def _show_list(event: Event, request: Request, page: int) -> None:
    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        speech = speech_of(request, viewer)
        listed = [
            ListedDuty(known.id, called(request, known.id, known.terms, speech), known.is_on)
            for known in known_duties(uow)
        ]
        return duties_window(listed, page, speech)

    await show(event, request, await request.run(work))


ASKED_AT = 646
ACTS: Acts = {ActorStanding.OFFICE: f"{DUTIES} {DUTY} {ON} {OFF} {YES} {NO} {MORE}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.duties")
    router.callback_query.register(list_duties, TappedOn(DUTIES))
    router.callback_query.register(open_duty, TappedOn(DUTY))
    router.callback_query.register(put_on, TappedOn(ON))
    router.callback_query.register(put_off, TappedOn(OFF))
    router.callback_query.register(confirm, TappedOn(YES))
    router.callback_query.register(go_on, Tapped(MORE))
    router.callback_query.register(drop, Tapped(NO))
    return router
