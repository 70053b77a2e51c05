"""/settings [表单与台账], a file is sent: checked, shown with what it changes, in use once that is confirmed."""

from dataclasses import dataclass
from hashlib import sha256

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.threads import in_turn
from domain.tips.unfinished import UnfinishedFile
from forms.reading.faults import FormError
from forms.xlsform.sheets import BOUNDS
from forms.xlsform.xlsform import XlsFormError
from handlers.found import Acts
from handlers.settings.asked_texts import AskedText, ask_below
from handlers.settings.previews.all_kinds import previewed
from handlers.wire.button_data import number_of, part_of
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.sheets.fault_lines import sheet_fault_lines
from reports.sheets.marked_faults import mark_form_faults
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Remembered
from usecases.settings.own_texts import TextFaultsError, check_text, known_ids, take_text
from usecases.settings.sent_texts import SentText, read_sent
from usecases.settings.text_changes import count_parts, read_text, text_changes
from usecases.settings.text_faults import NewText
from windows.page_turns import PageOf
from windows.settings.changes import changed_window
from windows.settings.own_texts import (
    AS,
    LOOK,
    NEW,
    NO,
    YES,
    ListedText,
    ShownChange,
    ask_window,
    faults_window,
    kind_window,
    new_window,
    preview_window,
    to_texts,
)
from windows.windows import Button

MIB = 1024 * 1024
_TOKEN_BYTES = 3


@dataclass(frozen=True, slots=True)
class ReadTextSent(Remembered):
    """A text that was read: just that is confirmed by the button with `token`, once its kind is known (`new`)."""

    token: int
    sent: SentText
    new: NewText | None = None


async def take_file(message: Message, request: Request) -> None:
    """What is sent: what it changes is shown; of anything else it is said what is wrong, and asked again."""
    _viewer, speech = await _office(request)
    content = b""
    try:
        content, name = await _fetch(message, request)
        sent = await in_turn(read_sent, content, name, known_ids(request))
    except XlsFormError as error:
        lines = sheet_fault_lines(speech, error.faults)
        title = speech.label("roster-faults-name")
        marked = await in_turn(mark_form_faults, content, error.faults, lines, title)
        await ask_below(message, request, faults_window(lines, marked, speech))
        return
    except FormError as error:
        line = speech.label(error.key, **error.details)
        await ask_below(message, request, faults_window([line], None, speech))
        return
    except RefusalError as refusal:
        await ask_below(message, request, ask_window(speech, speech.text(refusal.key, **refusal.details)))
        return
    token = int.from_bytes(sha256(content).digest()[:_TOKEN_BYTES])
    request.memory.put(ReadTextSent(token, sent))
    if len(sent.kinds) > 1:
        await ask_below(message, request, kind_window(sent.text_id, sent.kinds, token, speech))
    else:
        await _check(message, request, speech, sent.kinds[0])


async def choose_kind(call: CallbackQuery, request: Request) -> None:
    """A form, or one of polls."""
    read, kind = _read(call, request), part_of(call, 2)
    _viewer, speech = await _office(request)
    if kind not in read.sent.kinds:
        raise RefusalError("own-text-gone")
    await _check(call, request, speech, kind)


async def look(call: CallbackQuery, request: Request) -> None:
    """预览: a window that people will see."""
    read, number = _read(call, request), number_of(call, 2)
    _viewer, speech = await _office(request)
    new = _new(read)
    windows = previewed(
        read_text(new.kind, new.text_id, new.text), request.house.registers, speech, request.today
    )
    at = min(number, len(windows) - 1)
    back = Button(speech.label("report-back"), f"{NEW}:{read.token}")
    page = PageOf(at, len(windows))
    turn = (f"{LOOK}:{read.token}", back)
    await show(call, request, preview_window(windows[at].caption, windows[at].window, page, turn, speech))


async def show_again(call: CallbackQuery, request: Request) -> None:
    """Back from 预览."""
    read = _read(call, request)
    _viewer, speech = await _office(request)
    await ask_below(call, request, new_window(_changes(_new(read), read.sent, speech), read.token, speech))


