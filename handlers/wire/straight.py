"""The straight way from an update to its handler: messages and buttons pass aiogram's routers and observers by.

What aiogram does stays as it is: the middlewares around every update, the order of handlers and of their filters, the
middlewares around a handler, SkipHandler. What is left out is going from observer to observer and building a chain of
calls for each, and a coroutine for each filter that waits for nothing: a seventh of an update's processor time
(docs/decisions/0014). tests/handlers/wire/test_straight.py holds it to aiogram's own.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.types import Message, Update

from handlers.wire.filters import QuickFilter
from usecases.house import Request

Told = bool | dict[str, Any]
STRAIGHT = ("message", "callback_query")


@dataclass(frozen=True)
class HandlerWay:
    """The way into one handler."""

    observer: TelegramEventObserver
    handler: HandlerObject
    quick: tuple[Callable[[Any, Request], Told], ...]
    """What its filters say at once: of those up to the first that may wait."""
    others: tuple[FilterObject, ...]
    """The filters from that one on."""

    @cached_property
    def call(self) -> Callable[[Any, dict[str, Any]], Awaitable[Any]]:
        """The handler, in the middlewares around it; put together when somebody first comes to it."""
        around = self.observer._resolve_middlewares()  # noqa: SLF001 - aiogram asks it with every update
        return self.observer.outer_middleware.wrap_middlewares(around, self.handler.call)


class StraightDispatcher(Dispatcher):
    """aiogram's dispatcher, for handlers whose routers have no filters and outer middlewares of their own."""

    async def feed_update(self, bot: Bot, update: Update, **kwargs: Any) -> Any:
        """Handle `update` and return what its handler returns; raises what the handler raises."""
        if update.message is None and update.callback_query is None:
            return await super().feed_update(bot, update, **kwargs)
        return await self._around(
            update, {"dispatcher": self, **self.workflow_data, **kwargs, "bot": bot, "event_update": update}
        )

    @cached_property
    def _around(self) -> Callable[[Update, dict[str, Any]], Awaitable[Any]]:
        """The middlewares around every update, and within them the ways; put together with the first one."""
        return self.update.outer_middleware.wrap_middlewares(list(self.update.outer_middleware), self._go)

    @cached_property
    def _ways(self) -> Mapping[str, tuple[HandlerWay, ...]]:
        return {kind: tuple(self._ways_of(kind)) for kind in STRAIGHT}

    def _ways_of(self, kind: str) -> Iterator[HandlerWay]:
        for router in self.chain_tail:
            observer = router.observers[kind]
            if observer.outer_middleware or observer._handler.filters:  # noqa: SLF001 - aiogram keeps them there
                raise TypeError(f"{router.name} has filters or outer middlewares of its own")
            for handler in observer.handlers:
                yield _way(observer, handler)

    async def _go(self, update: Update, **data: Any) -> Any:
        """Ask the handlers, in their order."""
        event = update.message or update.callback_query
        for way in self._ways["callback_query" if update.message is None else "message"]:
            given = _passed(way, event, data)
            if given is not None and way.others:
                given = await _let_through(way, event, given)
            if given is None:
                continue
            data = {**given, "handler": way.handler}
            try:
                return await way.call(event, data)
            except SkipHandler:
                continue
        return UNHANDLED


def _way(observer: TelegramEventObserver, handler: HandlerObject) -> HandlerWay:
    filters = handler.filters or []
    quick: list[Callable[[Any, Request], Told]] = []
    others = list(filters)
    while others and isinstance(known := others[0].callback, QuickFilter):
        quick.append(known.tells)
        del others[0]
    if others and isinstance(others[0].callback, Command):
        # Most messages are none: known at once.
        quick.append(_begins_as_command)
    return HandlerWay(observer, handler, tuple(quick), tuple(others))


def _begins_as_command(message: Message, _request: Request) -> bool:
    return (message.text or message.caption or "").lstrip()[:1] == "/"


def _passed(way: HandlerWay, event: Any, data: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the handler is given if all its quick filters let `event` pass, else None."""
    given = data
    for tells in way.quick:
        told = tells(event, given["request"])
        if not told:
            return None
        if isinstance(told, dict):
            given = {**given, **told}
    return given


async def _let_through(way: HandlerWay, event: Any, given: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the handler is given if its other filters let `event` pass as well, else None."""
    given = {**given, "handler": way.handler}
    for other in way.others:
        told = await other.call(event, **given)
        if not told:
            return None
        if isinstance(told, dict):
            given.update(told)
    return given
