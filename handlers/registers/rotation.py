"""轮岗提示, from 工作台账: who has been long in a post with a grave risk; as xlsx, drawn off the loop."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.threads import in_turn
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import show, show_progress
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.risks.rotation import (
    ShownRotations,
    note_rotation_sheet,
    read_rotation_sheet,
    show_rotations,
)
from windows.registers.rotation import ROTATION, ROTATION_SHEET, rotation_window
from windows.windows import Attachment, Window


async def look(call: CallbackQuery, request: Request) -> None:
    """The list, a page at a time."""
    page = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        return _window(show_rotations(uow, request), request, page)

    await show(call, request, await request.read(work))


async def export(call: CallbackQuery, request: Request) -> None:
    """导出."""
    shown, draw = await request.read(lambda uow: read_rotation_sheet(uow, request))
    speech = speech_of(request, shown.viewer)
    if not shown.rotations:
        await show(call, request, _window(shown, request, 0))
        return
    await request.run(lambda uow: note_rotation_sheet(uow, request))
    count = len(shown.rotations)
    await show_progress(call, request, speech.text("registers-printing", count=count))
    content = await in_turn(draw)
    title = speech.label("rotation-title")
    name = speech.label("registers-print-name", title=title, day=request.today.isoformat(), ending="xlsx")
    window = _window(shown, request, 0, speech.text("registers-printed", count=count))
    await show(call, request, Window(window.text, window.rows, [Attachment(name, content)]))


def _window(shown: ShownRotations, request: Request, page: int, said: str = "") -> Window:
    speech = speech_of(request, shown.viewer)
    return rotation_window(shown, request.house.registers, page, speech, said)


ASKED_AT = 582
ACTS: Acts = {ActorStanding.LEVEL_ONE: f"{ROTATION} {ROTATION_SHEET}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.rotation")
    router.callback_query.register(look, TappedOn(ROTATION))
    router.callback_query.register(export, Tapped(ROTATION_SHEET))
    return router
