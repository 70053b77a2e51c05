"""/settings [医院信息]: name, greeting, address for letters and 机关代字, each typed anew, live at once."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.wire.button_data import part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from usecases.house import Request
from usecases.live_facts import Fact
from usecases.memory import Question
from usecases.settings.facts import clean_fact, set_by, set_fact
from windows.settings.changes import changed_window
from windows.settings.hospital import CHANGE, CLEAR, HOSPITAL, ask_window, hospital_window
from windows.windows import Button


@dataclass(frozen=True, slots=True)
class AskedHospitalFact(Question):
    """Another word for a fact."""

    fact: Fact


async def open_hospital(call: CallbackQuery, request: Request) -> None:
    """医院信息."""
    await show(call, request, hospital_window(_facts(request), await _speech(request)))


async def ask_fact(call: CallbackQuery, request: Request) -> None:
    """One of them: what it is now, and what it is to be."""
    await _ask(call, request, _fact_of(call))


async def take_fact(message: Message, request: Request, asked: AskedHospitalFact) -> None:
    """What is typed; of what can't be it is said why, and asked again."""
    try:
        value = clean_fact(asked.fact, message.text)
    except RefusalError as refusal:
        speech = await _speech(request)
        await _ask(message, request, asked.fact, speech.text(refusal.key, **refusal.details))
        return
    await _set(message, request, asked.fact, value)


async def clear_fact(call: CallbackQuery, request: Request) -> None:
    """清空: of those that may be empty."""
    fact = _fact_of(call)
    await _set(call, request, fact, clean_fact(fact, ""))


async def _set(event: Event, request: Request, fact: Fact, value: str) -> None:
    speech = await _speech(request)
    number = await request.run(lambda uow: set_fact(uow, set_by(uow, request), fact, value))
    if number is None:
        same = speech.text("hospital-same")
        await show(event, request, hospital_window(_facts(request), speech, same))
        return
    request.house.wake_outbox()
    told = speech.text("hospital-told") if fact is Fact.LETTERS_TO else ""
    back = Button(speech.label("report-back"), HOSPITAL)
    await show(event, request, changed_window(number, back, speech, told))


async def _ask(event: Event, request: Request, fact: Fact, said: str = "") -> None:
    speech = await _speech(request)
    await show(event, request, ask_window(fact, _facts(request)[fact], speech, said))
    request.memory.put(AskedHospitalFact(fact))


async def _speech(request: Request) -> Speech:
    return await request.run(lambda uow: speech_of(request, request.office(uow)[0]))


def _facts(request: Request) -> dict[Fact, str]:
    return {fact: request.house.facts[fact] for fact in Fact}


def _fact_of(call: CallbackQuery) -> Fact:
    """Return the fact that a button names; raises RefusalError (access-old-button) for one that there is not."""
    try:
        return Fact(part_of(call, 1))
    except ValueError:
        raise RefusalError(OLD_BUTTON) from None


ASKED_AT = 645
ACTS: Acts = {ActorStanding.OFFICE: f"{HOSPITAL} {CHANGE} {CLEAR}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.hospital")
    router.callback_query.register(open_hospital, Tapped(HOSPITAL))
    router.callback_query.register(ask_fact, TappedOn(CHANGE))
    router.callback_query.register(clear_fact, TappedOn(CLEAR))
    router.message.register(take_fact, AskedFor(AskedHospitalFact), InPrivate(), NotACommand())
    return router
