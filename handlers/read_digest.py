"""/digest: the month at a glance, branch by branch, texts, xlsx, 催报; in a group, the committee's version."""

import asyncio

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.entries import DIGEST, INVITE, MENU, RECEIVE_IN_GROUP, TIP_FIGURES_OUTSIDE, digest_of
from domain.errors import RefusalError
from domain.people import Viewer
from domain.routing import Body, body_of
from domain.windows import Button, Window
from handlers.filters import InGroup, InPrivate, Tapped, TappedOn
from handlers.house import Request
from handlers.screen import Event, show
from locales import Speech
from locales.dates import duty_title
from reports.digest_text import branches_text, tendencies_text
from reports.digest_windows import (
    OUTSIDE,
    DigestPage,
    DigestReader,
    digest_page,
    overview,
    with_picture,
    with_xlsx,
)
from reports.tip_facts import figures_outside
from reports.tip_figures_text import tip_figures_text
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork

LISTED = 12
PERIODS_A_DUTY = 6


async def open_digest(event: Event, request: Request) -> None:
    """The period that is being reported, or the latest that was; its picture first."""
    found = await request.run(lambda uow: _open_latest(uow, request))
    if isinstance(found, Window):
        await show(event, request, found)
    else:
        await _show_with_picture(event, request, *found)


async def open_period(call: CallbackQuery, request: Request) -> None:
    """A certain duty and period, without the picture: it is above already."""
    speech, page = await _ask(call, request, 1)
    await show(call, request, overview(page, speech))


async def list_periods(call: CallbackQuery, request: Request) -> None:
    """Which digests there are: every duty, its latest periods."""
    await show(call, request, await request.run(lambda uow: _list_window(uow, request)))


async def open_part(call: CallbackQuery, request: Request) -> None:
    """By branch, the texts, or the xlsx."""
    part = _parts(call)[1]
    speech, page = await _ask(call, request, 2)
    back = Button(speech.label("report-back"), digest_of(page.latest.duty_id, page.latest.period_id))
    if part == "b":
        text = branches_text(page.latest, speech, for_level_one=page.for_level_one)
        window = Window(text, [[back]])
    elif not page.for_level_one:
        raise RefusalError("access-not-level-one")
    elif part == "t":
        window = Window(tendencies_text(page.latest, speech), [[back]])
    else:
        words = request.house.words
        window = await asyncio.to_thread(with_xlsx, page, words, speech)
    await show(call, request, window)


async def show_tip_figures(call: CallbackQuery, request: Request) -> None:
    """线索统计, for who handles none: of the office's tips of this year, no small count among them."""

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code, _reads = _reader(uow, request)
        speech = request.speech(viewer)
        uow.audit.add(AuditEntry(request.now, viewer.person_id, "tip-figures-outside", "register"))
        text = tip_figures_text(speech, figures_outside(uow, request.today))
        back = Button(speech.label("report-back"), DIGEST)
        return Window(f"{text}\n{speech.text('figures-outside')}", [[back]])

    await show(call, request, await request.run(work))


async def group_digest(message: Message, request: Request) -> None:
    """/digest in a group: level 1 makes it a receiving group first; then anybody there may ask."""
    found = await request.run(lambda uow: _group_page(uow, request))
    speech, page = found
    if page is None:
        rows = [[Button(speech.label("digest-group-receive"), RECEIVE_IN_GROUP)]]
        await show(message, request, Window(speech.text("digest-group-ask"), rows))
        return
    window = await asyncio.to_thread(with_picture(page, request.house.words, speech))
    await show(message, request, Window(window.text, (), window.attachments))


async def receive_in_group(call: CallbackQuery, request: Request) -> None:
    """Level 1 confirms that this group receives the committee's digests."""

    def work(uow: UnitOfWork) -> Speech:
        viewer, unit_code = request.level_one(uow)
        uow.people.add_digest_chat(request.chat_id, unit_code, viewer.language, viewer.person_id)
        return request.speech(viewer)

    speech = await request.run(work)
    await show(call, request, Window(speech.text("digest-group-done")))


