"""生成: a document from what is true now; 文号, 签发人, 联系人 are asked for once, and offered from then on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.documents import DocumentKind
from domain.reporting.paper_facts import PaperFacts, read_fact
from domain.threads import in_turn
from handlers.documents.pages import about, document_page, expect_file, file_name, note, open_kept, open_named
from handlers.found import Acts
from handlers.wire.button_data import part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.screen import Event, show, show_progress
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.reporting.filed_documents import NamedDocument
from storage.unit_of_work import UnitOfWork
from usecases.documents.house import Make, maker
from usecases.documents.paper_facts import facts_asked, facts_offered, find_facts, keep_facts
from usecases.house import Request
from usecases.memory import Question
from windows.documents.facts import ALL, ASK, NONE, TAKE, WantedPaperFact, fact_window, offered_window
from windows.windows import Attachment, Window


@dataclass(frozen=True, slots=True)
class AskedPaperFact(Question):
    """What a document is asked next, the first of `names`; what was `given` so far, and what is `offered`."""

    opened: NamedDocument
    given: PaperFacts
    offered: PaperFacts
    names: Sequence[str]


async def make(call: CallbackQuery, request: Request) -> None:
    """生成: what the paper has a place for is asked first, where it was never asked."""
    kind, subject = about(call, 1)

    def work(uow: UnitOfWork) -> tuple[Window, AskedPaperFact | None] | None:
        viewer, opened = open_named(uow, request, kind, subject)
        names = facts_asked(request, opened.key)
        if not names or find_facts(uow, opened.key) is not None:
            return None
        if opened.key.kind != DocumentKind.LEDGER:
            maker(uow, request, opened.key)  # what has nothing to print asks nothing
        offered = facts_offered(uow, request, opened.key)
        speech = speech_of(request, viewer)
        if any(offered.named(name) for name in names):
            return offered_window(opened, names, offered, speech), None
        asked = AskedPaperFact(opened, PaperFacts(), offered, names)
        return fact_window(opened, WantedPaperFact(names[0], "", first=True), speech), asked

    found = await request.read(work)
    if found is None:
        await _make(call, request, kind, subject)
        return
    window, asked = found
    await show(call, request, window)
    if asked is not None:
        request.memory.put(asked)


async def ask_each(call: CallbackQuery, request: Request) -> None:
    """逐项填写, or 修改: one message each, what is known offered."""
    kind, subject = about(call, 1)

    def work(uow: UnitOfWork) -> tuple[Window, AskedPaperFact]:
        viewer, opened = _with_facts(uow, request, kind, subject)
        names = facts_asked(request, opened.key)
        asked = AskedPaperFact(opened, PaperFacts(), facts_offered(uow, request, opened.key), names)
        return _next_window(asked, speech_of(request, viewer)), asked

    window, asked = await request.read(work)
    await show(call, request, window)
    request.memory.put(asked)


async def take(call: CallbackQuery, request: Request) -> None:
    """What was offered, or 留空; of the fact that is asked for just now."""
    asked = request.memory.take(AskedPaperFact)
    name, chosen = part_of(call, 1), part_of(call, 2)
    if asked is None or name != asked.names[0] or chosen not in ("y", "n"):
        raise RefusalError(OLD_BUTTON)
    await _go_on(call, request, asked, asked.offered.named(name) if chosen == "y" else "")


async def type_fact(message: Message, request: Request, asked: AskedPaperFact) -> None:
    """What was typed; what can't be taken is asked for again."""
    try:
        value = read_fact(message.text or "")
    except RefusalError as refusal:
        viewer = await request.run(request.viewer)
        speech = speech_of(request, viewer)
        line = speech.text(refusal.key, **refusal.details)
        await show(message, request, _next_window(asked, speech, line))
        request.memory.put(asked)
        return
    await _go_on(message, request, asked, value)


async def take_all(call: CallbackQuery, request: Request) -> None:
    """照此生成: all as offered."""
    kind, subject = about(call, 1)

    def work(uow: UnitOfWork) -> None:
        viewer, opened = _with_facts(uow, request, kind, subject)
        offered, names = facts_offered(uow, request, opened.key), facts_asked(request, opened.key)
        facts = _only(offered, names)
        keep_facts(uow, request, viewer, opened.key, facts)

    await request.run(work)
    await _make(call, request, kind, subject)


