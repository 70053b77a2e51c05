"""Forward a tip (转递): an inspector passes on what was told to them, in words or by forwarding messages.

Who wrote a forwarded message is neither shown nor kept; of the inspector, the grid is (docs/domain.md section 4).
"""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.tips.tell_steps import OPTIONAL, TellStep
from domain.tips.tips import Source
from domain.tips.unfinished import UnfinishedTip
from handlers.found import Acts, Menu, MenuEntry
from handlers.tips.desk import show_step, take_message
from handlers.tips.evidence import sent_file
from handlers.wire.filters import Forwarded, InPrivate, NoTipOpen, Tapped
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales.dates import day_name
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.recipients import check_flood, check_received, find_reach
from windows.entries import FORWARD_TIP, FORWARDED_TIPS, back_to_menu
from windows.windows import Button, Window

LISTED = 15


async def open_forward(call: CallbackQuery, request: Request) -> None:
    """转递线索: in the inspector's own words."""
    tip = await request.run(lambda uow: _begin(uow, request, (TellStep.WHAT, *OPTIONAL)))
    if tip is None:
        raise RefusalError("access-not-inspector")
    await show_step(call, request, tip)


async def offer_forward(message: Message, request: Request) -> None:
    """A message forwarded by an inspector: ask whether it is a tip. From anybody else it is no such thing."""
    tip = await request.run(lambda uow: _begin(uow, request, (TellStep.OFFER,)))
    if tip is None:
        raise SkipHandler
    if message.text is None and sent_file(message) is None:
        raise RefusalError("tips-no-such-message")
    await take_message(message, request, tip)


async def list_forwarded(call: CallbackQuery, request: Request) -> None:
    """我转递的线索: when, about what, how far. No number: the register is level 1's."""
    await show(call, request, await request.run(lambda uow: _list_window(uow, request)))


def _begin(uow: UnitOfWork, request: Request, first: tuple[TellStep, ...]) -> UnfinishedTip | None:
    viewer = request.find_viewer(uow)
    if viewer is None or not viewer.inspected:
        return None
    check_flood(request, request.house.forwarding)
    check_received(uow, request)
    grids = _grids(uow, viewer)
    last = (TellStep.CONCERN, TellStep.AREA, *((TellStep.GRID,) if len(grids) > 1 else ()), TellStep.SUMMARY)
    return UnfinishedTip(
        language=speech_of(request, viewer).language,
        steps=(*first, *last),
        step=first[0],
        source=Source.FORWARDED,
        grids=grids,
        grid_code=grids[0][0],
        reach=find_reach(uow, request),
    )


def _grids(uow: UnitOfWork, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    found = uow.rosters.paths(viewer.inspected)
    return tuple((code, found.get(code).name) for code in viewer.inspected)


def _list_window(uow: UnitOfWork, request: Request) -> Window:
    viewer = request.viewer(uow)
    if not viewer.inspected:
        raise RefusalError("access-not-inspector")
    speech = speech_of(request, viewer)
    tips = [tip for code in viewer.inspected for tip in uow.tips.forwarded_by(code)]
    tips.sort(key=lambda tip: tip.received_on, reverse=True)
    key = "tips-forwarded-list" if tips else "tips-forwarded-none"
    lines = [speech.text(key, count=len(tips)) if tips else speech.text(key)]
    lines += [
        speech.text(
            "tips-forwarded-line",
            day=day_name(speech, tip.received_on),
            area=speech.label(f"tips-area-{tip.area.name.lower()}"),
            state=speech.label(f"tips-state-{tip.state}"),
        )
        for tip in tips[:LISTED]
    ]
    rows = [
        [Button(speech.label(f"menu-{FORWARD_TIP}"), FORWARD_TIP)],
        [back_to_menu(speech)],
    ]
    return Window("\n".join(lines), rows)


ASKED_AT = 140
ACTS: Acts = {ActorStanding.INSPECTOR: "forward forwarded"}
MENU: Menu = {401: MenuEntry(FORWARD_TIP), 402: MenuEntry(FORWARDED_TIPS)}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.forward")
    in_private = InPrivate()
    router.message.register(offer_forward, Forwarded(), in_private, NoTipOpen())
    router.callback_query.register(open_forward, Tapped(FORWARD_TIP))
    router.callback_query.register(list_forwarded, Tapped(FORWARDED_TIPS))
    return router
