"""发送: a filed version goes to 驻组 or 党委, who have phones here; what still waits for words is told first."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON, read_number
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.sendings import RECEIVERS, SENT_TO
from domain.threads import in_turn
from handlers.documents.pages import about, document_page, expect_file, note, open_named
from handlers.found import Acts
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.documents.unwritten_parts import count_unwritten
from storage.reporting.filed_documents import NamedDocument
from storage.unit_of_work import UnitOfWork
from usecases.documents.letters import document_letter
from usecases.house import Request
from windows.documents.send import Sending, send_window
from windows.windows import Window


async def ask_to_send(call: CallbackQuery, request: Request) -> None:
    """发送: asks once, since it can't be taken back."""
    asked = _asked(call)

    def work(uow: UnitOfWork) -> tuple[Speech, NamedDocument, bytes]:
        viewer, opened = _sendable(uow, request, call, asked)
        found = uow.filed_documents.find_content(opened.key, asked.version)
        if found is None:
            raise RefusalError(OLD_BUTTON)
        return speech_of(request, viewer), opened, found[1]

    speech, opened, content = await request.run(work)
    unwritten = await in_turn(count_unwritten, content)
    await show(call, request, send_window(opened, asked, unwritten, speech))


async def send(call: CallbackQuery, request: Request) -> None:
    """确认发送: to everybody who holds the role, once a version and person."""
    asked = _asked(call)

    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument]:
        viewer, opened = _sendable(uow, request, call, asked)
        speech = speech_of(request, viewer)
        key = opened.key
        readers = uow.people.holders([RECEIVERS[asked.to]], key.unit_code, request.today)
        there = [reader for reader in readers if uow.people.find_phone(reader) is not None]
        uow.outbox.add_once(
            document_letter(request, key, asked.version, reader, asked.to) for reader in there
        )
        note(uow, request, viewer, "document-sent", key)
        said = "documents-sent" if there else "documents-sent-nobody"
        line = speech.text(said, count=len(there)) if there else speech.text(said)
        return document_page(uow, request, key.kind, key.subject, line)

    window, opened = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)
    expect_file(request, opened)


def _asked(call: CallbackQuery) -> Sending:
    """Return to whom which version is to go; a button of before named no receiver. Raises RefusalError."""
    parts = (call.data or "").split(":")
    first = 2 if len(parts) > 1 and parts[1] in RECEIVERS else 1
    kind, _subject = about(call, first + 1)
    offered = SENT_TO.get(kind, ())
    to = parts[1] if first > 1 else "".join(offered[:1])
    if to not in offered:
        raise RefusalError(OLD_BUTTON)
    return Sending(to, read_number(parts[first]), first + 1)


def _sendable(
    uow: UnitOfWork, request: Request, call: CallbackQuery, asked: Sending
) -> tuple[Viewer, NamedDocument]:
    viewer, _unit_code = request.level_one(uow)
    kind, subject = about(call, asked.first)
    _viewer, opened = open_named(uow, request, kind, subject)
    if asked.version not in {filed.version for filed in uow.filed_documents.versions(opened.key)}:
        raise RefusalError(OLD_BUTTON)
    return viewer, opened


ASKED_AT = 452
ACTS: Acts = {ActorStanding.LEVEL_ONE: "doc-send doc-sent"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.send")
    router.callback_query.register(ask_to_send, TappedOn("doc-send"), InPrivate())
    router.callback_query.register(send, TappedOn("doc-sent"), InPrivate())
    return router
