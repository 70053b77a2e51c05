"""What the organ above sent to this hospital's office, and 已阅."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.city.door import FROM_ABOVE
from usecases.house import Request
from windows.city.notices import from_above_window
from windows.city.ways_in import read_from_above
from windows.windows import Window


async def read(call: CallbackQuery, request: Request) -> None:
    """已阅: noted once, however often it is tapped."""
    number = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        notice = uow.city_notices.find(number)
        theirs, _read_at = uow.city_notices.read_at(number, viewer.person_id)
        if notice is None or not theirs:
            raise RefusalError("access-old-button")
        uow.city_notices.read(number, viewer.person_id, request.now)
        # Wherever else its letter shows 已阅: there is nothing to be tapped any more.
        uow.sent_letters.retire(f"{FROM_ABOVE.id}:{number}:{viewer.person_id}:")
        read_at = uow.city_notices.read_at(number, viewer.person_id)[1]
        return from_above_window(notice, read_at, speech_of(request, viewer))

    await show(call, request, await request.run(work))
    request.house.wake_outbox()


ASKED_AT = 416
ACTS: Acts = {ActorStanding.BOUND: "above-read"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="city.from_above")
    router.callback_query.register(read, TappedOn(read_from_above(0).partition(":")[0]), InPrivate())
    return router
