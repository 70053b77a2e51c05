"""新建专项整治: template, name, basis, first day, phases, who answers; shown once, then made (docs/campaigns.md).

Until it is made it is in memory alone: a restart in between asks for it anew.
"""

import secrets
from dataclasses import replace
from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.campaigns.campaigns import read_basis, read_title
from domain.errors import RefusalError
from domain.people.leaves import read_day
from handlers.campaigns.plans import (
    PLANNING,
    CampaignStep,
    ShownStep,
    ask_basis,
    ask_check,
    ask_days,
    ask_days_from,
    ask_end,
    ask_people,
    ask_start,
    ask_title,
    day_of,
    people_named,
    place_of,
    put_end,
    take_words,
    template_of,
    what_is_missing,
)
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, Tapped, TappedOn, TypedWords
from handlers.wire.pieces import whole_text
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.facts import OUTDATED
from usecases.campaigns.making import begun_plan, make_campaign, template_in
from usecases.campaigns.unfinished import (
    AskedCampaignBasis,
    AskedCampaignStart,
    AskedCampaignTitle,
    AskedPhaseEnd,
    PlannedCampaign,
)
from usecases.house import Request
from windows.campaigns.making import (
    BASIS,
    CHANGED_BY,
    CHECK,
    DAYS,
    LATER,
    MAKE,
    NEW,
    NOBODY,
    PEOPLE,
    PERSON,
    PHASE,
    QUIT,
    START,
    TEMPLATE,
    TITLE,
    WHO,
    WhoAnswers,
    made_window,
    quit_window,
    templates_window,
    who_window,
)
from windows.windows import Window

_MARKS = 1_000_000
"""Of so many one is drawn: the buttons of two plans in one chat hardly ever get the same."""


async def begin(call: CallbackQuery, request: Request) -> None:
    """新建专项整治: of which template?"""

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        return templates_window(list(request.house.campaigns.values()), speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def choose_template(call: CallbackQuery, request: Request) -> None:
    """One of the templates: the plan begins."""
    template = request.house.campaigns.get(part_of(call, 1))
    if template is None:
        raise RefusalError(OUTDATED)
    plan = begun_plan(secrets.randbelow(_MARKS), template)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, plan))


async def keep_title(call: CallbackQuery, request: Request) -> None:
    """The template's own title."""
    plan = PLANNING.named_by(call, request)

    def name(step: CampaignStep) -> ShownStep:
        title = plan.title or template_of(step).title[step.speech.language]
        return what_is_missing(step, replace(plan, title=title))

    await PLANNING.take_step(call, request, plan, name)


async def take_title(message: Message, request: Request) -> None:
    """What it is called."""
    await take_words(message, request, ask_title, lambda plan, text: replace(plan, title=read_title(text)))


async def no_basis(call: CallbackQuery, request: Request) -> None:
    """No paper, or none yet."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, replace(plan, basis="")))


async def take_basis(message: Message, request: Request) -> None:
    """The paper it goes by."""
    await take_words(message, request, ask_basis, lambda plan, text: replace(plan, basis=read_basis(text)))


async def choose_start(call: CallbackQuery, request: Request) -> None:
    """改开始日期, or one of the days offered."""
    plan, typed = PLANNING.named_by(call, request), part_of(call, 2)
    if not typed:
        await PLANNING.take_step(call, request, plan, lambda step: ask_start(step, plan))
        return
    day = day_of(typed)
    await PLANNING.take_step(call, request, plan, lambda step: ask_days_from(step, plan, day))


async def take_start(message: Message, request: Request) -> None:
    """The first day, as typed."""
    plan = PLANNING.there(request)

    def choose(step: CampaignStep) -> ShownStep:
        try:
            day = read_day(whole_text(message, request), request.today)
        except RefusalError as refusal:
            return ask_start(step, plan, step.speech.text(refusal.key, **refusal.details))
        return ask_days_from(step, plan, day)

    await PLANNING.take_step(message, request, plan, choose)


async def show_days(call: CallbackQuery, request: Request) -> None:
    """阶段日期."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: ask_days(step, plan))


async def open_phase(call: CallbackQuery, request: Request) -> None:
    """One of the phases: on which day is it to end?"""
    plan, place = PLANNING.named_by(call, request), place_of(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: ask_end(step, plan, place))


async def put_later(call: CallbackQuery, request: Request) -> None:
    """So many days longer, or shorter."""
    plan, place = PLANNING.named_by(call, request), place_of(call, request)
    days = number_of(call, 3) - max(map(abs, CHANGED_BY))
    if days not in CHANGED_BY:
        raise RefusalError(OUTDATED)
    ends_on = plan.spans[place].ends_on + timedelta(days=days)
    await PLANNING.take_step(call, request, plan, lambda step: put_end(step, plan, place, ends_on))


