"""承办: whose a clue is, handed over with a reason, and what else arranges its handling (docs/domain.md section 4).

The steps themselves are entered as all others are (handlers/tips/handle.py).
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.tips.tips import TipAct
from handlers.found import Acts
from handlers.tips.register import answer, enter, look
from handlers.tips.words import WantedStep, ask
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, TappedOn
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling.register import RegisterEntry, check
from usecases.tips.in_charge import who_can
from windows.tips.arrange import Handler, arrange_window, in_charge_window
from windows.tips.register import tip_window
from windows.windows import Window

PERSON = 3
"""Where the data of a button names the person."""


async def open_arranging(call: CallbackQuery, request: Request) -> None:
    """承办: what can be arranged now."""

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, part_of(call, 1))
        return arrange_window(seen.view, seen.speech)

    await answer(call, request, work)


async def choose(call: CallbackQuery, request: Request) -> None:
    """承办人: everybody who may see the clue, without who has it now."""

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, part_of(call, 1))
        check(seen.view, number_of(call, 2), TipAct.IN_CHARGE)
        able = who_can(uow, seen.view.tip, request.now)
        handlers = [Handler(*found) for found in able.items() if found[0] != seen.view.in_charge]
        return in_charge_window(seen.view, handlers, seen.speech)

    await answer(call, request, work)


async def chosen(call: CallbackQuery, request: Request) -> None:
    """Somebody was chosen: at once where it was nobody's, else it is asked why."""
    number, version, person_id = part_of(call, 1), number_of(call, 2), number_of(call, PERSON)

    def in_charge(uow: UnitOfWork) -> bool:
        return look(uow, request, number).view.in_charge is not None

    if await request.run(in_charge):
        await ask(call, request, WantedStep(TipAct.IN_CHARGE, number, version, (str(person_id),)))
        return

    def work(uow: UnitOfWork) -> Window:
        seen = enter(uow, request, RegisterEntry(number, version, TipAct.IN_CHARGE, person_id=person_id))
        return tip_window(seen.view, seen.speech)

    if await answer(call, request, work):
        request.house.wake_outbox()


ASKED_AT = 591
ACTS: Acts = {ActorStanding.TIPS: "tips-arrange tips-charge tips-charged"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.arrange")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(open_arranging, TappedOn("tips-arrange"))
    router.callback_query.register(choose, TappedOn("tips-charge"))
    router.callback_query.register(chosen, TappedOn("tips-charged"))
    return router
