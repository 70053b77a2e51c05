"""/start, /help, /language, /cancel, the menu by role, what we promise, my grid."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.people.people import Viewer
from handlers.commands import set_commands
from handlers.found import (
    Acts,
    AtMenu,
    ListedCommand,
    Menu,
    MenuEntry,
    Strangers,
    helped,
    menu,
    menu_label,
    strangers_menu,
)
from handlers.wire.filters import Tapped
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_in, speech_of
from locales import LANGUAGES, Speech
from storage.unit_of_work import UnitOfWork
from usecases.duties.what_comes import what_comes
from usecases.house import Request
from usecases.languages import speak
from usecases.live_facts import Fact
from usecases.tips.held_tips import TipOpen, forget
from windows.duties.coming import coming_lines
from windows.entries import GRID, LANGUAGE, MY_BRANCH, PROMISES, SEND_TIP, TO_MENU, back_to_menu, page_button
from windows.page_turns import button_rows
from windows.windows import Button, Window

SHOWN_BELOW = 15
A_ROW = 2
"""How many buttons that share a row stand there."""
THERE_ANYWAY = 880
"""From here on stands what is there whether or not anything waits."""
BY_PAGE = 101
"""Below 反映问题: the page, where it is another way to do the same."""
EVERYBODYS, A_LAST_ROW = 900, 3
"""Where the last row begins, and how many stand there."""


async def open_menu(event: Event, request: Request) -> None:
    """/start without a code, and the way back from everywhere."""
    forget(request.memory)

    def work(uow: UnitOfWork) -> Window:
        # Whoever asks for the menu can be written to again, whatever Telegram said before.
        uow.people.mark_reachable(request.telegram_id, None)
        return menu_window(uow, request)

    await show(event, request, await request.run(work))
    if isinstance(event, Message) and event.bot is not None:
        await set_commands(event.bot, request)


def menu_window(uow: UnitOfWork, request: Request, first_line: str = "") -> Window:
    """Return the menu of whoever is acting, from what conversations bring to it; `first_line` (HTML) goes on top."""
    viewer = request.find_viewer(uow)
    speech = speech_of(request, viewer)
    lines = [first_line] if first_line else []
    lines.append(speech.text("menu-hospital", hospital=request.house.hospital_name))
    if greeting := request.house.facts[Fact.GREETING]:
        lines.append(speech.text("menu-greeting", greeting=greeting))
    if viewer is None:
        lines.append(speech.text("menu-stranger"))
        ways = [(place, [_stranger_button(opens, speech)]) for place, opens in strangers_menu()]
        if page := request.house.page_address:
            ways.append((BY_PAGE, [page_button(page, speech)]))
        return Window("\n".join(lines), _in_rows(sorted(ways, key=itemgetter(0))))
    lines.append(speech.text("menu-person", name=viewer.name))
    at = AtMenu(uow, request, viewer)
    parts = [(place, part(at)) for place, part in menu()]
    lines += [line for _place, part in parts for line in part.lines]
    if not any(part.buttons for place, part in parts if place < THERE_ANYWAY):
        lines += coming_lines(what_comes(uow, request, viewer), request, speech)
    return Window("\n".join(lines), _in_rows((place, part.buttons) for place, part in parts))


def _stranger_button(opens: str, speech: Speech) -> Button:
    return Button(speech.label(menu_label(opens)), opens)


def _in_rows(placed: Iterable[tuple[int, Sequence[Button]]]) -> list[list[Button]]:
    """Return the buttons of all places in rows, as handlers/found.py says."""
    rows = []
    for (ten, is_alone), together in groupby(placed, lambda found: (found[0] // 10, found[0] % 10 == 0)):
        buttons = [button for _place, found in together for button in found]
        shared = A_LAST_ROW if ten * 10 >= EVERYBODYS else A_ROW
        width = 1 if is_alone else shared
        shared_rows = [buttons[start : start + width] for start in range(0, len(buttons), width)]
        rows += _without_a_lonely_one(shared_rows) if width == A_ROW else shared_rows
    return rows


def _without_a_lonely_one(rows: list[list[Button]]) -> list[list[Button]]:
    """Return the rows, the last button beside the two before it where it would stand alone and all three are short."""
    if len(rows) <= 1 or len(rows[-1]) > 1:
        return rows
    *before, last = rows
    together = button_rows([*before[-1], *last])
    return [*before[:-1], *together] if len(together) == 1 else rows


async def show_help(message: Message, request: Request) -> None:
    """/help: the commands of whoever asks."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.find_viewer(uow)
        speech = speech_of(request, viewer)
        listed = [command for command in helped() if command.is_for(viewer, request)]
        lines = [command.explained(viewer, request, speech) for command in listed]
        return Window("\n".join(lines), [[back_to_menu(speech)]])

    await show(message, request, await request.run(work))


