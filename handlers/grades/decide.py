"""调整等次, 一票否决 and what takes them back: the grade, the words, one look, one tap.

What was typed stands in the chat's question until it is confirmed, in memory alone: after a restart the grade is there
as it was, and nothing was half done.
"""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.grades.decided import OLD, check_adjusting, read_words
from domain.grades.grading import Grade
from handlers.found import Acts
from handlers.grades.at_grade import act_on, ask_about, look_at, place_of, show_answered
from handlers.wire.button_data import part_of
from handlers.wire.filters import AskedFor, InPrivate, TappedOn, TypedWords
from handlers.wire.pieces import whole_text
from locales import Speech
from reports.grades.graded import Graded
from reports.grades.words import grade_said
from storage.unit_of_work import UnitOfWork
from usecases.grades.deciding import GradePlace, adjust, lift_veto, take_back, veto
from usecases.house import Request
from usecases.memory import Question
from windows.grades.one import (
    ADJUST,
    ADJUST_TO,
    ADJUST_YES,
    BACK,
    BACK_YES,
    LIFT,
    LIFT_YES,
    VETO,
    VETO_YES,
    check_window,
    choose_window,
    undo_window,
    why_window,
)
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedGradeWords(Question):
    """Why a grade is adjusted `to` another, or on which basis it is vetoed (None)."""

    place: GradePlace
    to: Grade | None


@dataclass(frozen=True, slots=True)
class GradeWordsGiven(Question):
    """The same, answered: shown once, to be confirmed by a tap."""

    place: GradePlace
    to: Grade | None
    words: str


async def choose_grade(call: CallbackQuery, request: Request) -> None:
    """调整等次: to which?"""
    await ask_about(call, request, choose_window)


async def ask_reason(call: CallbackQuery, request: Request) -> None:
    """A grade was chosen: why?"""
    value = part_of(call, 3)
    if value not in {grade.value for grade in Grade}:
        raise RefusalError(OLD)
    to = Grade(value)

    def look(graded: Graded, speech: Speech) -> Window:
        check_adjusting(graded.decided, graded.made.grade, to)
        return why_window(graded, to, speech)

    await ask_about(call, request, look)
    request.memory.put(AskedGradeWords(place_of(call), to))


async def ask_basis(call: CallbackQuery, request: Request) -> None:
    """一票否决: on which basis?"""

    def look(graded: Graded, speech: Speech) -> Window:
        if graded.decided.is_vetoed:
            raise RefusalError(OLD)
        return why_window(graded, None, speech)

    await ask_about(call, request, look)
    request.memory.put(AskedGradeWords(place_of(call), None))


async def take_words(message: Message, request: Request, asked: AskedGradeWords) -> None:
    """The reason or the basis, below the question; one that cannot be is asked for again."""

    def work(uow: UnitOfWork) -> tuple[Question, Window]:
        graded, speech = look_at(uow, request, asked.place)
        try:
            words = read_words(whole_text(message, request))
        except RefusalError as refusal:
            note = speech.text(refusal.key, **refusal.details)
            return asked, why_window(graded, asked.to, speech, note)
        given = GradeWordsGiven(asked.place, asked.to, words)
        return given, check_window(graded, asked.to, words, speech)

    await show_answered(message, request, work)


async def adjust_now(call: CallbackQuery, request: Request) -> None:
    """确定调整: with the reason shown in this very window."""
    place, given = place_of(call), _given(call, request)
    to = given.to
    if to is None:
        raise RefusalError(OLD)
    await act_on(
        call,
        request,
        lambda uow: adjust(uow, request, place, to, given.words),
        lambda speech: speech.text("grades-adjust-done", grade=grade_said(to, speech)),
    )


async def veto_now(call: CallbackQuery, request: Request) -> None:
    """确定否决: on the basis shown in this very window."""
    place, given = place_of(call), _given(call, request)
    if given.to is not None:
        raise RefusalError(OLD)
    await act_on(
        call,
        request,
        lambda uow: veto(uow, request, place, given.words),
        lambda speech: speech.text("grades-veto-done"),
    )


async def ask_take_back(call: CallbackQuery, request: Request) -> None:
    """撤销调整 is asked once."""

    def look(graded: Graded, speech: Speech) -> Window:
        if graded.decided.adjusted is None:
            raise RefusalError(OLD)
        return undo_window(graded, lifts=False, speech=speech)

    await ask_about(call, request, look)


async def take_back_now(call: CallbackQuery, request: Request) -> None:
    """确定撤销."""
    place = place_of(call)
    await act_on(
        call,
        request,
        lambda uow: take_back(uow, request, place),
        lambda speech: speech.text("grades-take-back-done"),
    )


async def ask_lift(call: CallbackQuery, request: Request) -> None:
    """解除否决 is asked once."""

    def look(graded: Graded, speech: Speech) -> Window:
        if not graded.decided.is_vetoed:
            raise RefusalError(OLD)
        return undo_window(graded, lifts=True, speech=speech)

    await ask_about(call, request, look)


async def lift_now(call: CallbackQuery, request: Request) -> None:
    """确定解除."""
    place = place_of(call)
    await act_on(
        call,
        request,
        lambda uow: lift_veto(uow, request, place),
        lambda speech: speech.text("grades-veto-lift-done"),
    )


def _given(call: CallbackQuery, request: Request) -> GradeWordsGiven:
    given = request.memory.get(GradeWordsGiven)
    if given is None or given.place != place_of(call):
        raise RefusalError(OLD)
    return given


ASKED_AT = 446
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: (
        f"{ADJUST} {ADJUST_TO} {ADJUST_YES} {BACK} {BACK_YES} {VETO} {VETO_YES} {LIFT} {LIFT_YES}"
    ),
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="grades.decide")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.callback_query.register(choose_grade, TappedOn(ADJUST))
    router.callback_query.register(ask_reason, TappedOn(ADJUST_TO))
    router.callback_query.register(adjust_now, TappedOn(ADJUST_YES))
    router.callback_query.register(ask_basis, TappedOn(VETO))
    router.callback_query.register(veto_now, TappedOn(VETO_YES))
    router.callback_query.register(ask_take_back, TappedOn(BACK))
    router.callback_query.register(take_back_now, TappedOn(BACK_YES))
    router.callback_query.register(ask_lift, TappedOn(LIFT))
    router.callback_query.register(lift_now, TappedOn(LIFT_YES))
    router.message.register(take_words, AskedFor(AskedGradeWords), TypedWords())
    return router
