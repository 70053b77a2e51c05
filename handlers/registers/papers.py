"""A paper of an entry (下载通知书), or of a register (整改落实情况): drawn off the loop, sent as a file."""

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
from usecases.registers.papers import ask_for_paper, ask_for_register_paper, note_register_paper
from windows.registers.papers import PAPER, REGISTER_PAPER, paper_window, register_paper_window


async def send_paper(call: CallbackQuery, request: Request) -> None:
    """The paper as it stands now."""
    entry_id, paper_id = number_of(call, 1), part_of(call, 2)
    asked = await request.run(lambda uow: ask_for_paper(uow, request, entry_id, paper_id))
    content = await in_turn(asked.draw)
    await show(call, request, paper_window(asked, content, entry_id, speech_of(request, asked.viewer)))


async def send_register_paper(call: CallbackQuery, request: Request) -> None:
    """The paper of what the list shows."""
    register_id, paper_id = part_of(call, 1), part_of(call, 2)
    asked = await request.read(lambda uow: ask_for_register_paper(uow, request, register_id, paper_id))
    await request.run(lambda uow: note_register_paper(uow, request, asked))
    content = await in_turn(asked.draw)
    await show(call, request, register_paper_window(asked, content, speech_of(request, asked.viewer)))


ASKED_AT = 588
ACTS: Acts = {ActorStanding.BOUND: PAPER, ActorStanding.LEVEL_ONE: REGISTER_PAPER}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.papers")
    router.callback_query.register(send_paper, TappedOn(PAPER))
    router.callback_query.register(send_register_paper, TappedOn(REGISTER_PAPER))
    return router
