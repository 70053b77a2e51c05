"""/polls (测评): a poll is answered, a tap a question, and counted at once (docs/domain.md section 6).

Until it is handed in, what was tapped is in memory alone; a restart loses it, and the next tap says so.
"""

from collections.abc import Callable

from aiogram import Router
from aiogram.filters import Command, CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.polls.links import read_poll_payload
from domain.polls.polls import PollState, UnfinishedAnswers
from handlers.found import Acts, ListedCommand
from handlers.polls.unit import run_poll_window, unit_polls
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.polls.answering import Access, Answers, access, count_answers, voter_of
from usecases.polls.facts import GONE, PollFacts, facts_of, figures, find_facts
from usecases.polls.unfinished import OpenAnswers
from windows.entries import POLLS
from windows.polls.answering import (
    BACK,
    BEGIN,
    DROP,
    PICK,
    SUBMIT,
    counted_window,
    dropped_window,
    intro_window,
    question_window,
    refused_window,
    whole_window,
)
from windows.polls.listing import open_window
from windows.polls.results import RESULTS, results_window
from windows.windows import Window

Change = Callable[[UnfinishedAnswers], UnfinishedAnswers]


class FromPoll(Filter):
    """The link of a poll's QR code; gives `token`."""

    async def __call__(self, message: Message) -> dict[str, str] | bool:
        """Tell whether `message` is that."""
        _start, _, payload = (message.text or "").partition(" ")
        token = read_poll_payload(payload.strip())
        return False if token is None else {"token": token}


async def show_polls(event: Event, request: Request) -> None:
    """/polls: what is open for whoever asks; level 1 sees all of its unit's."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.find_viewer(uow)
        if viewer is not None and viewer.unit_code is not None:
            return unit_polls(uow, request, 0)
        person_id = None if viewer is None else viewer.person_id
        return open_window(uow.polls.open_for(person_id, request.today), speech_of(request, viewer))

    await show(event, request, await request.run(work))


async def open_link(message: Message, request: Request, token: str) -> None:
    """A poll's QR code: the poll, for whoever scans it."""

    def work(uow: UnitOfWork) -> Window:
        poll = uow.polls.find_by_token(token)
        if poll is None:
            raise RefusalError(GONE)
        return _opened(uow, request, facts_of(uow, poll))

    await show(message, request, await request.run(work))


async def open_poll(call: CallbackQuery, request: Request) -> None:
    """A poll from a letter or a list: level 1 runs it, whoever is asked answers it."""
    poll_id = number_of(call, 1)
    window = await request.run(lambda uow: _opened(uow, request, find_facts(uow, poll_id)))
    await show(call, request, window)


async def begin(call: CallbackQuery, request: Request) -> None:
    """开始作答: what was answered a moment ago, in this chat, is still there."""
    await _go_on(call, request, lambda given: given)


async def pick(call: CallbackQuery, request: Request) -> None:
    """An answer; a button of an earlier question changes nothing."""
    step, choice = number_of(call, 2), number_of(call, 3)
    await _go_on(call, request, lambda given: given.with_answer(step, choice), begun=True)


async def go_back(call: CallbackQuery, request: Request) -> None:
    """上一题."""
    step = number_of(call, 2)
    await _go_on(call, request, lambda given: given.without_last(step), begun=True)


async def submit(call: CallbackQuery, request: Request) -> None:
    """提交: counted once, however often it is tapped or delivered."""
    poll_id = number_of(call, 1)
    given = _given(request, poll_id)
    if given is None or not given.is_whole:
        await _go_on(call, request, lambda found: found, begun=True)
        return

    def work(uow: UnitOfWork) -> Window:
        facts, viewer, found = _asked(uow, request, poll_id)
        speech = speech_of(request, viewer)
        if found is not Access.OPEN:
            return refused_window(facts, found, speech)
        voter = voter_of(facts.poll, request.telegram_id, viewer)
        answers = Answers(poll_id, voter, given.answers)
        count_answers(uow, request.house.poll_keys, answers, request.today)
        return counted_window(facts, speech)

    with request.memory.taken(OpenAnswers):
        window = await request.run(work)
    await show(call, request, window)


async def drop(call: CallbackQuery, request: Request) -> None:
    """放弃: nothing was kept."""
    poll_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        facts, viewer, found = _asked(uow, request, poll_id)
        speech = speech_of(request, viewer)
        return dropped_window(facts, speech) if found is Access.OPEN else refused_window(facts, found, speech)

    window = await request.run(work)
    if _given(request, poll_id) is not None:
        request.memory.take(OpenAnswers)
    await show(call, request, window)


