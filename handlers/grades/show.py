"""考核等次: level 1 goes from the unit to lists and to one grade, and publishes; others see their own, or counts."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.grades.decided import OLD
from domain.grades.grading import Grade, GradedKind
from domain.people.people import Viewer
from domain.threads import in_turn
from forms.grading.language import Praise
from handlers.found import Acts, ListedCommand
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.grades.graded import UnitGrades
from reports.grades.sheet import grades_sheet
from storage.unit_of_work import UnitOfWork
from usecases.grades.compile import current_period, is_graded
from usecases.grades.deciding import GradePlace, grade_at, unit_grades
from usecases.grades.outside import own_grades, published_counts
from usecases.grades.publishing import publish, publishing_of
from usecases.house import Request
from windows.entries import GRADES, MY_GRADE
from windows.grades.listing import (
    ALL,
    LIST,
    NONE,
    PUBLISH,
    PUBLISH_YES,
    SHEET,
    WAITING,
    GradesPage,
    file_window,
    list_window,
    publish_window,
    unit_window,
)
from windows.grades.one import HISTORY, history_window, one_window
from windows.grades.own import mine_window, outside_window
from windows.windows import Window


async def show_grades(event: Event, request: Request) -> None:
    """/grades: level 1 sees its unit, who reads digests how many of which, everybody else their own."""
    asked = part_of(event, 1) if isinstance(event, CallbackQuery) else ""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        if viewer.unit_code is not None:
            return _unit(uow, request, asked)
        if viewer.digest_code is not None:
            speech = speech_of(request, viewer)
            return outside_window(published_counts(uow, viewer.digest_code, asked), speech)
        return _mine(uow, request, viewer, 0)

    await show(event, request, await request.read(work))


async def show_mine(call: CallbackQuery, request: Request) -> None:
    """我的等次, a page at a time: what is published of whoever asks."""
    page = number_of(call, 1) if call.data != MY_GRADE else 0
    await show(call, request, await request.read(lambda uow: _mine(uow, request, request.viewer(uow), page)))


async def show_list(call: CallbackQuery, request: Request) -> None:
    """A kind, a grade, a page at a time."""
    kind, grade, page = part_of(call, 2), part_of(call, 3), number_of(call, 4)
    if kind not in {known.value for known in GradedKind} or grade not in (ALL, NONE, WAITING, *Grade):
        raise RefusalError(OLD)

    def work(uow: UnitOfWork) -> Window:
        speech = speech_of(request, request.viewer(uow))
        return list_window(_grades(uow, request, call), GradesPage(GradedKind(kind), grade, page), speech)

    await show(call, request, await request.read(work))


async def show_one(call: CallbackQuery, request: Request) -> None:
    """A grade with its parts."""
    ref, page = part_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        graded = grade_at(uow, request, GradePlace(part_of(call, 1), ref))
        return one_window(graded, page, speech_of(request, request.viewer(uow)))

    await show(call, request, await request.read(work))


async def show_history(call: CallbackQuery, request: Request) -> None:
    """办理记录: what was done about a grade, by whom."""
    ref = part_of(call, 2)
    page = number_of(call, 3) if part_of(call, 3) else 0

    def work(uow: UnitOfWork) -> Window:
        graded = grade_at(uow, request, GradePlace(part_of(call, 1), ref))
        steps = uow.grades.steps(graded.decided.id) if graded.decided.id else []
        known = uow.assessments.people(step.person_id for step in steps if step.person_id is not None)
        names = {person_id: name for person_id, (name, _number) in known.items()}
        return history_window(graded, steps, names, page, speech_of(request, request.viewer(uow)))

    await show(call, request, await request.read(work))


async def ask_publish(call: CallbackQuery, request: Request) -> None:
    """公布 is asked once, with how many will hear of what."""

    def work(uow: UnitOfWork) -> Window:
        grades = _grades(uow, request, call)
        praises = request.house.grading.praise is not Praise.NONE
        speech = speech_of(request, request.viewer(uow))
        return publish_window(grades, publishing_of(grades), speech, praises=praises)

    await show(call, request, await request.read(work))


async def publish_now(call: CallbackQuery, request: Request) -> None:
    """确定公布: what is new is published and told; a second tap finds nothing new."""

    def work(uow: UnitOfWork) -> Window:
        grades, speech = _grades(uow, request, call), speech_of(request, request.viewer(uow))
        if not publishing_of(grades).new:
            return unit_window(grades, speech, speech.text("grades-nothing-new"))
        count = publish(uow, request, grades)
        return unit_window(_grades(uow, request, call), speech, speech.text("grades-published", count=count))

    window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


async def send_sheet(call: CallbackQuery, request: Request) -> None:
    """All grades of the unit as an xlsx, with how each was made."""

    def work(uow: UnitOfWork) -> tuple[Speech, UnitGrades]:
        return speech_of(request, request.viewer(uow)), _grades(uow, request, call)

    speech, grades = await request.read(work)
    content = await in_turn(grades_sheet, grades, speech)
    await show(call, request, file_window(grades, content, speech))


def _grades(uow: UnitOfWork, request: Request, call: CallbackQuery) -> UnitGrades:
    return unit_grades(uow, request, part_of(call, 1))


def _unit(uow: UnitOfWork, request: Request, asked: str) -> Window:
    period_id = asked or current_period(request.house.grading, request.today)
    if not is_graded(request.house.grading, period_id):
        raise RefusalError(OLD)
    return unit_window(unit_grades(uow, request, period_id), speech_of(request, request.viewer(uow)))


def _mine(uow: UnitOfWork, request: Request, viewer: Viewer, page: int) -> Window:
    return mine_window(own_grades(uow, viewer), page, speech_of(request, viewer))


ASKED_AT = 445
ACTS: Acts = {
    ActorStanding.BOUND: f"{GRADES} /grades {MY_GRADE}",
    ActorStanding.LEVEL_ONE: f"{LIST} grade {HISTORY} {PUBLISH} {PUBLISH_YES} {SHEET}",
}
COMMANDS = (ListedCommand("grades", 335, 335),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="grades.show")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(show_grades, Command("grades"))
    router.callback_query.register(show_grades, Tapped(GRADES))
    router.callback_query.register(show_grades, TappedOn(GRADES))
    router.callback_query.register(show_mine, Tapped(MY_GRADE))
    router.callback_query.register(show_mine, TappedOn(MY_GRADE))
    router.callback_query.register(show_list, TappedOn(LIST))
    router.callback_query.register(show_one, TappedOn("grade"))
    router.callback_query.register(show_history, TappedOn(HISTORY))
    router.callback_query.register(ask_publish, TappedOn(PUBLISH))
    router.callback_query.register(publish_now, TappedOn(PUBLISH_YES))
    router.callback_query.register(send_sheet, TappedOn(SHEET))
    return router
