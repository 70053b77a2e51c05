"""登记报送: a filed document went to the authority above, which has no phone here; a tap, or typed with its day."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.documents import DocumentKind
from domain.reporting.sendings import read_sending
from domain.threads import in_turn
from handlers.documents.pages import about, document_page, expect_file, note, open_kept
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import dated_day_name
from reports.documents.unwritten_parts import count_unwritten
from storage.reporting.document_sendings import DocumentSending
from storage.reporting.filed_documents import NamedDocument
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from windows.documents.sent_up import (
    NOT_SENT,
    SENT_BY,
    SENT_UP,
    SENT_UP_ANYWAY,
    WAYS,
    sent_up_window,
    unwritten_window,
)
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedSending(Question):
    """When and in which way this version went up."""

    opened: NamedDocument
    version: int


async def ask_way(call: CallbackQuery, request: Request) -> None:
    """登记报送: in which way. Where words still wait, it says so first, and goes on from there."""
    version = number_of(call, 1)
    kind, subject = about(call, 2)

    def work(uow: UnitOfWork) -> tuple[Speech, NamedDocument, Window, bytes]:
        viewer, opened = _filed(uow, request, kind, subject, version)
        sendings, speech = uow.document_sendings.of(opened.key), speech_of(request, viewer)
        sealed = kind == DocumentKind.LEDGER  # what waits for words in it, only its readers see
        found = None if sealed else uow.filed_documents.find_content(opened.key, version)
        return speech, opened, sent_up_window(opened, version, sendings, speech), found[1] if found else b""

    speech, opened, window, content = await request.run(work)
    if content and not (call.data or "").startswith(SENT_UP_ANYWAY):
        unwritten = await in_turn(count_unwritten, content)
        if unwritten:
            await show(call, request, unwritten_window(opened, version, unwritten, speech))
            return
    await show(call, request, window)
    request.memory.put(AskedSending(opened, version))


async def tap_way(call: CallbackQuery, request: Request) -> None:
    """One of the ways that stand ready: today."""
    way, version = number_of(call, 1), number_of(call, 2)
    kind, subject = about(call, 3)
    if not 1 <= way <= WAYS:
        raise RefusalError(OLD_BUTTON)
    viewer = await request.run(request.viewer)
    said = speech_of(request, viewer).label(f"documents-up-way-{way}")
    await _note(call, request, (kind, subject), DocumentSending(version, request.today, said))


async def type_way(message: Message, request: Request, asked: AskedSending) -> None:
    """A day and a way, typed; what can't be read is asked for again."""
    key = asked.opened.key
    try:
        day, way = read_sending(message.text or "", request.today)
    except RefusalError as refusal:
        told = refusal

        def work(uow: UnitOfWork) -> Window:
            viewer, opened = _filed(uow, request, key.kind, key.subject, asked.version)
            speech = speech_of(request, viewer)
            line = speech.text(told.key, **told.details)
            return sent_up_window(opened, asked.version, uow.document_sendings.of(opened.key), speech, line)

        await show(message, request, await request.run(work))
        request.memory.put(asked)
        return
    await _note(message, request, (key.kind, key.subject), DocumentSending(asked.version, day, way))


async def take_back(call: CallbackQuery, request: Request) -> None:
    """撤销最近一次登记."""
    kind, subject = about(call, 1)

    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument]:
        viewer, opened = open_kept(uow, request, kind, subject)
        speech = speech_of(request, viewer)
        if not uow.document_sendings.take_back(opened.key):
            raise RefusalError(OLD_BUTTON)
        note(uow, request, viewer, "document-up-taken-back", opened.key)
        return document_page(uow, request, kind, subject, speech.text("documents-up-taken-back"))

    window, opened = await request.run(work)
    await show(call, request, window)
    expect_file(request, opened)


async def _note(event: Event, request: Request, document: tuple[str, str], sending: DocumentSending) -> None:
    kind, subject = document

    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument]:
        viewer, opened = _filed(uow, request, kind, subject, sending.version)
        speech = speech_of(request, viewer)
        if uow.document_sendings.add(opened.key, sending, viewer.person_id, request.now):
            note(uow, request, viewer, "document-up", opened.key)
        line = speech.text("documents-up-noted", day=dated_day_name(speech, sending.sent_on))
        return document_page(uow, request, kind, subject, line)

    window, opened = await request.run(work)
    await show(event, request, window)
    expect_file(request, opened)


def _filed(
    uow: UnitOfWork, request: Request, kind: str, subject: str, version: int
) -> tuple[Viewer, NamedDocument]:
    """Return who is acting and the document; raises RefusalError where it has no such version, or is not theirs."""
    viewer, opened = open_kept(uow, request, kind, subject)
    if all(filed.version != version for filed in uow.filed_documents.versions(opened.key)):
        raise RefusalError(OLD_BUTTON)
    return viewer, opened


ASKED_AT = 465
ACTS: Acts = {ActorStanding.PAPERS: f"{SENT_UP} {SENT_UP_ANYWAY} {SENT_BY} {NOT_SENT}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.sent_up")
    in_private = InPrivate()
    router.message.register(type_way, AskedFor(AskedSending), in_private, NotACommand())
    router.callback_query.register(ask_way, TappedOn(SENT_UP), in_private)
    router.callback_query.register(ask_way, TappedOn(SENT_UP_ANYWAY), in_private)
    router.callback_query.register(tap_way, TappedOn(SENT_BY), in_private)
    router.callback_query.register(take_back, TappedOn(NOT_SENT), in_private)
    return router
