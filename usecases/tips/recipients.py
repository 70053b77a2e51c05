"""To whom a tip is sealed today (domain/tips/routing.py), and whether one may be begun now."""

from collections.abc import Collection

from domain.errors import RefusalError
from domain.tips.patience import FloodLimit
from domain.tips.routing import Body, Reach, recipients
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

SECONDS_PER_MINUTE = 60


def recipients_for(
    uow: UnitOfWork, request: Request, body: Body, recused: Collection[int] = ()
) -> tuple[str, ...]:
    """Return the public keys of everybody who may read a tip of `body`, but those who have `recused` themselves.

    Raises RefusalError (tips-no-key-office, tips-no-key-supervisor; with -letter where letters have an address) where
    nobody could read it.
    """
    handlers = uow.people.tip_handlers(body, request.today) - set(recused)
    found = recipients(handlers, uow.handler_keys.recipients(handlers), request.house.recipients[body])
    if not found:
        raise _refuse(request, f"tips-no-key-{body}")
    return found


def check_received(uow: UnitOfWork, request: Request) -> None:
    """Raise RefusalError (tips-closed, or with -letter) where nobody of the office could read a tip.

    Nobody is to write in vain.
    """
    try:
        recipients_for(uow, request, Body.OFFICE)
    except RefusalError as refusal:
        raise _refuse(request, "tips-closed") from refusal


def find_reach(uow: UnitOfWork, request: Request) -> Reach:
    """Return where else than to the office word can go today: said before anything is written."""
    try:
        recipients_for(uow, request, Body.SUPERVISOR)
    except RefusalError:
        past_office = False
    else:
        past_office = True
    return Reach(past_office, request.house.letters_to, request.house.page_address)


def _refuse(request: Request, key: str) -> RefusalError:
    """Return the refusal `key`, with the address of letters where there is one: no other is promised."""
    to = request.house.letters_to
    return RefusalError(f"{key}-letter", to=to) if to else RefusalError(key)


def check_flood(request: Request, flood: FloodLimit) -> None:
    """Raise RefusalError (tips-flood) where this account has handed in as much as `flood` allows."""
    if wait_s := flood.wait_s(request.telegram_id, request.now):
        raise RefusalError("tips-flood", limit=flood.limit, minutes=-(-wait_s // SECONDS_PER_MINUTE))


def recipients_of_tip(uow: UnitOfWork, request: Request, body: Body, number: str) -> tuple[str, ...]:
    """Return the public keys that what is added to the tip `number` of `body` is sealed to; raises as above."""
    return recipients_for(uow, request, body, uow.tip_threads.recused(number))
