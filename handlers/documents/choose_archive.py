"""廉情档案: whose file it is to be, from grid to grid or by name, and over which months; one's own."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.reporting.documents import DocumentKind, read_span
from handlers.documents.pages import about, document_page, expect_file, open_named
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from storage.reporting.filed_documents import NamedDocument
from storage.unit_of_work import UnitOfWork
from usecases.documents.house import grid_name, person_name
from usecases.house import Request
from usecases.memory import Question
from usecases.questions.sought import typed_words
from windows.documents.documents import FileOf, files_window, span_window
from windows.documents.officials import OFFICIALS_A_PAGE, PEOPLE, OfficialsPage, officials_window
from windows.entries import OWN_FILE
from windows.page_turns import ListPage
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedSpan(Question):
    """The months that this file is to cover."""

    opened: NamedDocument


@dataclass(frozen=True, slots=True)
class AskedOfficial(Question):
    """Whose file it is to be: anybody of this grid, or below it, whom `words` mean (everybody for none)."""

    grid_code: str
    words: str = ""


async def browse_files(call: CallbackQuery, request: Request) -> None:
    """廉情档案: from grid to grid, to whose file it is to be; a name may be typed instead."""
    code, page = part_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> tuple[Window, str]:
        viewer, unit_code = request.level_one(uow)
        shown = code or unit_code
        grid_name(uow, unit_code, shown)
        tree = uow.assessments.tree()
        people = uow.archives.inspectors_of(shown)
        return files_window(tree, tree.get(shown), page, people, speech_of(request, viewer)), shown

    window, shown = await request.read(work)
    await show(call, request, window)
    request.memory.put(AskedOfficial(shown))


async def list_officials(call: CallbackQuery, request: Request) -> None:
    """Everybody of a grid, or whom the words typed mean, a page at a time."""
    code, page = part_of(call, 1), number_of(call, 2)
    before = request.memory.get(AskedOfficial)
    words = before.words if part_of(call, 3) and before is not None and before.grid_code == code else ""
    window, _found = await request.read(
        lambda uow: _officials(uow, request, AskedOfficial(code, words), page)
    )
    await show(call, request, window)
    request.memory.put(AskedOfficial(code, words))


async def find_official(message: Message, request: Request, asked: AskedOfficial) -> None:
    """A name, its pinyin or initials, or a staff number typed: the only one meant, or whoever is."""
    wanted = replace(asked, words=typed_words(message.text or ""))
    window, found = await request.read(lambda uow: _officials(uow, request, wanted, 0))
    if len(found) == 1:
        await _ask_span(message, request, DocumentKind.PERSON.value, str(found[0]))
        return
    await show(message, request, window)
    request.memory.put(wanted)


def _officials(
    uow: UnitOfWork, request: Request, wanted: AskedOfficial, page: int
) -> tuple[Window, list[int]]:
    """Return a page of whom the words mean, and who they are; by the whole staff number who has left, too."""
    viewer, unit_code = request.level_one(uow)
    grid = grid_name(uow, unit_code, wanted.grid_code)
    listed, many = uow.officials.search(
        wanted.grid_code, wanted.words, OFFICIALS_A_PAGE, page * OFFICIALS_A_PAGE
    )
    ids = [official.person_id for official in listed]
    if not many and wanted.words:
        ids = [gone.person_id for gone in uow.officials.numbered([wanted.words]).values()]
    shown = OfficialsPage(wanted.grid_code, grid, wanted.words, listed, ListPage(page, many))
    return officials_window(shown, speech_of(request, viewer)), ids if page == 0 else []


async def ask_span(call: CallbackQuery, request: Request) -> None:
    """Over which months the file is to be."""
    kind, subject = about(call, 1)
    await _ask_span(call, request, kind, subject)


async def ask_own_span(call: CallbackQuery, request: Request) -> None:
    """我的廉情档案."""
    viewer = await request.run(request.viewer)
    await _ask_span(call, request, DocumentKind.PERSON.value, str(viewer.person_id))


async def _ask_span(event: Event, request: Request, kind: str, subject: str, refusal: str = "") -> None:
    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument]:
        viewer = request.viewer(uow)
        speech = speech_of(request, viewer)
        today = f"{request.today:%Y-%m}"
        _viewer, opened = open_named(uow, request, kind, f"{subject}:{today}:{today}")
        named = (
            grid_name(uow, opened.key.unit_code, subject)
            if kind == DocumentKind.GRID
            else person_name(uow, opened.key, subject)
        )
        said = speech.text(refusal) if refusal else ""
        return span_window(FileOf(kind, subject, named), request, speech, said), opened

    window, opened = await request.read(work)
    await show(event, request, window)
    request.memory.put(AskedSpan(opened))


async def type_span(message: Message, request: Request, asked: AskedSpan) -> None:
    """Two months typed below the question."""
    kind, whose = asked.opened.key.kind, asked.opened.key.subject.split(":")[0]
    try:
        span = read_span(message.text or "")
    except ValueError:
        span = None
    if span is None:
        await _ask_span(message, request, kind, whose, "documents-refused-span")
        return
    subject = f"{whose}:{span.first}:{span.last}"
    window, opened = await request.read(lambda uow: document_page(uow, request, kind, subject))
    await show(message, request, window)
    expect_file(request, opened)


ASKED_AT = 460
ACTS: Acts = {
    ActorStanding.BOUND: "doc-span own-file",
    ActorStanding.LEVEL_ONE: "doc-files doc-people",
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.choose_archive")
    in_private = InPrivate()
    router.message.register(type_span, AskedFor(AskedSpan), in_private, NotACommand())
    router.message.register(find_official, AskedFor(AskedOfficial), in_private, NotACommand())
    router.callback_query.register(browse_files, TappedOn("doc-files"), in_private)
    router.callback_query.register(list_officials, TappedOn(PEOPLE), in_private)
    router.callback_query.register(ask_span, TappedOn("doc-span"), in_private)
    router.callback_query.register(ask_own_span, Tapped(OWN_FILE), in_private)
    return router