def _open_latest(uow: UnitOfWork, request: Request) -> Window | tuple[Speech, DigestPage]:
    viewer, unit_code, reader = _reader(uow, request)
    speech = request.speech(viewer)
    for duty in request.house.duties.values():
        periods = uow.duty_items.periods(duty.id, PERIODS_A_DUTY)
        # The one that closes first is the one the office is waiting for.
        running = [one for one in periods if one[2] >= request.today]
        for period_id, _due_on, _closes_on in [*reversed(running), *periods]:
            duty_form = (duty, request.house.forms[duty.form_id])
            page = digest_page(uow, duty_form, (period_id, unit_code), request.now, reader)
            if page is not None:
                return speech, page
    rows = [[Button(speech.label("menu-back"), MENU)]]
    if reader.for_level_one:
        rows.insert(0, [Button(speech.label(f"menu-{INVITE}"), INVITE)])
    return Window(speech.text("digest-none"), rows)


def _reader(uow: UnitOfWork, request: Request) -> tuple[Viewer, str, DigestReader]:
    """Return who reads, of which unit, and how much of it. Raises RefusalError for others."""
    viewer = request.viewer(uow)
    code = viewer.unit_code or viewer.digest_code
    if code is None:
        raise RefusalError("access-not-digest")
    handles_tips = body_of(viewer.roles_at_unit) is Body.OFFICE
    return viewer, code, DigestReader(viewer.unit_code is not None, handles_tips)


def _page(uow: UnitOfWork, request: Request, duty_id: str, period_id: str) -> tuple[Speech, DigestPage]:
    viewer, unit_code, reader = _reader(uow, request)
    duty = request.house.duties.get(duty_id)
    form = request.house.forms[duty.form_id] if duty else None
    page = None
    if duty is not None and form is not None:
        page = digest_page(uow, (duty, form), (period_id, unit_code), request.now, reader)
    if page is None:
        raise RefusalError("digest-not-there")
    return request.speech(viewer), page


def _list_window(uow: UnitOfWork, request: Request) -> Window:
    viewer, _unit_code, _reads = _reader(uow, request)
    speech = request.speech(viewer)
    found = [
        (due_on, duty, period_id)
        for duty in request.house.duties.values()
        for period_id, due_on, _closes_on in uow.duty_items.periods(duty.id, PERIODS_A_DUTY)
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    rows = [
        [
            Button(
                duty_title(speech, request.house.forms[duty.form_id].title, period_id),
                digest_of(duty.id, period_id),
            )
        ]
        for _due_on, duty, period_id in found[:LISTED]
    ]
    return Window(speech.text("digest-list"), [*rows, [Button(speech.label("menu-back"), MENU)]])


def _group_page(uow: UnitOfWork, request: Request) -> tuple[Speech, DigestPage | None]:
    chat = uow.people.find_digest_chat(request.chat_id)
    if chat is None:
        viewer, _unit_code = request.level_one(uow)
        return request.speech(viewer), None
    unit_code, language = chat
    speech = Speech(request.house.words, language)
    for duty in request.house.duties.values():
        for period_id, _due_on, _closes_on in uow.duty_items.periods(duty.id, PERIODS_A_DUTY):
            form = request.house.forms[duty.form_id]
            page = digest_page(uow, (duty, form), (period_id, unit_code), request.now, OUTSIDE)
            if page is not None:
                return speech, page
    raise RefusalError("digest-none")


async def _ask(call: CallbackQuery, request: Request, first: int) -> tuple[Speech, DigestPage]:
    parts = _parts(call)
    if len(parts) != first + 2:
        raise RefusalError("access-old-button")
    return await request.run(lambda uow: _page(uow, request, parts[first], parts[first + 1]))


async def _show_with_picture(event: Event, request: Request, speech: Speech, page: DigestPage) -> None:
    await show(event, request, await asyncio.to_thread(with_picture(page, request.house.words, speech)))


def _parts(call: CallbackQuery) -> list[str]:
    return (call.data or "").split(":")


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="read_digest")
    router.message.register(group_digest, Command("digest"), InGroup())
    router.message.register(open_digest, Command("digest"))
    router.callback_query.register(open_digest, Tapped(DIGEST))
    router.callback_query.register(list_periods, Tapped(f"{DIGEST}:list"))
    router.callback_query.register(open_period, TappedOn(DIGEST))
    router.callback_query.register(open_part, TappedOn("part"))
    router.callback_query.register(show_tip_figures, Tapped(TIP_FIGURES_OUTSIDE), InPrivate())
    router.callback_query.register(receive_in_group, Tapped(RECEIVE_IN_GROUP))
    return router
