"""What every act on one grade does: look at it, ask about it, act on it and show it anew."""

from collections.abc import Callable

from aiogram.types import CallbackQuery, Message

from handlers.wire.button_data import part_of
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.grades.graded import Graded
from storage.unit_of_work import UnitOfWork
from usecases.grades.deciding import GradePlace, grade_at
from usecases.house import Request
from usecases.memory import Question
from windows.grades.one import one_window
from windows.windows import Window


def place_of(call: CallbackQuery) -> GradePlace:
    """Return which grade a button is about."""
    return GradePlace(part_of(call, 1), part_of(call, 2))


def look_at(uow: UnitOfWork, request: Request, place: GradePlace) -> tuple[Graded, Speech]:
    """Return a grade for level 1, with whoever looks spoken to; raises RefusalError as `grade_at`."""
    graded = grade_at(uow, request, place)
    return graded, speech_of(request, request.viewer(uow))


async def ask_about(
    call: CallbackQuery, request: Request, window: Callable[[Graded, Speech], Window]
) -> None:
    """Show what is asked about the grade; `window` raises RefusalError where there is nothing to ask."""
    place = place_of(call)
    await show(call, request, await request.read(lambda uow: window(*look_at(uow, request, place))))


async def show_answered(
    message: Message, request: Request, work: Callable[[UnitOfWork], tuple[Question, Window]]
) -> None:
    """Show what comes of the words that were typed, and remember what is asked for then."""
    following, window = await request.read(work)
    await show(message, request, window)
    request.memory.put(following)


async def act_on(
    call: CallbackQuery,
    request: Request,
    act: Callable[[UnitOfWork], None],
    done: Callable[[Speech], str],
) -> None:
    """Do it, say that it is done, and show the grade as it is now."""
    place = place_of(call)

    def work(uow: UnitOfWork) -> Window:
        act(uow)
        graded, speech = look_at(uow, request, place)
        return one_window(graded, 0, speech, done(speech))

    window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)
