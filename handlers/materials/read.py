"""学习资料: what an inspector is to read, and 已阅 (docs/domain.md section 6, "Up and down")."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.time.clock import day_in_shanghai
from handlers.found import Acts, AtMenu, Menu, MenuPart
from handlers.wire.button_data import number_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import day_name
from storage.materials.material_readers import GivenMaterial
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.materials.house import NOT_YOURS, letters_about, posts_of
from windows.entries import (
    MATERIALS,
    SENT_MATERIALS,
    back_to_menu,
    my_materials,
    open_material,
    read_material,
)
from windows.material_words import material_title, material_window
from windows.page_turns import page_of, turn_rows
from windows.windows import Button, Window, told_apart

A_PAGE = 4
WITHDRAWN = "material-withdrawn"


async def open_list(call: CallbackQuery, request: Request) -> None:
    """学习资料, from the menu; and its further pages."""
    page = number_of(call, 1) if call.data != MATERIALS else 0
    await show(call, request, await request.run(lambda uow: _list_window(uow, request, page)))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """One of them, with its file."""
    window = await request.run(lambda uow: _window(uow, request, number_of(call, 1), with_file=True))
    await show(call, request, window)


async def read(call: CallbackQuery, request: Request) -> None:
    """已阅: noted once, however often it is tapped."""
    material_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, given = _find(uow, request, material_id)
        if given.read_at is None:
            _note(uow, request, viewer, material_id)
        return _window(uow, request, material_id, with_file=False)

    await show(call, request, await request.run(work))
    request.house.wake_outbox()


def _note(uow: UnitOfWork, request: Request, viewer: Viewer, material_id: int) -> None:
    person_id = viewer.person_id
    readers = uow.material_readers
    if not readers.read(material_id, person_id, request.now):
        posts = posts_of(uow, request, viewer)
        person_id = readers.take_over(material_id, person_id, posts, request.now) or person_id
    # Wherever else its letter shows 已阅: there is nothing to be tapped any more.
    uow.sent_letters.retire(letters_about(material_id, person_id))


def _find(uow: UnitOfWork, request: Request, material_id: int) -> tuple[Viewer, GivenMaterial]:
    """Return who is acting and what they read; raises RefusalError for what is not theirs, or was withdrawn."""
    viewer = request.viewer(uow)
    given = uow.material_readers.find_given(material_id, viewer.person_id, posts_of(uow, request, viewer))
    if given is None:
        known = uow.materials.find(material_id)
        # Only who was given it learns that it was withdrawn.
        mine = known is not None and uow.material_readers.was_given(material_id, viewer.person_id)
        raise RefusalError(WITHDRAWN if mine else NOT_YOURS)
    return viewer, given


def _window(uow: UnitOfWork, request: Request, material_id: int, *, with_file: bool) -> Window:
    viewer, given = _find(uow, request, material_id)
    return material_window(given.material, speech_of(request, viewer), given.read_at, with_file=with_file)


def _list_window(uow: UnitOfWork, request: Request, page: int) -> Window:
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    given = uow.material_readers.given(viewer.person_id, posts_of(uow, request, viewer))
    if not viewer.inspected and not given:
        raise RefusalError("access-not-inspector")
    unread = sum(material.read_at is None for material in given)
    key = "material-list" if given else "material-list-none"
    lines = [speech.text(key, unread=unread, read=len(given) - unread)]
    shown = given[page * A_PAGE : (page + 1) * A_PAGE]
    days = [day_name(speech, day_in_shanghai(material.material.sent_at)) for material in shown]
    labels = told_apart([(_label(material, speech), day) for material, day in zip(shown, days, strict=True)])
    rows = [
        [Button(label, open_material(material.material.id))]
        for label, material in zip(labels, shown, strict=True)
    ]
    rows += turn_rows(page_of(page, len(given), A_PAGE), my_materials, speech)
    tree = uow.rosters.tree()
    if any(tree.children(code) for code in viewer.inspected):
        rows.append([Button(speech.label("material-below"), SENT_MATERIALS)])
    rows.append([back_to_menu(speech)])
    return Window("\n".join(lines), rows)


def _label(material: GivenMaterial, speech: Speech) -> str:
    title = material_title(material.material.content, speech)
    if material.read_at is not None:
        return speech.label("material-list-read", title=title)
    if material.material.due_on is None:
        return speech.label("material-list-unread", title=title)
    return speech.label("material-list-until", title=title, day=day_name(speech, material.material.due_on))


def way_in(at: AtMenu) -> MenuPart:
    """Return the menu's way to what is to be read, with how much is unread; an inspector's."""
    if not at.viewer.inspected:
        return MenuPart()
    posts = posts_of(at.uow, at.request, at.viewer)
    count = at.uow.material_readers.count_unread(at.viewer.person_id, posts)
    return MenuPart(buttons=[at.button(MATERIALS, "menu-materials-unread" if count else "", count=count)])


ASKED_AT = 510
ACTS: Acts = {ActorStanding.BOUND: "materials material material-read"}
MENU: Menu = {611: way_in}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="materials.read")
    router.callback_query.register(open_list, Tapped(MATERIALS))
    router.callback_query.register(open_list, TappedOn(MATERIALS))
    router.callback_query.register(open_one, TappedOn(open_material(0).partition(":")[0]))
    router.callback_query.register(read, TappedOn(read_material(0).partition(":")[0]))
    return router
