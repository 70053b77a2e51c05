"""催报: one tap nudges all who have not reported, or one grid; and 稍后提醒, the inspector's wish for quiet."""

from dataclasses import dataclass
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.time.clock import SHANGHAI
from domain.time.nudge_hours import Snooze, snooze_until
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import day_name
from storage.delivery.letters import Letter
from storage.duty_items import DutyItem
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.duties.chasing import to_remind
from usecases.house import Request
from windows.entries import REPORT, SNOOZE, back_to_menu, digest_of, open_filed
from windows.windows import Button, Window

UNDO = f"{SNOOZE}-undo"


QUEUED_AT_ONCE = 500
"""How many letters one transaction takes: whoever writes meanwhile waits for no more."""


@dataclass(frozen=True, slots=True)
class _ToRemind:
    """A letter for everybody who is to be reminded, in the words of whoever asked for it, and grids with nobody."""

    speech: Speech
    letters: list[Letter]
    unreached: list[str]


async def chase(call: CallbackQuery, request: Request) -> None:
    """Nudge everybody whose grid has not reported; say how many have no phone to be reached at.

    Who has not is read beside whoever writes. Should one report meanwhile, the letter says so, or nothing.
    """
    parts = (call.data or "").split(":")
    if len(parts) != 3:  # noqa: PLR2004 - chase, duty, period
        raise RefusalError("access-old-button")
    _, duty_id, period_id = parts
    found = await request.read(lambda uow: _missing(uow, request, duty_id, period_id))
    now = 0
    for some in in_chunks(found.letters, QUEUED_AT_ONCE):
        now += await request.run(partial(_queue, request=request, letters=some))
    request.house.wake_outbox()
    await show(call, request, _done_window(found, now, digest_of(duty_id, period_id)))


async def chase_one(call: CallbackQuery, request: Request) -> None:
    """Nudge whoever answers for one grid."""
    item_id = number_of(call, 1)
    window = await request.run(lambda uow: _chase_one(uow, request, item_id))
    request.house.wake_outbox()
    await show(call, request, window)


def _missing(uow: UnitOfWork, request: Request, duty_id: str, period_id: str) -> _ToRemind:
    viewer, unit_code = request.level_one(uow)
    codes = [grid.code for grid in uow.rosters.tree().subtree(unit_code)]
    owed = uow.duty_items.of_period(duty_id, period_id, codes)
    missing = [item for item in owed if item.submitted_at is None and item.closes_on >= request.today]
    return _to_remind(uow, request, speech_of(request, viewer), (duty_id, missing))


def _queue(uow: UnitOfWork, request: Request, letters: list[Letter]) -> int:
    request.level_one(uow)
    return uow.outbox.add_once(letters)


def _done_window(found: _ToRemind, now: int, back_to: str) -> Window:
    """Say how many people are reminded `now`, and how many were today already."""
    speech = found.speech
    lines = [speech.text("chase-done", count=now)]
    if before := len(found.letters) - now:
        lines.append(speech.text("chase-already", count=before))
    if found.unreached:
        names = speech.label("list-comma").join(found.unreached[:20])
        lines.append(speech.text("chase-unreached", count=len(found.unreached), names=names))
    back = Button(speech.label("report-back"), back_to)
    return Window("\n".join(lines), [[back]])


def _chase_one(uow: UnitOfWork, request: Request, item_id: int) -> Window:
    viewer, unit_code = request.level_one(uow)
    item = uow.duty_items.find(item_id)
    if item is None:
        raise RefusalError(OLD_BUTTON)
    if item.unit_code != unit_code:
        raise RefusalError("access-not-your-grid")
    speech = speech_of(request, viewer)
    waits = item.submitted_at is None and item.exempt_reason is None and item.closes_on >= request.today
    found = _to_remind(uow, request, speech, (item.duty_id, [item] if waits else []))
    if uow.outbox.add_once(found.letters):
        key = "chase-one-done"
    elif found.letters:
        key = "chase-one-already"
    else:
        key = "chase-one-unreached" if found.unreached else "chase-one-filed"
    back = Button(speech.label("report-back"), open_filed(item_id))
    return Window(speech.text(key, grid=item.grid_name), [[back]])


def _to_remind(
    uow: UnitOfWork, request: Request, speech: Speech, owed: tuple[str, list[DutyItem]]
) -> _ToRemind:
    """Return the letters to all who answer for what of a duty (its id) is `owed` and can be reached."""
    duty_id, missing = owed
    if duty_id not in request.house.duties:
        return _ToRemind(speech, [], [item.grid_name for item in missing])
    found = to_remind(uow, request, missing)
    return _ToRemind(speech, found.letters, found.unreached)


async def ask_how_long(call: CallbackQuery, request: Request) -> None:
    """稍后提醒: two hours, or tomorrow morning; or not at all."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        speech = speech_of(request, viewer)
        choices = [Button(speech.label(f"snooze-{pause}"), f"{SNOOZE}:{pause}") for pause in Snooze]
        return Window(speech.text("snooze-ask"), [choices, *_ways_back(uow, request, viewer)])

    await show(call, request, await request.run(work))


async def snooze(call: CallbackQuery, request: Request) -> None:
    """Keep quiet until then; what is open stays in the menu, and the wish can be taken back."""
    wish = (call.data or "").removeprefix(f"{SNOOZE}:")
    if wish not in set(Snooze):
        raise RefusalError("access-old-button")
    until = snooze_until(request.now, Snooze(wish), request.house.hours)

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        uow.people.snooze(viewer.person_id, until)
        speech, there = speech_of(request, viewer), until.astimezone(SHANGHAI)
        text = speech.text("snooze-done", day=day_name(speech, there.date()), time=f"{there:%H:%M}")
        undo = Button(speech.label("snooze-undo"), UNDO)
        now, *rest = _ways_back(uow, request, viewer)
        return Window(text, [[undo, *now], *rest])

    await show(call, request, await request.run(work))


async def undo_snooze(call: CallbackQuery, request: Request) -> None:
    """Remind as planned again."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        uow.people.wake([viewer.person_id])
        text = speech_of(request, viewer).text("snooze-undone")
        return Window(text, _ways_back(uow, request, viewer))

    await show(call, request, await request.run(work))


def _ways_back(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[list[Button]]:
    """Return the way to what can be filed now, if anything can, and to the menu, where all that is open stands."""
    speech = speech_of(request, viewer)
    duties = request.house.duties
    waiting = [item for item in request.own_items(uow, viewer) if item.submitted_at is None]
    can_file = any(not duties[item.duty_id].hearing for item in waiting)
    file_now = [[Button(speech.label("snooze-file-now"), REPORT)]] if can_file else []
    return [*file_now, [back_to_menu(speech)]]


ASKED_AT = 490
COUNTED = True
ACTS: Acts = {
    ActorStanding.BOUND: "snooze snooze-undo",
    ActorStanding.LEVEL_ONE: "chase chase-one",
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="duties.chase_missing")
    router.callback_query.register(chase, TappedOn("chase"))
    router.callback_query.register(chase_one, TappedOn("chase-one"))
    router.callback_query.register(ask_how_long, Tapped(SNOOZE))
    router.callback_query.register(undo_snooze, Tapped(UNDO))
    router.callback_query.register(snooze, TappedOn(SNOOZE))
    return router
