"""/digest: the month at a glance, other periods; in a group, the committee's version."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.threads import in_turn
from handlers.found import Acts, ListedCommand, Menu, MenuEntry, runs_no_unit, runs_unit
from handlers.wire.button_data import number_of
from handlers.wire.filters import InGroup, InPrivate, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_in, speech_of
from locales import Speech, shared_words
from locales.dates import listed_title
from reports.digests.digest import DutyForm, UnitPeriod
from reports.digests.pictures import read_grids
from reports.tip_facts import figures_outside
from storage.audit import AuditEntry
from storage.delivery.digest_chats import DigestChat
from storage.duty_items import PeriodDays
from storage.group_letters import note_taken_in
from storage.unit_of_work import UnitOfWork
from usecases.digests.house import page_of, reading
from usecases.digests.page import OUTSIDE, DigestPage, ReadAt, digest_page
from usecases.house import Request
from windows.digests.windows import for_a_group, overview, with_pictures
from windows.entries import DIGEST, INVITE, RECEIVE_IN_GROUP, TIP_FIGURES_OUTSIDE, back_to_menu, digest_of
from windows.page_turns import PageOf, numbered, turn_rows
from windows.tip_figures_text import tip_figures_text
from windows.windows import Button, Window

LISTED = 5
PERIODS_A_DUTY = 6
PERIODS_LISTED = 36
LIST_PAGE = f"{DIGEST}-list"
AWAITED = timedelta(days=10)
"""How long before its due day the office waits for a period's reports."""


async def open_digest(event: Event, request: Request) -> None:
    """The period that is being reported, or the latest that was; its pictures first."""
    draw = await request.read(lambda uow: _open_latest(uow, request))
    await show(event, request, await in_turn(draw))


async def open_period(call: CallbackQuery, request: Request) -> None:
    """A certain duty and period, without the pictures: they are above already."""
    parts = (call.data or "").split(":")
    if len(parts) != 3:  # noqa: PLR2004 - digest, duty, period
        raise RefusalError("access-old-button")
    viewer, page = await request.read(lambda uow: page_of(uow, request, parts[1], parts[2]))
    await show(call, request, overview(page, speech_of(request, viewer)))


async def list_periods(call: CallbackQuery, request: Request) -> None:
    """Which digests there are: every duty, its latest periods, a page at a time."""
    page = number_of(call, 1) if (call.data or "").startswith(f"{LIST_PAGE}:") else 0
    await show(call, request, await request.read(lambda uow: _list_window(uow, request, page)))


async def show_tip_figures(call: CallbackQuery, request: Request) -> None:
    """线索统计, for who handles none: of the office's tips of this year, no small count among them."""

    def work(uow: UnitOfWork) -> Window:
        viewer = reading(uow, request).viewer
        speech = speech_of(request, viewer)
        uow.audit.add(AuditEntry(request.now, viewer.person_id, "tip-figures-outside", "register"))
        text = tip_figures_text(speech, figures_outside(uow, request.today))
        back = Button(speech.label("report-back"), DIGEST)
        return Window(f"{text}\n{speech.text('figures-outside')}", [[back]])

    await show(call, request, await request.run(work))


async def group_digest(message: Message, request: Request) -> None:
    """/digest in a group: level 1 makes it a receiving group first; then anybody there may ask."""
    found = await request.read(lambda uow: _group_page(uow, request))
    speech, page = found
    if page is None:
        rows = [[Button(speech.label("digest-group-receive"), RECEIVE_IN_GROUP)]]
        await show(message, request, Window(speech.text("digest-group-ask"), rows))
        return
    window = await in_turn(with_pictures(page, [], shared_words(), speech))
    await show(message, request, for_a_group(page, window, speech))


async def receive_in_group(call: CallbackQuery, request: Request) -> None:
    """Level 1 confirms that this group receives the committee's digests; the others of level 1 are told."""
    title = (call.message.chat.title if call.message else None) or ""

    def work(uow: UnitOfWork) -> Speech:
        viewer, unit_code = request.level_one(uow)
        chat = DigestChat(unit_code, viewer.language, request.thread_id)
        if uow.digest_chats.find(request.chat_id) is None:
            note_taken_in(uow, viewer, request.chat_id, title, request.now)
        uow.digest_chats.add(request.chat_id, chat, viewer.person_id)
        return speech_of(request, viewer)

    speech = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, Window(speech.text("digest-group-done")))


