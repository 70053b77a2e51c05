"""/settings [人员]: who is bound and who not, branch by branch; the handlers' keys. What is done is /invite's."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.settings.people import body_keys, branch_counts, list_branch
from windows.settings.people import (
    A_PAGE,
    BRANCH,
    KEYS,
    PEOPLE,
    branch_window,
    keys_window,
    people_window,
)
from windows.windows import Window


async def count_people(call: CallbackQuery, request: Request) -> None:
    """人员: counts first."""
    page = number_of(call, 1)
    await _show(
        call,
        request,
        lambda uow, speech: people_window(branch_counts(uow, request.office(uow)[1]), page, speech),
    )


async def open_branch(call: CallbackQuery, request: Request) -> None:
    """The people of a branch, page by page."""
    code, page = part_of(call, 1), number_of(call, 2)
    await _show(
        call,
        request,
        lambda uow, speech: branch_window(list_branch(uow, request, code, page, A_PAGE), speech),
    )


async def open_body_keys(call: CallbackQuery, request: Request) -> None:
    """The handlers' public keys."""
    await _show(call, request, lambda uow, speech: keys_window(body_keys(uow, request), speech))


async def _show(
    call: CallbackQuery, request: Request, window: Callable[[UnitOfWork, Speech], Window]
) -> None:
    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        return window(uow, speech_of(request, viewer))

    await show(call, request, await request.run(work))


ASKED_AT = 644
ACTS: Acts = {ActorStanding.OFFICE: f"{PEOPLE} {BRANCH} {KEYS}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.people")
    in_private = InPrivate()
    router.callback_query.register(count_people, TappedOn(PEOPLE), in_private)
    router.callback_query.register(open_branch, TappedOn(BRANCH), in_private)
    router.callback_query.register(open_body_keys, Tapped(KEYS), in_private)
    return router
