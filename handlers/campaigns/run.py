"""阶段安排: the phases of a campaign are moved, somebody else answers for one, it is ended early."""

from datetime import date, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.campaigns.campaigns import read_reason
from domain.errors import RefusalError
from domain.people.leaves import read_day
from handlers.campaigns.parts import board_of
from handlers.campaigns.plans import day_of, names_of
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, TappedOn, TypedWords
from handlers.wire.pieces import whole_text
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.board import counts_of
from usecases.campaigns.facts import OUTDATED, find_run, is_over
from usecases.campaigns.making import answering_people, end_campaign, move_phase, name_person
from usecases.campaigns.unfinished import AskedEndReason, AskedMovedEnd, GivenEndReason
from usecases.house import Request
from windows.campaigns.board import END, PLAN
from windows.campaigns.making import CHANGED_BY, NOBODY, WhoAnswers, who_window
from windows.campaigns.running import (
    CHARGE,
    CHARGED,
    END_YES,
    MOVE,
    MOVE_TO,
    end_window,
    move_window,
    plan_window,
    sure_window,
)
from windows.windows import Window


async def show_plan(call: CallbackQuery, request: Request) -> None:
    """阶段安排."""
    campaign_id = number_of(call, 1)
    await show(call, request, await request.run(lambda uow: _plan(uow, request, campaign_id)))


def _plan(uow: UnitOfWork, request: Request, campaign_id: int, key: str = "") -> Window:
    facts = find_run(uow, request, campaign_id)
    speech = speech_of(request, request.viewer(uow))
    people = [kept.person_id for kept in facts.campaign.phases if kept.person_id is not None]
    names = {person_id: known.name for person_id, known in uow.officials.known(people).items()}
    return plan_window(facts, names, request.today, speech, speech.text(key) if key else "")


async def ask_move(call: CallbackQuery, request: Request) -> None:
    """One of the phases: on which day is it to end?"""
    campaign_id, place = number_of(call, 1), number_of(call, 2)
    await _ask_move(call, request, campaign_id, place)


async def _ask_move(
    event: Event, request: Request, campaign_id: int, place: int, refusal: RefusalError | None = None
) -> None:
    def work(uow: UnitOfWork) -> Window:
        facts = find_run(uow, request, campaign_id)
        _phase, kept = facts.phase(place)
        if is_over(facts, request.today) or kept.span.ends_on < request.today:
            return _plan(uow, request, campaign_id, "campaigns-phase-over")
        days = [(by, kept.span.ends_on + timedelta(days=by)) for by in CHANGED_BY]
        offered = [(by, day) for by, day in days if day >= max(request.today, kept.span.starts_on)]
        speech = speech_of(request, request.viewer(uow))
        note = "" if refusal is None else speech.text(refusal.key, **refusal.details)
        return move_window(facts, place, offered, speech, note)

    await show(event, request, await request.run(work))
    request.memory.put(AskedMovedEnd(campaign_id, place))


async def move_to(call: CallbackQuery, request: Request) -> None:
    """One of the days offered."""
    await _move(
        call, request, AskedMovedEnd(number_of(call, 1), number_of(call, 2)), day_of(part_of(call, 3))
    )


async def take_end(message: Message, request: Request) -> None:
    """The last day of a phase, as typed."""
    asked = request.memory.get(AskedMovedEnd)
    if asked is None:
        raise RefusalError(OUTDATED)
    try:
        day = read_day(whole_text(message, request), request.today)
    except RefusalError as refusal:
        await _ask_move(message, request, asked.campaign_id, asked.place, refusal)
        return
    await _move(message, request, asked, day)


async def _move(event: Event, request: Request, asked: AskedMovedEnd, day: date) -> None:
    def work(uow: UnitOfWork) -> Window:
        move_phase(uow, request, asked.campaign_id, asked.place, day)
        return _plan(uow, request, asked.campaign_id, "campaigns-moved")

    try:
        window = await request.run(work)
    except RefusalError as refusal:
        if not refusal.key.startswith(("campaigns-phase", "duties-made")):
            raise
        await _ask_move(event, request, asked.campaign_id, asked.place, refusal)
        return
    request.house.wake_outbox()
    await show(event, request, window)


