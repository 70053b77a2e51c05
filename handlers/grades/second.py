"""再次考核 after 不合格, 责任追究 after a second one: the grade, the words, one look, one tap.

What was typed stands in the chat's question until it is confirmed, in memory alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.grades.decided import OLD, Liability, check_second, read_liability, read_words
from domain.grades.grading import Grade
from handlers.found import Acts
from handlers.grades.at_grade import act_on, ask_about, look_at, place_of, show_answered
from handlers.wire.button_data import part_of
from handlers.wire.filters import AskedFor, InPrivate, TappedOn, TypedWords
from handlers.wire.pieces import whole_text
from locales import Speech
from reports.grades.graded import Graded
from storage.unit_of_work import UnitOfWork
from usecases.grades.deciding import GradePlace
from usecases.grades.second import assess_again, hold_liable
from usecases.house import Request
from usecases.memory import Question
from windows.grades.second import (
    LIABLE,
    LIABLE_YES,
    SECOND,
    SECOND_TO,
    SECOND_YES,
    liable_check_window,
    liable_window,
    second_check_window,
    second_window,
    second_words_window,
)
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedSecondWords(Question):
    """What the second assessment found, that gave this grade."""

    place: GradePlace
    to: Grade


@dataclass(frozen=True, slots=True)
class SecondGiven(Question):
    """The same, answered."""

    place: GradePlace
    to: Grade
    words: str


@dataclass(frozen=True, slots=True)
class AskedLiability(Question):
    """责任追究: what, whom, basis, day."""

    place: GradePlace


@dataclass(frozen=True, slots=True)
class LiabilityGiven(Question):
    """The same, answered."""

    place: GradePlace
    liability: Liability


async def ask_second(call: CallbackQuery, request: Request) -> None:
    """再次考核, from the grade or the reminder: which grade?"""
    await ask_about(call, request, _due(request, second_window))


async def ask_second_words(call: CallbackQuery, request: Request) -> None:
    """A grade was chosen: what did the assessment find?"""
    value = part_of(call, 3)
    if value not in {grade.value for grade in Grade}:
        raise RefusalError(OLD)
    to = Grade(value)
    await ask_about(
        call, request, _due(request, lambda graded, speech: second_words_window(graded, to, speech))
    )
    request.memory.put(AskedSecondWords(place_of(call), to))


async def take_second_words(message: Message, request: Request, asked: AskedSecondWords) -> None:
    """The words, below the question."""

    def work(uow: UnitOfWork) -> tuple[Question, Window]:
        graded, speech = look_at(uow, request, asked.place)
        try:
            words = read_words(whole_text(message, request))
        except RefusalError as refusal:
            note = speech.text(refusal.key, **refusal.details)
            return asked, second_words_window(graded, asked.to, speech, note)
        given = SecondGiven(asked.place, asked.to, words)
        return given, second_check_window(graded, asked.to, words, speech)

    await show_answered(message, request, work)


async def second_now(call: CallbackQuery, request: Request) -> None:
    """确定: the second assessment is recorded, once."""
    given = request.memory.get(SecondGiven)
    if given is None or given.place != place_of(call):
        raise RefusalError(OLD)
    place, to, words = given.place, given.to, given.words
    await act_on(
        call,
        request,
        lambda uow: assess_again(uow, request, place, to, words),
        _said("grades-second-done"),
    )


async def ask_liable(call: CallbackQuery, request: Request) -> None:
    """责任追究: what was decided?"""

    def look(graded: Graded, speech: Speech) -> Window:
        if not graded.decided.asks_for_liability:
            raise RefusalError(OLD)
        return liable_window(graded, speech)

    await ask_about(call, request, look)
    request.memory.put(AskedLiability(place_of(call)))


async def take_liable(message: Message, request: Request, asked: AskedLiability) -> None:
    """Four lines, below the question."""

    def work(uow: UnitOfWork) -> tuple[Question, Window]:
        graded, speech = look_at(uow, request, asked.place)
        try:
            given = read_liability(whole_text(message, request), request.today)
        except RefusalError as refusal:
            return asked, liable_window(graded, speech, speech.text(refusal.key, **refusal.details))
        return LiabilityGiven(asked.place, given), liable_check_window(graded, given, speech)

    await show_answered(message, request, work)


async def liable_now(call: CallbackQuery, request: Request) -> None:
    """确定: what was decided is recorded, once."""
    given = request.memory.get(LiabilityGiven)
    if given is None or given.place != place_of(call):
        raise RefusalError(OLD)
    place, liability = given.place, given.liability
    await act_on(
        call,
        request,
        lambda uow: hold_liable(uow, request, place, liability),
        _said("grades-liable-done"),
    )


def _due(request: Request, window: Callable[[Graded, Speech], Window]) -> Callable[[Graded, Speech], Window]:
    def look(graded: Graded, speech: Speech) -> Window:
        check_second(graded.decided, request.today)
        return window(graded, speech)

    return look


def _said(done: str) -> Callable[[Speech], str]:
    return lambda speech: speech.text(done)


ASKED_AT = 447
ACTS: Acts = {ActorStanding.LEVEL_ONE: f"{SECOND} {SECOND_TO} {SECOND_YES} {LIABLE} {LIABLE_YES}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="grades.second")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.callback_query.register(ask_second, TappedOn(SECOND))
    router.callback_query.register(ask_second_words, TappedOn(SECOND_TO))
    router.callback_query.register(second_now, TappedOn(SECOND_YES))
    router.callback_query.register(ask_liable, TappedOn(LIABLE))
    router.callback_query.register(liable_now, TappedOn(LIABLE_YES))
    router.message.register(take_second_words, AskedFor(AskedSecondWords), TypedWords())
    router.message.register(take_liable, AskedFor(AskedLiability), TypedWords())
    return router
