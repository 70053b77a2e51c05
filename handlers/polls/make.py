"""新建测评: which form, what it is called, when it runs; shown once, then made (docs/domain.md section 6).

Until it is made it is in memory alone: a restart in between asks for it anew. Whom it is about and whom it asks:
handlers/polls/choose_people.py.
"""

import secrets
from dataclasses import replace
from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.leaves import read_day
from domain.polls.polls import PollPlan, PollSpan, check_span, read_title
from handlers.found import Acts
from handlers.polls.plans import (
    PLANNING,
    PollStep,
    ShownPoll,
    ask_check,
    ask_title,
    ask_when,
    what_is_missing,
)
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, Tapped, TappedOn, TypedWords
from handlers.wire.pieces import whole_text
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.polls.making import OUTDATED, asked_by, form_in, make_poll
from usecases.polls.unfinished import AskedPollSpan, AskedPollTitle, Planned
from windows.polls.making import (
    CHECK,
    DAYS,
    DAYS_OFFERED,
    FORM,
    MAKE,
    NEW,
    PUBLISH,
    QUIT,
    TITLE,
    WHEN,
    forms_window,
    made_window,
    quit_window,
    span_of,
)
from windows.windows import Window

_MARKS = 1_000_000
"""Of so many one is drawn: the buttons of two plans in one chat hardly ever get the same."""
_BETWEEN_DAYS = ("至", "到", "~", "～", "—", "－", " - ")


async def begin(call: CallbackQuery, request: Request) -> None:
    """新建测评: from which form?"""

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        return forms_window(list(request.house.poll_forms.values()), speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def choose_form(call: CallbackQuery, request: Request) -> None:
    """One of the forms: the plan begins."""
    plan = PollPlan(secrets.randbelow(_MARKS), part_of(call, 1))
    if plan.form_id not in request.house.poll_forms:
        raise RefusalError(OUTDATED)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, plan))


async def take_title(message: Message, request: Request) -> None:
    """What it is called."""
    plan = PLANNING.there(request)

    def name(step: PollStep) -> ShownPoll:
        try:
            return what_is_missing(step, replace(plan, title=read_title(whole_text(message, request))))
        except RefusalError as refusal:
            return ask_title(step, plan, step.speech.text(refusal.key, **refusal.details))

    await PLANNING.take_step(message, request, plan, name)


async def keep_title(call: CallbackQuery, request: Request) -> None:
    """The form's own title."""
    plan = PLANNING.named_by(call, request)

    def name(step: PollStep) -> ShownPoll:
        title = plan.title or form_in(request, plan).title[step.speech.language]
        return what_is_missing(step, replace(plan, title=title))

    await PLANNING.take_step(call, request, plan, name)


async def change_when(call: CallbackQuery, request: Request) -> None:
    """改时间."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: ask_when(step, plan))


async def choose_days(call: CallbackQuery, request: Request) -> None:
    """One of the spans offered."""
    plan, days = PLANNING.named_by(call, request), number_of(call, 2)
    if days not in DAYS_OFFERED:
        raise RefusalError(OUTDATED)
    chosen = replace(plan, span=span_of(days, request.today))
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, chosen))


async def take_span(message: Message, request: Request) -> None:
    """Two days as typed."""
    plan = PLANNING.there(request)

    def choose(step: PollStep) -> ShownPoll:
        try:
            span = read_span(whole_text(message, request), request.today)
            check_span(span, request.today)
            return what_is_missing(step, replace(plan, span=span))
        except RefusalError as refusal:
            return ask_when(step, plan, step.speech.text(refusal.key, **refusal.details))

    await PLANNING.take_step(message, request, plan, choose)


def read_span(text: str, today: date) -> PollSpan:
    """Return the span that is typed: two days with 至 or the like between, or one day alone.

    Raises RefusalError (polls-span-unread).
    """
    for sign in _BETWEEN_DAYS:
        text = text.replace(sign, "\n")
    try:
        days = [read_day(part.strip(), today) for part in text.split("\n") if part.strip()]
    except RefusalError:
        raise RefusalError("polls-span-unread") from None
    if len(days) not in (1, 2):
        raise RefusalError("polls-span-unread")
    return PollSpan(days[0], days[-1])


async def check(call: CallbackQuery, request: Request) -> None:
    """核对: the whole, once more."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, plan))


async def publish(call: CallbackQuery, request: Request) -> None:
    """Whether the results are told to those asked: the other way round."""
    plan = PLANNING.named_by(call, request)
    changed = replace(plan, publishes=not plan.publishes)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, changed))


async def make(call: CallbackQuery, request: Request) -> None:
    """发起测评: once, however often it is tapped."""
    plan = PLANNING.named_by(call, request)

    def work(uow: UnitOfWork) -> tuple[bool, Window]:
        viewer, unit_code = request.level_one(uow)
        step = PollStep(uow, request, unit_code, speech_of(request, viewer), plan)
        asked = asked_by(uow, plan, unit_code, request.today)
        try:
            poll_id = make_poll(uow, request, plan)
        except RefusalError as refusal:
            if not refusal.key.startswith("polls-"):
                raise
            # Somebody may have lost a phone since, or a day passed: said where it is changed.
            return False, ask_check(step, plan).window
        return True, made_window(poll_id, plan, asked, step.speech)

    with request.memory.taken(Planned):
        made, window = await request.run(work)
    if not made:
        request.memory.put(Planned(plan))
    request.house.wake_outbox()
    await show(call, request, window)


async def give_up(call: CallbackQuery, request: Request) -> None:
    """放弃: nothing was made."""
    PLANNING.named_by(call, request)
    request.memory.take(Planned)
    speech = speech_of(request, await request.run(request.viewer))
    await show(call, request, quit_window(speech))


ASKED_AT = 122
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: f"{NEW} {FORM} {TITLE} {WHEN} {DAYS} {CHECK} {PUBLISH} {MAKE} {QUIT}",
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="polls.make")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(take_title, TypedWords(), AskedFor(AskedPollTitle))
    router.message.register(take_span, TypedWords(), AskedFor(AskedPollSpan))
    router.callback_query.register(begin, Tapped(NEW))
    router.callback_query.register(choose_form, TappedOn(FORM))
    router.callback_query.register(keep_title, TappedOn(TITLE))
    router.callback_query.register(change_when, TappedOn(WHEN))
    router.callback_query.register(choose_days, TappedOn(DAYS))
    router.callback_query.register(check, TappedOn(CHECK))
    router.callback_query.register(publish, TappedOn(PUBLISH))
    router.callback_query.register(make, TappedOn(MAKE))
    router.callback_query.register(give_up, TappedOn(QUIT))
    return router
