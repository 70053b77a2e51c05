"""/start, /help, /language, /cancel, the menu by role, what we promise, my grid."""

from collections import Counter
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from domain.acts import may
from domain.people.people import Viewer
from domain.tips.routing import body_of
from handlers.commands import set_commands
from handlers.wire.filters import Tapped
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_in, speech_of
from locales import LANGUAGES, Speech
from locales.dates import due_line, duty_title
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.duties.away import away_today
from usecases.duties.what_comes import what_comes
from usecases.hearings.house import hearings_ahead
from usecases.house import Request
from usecases.materials.house import materials_waiting
from usecases.reporting.returned_reports import returned_reports
from usecases.reviews.house import waiting_for
from usecases.tips.fact_answers import fact_reader
from usecases.tips.held_tips import TipOpen, forget
from windows import entries
from windows.duties.away import menu_line
from windows.duties.coming import coming_lines
from windows.entries import back_to_menu
from windows.hearings.rows import menu_rows
from windows.materials.rows import menu_rows as material_rows
from windows.reporting.returned_rows import menu_part
from windows.windows import Button, Window

SHOWN_BELOW = 15
UNIT_SHOWN = 6
"""How many duties the menu of level 1 counts, in the order of the configuration."""
FAILED_SHOWN = timedelta(days=7)
"""How long the office's menu speaks of messages that could not be delivered."""


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
    """Return the menu of whoever is acting; `first_line` (HTML) goes on top."""
    viewer = request.find_viewer(uow)
    speech = speech_of(request, viewer)
    lines = [first_line] if first_line else []
    lines.append(speech.text("menu-hospital", hospital=request.house.hospital_name))
    if viewer is None:
        lines.append(speech.text("menu-stranger"))
        return Window("\n".join(lines), _stranger_rows(speech))
    lines.append(speech.text("menu-person", name=viewer.name))
    returned, waiting_here = returned_reports(uow, request, viewer), len(waiting_for(uow, request, viewer))
    reviewed, rows = menu_part(returned, waiting_here, request, speech)
    lines += reviewed
    tips = [entries.TIPS] if may(viewer, entries.TIPS) else []
    if viewer.unit_code is not None:
        lines += _unit_lines(uow, request, speech)
        lines += menu_line(away_today(uow, viewer.unit_code, request.today), speech)
        office = [*tips, entries.DOCUMENTS, entries.INVITE]
        if request.unknown_years(uow):
            office.append(entries.HOLIDAYS)
        rows += _rows(
            speech, [[entries.DIGEST], *(office[start : start + 2] for start in range(0, len(office), 2))]
        )
    waiting = [item for item in request.own_items(uow, viewer) if item.submitted_at is None]
    if viewer.inspected or waiting:
        lines += _due_lines(request, waiting, speech)
        rows += _fact_rows(uow, viewer, speech)
        # What is to be told face to face has its own button; nothing else may wait for committee and supervisor.
        if viewer.inspected or any(not request.house.duties[item.duty_id].hearing for item in waiting):
            rows += _rows(speech, [[entries.REPORT]])
    if may(viewer, entries.FORWARD_TIP):
        rows += _rows(speech, [[entries.FORWARD_TIP, entries.FORWARDED_TIPS], [entries.GRID]])
    if may(viewer, entries.DIGEST) and viewer.unit_code is None:
        rows += _rows(speech, [[entries.DIGEST], *([tips] if tips else [])])
    rows += material_rows(materials_waiting(uow, request, viewer), speech)
    rows += menu_rows(hearings_ahead(uow, request, viewer), speech)
    if not rows:
        lines += coming_lines(what_comes(uow, request, viewer), request, speech)
    leave = [entries.LEAVE] if request.takes_leave(uow, viewer) else []
    rows += _rows(speech, [[entries.SEND_TIP, *leave, entries.LANGUAGE]])
    return Window("\n".join(lines), rows)


def _stranger_rows(speech: Speech) -> list[list[Button]]:
    return _rows(
        speech,
        [
            [entries.SEND_TIP],
            [entries.LOOK_UP_RECEIPT],
            [entries.HOW_TO_BIND, entries.PROMISES],
            [entries.LANGUAGE],
        ],
    )


def _rows(speech: Speech, names: list[list[str]]) -> list[list[Button]]:
    return [[Button(speech.label(f"menu-{name}"), name) for name in row] for row in names]


