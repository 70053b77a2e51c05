"""Many routers as one: aiogram goes from router to router, which takes it longer than to ask all their handlers.

Why, and what a new aiogram must be checked for: docs/aiogram.md; how much it gains: docs/decisions/0002.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject

Handlers = Mapping[str, Sequence[HandlerObject]]


def handlers_of(routers: Iterable[Router], put_gate: Callable[[HandlerObject], None]) -> Handlers:
    """Return the handlers of all `routers` by the kind of update, in their order, each behind its gate."""
    found: defaultdict[str, list[HandlerObject]] = defaultdict(list)
    for part in routers:
        for kind, observer in part.observers.items():
            of_all = observer._handler.filters or []  # noqa: SLF001 - aiogram keeps a router's own filters there
            for handler in observer.handlers:
                handler.filters = [*of_all, *(handler.filters or [])]
                put_gate(handler)
                found[kind].append(handler)
    return found


def merged(name: str, handlers: Handlers) -> Router:
    """Return a router that asks `handlers`."""
    whole = Router(name=name)
    for kind, of_kind in handlers.items():
        whole.observers[kind].handlers.extend(of_kind)
    return whole
