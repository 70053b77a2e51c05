"""Fill in a form (/report): first page, one question a window, summary, 提交; 零报告; corrections until it closes."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.drafts import GIVE_REASON
from domain.errors import RefusalError
from handlers.found import Acts, ListedCommand, inspects
from handlers.questions.acts import (
    LIST_ALL,
    TAKE_OFFER,
    change_of,
    look_after,
    look_of,
    refuse_piece,
    refuse_unseen,
    typed,
    unless_words,
)
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, NoTipOpen, Tapped, TappedOn, TypedWords
from handlers.wire.pieces import is_piece
from handlers.wire.screen import AskedUnseen, Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import due_line, duty_title
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.questions.named_people import looking_for_person
from usecases.questions.pages import AT_FIRST, Change, PageLook, Tap
from usecases.questions.sought import list_all
from usecases.reporting.filing import (
    begin_page,
    change_draft,
    file_correction,
    file_draft,
    open_items,
    open_page,
    take_offer,
    tapped,
    type_answer,
    zero_page,
)
from usecases.reporting.form_pages import FormPage
from windows.entries import REPORT, REPORT_LIST, back_to_menu, report_on
from windows.page_turns import page_of, turn_rows
from windows.reporting.form import page_window
from windows.windows import Button, Window

REASONS = {"w1": "report-reason-1", "w2": "report-reason-2"}

_OLD = "report-button-old"


A_PAGE = 5
"""How many open reports a window lists."""


async def open_report(event: Event, request: Request) -> None:
    """/report: the one open duty, or a list of several; with everything filed, what was filed."""
    page = number_of(event, 1, _OLD) if isinstance(event, CallbackQuery) and part_of(event, 1) else 0

    def work(uow: UnitOfWork) -> tuple[Speech, FormPage | Window]:
        viewer, items = open_items(uow, request)
        speech = speech_of(request, viewer)
        waiting = [item for item in items if item.submitted_at is None]
        only = waiting or items
        if len(only) == 1:
            return speech, open_page(uow, request, only[0].id)
        if not only:
            return speech, Window(speech.text("report-none"), [[back_to_menu(speech)]])
        several = len(viewer.grid_codes) > 1
        lines = [speech.text("report-list" if waiting else "report-list-filed")]
        rows = []
        first = min(page, (len(only) - 1) // A_PAGE) * A_PAGE
        for item in only[first : first + A_PAGE]:
            title = _title_in_list(request, speech, item, several=several)
            if waiting:
                # The day stands above: beside the title it would be cut off.
                lines.append(due_line(speech, title, item.due_on, request.today))
            rows.append([Button(title, report_on(item.id))])
        turned = page_of(first // A_PAGE, len(only), A_PAGE)
        rows += turn_rows(turned, lambda to: f"{REPORT_LIST}:{to}", speech)
        return speech, Window("\n".join(lines), [*rows, [back_to_menu(speech)]])

    speech, found = await request.run(work)
    await show(event, request, found if isinstance(found, Window) else page_window(found, speech))
    if isinstance(found, FormPage):
        _note_question(request, found)


def _title_in_list(request: Request, speech: Speech, item: DutyItem, *, several: bool) -> str:
    form = request.house.form_of(request.house.duties[item.duty_id])
    title = duty_title(speech, form.title, item.period_id)
    return f"{title} · {item.grid_name}" if several else title


async def open_one(call: CallbackQuery, request: Request) -> None:
    """A button that opens one duty: from the list, the menu or a nudge."""
    item_id = number_of(call, 1, _OLD)
    # A long report that was filed has several leaves.
    look = PageLook(leaf=number_of(call, 2, _OLD)) if part_of(call, 2) else AT_FIRST
    page = await request.run(lambda uow: open_page(uow, request, item_id))
    await _show_page(call, request, replace(page, look=look))


async def begin(call: CallbackQuery, request: Request) -> None:
    """开始填报, or 更正 of what was filed."""
    item_id = number_of(call, 1, _OLD)
    await _show_page(call, request, await request.run(lambda uow: begin_page(uow, request, item_id)))


async def zero(call: CallbackQuery, request: Request) -> None:
    """零报告: the second tap is 提交."""
    item_id = number_of(call, 1, _OLD)
    await _show_page(call, request, await request.run(lambda uow: zero_page(uow, request, item_id)))


async def keep(call: CallbackQuery, request: Request) -> None:
    """保存，以后再填: the draft is saved already; say so."""

    def work(uow: UnitOfWork) -> Speech:
        return speech_of(request, request.viewer(uow))

    speech = await request.run(work)
    again = Button(speech.label("report-go-on"), report_on(number_of(call, 1, _OLD)))
    menu = back_to_menu(speech)
    await show(call, request, Window(speech.text("report-kept"), [[again], [menu]]))


@dataclass(frozen=True, slots=True)
class AskedByForm(Question):
    """The answer to the question at which the draft stands, in the table of drafts."""


async def tap_button(call: CallbackQuery, request: Request) -> None:
    """Any button under a question, the summary or what follows it."""
    button, act = (
        Tap(number_of(call, 1, _OLD), number_of(call, 2, _OLD), number_of(call, 3, _OLD)),
        part_of(call, 4),
    )
    if act == "submit":
        page = await request.run(
            lambda uow: file_draft(
                uow, request, button, lambda viewer: speech_of(request, viewer).label("reviews-reason")
            )
        )
    elif act in REASONS:
        page = await request.run(lambda uow: _correct_with(uow, request, button, REASONS[act]))
    elif act == TAKE_OFFER:
        page = await request.run(lambda uow: take_offer(uow, request, button))
    else:
        page = await request.run(lambda uow: _turn_or_change(uow, request, button, act))
    await _show_page(call, request, page)


def _turn_or_change(uow: UnitOfWork, request: Request, button: Tap, act: str) -> FormPage:
    """Show another part of the same window, or do to the draft what the button says."""
    look = look_of(act)
    if act == LIST_ALL:
        list_all(request)
    if look is not None:
        return tapped(uow, request, button, look)
    return change_draft(uow, request, button, change_of(uow, request, act), look_after(act))


async def take_words(message: Message, request: Request) -> None:
    """Words typed below the question that the live window asks."""
    if not await type_in_answer(message, request):
        raise SkipHandler


async def type_in_answer(message: Message, request: Request) -> bool:
    """Typed words, a file or anything else, while a question is open; False where none is."""
    text: str | None = message.text or ""
    made = typed(message, request.today)
    asked = request.memory.get(Question)
    if is_piece(message, request):
        text, made = "", refuse_piece
    elif isinstance(asked, AskedUnseen):
        text, made = None, refuse_unseen
    elif message.text is not None and not isinstance(asked, AskedByForm):
        text, made = None, unless_words(made)
    found = await request.run(lambda uow: _type(uow, request, text, made))
    if found is None:
        return False
    page, refusal = found
    await show(message, request, page_window(page, speech_of(request, page.viewer), refusal))
    _note_question(request, page)
    return True


def _type(
    uow: UnitOfWork, request: Request, text: str | None, made: Change
) -> tuple[FormPage, RefusalError | None] | None:
    sought = looking_for_person(uow, request, text, made) if text else made
    found = type_answer(uow, request, sought)
    if found is None or found[0].draft is None or found[0].draft.place != GIVE_REASON:
        return found
    if text is None:
        return found[0], RefusalError("report-again")
    return file_correction(uow, request, found[0].draft, text)


def _note_question(request: Request, page: FormPage) -> None:
    """Remember that the live window asks for an answer."""
    if page.draft is not None:
        request.memory.put(AskedByForm())


def _correct_with(uow: UnitOfWork, request: Request, button: Tap, reason: str) -> FormPage:
    """File the correction with one of the reasons offered."""
    page = tapped(uow, request, button)
    if page.stale or page.draft is None or page.draft.place != GIVE_REASON:
        return page
    return file_correction(uow, request, page.draft, speech_of(request, page.viewer).label(reason))[0]


async def _show_page(call: CallbackQuery, request: Request, page: FormPage) -> None:
    speech = speech_of(request, page.viewer)
    # A second tap on 提交 finds the report filed, and the window says so: there is nothing to explain.
    toast = speech.label(_OLD) if page.stale and page.counts is None else ""
    await show(call, request, page_window(page, speech), toast=toast)
    _note_question(request, page)


ASKED_AT = 300
COUNTED = True
ACTS: Acts = {ActorStanding.BOUND: "report report-list f begin zero keep /report"}
COMMANDS = (ListedCommand("report", 200, 200, offered=inspects),)


def build() -> Router:
    """Return this conversation's router; its catch-all for typed answers is asked last (handlers/free_text.py)."""
    router = Router(name="reporting.fill_form")
    router.callback_query.register(tap_button, TappedOn("f"))  # first: of all buttons it is tapped most
    router.message.register(take_words, NoTipOpen(), TypedWords(), AskedFor(AskedByForm))
    router.message.register(open_report, Command("report"))
    router.callback_query.register(open_report, Tapped(REPORT))
    router.callback_query.register(open_report, TappedOn(REPORT_LIST))
    router.callback_query.register(open_one, TappedOn(REPORT))
    router.callback_query.register(begin, TappedOn("begin"))
    router.callback_query.register(zero, TappedOn("zero"))
    router.callback_query.register(keep, TappedOn("keep"))
    return router
