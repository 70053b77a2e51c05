"""/duties: all that is open for the own grids, what is due when and what has been filed, each with its button."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from handlers.found import Acts, ListedCommand, inspects
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import due_line, duty_title
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.filing import open_items
from windows.entries import DUTIES, MY_ASSESSMENT, OWN_FILE, back_to_menu, open_hearing, report_on
from windows.page_turns import page_of, turn_rows
from windows.windows import Button, Window

A_PAGE = 4


async def list_duties(event: Message | CallbackQuery, request: Request) -> None:
    """/duties."""
    page = number_of(event, 1) if isinstance(event, CallbackQuery) and part_of(event, 1) else 0
    await show(event, request, await request.run(lambda uow: _window(uow, request, page)))


def _window(uow: UnitOfWork, request: Request, page: int) -> Window:
    viewer, items = open_items(uow, request, hearings=True)
    speech = speech_of(request, viewer)
    several = len(viewer.grid_codes) > 1
    lines = [speech.text("duties-title" if items else "report-none")]
    rows = []
    page = min(page, max(len(items) - 1, 0) // A_PAGE)
    for item in items[page * A_PAGE : (page + 1) * A_PAGE]:
        title = _title(request, speech, item, several=several)
        if item.submitted_at is None:
            lines.append(due_line(speech, title, item.due_on, request.today))
        else:
            lines.append(speech.text("duties-filed", title=title))
        is_hearing = request.house.duties[item.duty_id].hearing
        rows.append([Button(title, open_hearing(item.id) if is_hearing else report_on(item.id))])
    rows += turn_rows(page_of(page, len(items), A_PAGE), lambda to: f"{DUTIES}:{to}", speech)
    mine = Button(speech.label("assess-mine-open"), MY_ASSESSMENT)
    if viewer.inspected:
        rows.append([mine, Button(speech.label("menu-own-file"), OWN_FILE)])
        return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])
    return Window("\n".join(lines), [*rows, [mine, back_to_menu(speech)]])


def _title(request: Request, speech: Speech, item: DutyItem, *, several: bool) -> str:
    form = request.house.form_of(request.house.duties[item.duty_id])
    title = duty_title(speech, form.title, item.period_id)
    return f"{title} · {item.grid_name}" if several else title


ASKED_AT = 400
COUNTED = True
ACTS: Acts = {ActorStanding.BOUND: "duties /duties"}
COMMANDS = (ListedCommand("duties", 210, 210, offered=inspects),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="reporting.list_duties")
    router.message.register(list_duties, Command("duties"))
    router.callback_query.register(list_duties, Tapped(DUTIES))
    router.callback_query.register(list_duties, TappedOn(DUTIES))
    return router