def _fact_rows(uow: UnitOfWork, viewer: Viewer, speech: Speech) -> list[list[Button]]:
    """Return the way to what an inspector is asked to verify, while anything is."""
    count = len(uow.fact_requests.open_for(fact_reader(viewer)))
    return [[Button(speech.label("facts-menu", count=count), entries.FACTS)]] if count else []


def _unit_lines(uow: UnitOfWork, request: Request, speech: Speech) -> list[str]:
    """Return how far each duty has got whose latest period is still open and that several grids owe."""
    lines = []
    for duty in request.house.duties.values():
        for period_id, _due_on, closes_on in uow.duty_items.periods(duty.id, 1):
            if closes_on >= request.today:
                filed, expected = uow.duty_items.count_filed(duty.id, period_id)
                if expected == 1:
                    # It stands among what is due, or in the digest: the menu must fit a phone.
                    continue
                lines.append(
                    speech.text(
                        "menu-reported",
                        title=duty_title(speech, request.house.forms[duty.form_id].title, period_id),
                        filed=filed,
                        expected=expected,
                    )
                )
    if len(lines) > UNIT_SHOWN:
        more = len(lines) - UNIT_SHOWN
        lines[UNIT_SHOWN:] = [speech.text("menu-reported-more", count=more)]
    failed = uow.sent_letters.count_failed(request.now - FAILED_SHOWN)
    if failed:
        lines.append(speech.text("delivery-failed", count=failed))
    return lines


def _due_lines(request: Request, waiting: list[DutyItem], speech: Speech) -> list[str]:
    if not waiting:
        return [speech.text("menu-nothing-due")]
    lines = [speech.text("menu-due", count=len(waiting))]
    for item in waiting:
        form = request.house.forms[request.house.duties[item.duty_id].form_id]
        title = duty_title(speech, form.title, item.period_id)
        lines.append(due_line(speech, title, item.due_on, request.today))
    return lines


async def show_help(message: Message, request: Request) -> None:
    """/help: the commands of whoever asks."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.find_viewer(uow)
        speech = speech_of(request, viewer)
        keys = ["help-stranger"]
        if viewer and viewer.inspected:
            keys.insert(0, "help-inspector")
        if viewer and viewer.takes_leave:
            keys.insert(-1, "help-leave")
        if viewer:
            keys = [*_help_at_unit(viewer), *keys]
        rows = [[back_to_menu(speech)]]
        return Window("\n".join(speech.text(key) for key in keys), rows)

    await show(message, request, await request.run(work))


def _help_at_unit(viewer: Viewer) -> list[str]:
    handles_tips = body_of(viewer.roles_at_unit) is not None
    if viewer.unit_code:
        return ["help-level-one" if handles_tips else "help-level-one-inspector"]
    if viewer.digest_code:
        return ["help-digest", "help-tips"] if handles_tips else ["help-digest"]
    return []


async def switch_language(event: Event, request: Request) -> None:
    """/language: Chinese and English in turn. A stranger's choice is kept in memory alone."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.find_viewer(uow)
        now = speech_of(request, viewer).language
        chosen = LANGUAGES[(LANGUAGES.index(now) + 1) % len(LANGUAGES)]
        if viewer is None:
            request.house.languages.put(request.telegram_id, chosen)
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
        [Button(speech.label(f"menu-{entries.SEND_TIP}"), entries.SEND_TIP)],
        [back_to_menu(speech)],
    ]
    await show(call, request, Window(speech.text("promises"), rows))


async def show_grid(call: CallbackQuery, request: Request) -> None:
    """My grid and what hangs below it, with who has filed what is open."""
    await show(call, request, await request.run(lambda uow: _grid_window(uow, request)))


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
        rows.insert(0, [Button(speech.label("drill-mine"), entries.MY_BRANCH)])
    return Window("\n".join(lines), rows)


ASKED_AT = 320


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="show_menu")
    router.message.register(open_menu, CommandStart(deep_link=False))
    router.message.register(show_help, Command("help"))
    router.message.register(switch_language, Command("language"))
    router.message.register(cancel, Command("cancel"))
    router.callback_query.register(open_menu, Tapped(entries.MENU))
    router.callback_query.register(switch_language, Tapped(entries.LANGUAGE))
    router.callback_query.register(show_promises, Tapped(entries.PROMISES))
    router.callback_query.register(show_grid, Tapped(entries.GRID))
    return router
