"""People driven by code who do what the window in front of them asks, as people do.

What they type is their own. Where nothing comes, they look again by the command with which they began, and go on from
what is shown then: nobody types an answer twice without having been asked twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from simulator.phone import Phone
from simulator.screen import Message, Mirror

PATIENCE_S = 8.0
"""After which a person who sees nothing new looks again; what Telegram brings again is there sooner."""
TRIES = 60
"""Windows that lead nowhere, and looks that show nothing, before a person gives up and the test fails."""

Act = Callable[["Person", Message], Awaitable[None]]


class NeverReachedError(AssertionError):
    """A person got nowhere, however often they looked; the text is what they were shown last."""


@dataclass(frozen=True)
class Way:
    """What to do in a window whose text has `marker`."""

    marker: str
    act: Act


@dataclass(frozen=True)
class Goal:
    """What a person wants to see, how they begin, and the windows on the way there."""

    begin: str
    done: str
    ways: Sequence[Way]
    about: str = ""
    """What stands in each window on the way."""
    gone: tuple[str, ...] = ()
    """What stands in a window that is about something else, once this is done and its last window was lost."""

    def way(self, text: str) -> Way | None:
        """Return what to do in a window; None for one that is not on the way."""
        return next((way for way in self.ways if self.about in text and way.marker in text), None)

    def is_done(self, text: str) -> bool:
        return self.about in text and self.done in text

    def is_gone(self, text: str) -> bool:
        return self.about not in text and any(marker in text for marker in self.gone)

    def concerns(self, text: str) -> bool:
        """Tell whether this window is on the way, or at its end."""
        return self.is_done(text) or self.is_gone(text) or self.way(text) is not None


@dataclass
class Person:
    """One person with a phone."""

    phone: Phone
    name: str = ""
    looked_again: int = 0
    """How often nothing came."""
    unseen: int = 0
    """How often they found done what they had not been told of."""

    async def reach(self, goal: Goal) -> Message:
        """Go there; return the window at its end. Raises NeverReachedError."""
        since, way = await self._begin(goal), None
        has_looked = False
        for _ in range(TRIES):
            window = await self._shown(goal, since, way)
            if window is None:
                self.looked_again += 1
                # What they typed may be on its way still: until they have looked twice, or were shown anything else.
                since, way = await self._begin(goal), None if has_looked else way
                has_looked = True
                continue
            has_looked = False
            if goal.is_done(window.text) or goal.is_gone(window.text):
                self.unseen += goal.is_gone(window.text)
                return window
            way = goal.way(window.text)
            assert way is not None
            since = await self.phone.mark()
            await way.act(self, window)
        shown = "\n".join(message.text for message in (await self.phone.chat())[-6:])
        raise NeverReachedError(f"{self.name} never saw {goal.done!r}; at the end:\n{shown}")

    async def type(self, text: str) -> None:
        """Send `text` and wait for nothing."""
        await self.phone.send_nowait(text)

    async def press(self, window: Message, label: str) -> None:
        """Press a button of `window` and wait for nothing; one that is there no more is looked for again later."""
        found = (await self.phone._sync(None)).find_button(label, window.message_id)
        if found:
            # Telegram refuses a tap on what was taken away just now.
            with suppress(ValueError):
                await self.phone._press(*found[0], None, 1)

    async def _begin(self, goal: Goal) -> int:
        since = await self.phone.mark()
        await self.type(goal.begin)
        return since

    async def _shown(self, goal: Goal, since: int, answered: "Way | None") -> Message | None:
        """Return the window shown last since then that concerns the goal; None where none comes in good time.

        Whoever has just typed an answer does not type it again because its question is shown once more: what was
        tapped before it may have come again, and been answered again, before what was typed is read.
        """
        clock = asyncio.get_running_loop().time
        until, mirror = clock() + PATIENCE_S, self.phone._mirror(None)
        typed = answered.act if answered is not None and isinstance(answered.act, Says | Collects) else None
        while (left_s := until - clock()) > 0:
            found = _latest(mirror, goal, since)
            if found is not None and not (
                typed is not None and goal.way(found.text) is answered and not typed.is_taken(found)
            ):
                return found
            await self.phone._pull(mirror, None, left_s)
        return None


def _latest(mirror: Mirror, goal: Goal, since: int) -> Message | None:
    shown = (Message.read(message) for message in mirror._of_bot(since))
    return next((message for message in shown if goal.concerns(message.text)), None)


@dataclass(frozen=True)
class Says:
    """The act of typing a text."""

    text: str

    async def __call__(self, person: Person, _window: Message) -> None:
        await person.type(self.text)

    def is_taken(self, window: Message) -> bool:  # noqa: ARG002 - as Collects, which tells it from the window
        """Tell that whoever sees the question again has not been read yet."""
        return False


@dataclass(frozen=True)
class Collects:
    """The act of typing into a window that collects several texts, and then going on."""

    typing: Act
    go_on: Act
    """What to do once the window has the text."""
    shows: str
    """What stands in the last line of the window, or on a button, once it has."""

    async def __call__(self, person: Person, window: Message) -> None:
        await (self.go_on if self.is_taken(window) else self.typing)(person, window)

    def is_taken(self, window: Message) -> bool:
        """Tell whether the window shows that it has the text."""
        return self.shows in window.text.rpartition("\n")[2] or self.shows in str(window.buttons)


def says(text: str) -> Act:
    """Return the act of typing `text`."""
    return Says(text)


def taps(label: str) -> Act:
    """Return the act of pressing the button called `label`, or whose label contains it."""

    async def act(person: Person, window: Message) -> None:
        await person.press(window, label)

    return act


async def all_of(doings: Sequence[Awaitable[object]], at_once: int) -> None:
    """Have all of it done, so many at a time. Raises what the first of them raises, once the others are done."""
    gate = asyncio.Semaphore(at_once)

    async def gated(doing: Awaitable[object]) -> None:
        async with gate:
            await doing

    done = await asyncio.gather(*(gated(doing) for doing in doings), return_exceptions=True)
    for outcome in done:
        if isinstance(outcome, BaseException):
            raise outcome
