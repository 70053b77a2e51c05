"""文书 (/documents): documents made from the data, edited by the office, sent back and filed."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.reporting.documents import DocumentKind
from domain.tips.routing import body_of
from domain.tips.unfinished import UnfinishedFile
from handlers.documents.pages import (
    AskedFile,
    about,
    document_page,
    expect_file,
    file_name,
    fulfil_by,
    note,
    open_named,
)
from handlers.found import Acts, ListedCommand, Menu, MenuEntry, runs_no_unit, runs_unit
from handlers.wire.button_data import number_of
from handlers.wire.evidence_in_budget import within_budget
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show
from handlers.wire.speaking import speech_of
from reports.evidence.apart import rebuild_apart
from reports.evidence.returned_document import FILE_LIMIT
from storage.reporting.filed_documents import DocumentKey, NamedDocument, NamedFile
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import ledger_key
from usecases.documents.there import papers_there, register_lists
from usecases.house import Request
from windows.documents.documents import LISTS, list_window, lists_window
from windows.entries import DOCUMENTS
from windows.windows import Attachment, Window

MIB = 1024 * 1024


async def open_list(event: Event, request: Request) -> None:
    """/documents, a page at a time; who handles tips and runs no grid (驻组) finds their ledger alone."""
    if (ledger := await request.read(lambda uow: _only_ledger(uow, request))) is not None:
        window, opened = ledger
        await show(event, request, window)
        expect_file(request, opened)
        return
    page = number_of(event, 1) if isinstance(event, CallbackQuery) and ":" in (event.data or "") else 0

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        speech = speech_of(request, viewer)
        tips_of = body_of(viewer.roles_at_unit)
        return list_window(papers_there(uow, request), page, request.today, speech, tips_of=tips_of)

    await show(event, request, await request.read(work))


def _only_ledger(uow: UnitOfWork, request: Request) -> tuple[Window, NamedDocument] | None:
    viewer = request.viewer(uow)
    if viewer.unit_code is not None or body_of(viewer.roles_at_unit) is None:
        return None
    return document_page(uow, request, DocumentKind.LEDGER, ledger_key(viewer).subject)


async def open_lists(call: CallbackQuery, request: Request) -> None:
    """台账清单: the registers' lists, a page at a time."""
    page = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.level_one(uow)
        return lists_window(register_lists(uow, request), page, request.today, speech_of(request, viewer))

    await show(call, request, await request.read(work))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """A document's window; a docx sent below it is filed."""
    kind, subject = about(call, 1)
    window, opened = await request.read(lambda uow: document_page(uow, request, kind, subject))
    await show(call, request, window)
    expect_file(request, opened)


async def get_filed(call: CallbackQuery, request: Request) -> None:
    """下载存档: a version as it was filed."""
    version = number_of(call, 1)
    kind, subject = about(call, 2)

    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument, Attachment]:
        viewer, _unit_code = request.level_one(uow)
        speech = speech_of(request, viewer)
        _viewer, opened = open_named(uow, request, kind, subject)
        found = uow.filed_documents.find_content(opened.key, version)
        if (
            found is None or kind == DocumentKind.LEDGER
        ):  # sealed: opened by whom it concerns (clue_ledger.py)
            raise RefusalError(OLD_BUTTON)
        note(uow, request, viewer, "document-read", opened.key)
        line = speech.text("documents-got", version=version)
        name = speech.label("documents-version-file-name", name=file_name(opened.name), version=version)
        window, _opened = document_page(uow, request, kind, subject, line)
        return window, opened, Attachment(name, found[1])

    window, opened, file = await request.run(work)
    await show(call, request, Window(window.text, window.rows, [file]))
    expect_file(request, opened)


async def take_file(message: Message, request: Request, asked: AskedFile) -> None:
    """What is sent below a document's window: a docx becomes its next version, anything else is asked for again."""
    opened = asked.opened
    kind, subject = opened.key.kind, opened.key.subject
    viewer, _unit_code = await request.run(request.level_one)  # before anything is fetched for anybody else
    speech = speech_of(request, viewer)
    try:
        content, less = await _fetched(bot_of(message), request, message)
    except RefusalError as refusal:
        line = speech.text(refusal.key, **refusal.details)
        window, _opened = await request.run(lambda uow: document_page(uow, request, kind, subject, line))
    else:
        name = speech.label("documents-file-name", name=file_name(opened.name))
        window = await request.run(
            lambda uow: _file(uow, request, opened.key, NamedFile(name, content), less=less)
        )
    await show(message, request, window)
    expect_file(request, opened)


async def _fetched(bot: Bot, request: Request, message: Message) -> tuple[bytes, bool]:
    """Return the docx that `message` brings, rebuilt, and whether anything was left out of it.

    Raises RefusalError for anything else, and one too large.
    """
    file = message.document
    if file is None:
        raise RefusalError("documents-refused-words")
    if (file.file_size or 0) > FILE_LIMIT:
        raise RefusalError("documents-refused-size", limit=FILE_LIMIT // MIB)
    sent = UnfinishedFile(file.file_id, "document")
    try:
        return await within_budget(bot, request.house, sent, rebuild_apart)
    except RefusalError as refusal:
        if refusal.key != "evidence-refused-slow":
            raise
        raise RefusalError("documents-refused-damaged") from None


def _file(uow: UnitOfWork, request: Request, key: DocumentKey, file: NamedFile, *, less: bool) -> Window:
    viewer, _unit_code = request.level_one(uow)
    speech = speech_of(request, viewer)
    _viewer, opened = open_named(uow, request, key.kind, key.subject)
    version = uow.filed_documents.add(opened.key, file, viewer.person_id, request.now)
    note(uow, request, viewer, "document-filed", opened.key)
    fulfil_by(uow, request, viewer, key, version)
    line = speech.text("documents-stored-less" if less else "documents-stored", version=version)
    return document_page(uow, request, key.kind, key.subject, line)[0]


ASKED_AT = 450
ACTS: Acts = {
    ActorStanding.BOUND: "doc",
    ActorStanding.PAPERS: "documents /documents",
    ActorStanding.LEVEL_ONE: f"doc-get {LISTS}",
}
MENU: Menu = {
    212: MenuEntry(DOCUMENTS, offered=runs_unit),
    512: MenuEntry(DOCUMENTS, offered=runs_no_unit),
}
COMMANDS = (ListedCommand("documents", 120),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.documents")
    in_private = InPrivate()
    router.message.register(open_list, Command("documents"), in_private)
    router.message.register(take_file, AskedFor(AskedFile), in_private, NotACommand())
    router.callback_query.register(open_list, Tapped(DOCUMENTS), in_private)
    router.callback_query.register(open_list, TappedOn(DOCUMENTS), in_private)
    router.callback_query.register(open_lists, TappedOn(LISTS), in_private)
    router.callback_query.register(open_one, TappedOn("doc"), in_private)
    router.callback_query.register(get_filed, TappedOn("doc-get"), in_private)
    return router
