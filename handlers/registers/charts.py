"""流程图: the chart of an entry, drawn off the loop and shown as a picture, with what was attached as one."""

from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.threads import in_turn
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from reports.pictures.flow_picture import flow_pictures
from usecases.house import Request
from usecases.registers.charts import show_chart
from windows.registers.charts import FLOW, chart_window


async def show_flow_chart(call: CallbackQuery, request: Request) -> None:
    """The chart as the entry has it now."""
    entry_id = number_of(call, 1)
    shown = await request.read(lambda uow: show_chart(uow, request, entry_id))
    pages = await in_turn(partial(flow_pictures, shown.title, shown.steps))
    await show(call, request, chart_window(shown, pages, entry_id, speech_of(request, shown.viewer)))


ASKED_AT = 581
ACTS: Acts = {ActorStanding.BOUND: FLOW}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.charts")
    router.callback_query.register(show_flow_chart, TappedOn(FLOW))
    return router
