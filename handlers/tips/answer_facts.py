"""协助核实: what an inspector is asked to verify; 回复 (written at the desk of open tips) or 无法提供 (section 4)."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.tips.tell_steps import ANSWERING_STEPS, TellStep
from domain.tips.unfinished import AskedFact, UnfinishedTip
from handlers.found import Acts, AtMenu, Menu, MenuPart
from handlers.tips.desk import show_step
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.fact_answers import ENDED, end_asked, fact_reader, find_asked
from windows.entries import FACTS
from windows.tips.facts import asked_window, body_name, cannot_window, done_window, list_window
from windows.windows import Window


async def open_list(call: CallbackQuery, request: Request) -> None:
    """协助核实, from the menu."""
    await show(call, request, await request.run(lambda uow: _list(uow, request)))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """查看: what is asked, and until when."""

    def work(uow: UnitOfWork) -> Window:
        viewer, asked = find_asked(uow, request, number_of(call, 1, ENDED), ENDED)
        return asked_window(asked, speech_of(request, viewer))

    await _answer(call, request, work)


async def reply(call: CallbackQuery, request: Request) -> None:
    """回复: words and files, as evidence of a tip is taken."""

    def begin(uow: UnitOfWork) -> UnfinishedTip:
        viewer, asked = find_asked(uow, request, number_of(call, 1, ENDED), ENDED)
        speech = speech_of(request, viewer)
        return UnfinishedTip(
            language=speech.language,
            steps=ANSWERING_STEPS,
            step=TellStep.WHAT,
            answers_to=(asked.number, asked.body),
            # Of how many files there are already, an inspector learns nothing, not by a limit either.
            fact=AskedFact(asked.id, body_name(asked, speech), asked.question),
        )

    try:
        tip = await request.run(begin)
    except RefusalError as refusal:
        await _say_ended(call, request, refusal)
        return
    await show_step(call, request, tip)


async def ask_cannot(call: CallbackQuery, request: Request) -> None:
    """无法提供 is asked once."""

    def work(uow: UnitOfWork) -> Window:
        viewer, asked = find_asked(uow, request, number_of(call, 1, ENDED), ENDED)
        return cannot_window(asked, speech_of(request, viewer))

    await _answer(call, request, work)


async def cannot(call: CallbackQuery, request: Request) -> None:
    """无法提供: it ends without an answer, and the question is erased."""

    def work(uow: UnitOfWork) -> Window:
        viewer, asked = find_asked(uow, request, number_of(call, 1, ENDED), ENDED)
        end_asked(uow, request, asked, viewer, "tip-fact-declined")
        speech = speech_of(request, viewer)
        return done_window(speech.text("facts-cannot-done", body=body_name(asked, speech)), speech)

    if await _answer(call, request, work):
        request.house.wake_outbox()


async def _answer(call: CallbackQuery, request: Request, work: Callable[[UnitOfWork], Window]) -> bool:
    """Do `work` and show its window; tell whether it was done, or else say that what was asked has ended."""
    try:
        window = await request.run(work)
    except RefusalError as refusal:
        await _say_ended(call, request, refusal)
        return False
    await show(call, request, window)
    return True


async def _say_ended(call: CallbackQuery, request: Request, refusal: RefusalError) -> None:
    """Show what is still asked, with a word why; raises a refusal for another reason."""
    if refusal.key != ENDED:
        raise refusal
    window = await request.run(lambda uow: _list(uow, request))
    speech = speech_of(request, await request.run(request.find_viewer))
    await show(call, request, window, toast=speech.label(ENDED))


def _list(uow: UnitOfWork, request: Request) -> Window:
    viewer = request.viewer(uow)
    if not viewer.inspected:
        raise RefusalError("access-not-inspector")
    return list_window(uow.fact_requests.open_for(fact_reader(viewer)), speech_of(request, viewer))


def way_in(at: AtMenu) -> MenuPart:
    """Return the menu's way to what an inspector is asked to verify, while anything is."""
    if not (at.viewer.inspected or at.waiting):
        return MenuPart()
    count = len(at.uow.fact_requests.open_for(fact_reader(at.viewer)))
    return MenuPart(buttons=[at.button(FACTS, "facts-menu", count=count)] if count else [])


ASKED_AT = 220
ACTS: Acts = {ActorStanding.READER: "facts facts-reply facts-cannot facts-none"}
MENU: Menu = {300: way_in}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.answer_facts")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(open_list, Tapped(FACTS))
    router.callback_query.register(open_one, TappedOn(FACTS))
    router.callback_query.register(reply, TappedOn("facts-reply"))
    router.callback_query.register(ask_cannot, TappedOn("facts-cannot"))
    router.callback_query.register(cannot, TappedOn("facts-none"))
    return router
