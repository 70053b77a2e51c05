"""学习资料与要求: what was sent and who has read it, 催阅, 撤回 (docs/domain.md section 6, "Up and down")."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.people.grids import BRANCH_LEVEL, GridTree
from domain.people.people import Role
from handlers.found import Acts, Menu, MenuEntry, runs_unit
from handlers.wire.button_data import number_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.materials.materials import Counted, Reader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.materials.house import ReadingScope, find_sent, letters_about, scope_of
from windows.entries import SENT_MATERIALS, sent_material
from windows.materials.materials import LISTED, NAMED, Unreads, list_window, sent_window, withdraw_window
from windows.windows import Window


async def open_list(call: CallbackQuery, request: Request) -> None:
    """What was sent in the unit, or to the branch; and its further pages."""
    page = number_of(call, 1) if call.data != SENT_MATERIALS else 0

    def work(uow: UnitOfWork) -> Window:
        scope = scope_of(uow, request)
        count = uow.materials.count_sent(scope.unit_code, scope.among)
        sent = uow.materials.sent(scope.unit_code, LISTED, page * LISTED, scope.among)
        speech = speech_of(request, scope.viewer)
        return list_window(sent, page, count, speech, level_one=scope.level_one)

    await show(call, request, await request.run(work))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """One of them, and who has not read it."""
    material_id, page = number_of(call, 1), number_of(call, 2)
    await show(call, request, await request.run(lambda uow: _window(uow, request, material_id, page)))


async def chase(call: CallbackQuery, request: Request) -> None:
    """催阅: everybody who has not read it hears of all that they have not read, once a day."""
    material_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        scope = scope_of(uow, request)
        speech = speech_of(request, scope.viewer)
        material = find_sent(uow, scope, material_id)
        if material.withdrawn:
            return _window(uow, request, material_id)
        unread = uow.materials.unread_by(material_id, scope.among)
        there = uow.holders.reached(request.today, {reader.grid_code for reader in unread})
        able = {reader.person_id for reader in unread if reader.person_id in there.get(_post(reader), ())}
        sent = uow.material_readers.remind(able, request.today, request.now)
        unable = len({reader.person_id for reader in unread} - able)
        note = speech.text("material-chased", sent=sent, before=len(able) - sent, unable=unable)
        return _window(uow, request, material_id, note=note)

    window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


async def ask_withdraw(call: CallbackQuery, request: Request) -> None:
    """撤回 is asked once."""

    def work(uow: UnitOfWork) -> Window:
        scope, counted = _own(uow, request, number_of(call, 1))
        if counted.material.withdrawn:
            return _window(uow, request, counted.material.id)
        return withdraw_window(counted, speech_of(request, scope.viewer))

    await show(call, request, await request.run(work))


async def withdraw(call: CallbackQuery, request: Request) -> None:
    """撤回: whoever has not read it sees it no more, neither a letter on its way nor one with a button."""

    def work(uow: UnitOfWork) -> Window:
        _scope, counted = _own(uow, request, number_of(call, 1))
        material_id = counted.material.id
        if uow.materials.withdraw(material_id, request.now):
            uow.sent_letters.retire(letters_about(material_id))
        return _window(uow, request, material_id)

    window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


def _own(uow: UnitOfWork, request: Request, material_id: int) -> tuple[ReadingScope, Counted]:
    """Return what level 1 sent; raises RefusalError for anybody else."""
    request.level_one(uow)
    scope = scope_of(uow, request)
    material = find_sent(uow, scope, material_id)
    return scope, Counted(material, *uow.materials.count_read(material_id))


def _window(uow: UnitOfWork, request: Request, material_id: int, page: int = 0, note: str = "") -> Window:
    scope = scope_of(uow, request)
    material = find_sent(uow, scope, material_id)
    counted = Counted(material, *uow.materials.count_read(material_id, scope.among))
    tree = uow.rosters.tree()
    unread = uow.materials.unread_by(material_id, scope.among)
    named = sorted(((_branch(tree, reader), reader) for reader in unread), key=lambda reader: reader[0])
    shown = [(name, reader) for (_code, name), reader in named[page * NAMED : (page + 1) * NAMED]]
    gone = {reader.person_id for _name, reader in shown if not _is_there(uow, request, reader)}
    unreads = Unreads(page, len(unread), shown, gone)
    speech = speech_of(request, scope.viewer)
    return sent_window(counted, unreads, speech, level_one=scope.level_one, note=note)


def _branch(tree: GridTree, reader: Reader) -> tuple[str, str]:
    """Return code and name of the branch that the reader's grid is or hangs under; of itself where there is none."""
    found = tree.ancestor_at(reader.grid_code, BRANCH_LEVEL) if reader.grid_code in tree else None
    return (reader.grid_code, reader.grid_name) if found is None else (found.code, found.name)


def _is_there(uow: UnitOfWork, request: Request, reader: Reader) -> bool:
    """Tell whether the reader inspects the grid today, on leave or not, or stands in for who does."""
    own = uow.people.holders([Role.INSPECTOR], reader.grid_code, request.today)
    away = uow.leaves.away(request.today)
    return reader.person_id in {*own, *(away.get(post) for post in own)}


def _post(reader: Reader) -> tuple[str, Role]:
    return reader.grid_code, Role.INSPECTOR


ASKED_AT = 520
ACTS: Acts = {
    ActorStanding.READER: "materials-sent material-sent material-chase",
    ActorStanding.LEVEL_ONE: "material-undo material-undo-yes",
}
MENU: Menu = {601: MenuEntry(SENT_MATERIALS, offered=runs_unit)}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="materials.sent")
    router.callback_query.register(open_list, Tapped(SENT_MATERIALS))
    router.callback_query.register(open_list, TappedOn(SENT_MATERIALS))
    router.callback_query.register(open_one, TappedOn(sent_material(0).partition(":")[0]))
    router.callback_query.register(chase, TappedOn("material-chase"))
    router.callback_query.register(ask_withdraw, TappedOn("material-undo"))
    router.callback_query.register(withdraw, TappedOn("material-undo-yes"))
    return router
