"""/settings [最近修改] and 撤销修改: what was set last, by whom; a change that nobody changed since is taken back."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.settings.changes import read_change, take_back, undos
from windows.settings.changes import (
    A_PAGE,
    CHANGE,
    CHANGES,
    UNDO,
    change_window,
    changes_window,
    undone_window,
)
from windows.windows import Window


async def list_changes(call: CallbackQuery, request: Request) -> None:
    """最近修改: a page of them, newest first."""
    page = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, unit_code = request.office(uow)
        found = uow.setting_changes.newest(unit_code, A_PAGE + 1, page * A_PAGE)
        return changes_window(
            found[:A_PAGE], page, more=len(found) > A_PAGE, speech=speech_of(request, viewer)
        )

    await show(call, request, await request.run(work))


async def open_change(call: CallbackQuery, request: Request) -> None:
    """One of them."""
    number = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        read = read_change(uow, request, number)
        can_undo = read.is_newest and read.change.part in undos()
        return change_window(read.change, can_undo=can_undo, speech=speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def undo(call: CallbackQuery, request: Request) -> None:
    """撤销修改."""
    number = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        return undone_window(take_back(uow, request, number), speech_of(request, viewer))

    await show(call, request, await request.run(work))


ASKED_AT = 649
ACTS: Acts = {ActorStanding.OFFICE: f"{CHANGES} {CHANGE} {UNDO}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.changes")
    router.callback_query.register(list_changes, TappedOn(CHANGES))
    router.callback_query.register(open_change, TappedOn(CHANGE))
    router.callback_query.register(undo, TappedOn(UNDO))
    return router
