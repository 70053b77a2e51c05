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

from collections.abc import Sequence
from functools import cache
from types import ModuleType

from aiogram import Router

from handlers.acts import put_gate
from handlers.found import modules
from handlers.wire.merged import Handlers, handlers_of, merged


@cache
def conversations() -> Sequence[ModuleType]:
    """Return the modules of all conversations, in order; raises TypeError for one without a place."""
    return sorted((module for module in modules() if hasattr(module, "build")), key=_turn)


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
    """Return all conversations as one router, each act behind its gate (domain/acts.py)."""
    return merged("conversations", _handlers())


@cache
def _handlers() -> Handlers:
    """Return the handlers by the kind of update: no bot changes anything about them, so all of a process share them."""
    return handlers_of(routers(), put_gate)
