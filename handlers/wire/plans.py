"""A plan that level 1 puts together step by step (新建专项整治, 新建测评): in memory alone until it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from aiogram.types import CallbackQuery

from domain.errors import RefusalError
from handlers.wire.button_data import number_of
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import ChatMemory, Question, Remembered
from windows.windows import Window


class MarkedPlan(Protocol):
    """What is put together; buttons name it by its mark."""

    @property
    def mark(self) -> int:
        """What tells it from those put together before in the same chat."""
        ...


P = TypeVar("P", bound=MarkedPlan)


# Without slots, these two: one that is frozen and has slots can't be made by the name of its kind, PlanStep[…](…).
@dataclass(frozen=True)
class PlanStep(Generic[P]):
    """A plan in front of whoever makes it, within one transaction."""

    uow: UnitOfWork
    request: Request
    unit_code: str
    speech: Speech
    plan: P


@dataclass(frozen=True)
class ShownPlan(Generic[P]):
    """What a step comes to: the plan as it is then, its window, what that asks for in words."""

    plan: P
    window: Window
    asked: Question | None = None


@dataclass(frozen=True, slots=True)
class Planning(Generic[P]):
    """How plans of a kind are kept and found in a chat's memory.

    `gone` is what is said of one that was made, given up or lost in a restart.
    """

    keep: Callable[[P], Remembered]
    find: Callable[[ChatMemory], P | None]
    gone: str

    def named_by(self, call: CallbackQuery, request: Request) -> P:
        """Return the plan that a button is about; raises RefusalError where it is there no longer."""
        plan = self.there(request)
        if plan.mark != number_of(call, 1, self.gone):
            raise RefusalError(self.gone)
        return plan

    def there(self, request: Request) -> P:
        """Return the plan of this chat; raises RefusalError for none."""
        plan = self.find(request.memory)
        if plan is None:
            raise RefusalError(self.gone)
        return plan

    async def take_step(
        self, event: Event, request: Request, plan: P, step: Callable[[PlanStep[P]], ShownPlan[P]]
    ) -> None:
        """Take a step in the plan as level 1, keep what came of it, and show it."""

        def work(uow: UnitOfWork) -> ShownPlan[P]:
            viewer, unit_code = request.level_one(uow)
            return step(PlanStep(uow, request, unit_code, speech_of(request, viewer), plan))

        shown = await request.run(work)
        request.memory.put(self.keep(shown.plan))
        await show(event, request, shown.window)
        if shown.asked is not None:
            request.memory.put(shown.asked)
