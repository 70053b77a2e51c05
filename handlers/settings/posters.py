"""/settings [表单与台账 · 张贴海报]: posters as one PDF, for all departments or for those chosen by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.threads import in_turn
from domain.tips.poster_links import page_link, poster_grids, poster_link
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show, show_progress
from handlers.wire.speaking import speech_of
from locales import Speech, shared_words
from reports.tips.posters import Poster, joined_pages, poster_pages
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question, Remembered
from windows.grid_marks import grid_mark
from windows.settings.posters import (
    ADD,
    ALL,
    CHOSEN,
    CLEAR,
    FOUND_MOST,
    POSTERS,
    PosterDesk,
    posters_window,
)
from windows.windows import Attachment

AT_ONCE = 8
"""So many pages are drawn before the window tells how far it is."""
TEXT_MOST = 500
_BETWEEN_NAMES = re.compile(r"[、，,;；\s]+")


@dataclass(frozen=True, slots=True)
class AskedPosters(Question):
    """The names of departments."""


@dataclass(frozen=True, slots=True)
class ChosenPosters(Remembered):
    """The codes of those chosen and found; `turn` is that of the buttons which make posters."""

    codes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    turn: int = 0


async def open_posters(call: CallbackQuery, request: Request) -> None:
    """张贴海报."""
    await _show(call, request, ChosenPosters(turn=_chosen(request).turn))


async def take_names(message: Message, request: Request) -> None:
    """Names: one that is clear is chosen, of others those in whose name it is are offered."""
    grids, speech = await _grids(request)
    text = (message.text or "").strip()
    chosen = _chosen(request)
    if not text or len(text) > TEXT_MOST:
        await _show(message, request, chosen, speech.text("posters-words"))
        return
    codes, found, unknown = list(chosen.codes), list[str](), list[str]()
    for name in dict.fromkeys(_BETWEEN_NAMES.split(text)):
        meant = [grid for grid in grids if grid.name == name] or [grid for grid in grids if name in grid.name]
        if len(meant) == 1:
            codes.append(meant[0].code)
        elif meant:
            found += [grid.code for grid in meant]
        else:
            unknown.append(name)
    said = speech.text("posters-unknown", names=speech.label("list-comma").join(unknown)) if unknown else ""
    if len(found) > FOUND_MOST:
        said = speech.text("posters-several", count=len(found))
    chosen = replace(chosen, codes=tuple(dict.fromkeys(codes)), found=tuple(dict.fromkeys(found)))
    await _show(message, request, chosen, said)


async def add(call: CallbackQuery, request: Request) -> None:
    """One of those found."""
    grids, _speech = await _grids(request)
    grid = next((known for known in grids if grid_mark(known) == part_of(call, 1)), None)
    if grid is None:
        raise RefusalError(OLD_BUTTON)
    chosen = _chosen(request)
    found = tuple(code for code in chosen.found if code != grid.code)
    codes = tuple(dict.fromkeys([*chosen.codes, grid.code]))
    await _show(call, request, replace(chosen, codes=codes, found=found))


async def clear(call: CallbackQuery, request: Request) -> None:
    """重新选择."""
    await _show(call, request, ChosenPosters(turn=_chosen(request).turn))


async def make_all(call: CallbackQuery, request: Request) -> None:
    """全部."""
    await _make(call, request, ())


async def make_chosen(call: CallbackQuery, request: Request) -> None:
    """生成: those chosen."""
    codes = _chosen(request).codes
    if not codes:
        raise RefusalError(OLD_BUTTON)
    await _make(call, request, codes)


async def _make(call: CallbackQuery, request: Request, codes: Sequence[str]) -> None:
    chosen = _chosen(request)
    if number_of(call, 1) != chosen.turn:
        raise RefusalError(OLD_BUTTON)
    # A second tap finds another turn: a hospital's posters take a while.
    request.memory.put(replace(chosen, turn=chosen.turn + 1))
    grids, speech = await _grids(request)
    wanted = poster_grids(grids, codes)
    username = (await bot_of(call).me()).username or ""
    house = request.house
    posters = [
        Poster(grid.name, poster_link(username, grid), page_link(house.page_address, grid), house.page_bundle)
        for grid in wanted
    ]
    parts: list[bytes] = []
    for start in range(0, len(posters), AT_ONCE):
        await show_progress(call, request, speech.text("posters-progress", done=start, count=len(posters)))
        some = posters[start : start + AT_ONCE]
        parts.append(
            await in_turn(poster_pages, some, request.house.hospital_name, shared_words(), speech.language)
        )
    content = await in_turn(joined_pages, parts)
    file = Attachment(speech.label("posters-file-name", count=len(posters)) + ".pdf", content)
    said = speech.text("posters-made", count=len(posters))
    await _show(call, request, ChosenPosters(turn=chosen.turn + 1), said, [file])


async def _show(
    event: Event,
    request: Request,
    chosen: ChosenPosters,
    said: str = "",
    files: Sequence[Attachment] = (),
) -> None:
    grids, speech = await _grids(request)
    known = {grid.code: grid for grid in grids}
    desk = PosterDesk(
        len(grids),
        [known[code] for code in chosen.codes if code in known],
        [known[code] for code in chosen.found if code in known],
        chosen.turn,
    )
    await show(event, request, posters_window(desk, speech, said, files))
    request.memory.put(chosen)
    request.memory.put(AskedPosters())


def _chosen(request: Request) -> ChosenPosters:
    return request.memory.get(ChosenPosters) or ChosenPosters()


async def _grids(request: Request) -> tuple[list[Grid], Speech]:
    """Return the departments and branches of the unit, by code; raises RefusalError for whom they are not."""

    def work(uow: UnitOfWork) -> tuple[list[Grid], Speech]:
        viewer, unit_code = request.office(uow)
        below = uow.rosters.known(uow.rosters.below([unit_code]))
        found = [grid for grid in below.values() if grid.level > 1]
        return sorted(found, key=lambda grid: grid.code), speech_of(request, viewer)

    return await request.run(work)


ASKED_AT = 648
ACTS: Acts = {ActorStanding.OFFICE: f"{POSTERS} {ALL} {CHOSEN} {ADD} {CLEAR}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.posters")
    router.callback_query.register(open_posters, Tapped(POSTERS))
    router.callback_query.register(clear, Tapped(CLEAR))
    router.callback_query.register(make_all, TappedOn(ALL))
    router.callback_query.register(make_chosen, TappedOn(CHOSEN))
    router.callback_query.register(add, TappedOn(ADD))
    router.message.register(take_names, AskedFor(AskedPosters), InPrivate(), NotACommand())
    return router
