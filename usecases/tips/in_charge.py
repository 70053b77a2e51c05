"""承办人: who can have a tip in charge, and telling them that they have, or have no more, a tip in charge."""

import secrets
from datetime import datetime, timedelta

from domain.time.clock import day_in_shanghai
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.tips import ListedTip
from storage.unit_of_work import UnitOfWork

IN_CHARGE = LetterKind(id="tip_in_charge", life=timedelta(days=7), trace=Trace.APART)
GIVEN, TAKEN = "given", "taken"


def who_can(uow: UnitOfWork, tip: ListedTip, now: datetime) -> dict[int, str]:
    """Return the names of all who may see the tip, by their ids."""
    able = uow.people.tip_handlers(tip.body, day_in_shanghai(now)) - uow.tip_threads.recused(tip.number)
    return uow.people.names(sorted(able))


def tell(uow: UnitOfWork, tip: ListedTip, now: datetime, by: int, people: dict[str, int]) -> None:
    """Tell, of `people` by what changed for them (GIVEN, TAKEN), whoever did not do it themselves (`by`)."""
    told = uow.people.reachable(people.values()) - {by}
    uow.outbox.add_once(
        [
            _letter(tip, now, person_id, {"change": change, "by": by, "now": people[GIVEN]})
            for change, person_id in people.items()
            if person_id in told
        ]
    )


def _letter(tip: ListedTip, now: datetime, person_id: int, change: dict[str, object]) -> Letter:
    payload = {"number": tip.number, "body": tip.body.value, **change}
    return IN_CHARGE.letter(f"{IN_CHARGE.id}:{secrets.token_hex(8)}:{person_id}", payload, now, person_id)
