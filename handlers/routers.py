"""The conversations, found in this room and asked in the order of their places.

A conversation is a module with `build`, which makes its router, and `ASKED_AT`, its place. No list names it. Places:

* 0: groups, which hear nothing but /digest;
* 100: what takes all that is typed or sent while it goes on, an unfinished tip before all others;
* 300: a form's questions, a phone's code, the menu, by their own look;
* 400: buttons and commands that nobody else answers;
* 800: Telegram's own news;
* 900: free words and old buttons.

At one place they go by name. Of a module that says `COUNTED = True` the updates are counted (bot/watch/metrics.py):
only where none but bound officials come and from where no way leads to a tip. Whoever says nothing is not counted.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject

import handlers as room
from handlers.acts import put_gate


@cache
def conversations() -> Sequence[ModuleType]:
    """Return the modules of all conversations, in order; raises TypeError for one without a place."""
    modules = (import_module(found.name) for found in walk_packages(room.__path__, f"{room.__name__}."))
    return sorted((module for module in modules if hasattr(module, "build")), key=_turn)


def _turn(conversation: ModuleType) -> tuple[int, str]:
    place = getattr(conversation, "ASKED_AT", None)
    if not isinstance(place, int):
        raise TypeError(f"{conversation.__name__} does not say where it is ASKED_AT")
    return place, conversation.__name__


def counted() -> frozenset[str]:
    """Return the names of the modules whose updates are counted."""
    return frozenset(
        module.__name__ for module in conversations() if getattr(module, "COUNTED", False) is True
    )


def routers() -> list[Router]:
    """Return every conversation's router, newly built."""
    return [conversation.build() for conversation in conversations()]


def router() -> Router:
    """Return all conversations as one router, each act behind its gate (domain/acts.py).

    aiogram goes from router to router, which takes it longer than to ask all their handlers (docs/decisions/0002).
    """
    whole = Router(name="conversations")
    for kind, handlers in _handlers().items():
        whole.observers[kind].handlers.extend(handlers)
    return whole


@cache
def _handlers() -> Mapping[str, Sequence[HandlerObject]]:
    """Return the handlers by the kind of update: no bot changes anything about them, so all of a process share them."""
    found: defaultdict[str, list[HandlerObject]] = defaultdict(list)
    for part in routers():
        for kind, observer in part.observers.items():
            of_all = observer._handler.filters or []  # noqa: SLF001 - aiogram keeps a router's own filters there
            for handler in observer.handlers:
                handler.filters = [*of_all, *(handler.filters or [])]
                put_gate(handler)
                found[kind].append(handler)
    return found
