"""The parts of a digest: by branch, the pictures, what was written, the whole text page by page, the xlsx."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.duties.duties import PeriodOf
from domain.errors import RefusalError
from domain.threads import in_turn
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import shared_words
from reports.digests.files import read_rows
from reports.digests.pictures import read_grids
from storage.unit_of_work import UnitOfWork
from usecases.digests.house import page_of
from usecases.digests.whole import read_whole, read_written
from usecases.house import Request
from windows.digests.text import title_line
from windows.digests.whole import whole_parts, written_parts
from windows.digests.windows import branches_window, overview_parts, part_window, with_pictures, with_xlsx
from windows.windows import Window

PARTS = 4
"""part, which, duty, period; the page may follow."""


async def open_part(call: CallbackQuery, request: Request) -> None:
    """By branch and the pictures for everybody; the rest for level 1."""
    parts = (call.data or "").split(":")
    if len(parts) not in (PARTS, PARTS + 1):
        raise RefusalError(OLD_BUTTON)
    number = number_of(call, PARTS) if len(parts) > PARTS else 0
    which, duty_id, period_id = part_of(call, 1), part_of(call, 2), part_of(call, 3)
    if which in ("x", "p"):
        await (_send_xlsx if which == "x" else _send_pictures)(call, request, duty_id, period_id)
        return
    window = await request.read(
        lambda uow: _window(uow, request, which, PeriodOf(duty_id, period_id), number)
    )
    await show(call, request, window)


async def _send_xlsx(call: CallbackQuery, request: Request, duty_id: str, period_id: str) -> None:
    def work(uow: UnitOfWork) -> Callable[[], Window]:
        viewer, page = page_of(uow, request, duty_id, period_id)
        speech = speech_of(request, viewer)
        if not page.for_level_one:
            raise RefusalError("access-not-level-one")
        # On the same snapshot: a grid may move in between.
        rows = read_rows(uow, page.latest, request.now)
        return lambda: with_xlsx(page, rows, shared_words(), speech)

    await show(call, request, await in_turn(await request.read(work)))


async def _send_pictures(call: CallbackQuery, request: Request, duty_id: str, period_id: str) -> None:
    def work(uow: UnitOfWork) -> Callable[[], Window]:
        viewer, page = page_of(uow, request, duty_id, period_id)
        speech = speech_of(request, viewer)
        grids = read_grids(uow, page.latest) if page.for_level_one else []
        return with_pictures(page, grids, shared_words(), speech)

    await show(call, request, await in_turn(await request.read(work)))


def _window(uow: UnitOfWork, request: Request, which: str, period: PeriodOf, number: int) -> Window:
    duty_id, period_id = period
    viewer, page = page_of(uow, request, duty_id, period_id)
    speech = speech_of(request, viewer)
    digest = page.latest
    if which == "b":
        unit = digest.subject.unit_code
        items = uow.item_paths.branches_of(duty_id, period_id, unit) if page.for_level_one else {}
        return branches_window(page, items, number, speech)
    if which == "w":
        found = overview_parts(page, speech)
        if page.for_level_one:
            found += whole_parts(digest, read_whole(uow, digest, request.now), request.now, speech)
    elif not page.for_level_one:
        raise RefusalError("access-not-level-one")
    elif which == "t":
        found = written_parts(digest, read_written(uow, digest), title_line(digest, speech), speech)
    else:
        raise RefusalError(OLD_BUTTON)
    return part_window(page, which, found, number, speech)


ASKED_AT = 420
ACTS: Acts = {ActorStanding.DIGEST: "part"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="digests.read_parts")
    router.callback_query.register(open_part, TappedOn("part"))
    return router