async def ask_charge(call: CallbackQuery, request: Request) -> None:
    """Who answers for one of the phases?"""
    campaign_id, place, page = number_of(call, 1), number_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        facts = find_run(uow, request, campaign_id)
        phase, _kept = facts.phase(place)
        speech = speech_of(request, request.viewer(uow))
        names = names_of(uow, answering_people(uow, facts.campaign.unit_code, request.today))
        where = f"{campaign_id}:{place}"
        asked = WhoAnswers(
            phase.title[speech.language],
            names,
            page,
            f"{CHARGED}:{where}",
            f"{CHARGE}:{where}",
            f"{PLAN}:{campaign_id}",
        )
        return who_window(asked, speech)

    await show(call, request, await request.run(work))


async def charge(call: CallbackQuery, request: Request) -> None:
    """Somebody, or nobody."""
    campaign_id, place, person_id = number_of(call, 1), number_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        name_person(uow, request, campaign_id, place, None if person_id == NOBODY else person_id)
        return _plan(uow, request, campaign_id, "campaigns-charged")

    await show(call, request, await request.run(work))


async def ask_end(call: CallbackQuery, request: Request) -> None:
    """提前结束: why?"""
    await _ask_end(call, request, number_of(call, 1))


async def _ask_end(
    event: Event, request: Request, campaign_id: int, refusal: RefusalError | None = None
) -> None:
    def work(uow: UnitOfWork) -> Window:
        facts = find_run(uow, request, campaign_id)
        if is_over(facts, request.today):
            return _plan(uow, request, campaign_id, "campaigns-already-over")
        speech = speech_of(request, request.viewer(uow))
        return end_window(
            facts, speech, "" if refusal is None else speech.text(refusal.key, **refusal.details)
        )

    await show(event, request, await request.run(work))
    request.memory.put(AskedEndReason(campaign_id))


async def take_reason(message: Message, request: Request) -> None:
    """Why it ends: shown once more before it does."""
    asked = request.memory.get(AskedEndReason)
    if asked is None:
        raise RefusalError(OUTDATED)
    try:
        reason = read_reason(whole_text(message, request))
    except RefusalError as refusal:
        await _ask_end(message, request, asked.campaign_id, refusal)
        return

    def work(uow: UnitOfWork) -> Window:
        facts = find_run(uow, request, asked.campaign_id)
        missing = sum(counts.missing for counts in counts_of(uow, request, facts.duty_ids).values())
        return sure_window(facts, reason, missing, speech_of(request, request.viewer(uow)))

    window = await request.run(work)
    request.memory.put(GivenEndReason(asked.campaign_id, reason))
    await show(message, request, window)


async def end(call: CallbackQuery, request: Request) -> None:
    """确认结束: with the reason shown in this very window; once, however often it is tapped."""
    campaign_id, given = number_of(call, 1), request.memory.get(GivenEndReason)
    if given is None or given.campaign_id != campaign_id:
        raise RefusalError(OUTDATED)

    def work(uow: UnitOfWork) -> Window:
        excused = end_campaign(uow, request, campaign_id, given.reason)
        speech = speech_of(request, request.viewer(uow))
        key = "campaigns-already-over" if excused is None else "campaigns-end-done"
        return board_of(uow, request, campaign_id, speech.text(key, count=excused or 0))

    await show(call, request, await request.run(work))


ASKED_AT = 125
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: f"{PLAN} {MOVE} {MOVE_TO} {CHARGE} {CHARGED} {END} {END_YES}",
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="campaigns.run")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(take_end, TypedWords(), AskedFor(AskedMovedEnd))
    router.message.register(take_reason, TypedWords(), AskedFor(AskedEndReason))
    for act, step in {
        PLAN: show_plan,
        MOVE: ask_move,
        MOVE_TO: move_to,
        CHARGE: ask_charge,
        CHARGED: charge,
        END: ask_end,
        END_YES: end,
    }.items():
        router.callback_query.register(step, TappedOn(act))
    return router