async def switch_language(event: Event, request: Request) -> None:
    """/language: Chinese and English in turn. A stranger's choice is kept in memory alone."""
    # Before the work, which may be done anew: it would find what it chose itself.
    spoken = request.language()

    def work(uow: UnitOfWork) -> Window:
        viewer = request.find_viewer(uow)
        now = spoken if viewer is None else speech_of(request, viewer).language
        chosen = LANGUAGES[(LANGUAGES.index(now) + 1) % len(LANGUAGES)]
        if viewer is None:
            speak(request.notes, request.telegram_id, chosen, request.now)
        else:
            uow.people.set_language(viewer.person_id, chosen)
        done = speech_in(chosen).text("language-changed")
        return menu_window(uow, request, done)

    await show(event, request, await request.run(work))
    if event.bot is not None:
        await set_commands(event.bot, request)


async def cancel(message: Message, request: Request) -> None:
    """/cancel: give up what is in memory; drafts of reports stay."""
    key = "cancel-nothing" if request.memory.get(TipOpen) is None else "cancel-done"
    forget(request.memory)

    def work(uow: UnitOfWork) -> Window:
        return menu_window(uow, request, speech_of(request, request.find_viewer(uow)).text(key))

    await show(message, request, await request.run(work))


async def show_promises(call: CallbackQuery, request: Request) -> None:
    """What a reporter is promised, and what nobody can promise (docs/domain.md section 7)."""
    speech = speech_of(request, await request.run(request.find_viewer))
    rows = [
        [_stranger_button(SEND_TIP, speech)],
        [back_to_menu(speech)],
    ]
    await show(call, request, Window(speech.text("promises"), rows))


async def show_grid(call: CallbackQuery, request: Request) -> None:
    """My grid and what hangs below it, with who has filed what is open."""
    await show(call, request, await request.read(lambda uow: _grid_window(uow, request)))


def _grid_window(uow: UnitOfWork, request: Request) -> Window:
    viewer: Viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    tree = uow.rosters.tree()
    lines = [speech.text("grid-title")]
    for code in viewer.inspected:
        own, *below = tree.subtree(code)
        lines.append(speech.text("grid-line", grid=own.name, level=own.level))
        if not below:
            continue
        lines.append(speech.text("grid-below", count=len(below)))
        open_items = request.open_items(uow, [grid.code for grid in below])
        waiting = Counter(item.grid_code for item in open_items if item.submitted_at is None)
        for grid in below[:SHOWN_BELOW]:
            count = waiting[grid.code]
            state = speech.label("grid-open" if count else "grid-filed", count=count)
            lines.append(speech.text("grid-below-line", grid=grid.name, state=state))
    rows = [[back_to_menu(speech)]]
    if any(tree.children(code) for code in viewer.inspected):
        rows.insert(0, [Button(speech.label("drill-mine"), MY_BRANCH)])
    return Window("\n".join(lines), rows)


ASKED_AT = 320
ACTS: Acts = {
    ActorStanding.ANYBODY: "menu language promises /start /help /language /cancel",
    ActorStanding.INSPECTOR: "grid",
}
MENU: Menu = {411: MenuEntry(GRID), 903: MenuEntry(LANGUAGE)}
STRANGERS: Strangers = {122: PROMISES, 130: LANGUAGE}
COMMANDS = (
    ListedCommand("language", 920, 930),
    ListedCommand("help", 930),
    ListedCommand("cancel", 940, 920),
)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="show_menu")
    router.message.register(open_menu, CommandStart(deep_link=False))
    router.message.register(show_help, Command("help"))
    router.message.register(switch_language, Command("language"))
    router.message.register(cancel, Command("cancel"))
    router.callback_query.register(open_menu, Tapped(TO_MENU))
    router.callback_query.register(switch_language, Tapped(LANGUAGE))
    router.callback_query.register(show_promises, Tapped(PROMISES))
    router.callback_query.register(show_grid, Tapped(GRID))
    return router
