"""传达: a text to the offices of all hospitals, and how many of each have read it."""

import secrets

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.city.notices import CityNotice, checked_text
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.pieces import is_piece
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork
from usecases.city.composed import AskedCityNotice, ComposedNotice
from usecases.city.organ import look_at_all, organ
from usecases.house import Request
from usecases.wing_below import HospitalsBelow
from windows.city.notices import ask_window, check_window, readings_window, sent_window, told_window
from windows.city.organ import no_hospital_window
from windows.city.ways_in import CITY_TELL, CITY_TOLD, city_told_one

LISTED = 6
GONE = "compose-gone"
_MARKS = 1_000_000


async def begin(call: CallbackQuery, request: Request) -> None:
    """What is to be sent?"""
    below, speech = await request.run(lambda uow: _who(uow, request))
    if not below.names():
        await show(call, request, no_hospital_window(speech))
        return
    request.memory.put(ComposedNotice(secrets.randbelow(_MARKS)))
    await show(call, request, ask_window(speech))
    request.memory.put(AskedCityNotice())


async def take(message: Message, request: Request) -> None:
    """The text, which replaces one that was sent before; anything else is asked for again."""
    composed = request.memory.get(ComposedNotice)
    if composed is None:
        raise RefusalError(GONE)
    below, speech = await request.run(lambda uow: _who(uow, request))
    note = ""
    if is_piece(message, request):
        note = speech.text("report-piece-of-long")
    else:
        try:
            if message.text is None:
                raise RefusalError("city-notice-text-alone")  # noqa: TRY301 - said as the others are
            composed = ComposedNotice(composed.mark, checked_text(message.text))
        except RefusalError as refusal:
            note = speech.text(refusal.key, **refusal.details)
    if note:
        await show(message, request, ask_window(speech, note))
    else:
        request.memory.put(composed)
        window = check_window(composed.text, composed.mark, len(below.names()), speech)
        await show(message, request, window)
    request.memory.put(AskedCityNotice())


async def send(call: CallbackQuery, request: Request) -> None:
    """传达: once, however often it is tapped. A hospital that does not answer is named, and not asked again."""
    composed = _composed(call, request)
    if not composed.text:
        raise RefusalError(GONE)

    def work(uow: UnitOfWork) -> tuple[HospitalsBelow, Speech, CityNotice]:
        viewer, below = organ(uow, request)
        notice = uow.city_notices.add(composed.text, viewer.person_id, request.now)
        uow.audit.add(AuditEntry(request.now, viewer.person_id, "city-tell", str(notice.number)))
        return below, speech_of(request, viewer), notice

    with request.memory.taken(ComposedNotice):
        below, speech, notice = await request.run(work)
    names = below.names()
    unreached = [name for code, name in names.items() if not await below.tell(code, notice)]
    window = sent_window(notice.number, unreached, len(names) - len(unreached), speech)
    await show(call, request, window)


async def drop(call: CallbackQuery, request: Request) -> None:
    """放弃: nothing was sent."""
    _composed(call, request)
    _below, speech = await request.run(lambda uow: _who(uow, request))
    request.memory.take(ComposedNotice)
    await show(call, request, ask_window(speech, speech.text("compose-dropped")))


async def list_told(call: CallbackQuery, request: Request) -> None:
    """What was sent."""

    def work(uow: UnitOfWork) -> tuple[Speech, list[CityNotice]]:
        return _who(uow, request)[1], uow.city_notices.latest(LISTED)

    speech, notices = await request.run(work)
    await show(call, request, told_window(notices, speech))


async def show_readings(call: CallbackQuery, request: Request) -> None:
    """One of them: how many of each hospital's office have read it."""
    number = number_of(call, 1)
    page = number_of(call, 2) if (call.data or "").count(":") > 1 else 0

    def work(uow: UnitOfWork) -> tuple[HospitalsBelow, Speech, CityNotice]:
        below, speech = _who(uow, request)
        notice = uow.city_notices.find(number)
        if notice is None:
            raise RefusalError("access-old-button")
        return below, speech, notice

    below, speech, notice = await request.run(work)
    readings = [
        (each.name, each.told.notices.get(number) if each.told else None) for each in await look_at_all(below)
    ]
    await show(call, request, readings_window(notice, readings, page, speech))


def _who(uow: UnitOfWork, request: Request) -> tuple[HospitalsBelow, Speech]:
    viewer, below = organ(uow, request)
    return below, speech_of(request, viewer)


def _composed(call: CallbackQuery, request: Request) -> ComposedNotice:
    composed = request.memory.get(ComposedNotice)
    if composed is None or composed.mark != number_of(call, 1, GONE):
        raise RefusalError(GONE)
    return composed


ASKED_AT = 125
ACTS: Acts = {ActorStanding.DIGEST: "city-tell city-tell-send city-tell-drop city-told city-told-one"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="city.tell")
    router.message.register(take, NotACommand(), AskedFor(AskedCityNotice), InPrivate())
    router.callback_query.register(begin, Tapped(CITY_TELL), InPrivate())
    router.callback_query.register(send, TappedOn("city-tell-send"), InPrivate())
    router.callback_query.register(drop, TappedOn("city-tell-drop"), InPrivate())
    router.callback_query.register(list_told, Tapped(CITY_TOLD), InPrivate())
    router.callback_query.register(show_readings, TappedOn(city_told_one(0).partition(":")[0]), InPrivate())
    return router
