"""台账: the whole register of a body, as it is written into a ledger; who reads it is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.errors import RefusalError
from domain.tips.tips import TipAct
from storage.audit import AuditEntry
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip, TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.view import in_charge_of

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """All tips that one handler may see, oldest first, each with its steps; `names` are those of who is in charge.

    `earlier` are, by a tip's number, the ciphertexts of its entry as it was sealed before hand-overs, the latest first.
    """

    tips: Sequence[tuple[ListedTip, Sequence[TipStep]]]
    names: Mapping[int, str]
    earlier: Mapping[str, Sequence[bytes]]


def register_of(uow: UnitOfWork, reader: TipReader) -> list[tuple[ListedTip, list[TipStep]]]:
    """Return all that `reader` may see, oldest first, with its steps."""
    tips = uow.tips.latest(reader, _ALL)[::-1]
    steps = uow.tip_threads.steps_of([tip.number for tip in tips])
    return [(tip, steps[tip.number]) for tip in tips]


def entry_of(steps: Sequence[TipStep]) -> bytes | None:
    """Return whom the tip concerns, sealed, as it was entered last; None where it was not."""
    entries = [step.sealed_note for step in steps if step.act is TipAct.ENTRY]
    return entries[-1] if entries else None


def ledger_facts(uow: UnitOfWork, reader: TipReader) -> RegisterFacts:
    """Return what a ledger is written of; raises RefusalError (ledger-empty) where there is no tip."""
    register = register_of(uow, reader)
    if not register:
        raise RefusalError("ledger-empty")
    names = uow.people.names({person for _tip, steps in register if (person := in_charge_of(steps))})
    earlier = {
        tip.number: uow.kept_headers.below(tip.number, entry)
        for tip, steps in register
        if (entry := entry_of(steps)) is not None
    }
    return RegisterFacts(register, names, earlier)


def note_reading(uow: UnitOfWork, request: Request, act: str) -> None:
    """Write down what was read, before it is shown; raises as `Request.tip_handler` for whom it is no more."""
    viewer, reader = request.tip_handler(uow)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, act, "register", chain=reader.body.value))
