"""Entering a tip, or what is added to one: sealed already, with the letters to those who handle it."""

import secrets
from collections.abc import Sequence

from domain.errors import RefusalError
from domain.tips.routing import Body
from domain.tips.tips import TipAct
from domain.tips.unfinished import UnfinishedTip
from storage.tips.receipt_keys import ReceiptKeys
from storage.tips.sealing import recipient_of, seal_tip
from storage.tips.threads import NewMessage, TipStep
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.letters import TipOf, thread_letters, tip_letters
from usecases.tips.recipients import recipients_for, recipients_of_tip

_KEY_BYTES = 32


def sealed_to_whom(uow: UnitOfWork, request: Request, tip: UnfinishedTip) -> tuple[str, ...]:
    """Return the public keys to which a tip, or what is added to one, is to be sealed."""
    if tip.answers_to is None:
        return recipients_for(uow, request, tip.body)
    number, body = tip.answers_to
    return recipients_of_tip(uow, request, body, number)


def sealed_tip(request: Request, tip: UnfinishedTip, keys: ReceiptKeys, sealed_to: Sequence[str]) -> NewTip:
    """Return the tip as it is stored, without its files; raises RefusalError for one that names no area yet."""
    if (area := tip.area) is None:
        raise RefusalError("access-old-button")
    sealed = seal_tip(tip.text(), tip.reporter(), sealed_to)
    return NewTip(
        body=tip.body,
        lookup=keys.lookup,
        reply_recipient=recipient_of(keys.reply_identity()),
        received_on=tip.received_on or request.today,
        year=request.today.year,
        source=tip.source,
        area=area,
        sealed_text=sealed.text,
        sealed_reporter=sealed.reporter,
        forwarded_by_grid=tip.grid_code,
        sealed_to=sealed_to,
        concerns_inspector=tip.concerns_inspector,
    )


def enter_tip(uow: UnitOfWork, request: Request, entered: NewTip) -> None:
    """Enter the tip and tell its body, in one transaction. Of who submits, only an inspector is looked at."""
    grid_code = entered.forwarded_by_grid
    if grid_code is not None and grid_code not in request.viewer(uow).inspected:
        raise RefusalError("access-not-inspector")
    uow.tips.add(entered)
    uow.outbox.add_once(tip_letters(uow, entered.body, request.today, {}))


def nobodys_keys() -> ReceiptKeys:
    """Return, for what has no reporter here, keys that no receipt code gives: what they open is known to nobody."""
    return ReceiptKeys(secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_KEY_BYTES))


def enter_by_hand(
    uow: UnitOfWork, request: Request, entered: NewTip, act: TipAct = TipAct.ENTERED
) -> str | None:
    """Enter what a handler brings, who took the step `act`; tell the others of its body. Return its number.

    None where it goes past whoever enters it: of that register they learn nothing. The audit log has no entry of it:
    with its minute it would tell of the tips with the numbers around it between which moments they came.
    Raises RefusalError (access-not-tip-handler) for who handles no tips.
    """
    viewer, reader = request.tip_handler(uow)
    if reader.body is Body.SUPERVISOR and entered.body is not reader.body:
        raise RefusalError("access-old-button")
    number = uow.tips.add(entered)
    uow.tip_threads.add_step(number, TipStep(act, request.today, viewer.person_id))
    letters = tip_letters(uow, entered.body, request.today, {})
    uow.outbox.add_once([letter for letter in letters if letter.person_id != viewer.person_id])
    return number if entered.body is reader.body else None


def enter_added(uow: UnitOfWork, request: Request, tip: TipOf, added: NewMessage) -> None:
    """Enter what a reporter added to the thread of `tip`, and tell its handlers."""
    uow.tip_threads.add_message(tip.number, added)
    uow.outbox.add_once(thread_letters(uow, tip, request.today, {"added": True}))
