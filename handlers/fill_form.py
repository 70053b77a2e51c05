"""Fill in a form (/report): first page, one question a window, summary, 提交; 零报告; corrections until it closes."""

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message

from domain.drafts import CHOOSE_ANSWER, GIVE_REASON, Draft
from domain.entries import DUTIES, MENU, REPORT, report_on
from domain.errors import RefusalError
from domain.windows import Button, Window
from forms.fields import Form
from forms.filling import (
    add_file,
    asked,
    change,
    go_back,
    go_on,
    go_to,
    review,
    tap,
    tap_choice,
    type_in,
)
from handlers.filing import (
    Change,
    Page,
    begin_page,
    change_draft,
    file_correction,
    file_draft,
    open_items,
    open_page,
    type_answer,
    zero_page,
)
from handlers.filters import Tapped, TappedOn
from handlers.form_windows import page_window
from handlers.house import Request
from handlers.screen import Event, show
from locales import Speech
from locales.dates import day_name, duty_title
from storage.unit_of_work import UnitOfWork

MESSAGE_LIMIT = 4096


async def open_report(event: Event, request: Request) -> None:
    """/report: the one open duty, or a list of several; with everything filed, what was filed."""

    def work(uow: UnitOfWork) -> tuple[Speech, Page | Window]:
        viewer, items = open_items(uow, request)
        speech = request.speech(viewer)
        waiting = [item for item in items if item.submitted_at is None]
        only = waiting or items
        if len(only) == 1:
            return speech, open_page(uow, request, only[0].id)
        if not only:
            return speech, Window(speech.text("report-none"), [[Button(speech.label("menu-back"), MENU)]])
        rows = [
            [
                Button(
                    speech.label(
                        "report-list-line",
                        title=duty_title(
                            speech,
                            request.house.forms[request.house.duties[item.duty_id].form_id].title,
                            item.period_id,
                        ),
                        due=day_name(speech, item.due_on),
                        grid=item.grid_name if len(viewer.inspected) > 1 else "",
                    ),
                    report_on(item.id),
                )
            ]
            for item in only
        ]
        key = "report-list" if waiting else "report-list-filed"
        return speech, Window(speech.text(key), [*rows, [Button(speech.label("menu-back"), MENU)]])

    speech, found = await request.run(work)
    await show(event, request, found if isinstance(found, Window) else page_window(found, speech))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """A button that opens one duty: from the list, the menu or a nudge."""
    item_id = _number(call, 1)
    await _show_page(call, request, await request.run(lambda uow: open_page(uow, request, item_id)))


async def begin(call: CallbackQuery, request: Request) -> None:
    """开始填报, or 更正 of what was filed."""
    item_id = _number(call, 1)
    await _show_page(call, request, await request.run(lambda uow: begin_page(uow, request, item_id)))


async def zero(call: CallbackQuery, request: Request) -> None:
    """零报告: the second tap is 提交."""
    item_id = _number(call, 1)
    await _show_page(call, request, await request.run(lambda uow: zero_page(uow, request, item_id)))


async def keep(call: CallbackQuery, request: Request) -> None:
    """保存，以后再填: the draft is saved already; say so."""

    def work(uow: UnitOfWork) -> Speech:
        return request.speech(request.find_viewer(uow))

    speech = await request.run(work)
    again = Button(speech.label("report-go-on"), report_on(_number(call, 1)))
    menu = Button(speech.label("menu-back"), MENU)
    await show(call, request, Window(speech.text("report-kept"), [[again], [menu]]))


async def tap_button(call: CallbackQuery, request: Request) -> None:
    """Any button under a question, the summary or what follows it."""
    draft_id, turn, act = _number(call, 1), _number(call, 2), _part(call, 3)
    if act == "submit":
        page = await request.run(lambda uow: file_draft(uow, request, draft_id, turn))
    elif act.startswith("w"):
        page = await _correct_with(request, draft_id, turn, act)
    else:
        made = _change(act)
        page = await request.run(lambda uow: change_draft(uow, request, draft_id, turn, made))
    await _show_page(call, request, page)


