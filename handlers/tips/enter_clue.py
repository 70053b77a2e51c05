"""登记线索: a handler enters what came by letter, visit, inspection or others (docs/domain.md section 4, "Ways in").

It is asked as a tip is (handlers/tips/desk.py), with where it came from and on which day, and sealed alike; there is no
receipt code, for nobody here is its reporter.
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.tips.tell_steps import ENTERING_STEPS, TellStep
from domain.tips.tips import Source
from domain.tips.unfinished import EnteredBy, UnfinishedTip
from handlers.found import Acts
from handlers.tips.desk import show_step
from handlers.wire.filters import InPrivate, Tapped
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.recipients import find_reach, recipients_for
from windows.entries import ENTER_CLUE


async def begin(call: CallbackQuery, request: Request) -> None:
    """登记线索."""

    def work(uow: UnitOfWork) -> UnfinishedTip:
        viewer, reader = request.tip_handler(uow)
        # Nobody is to write in vain.
        recipients_for(uow, request, reader.body)
        return UnfinishedTip(
            language=speech_of(request, viewer).language,
            steps=ENTERING_STEPS,
            step=TellStep.SOURCE,
            source=Source.LETTER,
            entered_by=EnteredBy(reader.body, request.today),
            reach=find_reach(uow, request),
        )

    await show_step(call, request, await request.run(work))


ASKED_AT = 592
ACTS: Acts = {ActorStanding.TIPS: ENTER_CLUE}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.enter_clue")
    router.callback_query.register(begin, Tapped(ENTER_CLUE), InPrivate())
    return router
