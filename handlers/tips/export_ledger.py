"""台账 and 统计: the whole register of a body as a document, and its figures (docs/domain.md sections 3 and 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.reporting.documents import DocumentKind
from domain.reporting.paper_facts import NO_FACTS
from domain.threads import in_turn
from domain.tips.figures import compile_figures
from domain.tips.tips import TipAct
from handlers.found import Acts
from handlers.wire.filters import InPrivate, Tapped
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import dated_day_name
from reports.tip_facts import facts_of, last_day
from reports.tips.clue_ledger import ledger_document, ledger_sheet
from reports.tips.ledger_bundle import LedgerBundle, SealedLedgerRow, opened_rows, write_bundle
from storage.audit import AuditEntry
from storage.tips.sealing import open_text
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip, TipReader
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import ledger_key
from usecases.documents.paper_facts import find_facts
from usecases.house import Request
from usecases.tips.hand_over import waiting
from usecases.tips.open_key import find_open_key, opening_key
from usecases.tips.view import in_charge_of, traceable_of
from windows.entries import LEDGER, TIP_FIGURES, TIPS, open_document
from windows.tip_figures_text import tip_figures_text
from windows.tips.step_words import (
    step_way_said,
    way_said,
)
from windows.windows import Attachment, Button, Window

TOLD = frozenset(
    {
        TipAct.DECLINED,
        TipAct.PROPOSED,
        TipAct.RESULT,
        TipAct.CLOSED,
        TipAct.REOPENED,
        TipAct.ESCALATED,
        TipAct.CROSSED,
        TipAct.JOINT,
        TipAct.REVIEW,
        TipAct.REVIEWED,
        TipAct.GONE_THROUGH,
    }
)
"""Steps that the ledger tells under 处置方式及结果."""
ALL = 1_000_000
MONTHS = 12


async def export_ledger(call: CallbackQuery, request: Request) -> None:
    """台账: xlsx and docx where the key is open here; else the sealed bundle, and how to open it."""

    def read(uow: UnitOfWork) -> tuple[Speech, LedgerBundle, str, TipReader]:
        viewer, reader = request.tip_handler(uow)
        speech = speech_of(request, viewer)
        key = opening_key(uow, reader, handed_over=not waiting(uow, request, reader).rows)
        facts = find_facts(uow, ledger_key(viewer)) or NO_FACTS
        bundle = replace(_bundle(uow, request, reader, speech), filled_in=facts.filled_in)
        return speech, bundle, key, reader

    def note(uow: UnitOfWork) -> str | None:
        _note(uow, request, "ledger-export")
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
        facts = [facts_of(tip, steps, request.today) for tip, steps in _register(uow, reader)]
        last = request.today
        months = last.year * MONTHS + last.month - 1
        first = months - (MONTHS - 1)
        span = (f"{first // MONTHS}-{first % MONTHS + 1:02}", f"{last.year}-{last.month:02}")
        text = tip_figures_text(speech, compile_figures(facts, *span))
        return Window(text, [[Button(speech.label("tips-list-back"), TIPS)]])

    window = await request.read(read)
    await request.run(lambda uow: _note(uow, request, "tip-figures"))
    await show(call, request, window)


def _register(uow: UnitOfWork, reader: TipReader) -> list[tuple[ListedTip, list[TipStep]]]:
    """Return all that `reader` may see, oldest first, with its steps."""
    tips = uow.tips.latest(reader, ALL)[::-1]
    steps = uow.tip_threads.steps_of([tip.number for tip in tips])
    return [(tip, steps[tip.number]) for tip in tips]


def _bundle(uow: UnitOfWork, request: Request, reader: TipReader, speech: Speech) -> LedgerBundle:
    register = _register(uow, reader)
    of_all = {tip.number: steps for tip, steps in register}
    names = uow.people.names({person_id for _tip, steps in register if (person_id := in_charge_of(steps))})
    rows = [
        _with_earlier(uow, tip, _row(tip, steps, _handling(tip, of_all, speech), names, speech))
        for tip, steps in register
    ]
    if not rows:
        raise RefusalError("ledger-empty")
    hospital = request.house.hospital_name
    return LedgerBundle(speech.label("ledger-title", hospital=hospital), hospital, request.today, rows)


def _row(
    tip: ListedTip,
    steps: Sequence[TipStep],
    handling: Sequence[str],
    names: Mapping[int, str],
    speech: Speech,
) -> SealedLedgerRow:
    entries = [step.sealed_note for step in steps if step.act is TipAct.ENTRY]
    traceable = traceable_of(steps)
    return SealedLedgerRow(
        source=speech.label(f"tips-source-{tip.source.name.lower()}"),
        accepted_on=last_day(steps, TipAct.ACCEPTED),
        handling=speech.label("ledger-then").join(handling),
        entry=entries[-1] if entries else None,
        in_charge=names.get(in_charge_of(steps) or 0, ""),
        traceable="" if traceable is None else way_said(TipAct.TRACEABLE, traceable, speech),
    )


def _with_earlier(uow: UnitOfWork, tip: ListedTip, row: SealedLedgerRow) -> SealedLedgerRow:
    """Return the row with its entry as it was sealed before hand-overs, too."""
    return row if row.entry is None else replace(row, earlier=uow.kept_headers.below(tip.number, row.entry))


def _handling(tip: ListedTip, register: Mapping[str, Sequence[TipStep]], speech: Speech) -> list[str]:
    """Return 处置方式及结果, a step each; of a merged tip what was done before, and from then on the main tip's."""
    steps = register[tip.number]
    if tip.merged_into is None:
        return _said(steps, speech)
    place = max(place for place, step in enumerate(steps) if step.act is TipAct.MERGED)
    merged = speech.label("ledger-merged", number=tip.merged_into)
    return [
        *_said(steps[:place], speech),
        speech.label("ledger-step", day=dated_day_name(speech, steps[place].done_on), what=merged),
        *_said(register.get(tip.merged_into, ()), speech),
    ]


def _said(steps: Sequence[TipStep], speech: Speech) -> list[str]:
    return [
        speech.label("ledger-step", day=dated_day_name(speech, step.done_on), what=_what(step, speech))
        for step in steps
        if step.act in TOLD
    ]


def _what(step: TipStep, speech: Speech) -> str:
    return step_way_said(step, {}, speech) or speech.label(f"tips-act-{step.act}")


def _note(uow: UnitOfWork, request: Request, act: str) -> None:
    """Write down what was read, before it is shown; raises as `Request.tip_handler` for whom it is no more."""
    viewer, reader = request.tip_handler(uow)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, act, "register", chain=reader.body.value))


ASKED_AT = 630
ACTS: Acts = {ActorStanding.TIPS: "tips-ledger tips-figures"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.export_ledger")
    in_private = InPrivate()
    router.callback_query.register(export_ledger, Tapped(LEDGER), in_private)
    router.callback_query.register(show_figures, Tapped(TIP_FIGURES), in_private)
    return router
