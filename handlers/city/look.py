"""全市医院: the organ's picture of its hospitals, one of them, all compared. Where there is no city, nobody's."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.threads import in_turn
from handlers.found import Acts, AtMenu, Menu, MenuEntry
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech, shared_words
from reports.city.city_lights import city_lights_png
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork
from usecases.city.organ import ORGAN_ROLES, by_name, look_at_all, look_at_one, organ
from usecases.house import Request
from usecases.wing_below import HospitalsBelow
from windows.city.organ import all_window, compare_window, hospital_window, no_hospital_window
from windows.city.ways_in import CITY, CITY_COMPARE, city_hospital
from windows.windows import Attachment, Window


async def open_all(call: CallbackQuery, request: Request) -> None:
    """From the menu: the picture, and below it the hospitals; their further pages without the picture."""
    below, speech = await request.run(lambda uow: _who(uow, request, "all"))
    if not below.names():
        await show(call, request, no_hospital_window(speech))
        return
    looked = await look_at_all(below)
    page = number_of(call, 1) if call.data != CITY else 0
    window = all_window(looked, page, speech)
    if call.data == CITY:
        picture = await in_turn(city_lights_png, by_name(looked), shared_words(), speech)
        if picture is not None:
            window = Window(window.text, window.rows, [Attachment("hospitals.png", picture)])
    await show(call, request, window)


async def open_one(call: CallbackQuery, request: Request) -> None:
    """One hospital's counts; their further pages."""
    code = part_of(call, 1)
    page = number_of(call, 2) if (call.data or "").count(":") > 1 else 0
    below, speech = await request.run(lambda uow: _who(uow, request, code))
    await show(call, request, hospital_window(await look_at_one(below, code), page, speech))


async def compare(call: CallbackQuery, request: Request) -> None:
    """比较."""
    below, speech = await request.run(lambda uow: _who(uow, request, "compare"))
    page = number_of(call, 1) if call.data != CITY_COMPARE else 0
    await show(call, request, compare_window(await look_at_all(below), page, speech))


def _who(uow: UnitOfWork, request: Request, about: str) -> tuple[HospitalsBelow, Speech]:
    viewer, below = organ(uow, request)
    known = about if about in below.names() else "-" if about not in {"all", "compare"} else about
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "city-look", known))
    return below, speech_of(request, viewer)


def _is_organ(at: AtMenu) -> bool:
    return at.request.house.below is not None and bool(at.viewer.roles_at_unit & ORGAN_ROLES)


ASKED_AT = 415
ACTS: Acts = {ActorStanding.DIGEST: "city city-of city-compare"}
MENU: Menu = {180: MenuEntry(CITY, offered=_is_organ)}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="city.look")
    router.callback_query.register(open_all, Tapped(CITY), InPrivate())
    router.callback_query.register(open_all, TappedOn(CITY), InPrivate())
    router.callback_query.register(open_one, TappedOn(city_hospital("").partition(":")[0]), InPrivate())
    router.callback_query.register(compare, Tapped(CITY_COMPARE), InPrivate())
    router.callback_query.register(compare, TappedOn(CITY_COMPARE), InPrivate())
    return router
