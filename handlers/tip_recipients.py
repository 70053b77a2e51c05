"""To whom a tip is sealed today (domain/routing.py)."""

from collections.abc import Collection

from domain.errors import RefusalError
from domain.routing import Body, recipients
from handlers.house import Request
from storage.unit_of_work import UnitOfWork


def recipients_for(
    uow: UnitOfWork, request: Request, body: Body, recused: Collection[int] = ()
) -> tuple[str, ...]:
    """Return the public keys of everybody who may read a tip of `body`, but those who have `recused` themselves.

    Raises RefusalError (tips-no-key-office, tips-no-key-supervisor) where nobody could read it.
    """
    handlers = uow.people.tip_handlers(body, request.today) - set(recused)
    found = recipients(handlers, uow.handler_keys.recipients(handlers), request.house.recipients[body])
    if not found:
        raise RefusalError(f"tips-no-key-{body}")
    return found


def check_received(uow: UnitOfWork, request: Request) -> None:
    """Raise RefusalError (tips-closed) where nobody of the office could read a tip: nobody is to write in vain."""
    try:
        recipients_for(uow, request, Body.OFFICE)
    except RefusalError as refusal:
        raise RefusalError("tips-closed") from refusal


def recipients_of_tip(uow: UnitOfWork, request: Request, body: Body, number: str) -> tuple[str, ...]:
    """Return the public keys that what is added to the tip `number` of `body` is sealed to; raises as above."""
    return recipients_for(uow, request, body, uow.tip_threads.recused(number))
