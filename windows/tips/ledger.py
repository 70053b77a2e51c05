"""The ledger's rows in words: what is sealed in them stays so."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.tips.tips import TipAct
from locales import Speech
from locales.dates import dated_day_name
from reports.tip_facts import last_day
from reports.tips.ledger_bundle import LedgerBundle, SealedLedgerRow
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip
from usecases.tips.handling.ledger import RegisterFacts, entry_of
from usecases.tips.view import in_charge_of, traceable_of
from windows.tips.step_words import step_way_said, way_said

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


def ledger_bundle(
    facts: RegisterFacts, filled_in: Sequence[str], hospital: str, today: date, speech: Speech
) -> LedgerBundle:
    """Return the ledger of `hospital` as of `today` (in Shanghai), whom each tip concerns still sealed.

    Who `filled_in` the form stands below it.
    """
    of_all = {tip.number: steps for tip, steps in facts.tips}
    rows = [
        _row(tip, steps, facts, speech.label("ledger-then").join(_handling(tip, of_all, speech)), speech)
        for tip, steps in facts.tips
    ]
    title = speech.label("ledger-title", hospital=hospital)
    return LedgerBundle(title, hospital, today, rows, filled_in)


def _row(
    tip: ListedTip, steps: Sequence[TipStep], facts: RegisterFacts, handling: str, speech: Speech
) -> SealedLedgerRow:
    traceable = traceable_of(steps)
    return SealedLedgerRow(
        source=speech.label(f"tips-source-{tip.source.name.lower()}"),
        accepted_on=last_day(steps, TipAct.ACCEPTED),
        handling=handling,
        entry=entry_of(steps),
        earlier=facts.earlier.get(tip.number, ()),
        in_charge=facts.names.get(in_charge_of(steps) or 0, ""),
        traceable="" if traceable is None else way_said(TipAct.TRACEABLE, traceable, speech),
    )


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