async def type_in_answer(message: Message, request: Request) -> bool:
    """Typed words, a file or anything else, while a question is open; False where none is."""
    made = _typed(message)
    found = await request.run(lambda uow: _type(uow, request, message.text or "", made))
    if found is None:
        return False
    page, refusal = found
    await show(message, request, page_window(page, request.speech(page.viewer), refusal))
    return True


def _type(
    uow: UnitOfWork, request: Request, text: str, made: Change
) -> tuple[Page, RefusalError | None] | None:
    found = type_answer(uow, request, made)
    if found is None or found[0].draft is None or found[0].draft.place != GIVE_REASON:
        return found
    return file_correction(uow, request, found[0].draft, text)


def _typed(message: Message) -> Change:
    """Return what a message does to the draft."""
    if message.photo:
        file = {"file_id": message.photo[-1].file_id, "kind": "photo"}
    elif message.document:
        file = {"file_id": message.document.file_id, "kind": "document"}
    elif message.text is None:
        return _refuse_kind
    else:
        text = message.text
        return lambda form, draft: type_in(form, draft, text)
    return lambda form, draft: add_file(form, draft, file)


def _refuse_kind(form: Form, draft: Draft) -> Draft:
    """Refuse a sticker, a voice and the like, in words that fit the question."""
    step = asked(form, draft)
    if step is None:
        raise RefusalError("report-use-buttons")
    raise RefusalError("report-only-text")


def _change(act: str) -> Change:
    """Return what a button does to the draft; raises RefusalError for one that never existed."""
    simple: dict[str, Change] = {
        "b": go_back,
        "s": lambda form, draft: tap(form, draft, None),
        "y": lambda form, draft: tap(form, draft, value=True),
        "n": lambda form, draft: tap(form, draft, value=False),
        "g": go_on,
        "r": review,
        "e": lambda _form, draft: go_to(draft, CHOOSE_ANSWER),
    }
    if act in simple:
        return simple[act]
    kind, figure = act[:1], act[1:]
    if not figure.isdecimal():
        raise RefusalError("report-button-old")
    number = int(figure)
    numbered: dict[str, Change] = {
        "c": lambda form, draft: tap_choice(form, draft, number),
        "v": lambda form, draft: tap(form, draft, number),
        "e": lambda form, draft: change(form, draft, number),
    }
    if kind not in numbered:
        raise RefusalError("report-button-old")
    return numbered[kind]


async def _correct_with(request: Request, draft_id: int, turn: int, act: str) -> Page:
    """File the correction with one of the reasons offered."""

    def work(uow: UnitOfWork) -> Page:
        page = change_draft(uow, request, draft_id, turn, lambda _form, draft: go_to(draft, GIVE_REASON))
        if page.stale or page.draft is None:
            return page
        reason = request.speech(page.viewer).label(f"report-reason-{act[1:]}")
        return file_correction(uow, request, page.draft, reason)[0]

    return await request.run(work)


async def _show_page(call: CallbackQuery, request: Request, page: Page) -> None:
    speech = request.speech(page.viewer)
    toast = speech.label("report-button-old") if page.stale else ""
    await show(call, request, page_window(page, speech), toast=toast)


def _part(call: CallbackQuery, index: int) -> str:
    parts = (call.data or "").split(":")
    return parts[index] if index < len(parts) else ""


def _number(call: CallbackQuery, index: int) -> int:
    part = _part(call, index)
    if not part.isdecimal():
        raise RefusalError("report-button-old")
    return int(part)


def build() -> Router:
    """Return this conversation's router; its catch-all for typed answers is asked last (handlers/free_text.py)."""
    router = Router(name="fill_form")
    router.message.register(open_report, Command("report"), StateFilter(None))
    router.callback_query.register(open_report, Tapped(REPORT, DUTIES))
    router.callback_query.register(tap_button, TappedOn("f"))
    router.callback_query.register(open_one, TappedOn(REPORT))
    router.callback_query.register(begin, TappedOn("begin"))
    router.callback_query.register(zero, TappedOn("zero"))
    router.callback_query.register(keep, TappedOn("keep"))
    return router
