"""收到的报告: what one's grid or post receives of others' reports (`received_by` of a duty); read, never changed."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts, AtMenu, Menu, MenuEntry
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.received import may_receive, received
from windows.entries import RECEIVED
from windows.reporting.received import received_window, titles_of
from windows.windows import Window


async def open_list(call: CallbackQuery, request: Request) -> None:
    """A page of what was received, the latest first."""
    page = number_of(call, 1) if ":" in (call.data or "") else 0

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        speech, house = speech_of(request, viewer), request.house
        reports = received(uow, request, viewer)
        titles = titles_of(reports, house.forms, house.duties, speech)
        return received_window(reports, titles, page, speech)

    await show(call, request, await request.read(work))


def _is_received(at: AtMenu) -> bool:
    """Level 1 reads everything from its digest."""
    return at.viewer.unit_code is None and may_receive(at.request, at.viewer)


ASKED_AT = 432
ACTS: Acts = {ActorStanding.BOUND: RECEIVED}
MENU: Menu = {511: MenuEntry(RECEIVED, offered=_is_received)}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="digests.received")
    router.callback_query.register(open_list, Tapped(RECEIVED), InPrivate())
    router.callback_query.register(open_list, TappedOn(RECEIVED), InPrivate())
    return router
