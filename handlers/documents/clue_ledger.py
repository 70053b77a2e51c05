"""问题线索台账 (annex 3): an edited version comes back, is sealed and filed; its handlers get it again, nobody else.

In the clear it is in memory alone, as evidence is: what is kept, and handed out where no key is open, is sealed.
"""

from pathlib import PurePath

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Document, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.reporting.documents import DocumentKind
from domain.threads import in_a_thread
from domain.tips.unfinished import UnfinishedFile
from handlers.documents.pages import AskedLedgerFile, document_page, expect_file, note, open_named
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.evidence_in_budget import within_budget
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.screen import bot_of, show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.evidence.apart import Budget, clean_apart, rebuild_apart
from reports.evidence.returned_document import FILE_LIMIT
from storage.reporting.filed_documents import NamedDocument, NamedFile
from storage.tips.sealing import Sealed, open_sealed, seal
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import ledger_key, ledger_recipients, may_have
from usecases.house import Request
from usecases.tips.open_key import find_open_key, opening_key
from windows.documents.clue_ledger import HAD_AGAIN
from windows.windows import Attachment, Window

MIB = 1024 * 1024
SHEET, PAPER = ".xlsx", ".docx"
_STORED = "annex-3"


async def get_again(call: CallbackQuery, request: Request) -> None:
    """下载存档: a version, opened where the key is open in the chat, else as it is sealed."""
    version = number_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[Speech, NamedDocument, NamedFile, str | None, str]:
        viewer, reader = request.tip_handler(uow)
        _viewer, opened = open_named(uow, request, DocumentKind.LEDGER, ledger_key(viewer).subject)
        filed = [there for there in uow.filed_documents.versions(opened.key) if there.version == version]
        if not filed:
            raise RefusalError(OLD_BUTTON)
        if not may_have(uow, reader, filed[0]):
            raise RefusalError("documents-ledger-recused")
        file = uow.filed_documents.find_content(opened.key, version)
        if file is None:
            raise RefusalError(OLD_BUTTON)
        note(uow, request, viewer, "document-read", opened.key)
        by = opening_key(uow, reader, handed_over=True)
        return speech_of(request, viewer), opened, file, find_open_key(uow, request), by

    speech, opened, file, identity, by = await request.run(work)
    found = None if identity is None else await in_a_thread(_opened, file.content, identity)
    extension = PurePath(file.name).suffix
    if found is None:
        key = "documents-ledger-sealed" if identity is None else "documents-ledger-other-key"
        line = speech.text(key, version=version, by=by, extension=extension)
        name = speech.label("documents-ledger-version-name", version=version, extension=f"{extension}.age")
    else:
        line = speech.text("documents-ledger-opened", version=version)
        name = speech.label("documents-ledger-version-name", version=version, extension=extension)
    attached = Attachment(name, file.content if found is None else found)
    kind, subject = opened.key.kind, opened.key.subject
    window, _opened_now = await request.run(lambda uow: document_page(uow, request, kind, subject, line))
    await show(call, request, Window(window.text, window.rows, [attached]))
    expect_file(request, opened)


def _opened(sealed: bytes, identity: str) -> bytes | None:
    """Return what was sealed; None where this key does not open it."""
    try:
        return open_sealed(sealed, identity)
    except RefusalError:
        return None


async def take_file(message: Message, request: Request, asked: AskedLedgerFile) -> None:
    """What is sent below the ledger's window: a docx or xlsx is sealed as its next version."""
    kind, subject = asked.opened.key.kind, asked.opened.key.subject

    def begin(uow: UnitOfWork) -> tuple[str, ...]:
        _viewer, reader = request.tip_handler(uow)
        open_named(uow, request, kind, subject)
        return ledger_recipients(uow, request, reader)

    try:
        keys = await request.run(begin)  # before anything is fetched for anybody else
        sealed, extension = await _fetched(bot_of(message), request, message.document, keys)
    except RefusalError as refusal:
        told = refusal

        def refuse(uow: UnitOfWork) -> Window:
            line = speech_of(request, request.viewer(uow)).text(told.key, **told.details)
            return document_page(uow, request, kind, subject, line)[0]

        window = await request.run(refuse)
    else:
        window = await request.run(
            lambda uow: _file(uow, request, subject, NamedFile(f"{_STORED}{extension}", sealed))
        )
    await show(message, request, window)
    expect_file(request, asked.opened)


async def _fetched(
    bot: Bot, request: Request, file: Document | None, keys: tuple[str, ...]
) -> tuple[Sealed, str]:
    """Return the file, rebuilt and sealed to `keys`, and its ending; raises RefusalError for what is no such file."""
    if file is None:
        raise RefusalError("documents-ledger-refused-words")
    if (file.file_size or 0) > FILE_LIMIT:
        raise RefusalError("documents-refused-size", limit=FILE_LIMIT // MIB)
    name = file.file_name or ""

    def work(content: bytes, budget: Budget) -> tuple[Sealed, str]:
        rebuilt, extension = _rebuilt(content, name, budget)
        return seal(rebuilt, keys), extension

    try:
        return await within_budget(bot, request.house, UnfinishedFile(file.file_id, "document"), work)
    except RefusalError as refusal:
        if refusal.key in {"documents-refused-kind", "evidence-refused-kind"}:
            raise RefusalError("documents-ledger-refused-kind") from None
        if refusal.key == "documents-refused-damaged" or refusal.key.startswith("evidence-refused-"):
            raise RefusalError("documents-ledger-refused-damaged") from None
        raise


def _rebuilt(content: bytes, name: str, budget: Budget) -> tuple[bytes, str]:
    if not name.lower().endswith(SHEET):
        return rebuild_apart(content, budget)[0], PAPER
    cleaned = clean_apart(content, name, budget)
    if cleaned.extension != SHEET:
        raise RefusalError("documents-ledger-refused-kind")
    return cleaned.content, SHEET


def _file(uow: UnitOfWork, request: Request, subject: str, file: NamedFile) -> Window:
    viewer, opened = open_named(uow, request, DocumentKind.LEDGER, subject)
    version = uow.filed_documents.add(opened.key, file, viewer.person_id, request.now)
    note(uow, request, viewer, "document-filed", opened.key)
    line = speech_of(request, viewer).text("documents-ledger-stored", version=version)
    return document_page(uow, request, DocumentKind.LEDGER, subject, line)[0]


ASKED_AT = 468
ACTS: Acts = {ActorStanding.TIPS: HAD_AGAIN}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.clue_ledger")
    router.message.register(take_file, AskedFor(AskedLedgerFile), InPrivate(), NotACommand())
    router.callback_query.register(get_again, TappedOn(HAD_AGAIN), InPrivate())
    return router
