"""A paper of an entry (下载通知书): drawn off the loop, sent as a file."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.threads import in_turn
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from usecases.house import Request
from usecases.registers.papers import ask_for_paper
from windows.registers.papers import PAPER, paper_window


async def send_paper(call: CallbackQuery, request: Request) -> None:
    """The paper as it stands now."""
    entry_id, paper_id = number_of(call, 1), part_of(call, 2)
    asked = await request.run(lambda uow: ask_for_paper(uow, request, entry_id, paper_id))
    content = await in_turn(asked.draw)
    await show(call, request, paper_window(asked, content, entry_id, speech_of(request, asked.viewer)))


ASKED_AT = 588
ACTS: Acts = {ActorStanding.BOUND: PAPER}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.papers")
    router.callback_query.register(send_paper, TappedOn(PAPER))
    return router