async def take_none(call: CallbackQuery, request: Request) -> None:
    """都不填: nothing is printed of them."""
    kind, subject = about(call, 1)

    def work(uow: UnitOfWork) -> None:
        viewer, opened = _with_facts(uow, request, kind, subject)
        keep_facts(uow, request, viewer, opened.key, PaperFacts())

    await request.run(work)
    await _make(call, request, kind, subject)


async def _go_on(event: Event, request: Request, asked: AskedPaperFact, value: str) -> None:
    name, *rest = asked.names
    asked = replace(asked, given=asked.given.with_fact(name, value), names=rest)
    key = asked.opened.key
    if rest:
        viewer = await request.run(request.viewer)
        await show(event, request, _next_window(asked, speech_of(request, viewer)))
        request.memory.put(asked)
        return

    def work(uow: UnitOfWork) -> None:
        viewer, opened = _with_facts(uow, request, key.kind, key.subject)
        keep_facts(uow, request, viewer, opened.key, asked.given)

    await request.run(work)
    await _make(event, request, key.kind, key.subject)


def _next_window(asked: AskedPaperFact, speech: Speech, refusal: str = "") -> Window:
    name = asked.names[0]
    return fact_window(asked.opened, WantedPaperFact(name, asked.offered.named(name)), speech, refusal)


def _only(facts: PaperFacts, names: Sequence[str]) -> PaperFacts:
    found = PaperFacts()
    for name in names:
        found = found.with_fact(name, facts.named(name))
    return found


def _with_facts(uow: UnitOfWork, request: Request, kind: str, subject: str) -> tuple[Viewer, NamedDocument]:
    """Return who is acting and the document; raises RefusalError for one that has no place for any of this."""
    viewer, opened = open_kept(uow, request, kind, subject)
    if not facts_asked(request, opened.key):
        raise RefusalError(OLD_BUTTON)
    return viewer, opened


async def _make(event: Event, request: Request, kind: str, subject: str) -> None:
    if kind == DocumentKind.LEDGER:
        await _lead_to_ledger(event, request, subject)
        return

    def work(uow: UnitOfWork) -> tuple[Speech, Viewer, NamedDocument, Make]:
        viewer, opened = open_named(uow, request, kind, subject)
        return speech_of(request, viewer), viewer, opened, maker(uow, request, opened.key)

    speech, viewer, opened, drawing = await request.read(work)
    await request.run(lambda uow: note(uow, request, viewer, "document-made", opened.key))
    if isinstance(event, CallbackQuery):
        await show_progress(event, request, speech.text("documents-making"))
    content = await in_turn(drawing)
    name = speech.label("documents-file-name", name=file_name(opened.name))
    window, _opened = await request.read(
        lambda uow: document_page(uow, request, kind, subject, speech.text("documents-made"))
    )
    await show(event, request, Window(window.text, window.rows, [Attachment(name, content)]))
    expect_file(request, opened)


async def _lead_to_ledger(event: Event, request: Request, subject: str) -> None:
    """The ledger is made where tips are read: its window leads there, now that it has been asked what it says."""

    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument]:
        line = speech_of(request, request.viewer(uow)).text("documents-ledger-facts-kept")
        return document_page(uow, request, DocumentKind.LEDGER, subject, line)

    window, opened = await request.read(work)
    await show(event, request, window)
    expect_file(request, opened)


ASKED_AT = 451
ACTS: Acts = {ActorStanding.BOUND: "doc-make", ActorStanding.PAPERS: f"{ASK} {TAKE} {ALL} {NONE}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.make")
    in_private = InPrivate()
    router.message.register(type_fact, AskedFor(AskedPaperFact), in_private, NotACommand())
    router.callback_query.register(make, TappedOn("doc-make"), in_private)
    router.callback_query.register(ask_each, TappedOn(ASK), in_private)
    router.callback_query.register(take, TappedOn(TAKE), in_private)
    router.callback_query.register(take_all, TappedOn(ALL), in_private)
    router.callback_query.register(take_none, TappedOn(NONE), in_private)
    return router
