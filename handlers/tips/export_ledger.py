"""台账 and 统计: the whole register of a body as a document, and its figures (docs/domain.md sections 3 and 4)."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.reporting.documents import DocumentKind
from domain.reporting.paper_facts import NO_FACTS
from domain.threads import in_turn
from domain.tips.figures import compile_figures
from handlers.found import Acts
from handlers.wire.filters import InPrivate, Tapped
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.tip_facts import facts_of
from reports.tips.clue_ledger import ledger_document, ledger_sheet
from reports.tips.ledger_bundle import LedgerBundle, opened_rows, write_bundle
from storage.tips.sealing import open_text
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import ledger_key
from usecases.documents.paper_facts import find_facts
from usecases.house import Request
from usecases.tips.hand_over import waiting
from usecases.tips.handling.ledger import ledger_facts, note_reading, register_of
from usecases.tips.open_key import find_open_key, opening_key
from windows.entries import LEDGER, TIP_FIGURES, TIPS, open_document
from windows.tip_figures_text import tip_figures_text
from windows.tips.ledger import ledger_bundle
from windows.windows import Attachment, Button, Window

MONTHS = 12


async def export_ledger(call: CallbackQuery, request: Request) -> None:
    """台账: xlsx and docx where the key is open here; else the sealed bundle, and how to open it."""

    def read(uow: UnitOfWork) -> tuple[Speech, LedgerBundle, str, TipReader]:
        viewer, reader = request.tip_handler(uow)
        speech = speech_of(request, viewer)
        key = opening_key(uow, reader, handed_over=not waiting(uow, request, reader).rows)
        given = find_facts(uow, ledger_key(viewer)) or NO_FACTS
        hospital = request.house.hospital_name
        bundle = ledger_bundle(ledger_facts(uow, reader), given.filled_in, hospital, request.today, speech)
        return speech, bundle, key, reader

    def note(uow: UnitOfWork) -> str | None:
        note_reading(uow, request, "ledger-export")
        return find_open_key(uow, request)

    speech, bundle, key, reader = await request.read(read)
    identity = await request.run(note)
    name = speech.label("ledger-file")
    if identity is None:
        files = [Attachment(f"{name}.json", write_bundle(bundle))]
    else:
        files = await in_turn(_documents, bundle, identity, name)
    said = "ledger-how" if identity is None else "ledger-opened"
    text = speech.text(said, count=len(bundle.rows), by=key)
    on_file = open_document(DocumentKind.LEDGER, reader.body.value)
    rows = [[Button(speech.label("ledger-on-file"), on_file)], [Button(speech.label("tips-list-back"), TIPS)]]
    await show(call, request, Window(text, rows, files))


def _documents(bundle: LedgerBundle, identity: str, name: str) -> list[Attachment]:
    rows = opened_rows(bundle, lambda sealed: open_text(sealed, identity))
    document = ledger_document(rows, bundle.title, bundle.on, bundle.unit_name, bundle.filled_in)
    return [
        Attachment(f"{name}.xlsx", ledger_sheet(rows, bundle.title, bundle.on, bundle.filled_in)),
        Attachment(f"{name}.docx", document),
    ]


async def show_figures(call: CallbackQuery, request: Request) -> None:
    """统计: of the last twelve months."""

    def read(uow: UnitOfWork) -> Window:
        viewer, reader = request.tip_handler(uow)
        speech = speech_of(request, viewer)
        facts = [facts_of(tip, steps, request.today) for tip, steps in register_of(uow, reader)]
        last = request.today
        months = last.year * MONTHS + last.month - 1
        first = months - (MONTHS - 1)
        span = (f"{first // MONTHS}-{first % MONTHS + 1:02}", f"{last.year}-{last.month:02}")
        text = tip_figures_text(speech, compile_figures(facts, *span))
        return Window(text, [[Button(speech.label("tips-list-back"), TIPS)]])

    window = await request.read(read)
    await request.run(lambda uow: note_reading(uow, request, "tip-figures"))
    await show(call, request, window)


ASKED_AT = 630
ACTS: Acts = {ActorStanding.TIPS: "tips-ledger tips-figures"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.export_ledger")
    in_private = InPrivate()
    router.callback_query.register(export_ledger, Tapped(LEDGER), in_private)
    router.callback_query.register(show_figures, Tapped(TIP_FIGURES), in_private)
    return router
