"""在网页上处理: a one-time link to /h, for the handler who asks and nobody else; and signing out there from here."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts
from handlers.tips.who_reads import who_reads
from handlers.wire.filters import InPrivate, Tapped
from handlers.wire.screen import show
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling.sessions import end_page_session, issue_link
from windows.entries import HANDLERS_PAGE
from windows.tips.page_link import left_window, link_window
from windows.windows import Window

_OUT = f"{HANDLERS_PAGE}:out"


async def give_link(call: CallbackQuery, request: Request) -> None:
    """The link, and the code to be typed where it can't be opened."""

    def work(uow: UnitOfWork) -> Window:
        speech, _reader = who_reads(uow, request)
        return link_window(request.house.page_address, issue_link(uow, request), speech)

    await show(call, request, await request.run(work))


async def sign_out(call: CallbackQuery, request: Request) -> None:
    """退出网页: on whichever computer it is open."""

    def work(uow: UnitOfWork) -> Window:
        speech, _reader = who_reads(uow, request)
        end_page_session(uow, request)
        return left_window(speech)

    await show(call, request, await request.run(work))


ASKED_AT = 595
ACTS: Acts = {ActorStanding.TIPS: f"{HANDLERS_PAGE} {_OUT}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.page_link")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(give_link, Tapped(HANDLERS_PAGE))
    router.callback_query.register(sign_out, Tapped(_OUT))
    return router