async def confirm(call: CallbackQuery, request: Request) -> None:
    """导入: what was shown, and once, however often it is tapped."""
    read = _read(call, request)
    _viewer, speech = await _office(request)
    new = _new(read)
    with request.memory.taken(ReadTextSent):
        try:
            number = await request.run(lambda uow: take_text(uow, request, new))
        except TextFaultsError as error:
            await ask_below(call, request, faults_window(_lines(error, speech), None, speech))
            return
    said = speech.text("own-text-taken")
    await ask_below(call, request, changed_window(number, to_texts(speech), speech, said))


async def cancel(call: CallbackQuery, request: Request) -> None:
    """取消: nothing is taken."""
    request.memory.take(ReadTextSent)
    _viewer, speech = await _office(request)
    await ask_below(call, request, ask_window(speech, speech.text("roster-cancelled")))


async def _check(event: Event, request: Request, speech: Speech, kind: str) -> None:
    read = request.memory.get(ReadTextSent)
    if read is None:
        raise RefusalError("own-text-gone")
    try:
        new = await request.run(lambda uow: check_text(uow, request, kind, read.sent))
    except TextFaultsError as error:
        await ask_below(event, request, faults_window(_lines(error, speech), None, speech))
    except RefusalError as refusal:
        await ask_below(event, request, ask_window(speech, speech.text(refusal.key, **refusal.details)))
    else:
        request.memory.put(ReadTextSent(read.token, read.sent, new))
        window = new_window(_changes(new, read.sent, speech), read.token, speech)
        await ask_below(event, request, window)


def _changes(new: NewText, sent: SentText, speech: Speech) -> ShownChange:
    said = read_text(new.kind, new.text_id, new.text)
    listed = ListedText(new.kind, new.text_id, said.title[speech.language], new.version, is_own=True)
    changes = text_changes(read_text(new.kind, new.text_id, new.old_text), said) if new.was else []
    remarks = sheet_fault_lines(speech, sent.remarks)
    return ShownChange(listed, new.was, count_parts(said), changes, remarks)


def _lines(error: TextFaultsError, speech: Speech) -> list[str]:
    return [speech.label(fault.key, **fault.details) for fault in error.faults]


def _read(call: CallbackQuery, request: Request) -> ReadTextSent:
    read = request.memory.get(ReadTextSent)
    if read is None or read.token != number_of(call, 1):
        raise RefusalError("own-text-sent-gone")
    return read


def _new(read: ReadTextSent) -> NewText:
    if read.new is None:
        raise RefusalError("own-text-sent-gone")
    return read.new


async def _fetch(message: Message, request: Request) -> tuple[bytes, str]:
    """Return the file and its name; raises RefusalError for what is none or too large."""
    file = message.document
    if file is None:
        raise RefusalError("own-text-no-file")
    if (file.file_size or 0) > BOUNDS.file_bytes:
        raise RefusalError("roster-too-large", limit=BOUNDS.file_bytes // MIB)
    async with request.house.cleaning:
        return await fetch(bot_of(message), UnfinishedFile(file.file_id, "document")), file.file_name or ""


async def _office(request: Request) -> tuple[Viewer, Speech]:
    def work(uow: UnitOfWork) -> Viewer:
        return request.office(uow)[0]

    viewer = await request.run(work)
    return viewer, speech_of(request, viewer)


ASKED_AT = 644
ACTS: Acts = {ActorStanding.OFFICE: f"{NEW} {LOOK} {YES} {NO} {AS}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.bring_texts")
    router.callback_query.register(choose_kind, TappedOn(AS))
    router.callback_query.register(look, TappedOn(LOOK))
    router.callback_query.register(show_again, TappedOn(NEW))
    router.callback_query.register(confirm, TappedOn(YES))
    router.callback_query.register(cancel, Tapped(NO))
    router.message.register(take_file, AskedFor(AskedText), InPrivate(), NotACommand())
    return router