async def take_end(message: Message, request: Request) -> None:
    """The last day of a phase, as typed."""
    plan, asked = PLANNING.there(request), request.memory.get(AskedPhaseEnd)
    if asked is None or asked.place >= len(plan.spans):
        raise RefusalError(OUTDATED)

    def choose(step: CampaignStep) -> ShownStep:
        try:
            day = read_day(whole_text(message, request), request.today)
        except RefusalError as refusal:
            return ask_end(step, plan, asked.place, step.speech.text(refusal.key, **refusal.details))
        return put_end(step, plan, asked.place, day)

    await PLANNING.take_step(message, request, plan, choose)


async def show_people(call: CallbackQuery, request: Request) -> None:
    """谁负责各阶段."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: ask_people(step, plan))


async def ask_person(call: CallbackQuery, request: Request) -> None:
    """Who answers for one of the phases?"""
    plan, place, page = PLANNING.named_by(call, request), place_of(call, request), number_of(call, 3)

    def ask(step: CampaignStep) -> ShownStep:
        where = f"{plan.mark}:{place}"
        phase = template_of(step).phases[place].title[step.speech.language]
        asked = WhoAnswers(
            phase, people_named(step), page, f"{PERSON}:{where}", f"{WHO}:{where}", f"{PEOPLE}:{plan.mark}"
        )
        return ShownStep(plan, who_window(asked, step.speech))

    await PLANNING.take_step(call, request, plan, ask)


async def choose_person(call: CallbackQuery, request: Request) -> None:
    """Somebody, or nobody."""
    plan, place, person_id = PLANNING.named_by(call, request), place_of(call, request), number_of(call, 3)

    def choose(step: CampaignStep) -> ShownStep:
        if person_id != NOBODY and person_id not in people_named(step):
            raise RefusalError(OUTDATED)
        return ask_people(step, plan.with_person(place, person_id or None))

    await PLANNING.take_step(call, request, plan, choose)


async def check(call: CallbackQuery, request: Request) -> None:
    """核对: the whole, once more."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: ask_check(step, plan))


async def make(call: CallbackQuery, request: Request) -> None:
    """确定: once, however often it is tapped."""
    plan = PLANNING.named_by(call, request)

    def work(uow: UnitOfWork) -> tuple[bool, Window]:
        viewer, unit_code = request.level_one(uow)
        speech = speech_of(request, viewer)
        try:
            campaign_id = make_campaign(uow, request, plan)
        except RefusalError as refusal:
            if not refusal.key.startswith("campaigns-"):
                raise
            # A day may have passed since: said where it is changed.
            return False, ask_check(CampaignStep(uow, request, unit_code, speech, plan), plan).window
        tasks = sum(1 for _task in template_in(request, plan).tasks())
        return True, made_window(campaign_id, tasks, speech)

    with request.memory.taken(PlannedCampaign):
        made, window = await request.run(work)
    if not made:
        request.memory.put(PlannedCampaign(plan))
    await show(call, request, window)


async def give_up(call: CallbackQuery, request: Request) -> None:
    """放弃: nothing was made."""
    PLANNING.named_by(call, request)
    request.memory.take(PlannedCampaign)
    speech = speech_of(request, await request.run(request.viewer))
    await show(call, request, quit_window(speech))


ASKED_AT = 124
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: (
        f"{NEW} {TEMPLATE} {TITLE} {BASIS} {START} {DAYS} {PHASE} {LATER} {PEOPLE} {WHO} {PERSON} {CHECK} {MAKE} {QUIT}"
    ),
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="campaigns.make")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(take_title, TypedWords(), AskedFor(AskedCampaignTitle))
    router.message.register(take_basis, TypedWords(), AskedFor(AskedCampaignBasis))
    router.message.register(take_start, TypedWords(), AskedFor(AskedCampaignStart))
    router.message.register(take_end, TypedWords(), AskedFor(AskedPhaseEnd))
    router.callback_query.register(begin, Tapped(NEW))
    for act, step in {
        TEMPLATE: choose_template,
        TITLE: keep_title,
        BASIS: no_basis,
        START: choose_start,
        DAYS: show_days,
        PHASE: open_phase,
        LATER: put_later,
        PEOPLE: show_people,
        WHO: ask_person,
        PERSON: choose_person,
        CHECK: check,
        MAKE: make,
        QUIT: give_up,
    }.items():
        router.callback_query.register(step, TappedOn(act))
    return router