async def show_results(call: CallbackQuery, request: Request) -> None:
    """查看结果: for level 1 of the unit, and for those asked where they are published."""
    poll_id, page = number_of(call, 1), number_of(call, 2)
    window = await request.run(lambda uow: _results(uow, request, find_facts(uow, poll_id), page))
    await show(call, request, window)


async def _go_on(call: CallbackQuery, request: Request, change: Change, *, begun: bool = False) -> None:
    """Show the question after `change`; where answers were `begun` that are there no more, say so."""
    poll_id = number_of(call, 1)
    known = _given(request, poll_id)

    def work(uow: UnitOfWork) -> tuple[UnfinishedAnswers | None, Window]:
        facts, viewer, found = _asked(uow, request, poll_id)
        speech = speech_of(request, viewer)
        if found is not Access.OPEN:
            return None, refused_window(facts, found, speech)
        if known is None and begun:
            return None, intro_window(facts, speech, speech.text("polls-lost-answers"))
        given = change(known or UnfinishedAnswers(poll_id, facts.shape))
        return given, _asking(facts, given, speech)

    given, window = await request.run(work)
    if given is not None:
        # Before it is shown: what was tapped counts even where the next window does not get through.
        request.memory.put(OpenAnswers(given))
    await show(call, request, window)


def _asking(facts: PollFacts, given: UnfinishedAnswers, speech: Speech) -> Window:
    return whole_window(facts, given, speech) if given.is_whole else question_window(facts, given, speech)


def _given(request: Request, poll_id: int) -> UnfinishedAnswers | None:
    known = request.memory.get(OpenAnswers)
    return known.given if known is not None and known.given.poll_id == poll_id else None


def _asked(uow: UnitOfWork, request: Request, poll_id: int) -> tuple[PollFacts, Viewer | None, Access]:
    """Return the poll, who is acting and whether they may answer it; raises RefusalError for who is not asked."""
    facts, viewer = find_facts(uow, poll_id), request.find_viewer(uow)
    voter = voter_of(facts.poll, request.telegram_id, viewer)
    found = access(uow, request.house.poll_keys, facts.poll, voter, request.today)
    if found is Access.NOT_ASKED:
        # As of one that there is not: numbers of polls that are not theirs tell nobody anything.
        raise RefusalError(GONE)
    return facts, viewer, found


def _opened(uow: UnitOfWork, request: Request, facts: PollFacts) -> Window:
    viewer = request.find_viewer(uow)
    if viewer is not None and viewer.unit_code == facts.poll.unit_code:
        return run_poll_window(uow, request, facts)
    _facts, _viewer, found = _asked(uow, request, facts.poll.id)
    speech = speech_of(request, viewer)
    if found is Access.OPEN:
        return intro_window(facts, speech)
    if facts.poll.state is PollState.ENDED and facts.poll.publishes:
        return _results(uow, request, facts, 0)
    return refused_window(facts, found, speech)


def _results(uow: UnitOfWork, request: Request, facts: PollFacts, page: int) -> Window:
    viewer = request.find_viewer(uow)
    level_one = viewer is not None and viewer.unit_code == facts.poll.unit_code
    if not level_one:
        _asked(uow, request, facts.poll.id)
    if facts.poll.state is not PollState.ENDED or not (level_one or facts.poll.publishes):
        raise RefusalError(GONE)
    found = figures(uow, facts)
    return results_window(facts, found, page, speech_of(request, viewer), level_one=level_one)


ASKED_AT = 305
ACTS: Acts = {
    ActorStanding.ANYBODY: f"{POLLS} /polls poll {BEGIN} {PICK} {BACK} {SUBMIT} {DROP} {RESULTS}",
}
COMMANDS = (ListedCommand("polls", 330, 330, offered=lambda _request, _viewer: True),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="polls.answer")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(open_link, CommandStart(deep_link=True), FromPoll())
    router.message.register(show_polls, Command("polls"))
    router.callback_query.register(show_polls, Tapped(POLLS))
    router.callback_query.register(open_poll, TappedOn("poll"))
    router.callback_query.register(begin, TappedOn(BEGIN))
    router.callback_query.register(pick, TappedOn(PICK))
    router.callback_query.register(go_back, TappedOn(BACK))
    router.callback_query.register(submit, TappedOn(SUBMIT))
    router.callback_query.register(drop, TappedOn(DROP))
    router.callback_query.register(show_results, TappedOn(RESULTS))
    return router
