"""重新交接: a tip that opens only as it was sealed before a hand-over is handed over once more, from that.

Otherwise it would wait for nothing: the header in force names today's handlers, whether it opens for them or not.
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.tips.keys_desk import keys_view, say_handed_over, send_bundle
from handlers.tips.who_reads import who_reads
from handlers.wire.button_data import part_of
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import show, show_progress
from locales import Speech
from reports.tips.hand_over_bundle import KeyOfHandler
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.hand_over import bundle
from usecases.tips.open_key import find_open_key, reads_here
from windows.tips.handler_keys import again_window
from windows.windows import Window


async def ask(call: CallbackQuery, request: Request) -> None:
    """It is asked once, with the names and keys of who will be able to open."""
    number = part_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        speech, reader = who_reads(uow, request)
        handlers = _find(uow, request, reader, number)
        return again_window(number, keys_view(uow, request, reader), handlers, speech)

    await show(call, request, await request.run(work))


async def redo(call: CallbackQuery, request: Request) -> None:
    """交接: here with the open key, or as a file."""
    number = part_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[Speech, TipReader, bool]:
        speech, reader = who_reads(uow, request)
        _find(uow, request, reader, number)
        here = reads_here(uow, request, reader)
        if here and find_open_key(uow, request) is None:
            raise RefusalError("unlock-locked")
        return speech, reader, here

    speech, reader, here = await request.run(work)
    if not here:
        await send_bundle(call, request, reader, number)
        return
    await show_progress(call, request, speech.text("keys-handing-over"))
    await say_handed_over(call, request, number)


def _find(uow: UnitOfWork, request: Request, reader: TipReader, number: str) -> list[KeyOfHandler]:
    """Return to whom the tip would be handed over; raises RefusalError where nothing of it was handed over before."""
    found = bundle(uow, request, reader, number)
    if not found.rows:
        raise RefusalError("access-old-button")
    return list(found.handlers)


ASKED_AT = 170
ACTS: Acts = {ActorStanding.TIPS: "keys-again keys-redo"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.hand_over_again")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(ask, TappedOn("keys-again"))
    router.callback_query.register(redo, TappedOn("keys-redo"))
    return router