def _open_latest(uow: UnitOfWork, request: Request) -> Callable[[], Window]:
    """Return what makes the window; drawing takes a second and is done elsewhere."""
    who = reading(uow, request)
    speech = speech_of(request, who.viewer)
    for duty in request.house.duties.values():
        periods = uow.duty_items.periods(duty.id, PERIODS_A_DUTY)
        for period_id in _wanted_first(periods, request.today):
            owed = DutyForm(duty, request.house.form_of(duty))
            there = UnitPeriod(period_id, who.unit_code)
            page = digest_page(uow, ReadAt(request.house, request.now), owed, there, who.reader)
            if page is not None:
                grids = read_grids(uow, page.latest) if page.for_level_one else []
                return with_pictures(page, grids, shared_words(), speech)
    rows = [[back_to_menu(speech)]]
    if who.reader.for_level_one:
        rows.insert(0, [Button(speech.label(f"menu-{INVITE}"), INVITE)])
    nothing = Window(speech.text("digest-none"), rows)
    return lambda: nothing


def _wanted_first(periods: Sequence[PeriodDays], today: date) -> list[str]:
    """Return the ids of a duty's periods (newest first), the most wanted first.

    That is the one that the office is waiting for, which closes first; but what has only begun is hardly reported
    yet, and what closed last is wanted rather.
    """
    running = [period for period in reversed(periods) if period.closes_on >= today]
    awaited = [period for period in running if period.due_on - today <= AWAITED]
    closed = [period for period in periods if period.closes_on < today]
    return [period.period_id for period in (*awaited, *closed[:1], *running, *closed)]


def _list_window(uow: UnitOfWork, request: Request, page: int) -> Window:
    who = reading(uow, request)
    speech = speech_of(request, who.viewer)
    found = [
        (due_on, duty, period_id)
        for duty in request.house.duties.values()
        if who.reader.for_level_one or duty.told_outside
        for period_id, due_on, _closes_on in uow.duty_items.periods(duty.id, PERIODS_LISTED)
    ]
    found.sort(key=lambda period: period[0], reverse=True)
    pages = max(-(-len(found) // LISTED), 1)
    page = min(page, pages - 1)
    rows = [
        [
            Button(
                listed_title(speech, request.house.form_of(duty).title, period_id, request.today),
                digest_of(duty.id, period_id),
            )
        ]
        for _due_on, duty, period_id in found[page * LISTED : (page + 1) * LISTED]
    ]
    turn = turn_rows(PageOf(page, pages), lambda to: f"{LIST_PAGE}:{to}", speech)
    text = numbered(speech.text("digest-list"), page, pages, speech)
    return Window(text, [*rows, *turn, [back_to_menu(speech)]])


def _group_page(uow: UnitOfWork, request: Request) -> tuple[Speech, DigestPage | None]:
    chat = uow.digest_chats.find(request.chat_id)
    if chat is None and request.is_anonymous:
        # An admin who writes unseen; who taps the button is seen, and asked for their post then.
        return speech_of(request), None
    if chat is None:
        viewer = request.find_viewer(uow)
        if viewer is None or viewer.unit_code is None:
            raise RefusalError("digest-group-first")
        return speech_of(request, viewer), None
    speech = speech_in(chat.language)
    for duty in request.house.duties.values():
        periods = uow.duty_items.periods(duty.id, PERIODS_A_DUTY)
        for period_id in _wanted_first(periods, request.today):
            form = request.house.form_of(duty)
            there = UnitPeriod(period_id, chat.grid_code)
            page = digest_page(uow, ReadAt(request.house, request.now), DutyForm(duty, form), there, OUTSIDE)
            if page is not None:
                return speech, page
    raise RefusalError("digest-none")


def _of_unit(_request: Request, viewer: Viewer) -> bool:
    return viewer.unit_code is not None


def _of_no_unit(_request: Request, viewer: Viewer) -> bool:
    return viewer.unit_code is None


ASKED_AT = 410
COUNTED = True
ACTS: Acts = {
    ActorStanding.ANYBODY: "group:/digest",
    ActorStanding.LEVEL_ONE: "group:receive",
    ActorStanding.DIGEST: "digest /digest digest:list digest-list digest-tips",
}
MENU: Menu = {
    200: MenuEntry(DIGEST, offered=runs_unit),
    500: MenuEntry(DIGEST, offered=runs_no_unit),
}
COMMANDS = (
    ListedCommand("digest", 100, 100, "help-digest-unit", offered=_of_unit, in_groups=True),
    ListedCommand("digest", 101, 101, offered=_of_no_unit),
)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="digests.read")
    router.message.register(group_digest, Command("digest"), InGroup())
    router.message.register(open_digest, Command("digest"))
    router.callback_query.register(open_digest, Tapped(DIGEST))
    router.callback_query.register(list_periods, Tapped(f"{DIGEST}:list"))
    router.callback_query.register(list_periods, TappedOn(LIST_PAGE))
    router.callback_query.register(open_period, TappedOn(DIGEST))
    router.callback_query.register(show_tip_figures, Tapped(TIP_FIGURES_OUTSIDE), InPrivate())
    router.callback_query.register(receive_in_group, Tapped(RECEIVE_IN_GROUP))
    return router
