"""全部登记: every step of a tip's register, page by page; its own window shows the last ones alone."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts
from handlers.tips.register import answer, look
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, TappedOn
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.view import TipView
from windows.entries import open_tip, tip_steps
from windows.page_turns import PageOf, turn_rows
from windows.text_parts import parts
from windows.tips.step_words import (
    step_line,
)
from windows.windows import Button, Window

LINES_A_PAGE = 15


async def list_steps(call: CallbackQuery, request: Request) -> None:
    """The oldest first."""

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, part_of(call, 1))
        return steps_window(seen.view, number_of(call, 2), seen.speech)

    await answer(call, request, work)


def steps_window(view: TipView, page: int, speech: Speech) -> Window:
    """Return a page (from 0) of all steps of a tip; the last one for one that is not there."""
    found = parts([step_line(step, view.names, speech) for step in view.steps], lines_most=LINES_A_PAGE)
    pages = len(found)
    page = min(page, pages - 1)
    lines = [speech.text("tip-register-steps", number=view.number, page=page + 1, pages=pages), *found[page]]
    turns = turn_rows(PageOf(page, pages), lambda to: tip_steps(view.number, to), speech)
    back = Button(speech.label("tip-register-back"), open_tip(view.number))
    return Window("\n".join(lines), [*turns, [back]])


ASKED_AT = 610
ACTS: Acts = {ActorStanding.TIPS: "tips-steps"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.steps")
    router.callback_query.register(list_steps, TappedOn("tips-steps"), InPrivate())
    return router
