"""Puts the gate (domain/acts.py) before every handler of a button or a command, by the filters that it is known by."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters import Command
from aiogram.types import TelegramObject

from domain.acts import ActorStanding, Gate
from handlers.found import needed
from handlers.wire.filters import InGroup, QuickFilter, Tapped, TappedIn, TappedOn
from usecases.house import Request


class Gated(QuickFilter):
    """Hands the handler a request that does no work for whom the act is not. Reads nothing itself."""

    def __init__(self, needed: ActorStanding) -> None:
        """Take what the act asks for."""
        self._needed = needed

    def tells(self, _event: TelegramObject, request: Request) -> dict[str, Any]:
        """Give the request with its gate."""
        return {"request": replace(request, gate=Gate(self._needed))}


def acts_of(handler: HandlerObject) -> Iterator[str]:
    """Give the acts that the handler is for, as its conversation names them."""
    found = [filtering.callback for filtering in handler.filters or []]
    place = "group:" if any(isinstance(known, InGroup) for known in found) else ""
    for known in found:
        if isinstance(known, Tapped | TappedOn | TappedIn):
            yield from known.acts
        elif isinstance(known, Command):
            yield from (f"{place}/{command}" for command in known.commands)


def put_gate(handler: HandlerObject) -> None:
    """Put the gate last among the filters; raises LookupError for an act that no conversation declares."""
    standings = {needed()[act] for act in acts_of(handler)}
    if len(standings) > 1:
        raise LookupError(f"one handler, several standings: {sorted(standings)}")
    if standings - {ActorStanding.ANYBODY}:
        handler.filters = [*(handler.filters or []), FilterObject(Gated(standings.pop()))]
