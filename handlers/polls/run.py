"""测评 as level 1 runs it: all polls of the unit, one of them, its QR code, its end, its results as files."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.polls.links import poll_payload
from domain.polls.polls import LEAST, PollState
from domain.threads import in_turn
from handlers.found import Acts, Menu, MenuEntry
from handlers.polls.unit import run_poll_window, unit_polls
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.polls.results import PollResults, results_paper, results_sheet
from reports.qr_codes import code_png
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.polls.ending import cancel, end_early, poll_of_unit
from usecases.polls.facts import PollFacts, facts_of, figures
from usecases.polls.making import OUTDATED
from windows.entries import ALL_POLLS
from windows.polls.listing import (
    CANCEL,
    CANCEL_YES,
    CODE,
    END,
    END_YES,
    code_window,
    sure_window,
)
from windows.polls.results import SHEET, WORD, file_window
from windows.windows import Window


async def show_all(event: Event, request: Request) -> None:
    """测评 in the menu, and its further pages."""
    paged = isinstance(event, CallbackQuery) and event.data != ALL_POLLS
    page = number_of(event, 1) if paged and isinstance(event, CallbackQuery) else 0
    await show(event, request, await request.run(lambda uow: unit_polls(uow, request, page)))


async def send_code(call: CallbackQuery, request: Request) -> None:
    """二维码和链接: for a poll of everybody that has not ended."""
    poll_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[Speech, PollFacts]:
        viewer, _unit_code = request.level_one(uow)
        _person_id, poll = poll_of_unit(uow, request, poll_id)
        if not poll.is_for_all or poll.state is not PollState.RUNNING:
            raise RefusalError(OUTDATED)
        return speech_of(request, viewer), facts_of(uow, poll)

    speech, facts = await request.run(work)
    username = (await bot_of(call).me()).username or ""
    link = f"https://t.me/{username}?start={poll_payload(facts.poll.token)}"
    await show(call, request, code_window(facts.poll, link, code_png(link, 10), speech))


async def ask_end(call: CallbackQuery, request: Request) -> None:
    """提前结束 is asked once."""
    await _ask(call, request, END)


async def ask_cancel(call: CallbackQuery, request: Request) -> None:
    """取消测评 is asked once."""
    await _ask(call, request, CANCEL)


async def end(call: CallbackQuery, request: Request) -> None:
    """确认结束: what may be shown is counted, the rest erased."""
    await _end(call, request, early=True)


async def drop(call: CallbackQuery, request: Request) -> None:
    """确认取消: all is erased."""
    await _end(call, request, early=False)


async def send_word(call: CallbackQuery, request: Request) -> None:
    """下载 Word."""
    await _send_file(call, request, "docx")


async def send_sheet(call: CallbackQuery, request: Request) -> None:
    """下载 Excel."""
    await _send_file(call, request, "xlsx")


async def _ask(call: CallbackQuery, request: Request, act: str) -> None:
    poll_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        _person_id, poll = poll_of_unit(uow, request, poll_id)
        if poll.state is not PollState.RUNNING:
            return run_poll_window(uow, request, facts_of(uow, poll), "polls-already-over")
        return sure_window(poll, act, speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def _end(call: CallbackQuery, request: Request, *, early: bool) -> None:
    poll_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[str, Window]:
        done = (end_early if early else cancel)(uow, request, poll_id)
        key = ("polls-end-done" if early else "polls-cancel-done") if done else "polls-already-over"
        _person_id, poll = poll_of_unit(uow, request, poll_id)
        return poll.token, run_poll_window(uow, request, facts_of(uow, poll), key)

    token, window = await request.run(work)
    # It is committed that the poll has ended; where the process ends here, the next tick does this.
    request.house.poll_keys.destroy(token)
    request.house.wake_outbox()
    await show(call, request, window)


async def _send_file(call: CallbackQuery, request: Request, ending: str) -> None:
    poll_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[Speech, PollFacts, PollResults]:
        viewer, unit_code = request.level_one(uow)
        _person_id, poll = poll_of_unit(uow, request, poll_id)
        facts = facts_of(uow, poll)
        found = figures(uow, facts)
        if poll.state is not PollState.ENDED or poll.ended_on is None:
            raise RefusalError(OUTDATED)
        if found.took_part is None:
            raise RefusalError("polls-too-few-answers", least=LEAST)
        unit = uow.rosters.known([unit_code])[unit_code].name
        results = PollResults(
            poll.title, unit, poll.span, poll.ended_on, facts.subjects, facts.questions, found
        )
        return speech_of(request, viewer), facts, results

    speech, facts, results = await request.run(work)
    content = await in_turn(lambda: (results_paper if ending == "docx" else results_sheet)(results))
    await show(call, request, file_window(facts, content, ending, speech))


ASKED_AT = 590
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: (f"{ALL_POLLS} {CODE} {END} {END_YES} {CANCEL} {CANCEL_YES} {WORD} {SHEET}"),
}
MENU: Menu = {216: MenuEntry(ALL_POLLS)}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="polls.run")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(show_all, Tapped(ALL_POLLS))
    router.callback_query.register(show_all, TappedOn(ALL_POLLS))
    router.callback_query.register(send_code, TappedOn(CODE))
    router.callback_query.register(ask_end, TappedOn(END))
    router.callback_query.register(end, TappedOn(END_YES))
    router.callback_query.register(ask_cancel, TappedOn(CANCEL))
    router.callback_query.register(drop, TappedOn(CANCEL_YES))
    router.callback_query.register(send_word, TappedOn(WORD))
    router.callback_query.register(send_sheet, TappedOn(SHEET))
    return router
