"""Handle tips (/tips): the register for level 1, sealed files, states. Every look is in the audit log."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from domain.entries import MENU, TIPS, open_tip
from domain.errors import RefusalError
from domain.tips import TipState, move, next_states
from domain.windows import Attachment, Button, Window
from handlers.filters import InPrivate, Tapped, TappedOn
from handlers.house import Request
from handlers.screen import Event, show
from locales import Speech
from locales.dates import day_name
from storage.audit import AuditEntry
from storage.tips import ListedTip
from storage.unit_of_work import UnitOfWork

A_PAGE = 8
_ORDER = list(TipState)


async def open_list(event: Event, request: Request) -> None:
    """/tips, 线索: the newest first."""
    await show(event, request, await request.run(lambda uow: _list_window(uow, request, 0)))


async def open_page(call: CallbackQuery, request: Request) -> None:
    """An earlier or later page."""
    page = _part(call, 1)
    if not page.isdecimal():
        raise RefusalError("access-old-button")
    await show(call, request, await request.run(lambda uow: _list_window(uow, request, int(page))))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """What the register knows of one tip; what it says is in the sealed file."""
    number = _part(call, 1)

    def work(uow: UnitOfWork) -> Window:
        speech, tip = _find(uow, request, number, "tip-open")
        return _tip_window(tip, speech)

    await show(call, request, await request.run(work))


async def download(call: CallbackQuery, request: Request) -> None:
    """下载密文: the text, and apart from it, if named, who reports."""
    number = _part(call, 1)

    def work(uow: UnitOfWork) -> Window:
        speech, tip = _find(uow, request, number, "tip-download")
        text, reporter = uow.tips.sealed(number)
        files = [Attachment(speech.label("tips-file-text", number=number), text)]
        if reporter is not None:
            files.append(Attachment(speech.label("tips-file-reporter", number=number), reporter))
        window = _tip_window(tip, speech)
        return Window(f"{window.text}\n\n{speech.text('tips-file-how')}", window.rows, files)

    await show(call, request, await request.run(work))


async def ask_move(call: CallbackQuery, request: Request) -> None:
    """A change of state: at once if it can be undone, after one question if not."""
    number, to = _part(call, 1), _state(call)

    def work(uow: UnitOfWork) -> Window:
        speech, tip = _find(uow, request, number, None)
        move(tip.state, to)
        if tip.state in next_states(to):
            return _move(uow, request, number, to)
        named = speech.label(f"tips-state-{to}")
        rows = [
            [Button(speech.label("tips-move-yes", state=named), f"tips-moved:{number}:{to}")],
            [Button(speech.label("tips-move-no"), open_tip(number))],
        ]
        return Window(speech.text("tips-move-sure", number=number, state=named), rows)

    await show(call, request, await request.run(work))


async def confirm_move(call: CallbackQuery, request: Request) -> None:
    """The question answered with yes."""
    number, to = _part(call, 1), _state(call)
    await show(call, request, await request.run(lambda uow: _move(uow, request, number, to)))


def _move(uow: UnitOfWork, request: Request, number: str, to: TipState) -> Window:
    speech, tip = _find(uow, request, number, f"tip-{to}")
    uow.tips.set_state(number, move(tip.state, to))
    moved = uow.tips.find(number)
    return _tip_window(moved or tip, speech)


def _find(uow: UnitOfWork, request: Request, number: str, act: str | None) -> tuple[Speech, ListedTip]:
    """Return the tip `number` for level 1, and write down in the audit log that `act` was done to it."""
    viewer, _unit_code = request.level_one(uow)
    tip = uow.tips.find(number)
    if tip is None:
        raise RefusalError("access-old-button")
    if act is not None:
        uow.audit.add(AuditEntry(request.now, viewer.person_id, act, number))
    return request.speech(viewer), tip


def _list_window(uow: UnitOfWork, request: Request, page: int) -> Window:
    viewer, _unit_code = request.level_one(uow)
    speech = request.speech(viewer)
    menu = [Button(speech.label("menu-back"), MENU)]
    count = uow.tips.count()
    if not count:
        return Window(speech.text("tips-list-none"), [menu])
    pages = -(-count // A_PAGE)
    page = min(page, pages - 1)
    rows = [
        [Button(_line(tip, speech), open_tip(tip.number))] for tip in uow.tips.latest(A_PAGE, page * A_PAGE)
    ]
    turns = []
    if page > 0:
        turns.append(Button(speech.label("tips-list-newer"), f"tips-page:{page - 1}"))
    if page + 1 < pages:
        turns.append(Button(speech.label("tips-list-older"), f"tips-page:{page + 1}"))
    text = speech.text("tips-list", count=count, page=page + 1, pages=pages)
    return Window(text, [*rows, *([turns] if turns else []), menu])


def _line(tip: ListedTip, speech: Speech) -> str:
    return speech.label(
        "tips-list-line",
        number=tip.number,
        day=day_name(speech, tip.received_on),
        state=speech.label(f"tips-state-{tip.state}"),
        area=speech.label(f"tips-area-{tip.area.name.lower()}"),
    )


def _tip_window(tip: ListedTip, speech: Speech) -> Window:
    text = speech.text(
        "tips-one",
        number=tip.number,
        day=day_name(speech, tip.received_on),
        source=speech.label(f"tips-source-{tip.source.name.lower()}"),
        grid=tip.forwarded_by or "",
        area=speech.label(f"tips-area-{tip.area.name.lower()}"),
        way=speech.label("tips-one-named" if tip.named else "tips-one-unnamed"),
        state=speech.label(f"tips-state-{tip.state}"),
    )
    moves = [
        Button(speech.label(_move_key(tip.state, to)), f"tips-move:{tip.number}:{to}")
        for to in sorted(next_states(tip.state), key=_ORDER.index)
    ]
    rows = [[Button(speech.label("tips-download"), f"tips-download:{tip.number}")]]
    if moves:
        rows.append(moves)
    return Window(text, [*rows, [Button(speech.label("tips-list-back"), TIPS)]])


def _move_key(state: TipState, to: TipState) -> str:
    return "tips-move-reopened" if state is TipState.CLOSED else f"tips-move-{to}"


def _part(call: CallbackQuery, index: int) -> str:
    parts = (call.data or "").split(":")
    return parts[index] if index < len(parts) else ""


def _state(call: CallbackQuery) -> TipState:
    try:
        return TipState(_part(call, 2))
    except ValueError:
        raise RefusalError("access-old-button") from None


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="handle_tips")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(open_list, Command("tips"))
    router.callback_query.register(open_list, Tapped(TIPS))
    router.callback_query.register(open_page, TappedOn("tips-page"))
    router.callback_query.register(open_one, TappedOn(TIPS))
    router.callback_query.register(download, TappedOn("tips-download"))
    router.callback_query.register(ask_move, TappedOn("tips-move"))
    router.callback_query.register(confirm_move, TappedOn("tips-moved"))
    return router
