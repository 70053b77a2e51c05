"""How updates come in: fetched by this process alone, or brought to whichever process is asked."""

from typing import Protocol, cast

from bot.parts import Parts
from handlers.wire.calls.session import WindowSession


class Answerer(Protocol):
    """What brings the updates of one bot to its dispatcher (`parts.dispatcher`, `parts.bot`).

    An App is given a function that makes one of its Parts (`App(config, clock, pace, answering=Hooks)`), and asks for
    `start`, `serve`, `stop` in this order, each once. What its dispatcher has in hand is waited for by the App.
    """

    is_alone: bool
    """Whether there is no other process: whoever fetches is alone; whoever is brought updates is one of several."""

    @property
    def confirmed_before(self) -> int | None:
        """Updates with a lower number will not be delivered again, to no process; None: that is not known.

        Asked before each tick, by the process that ticks: drafts forget which update they were last changed by.
        """

    async def start(self) -> None:
        """Make ready to answer, after the database is open and before anything is answered, ticked or delivered.

        Raises what keeps the process from starting: RefusalError with the sentence for whoever started it.
        """

    async def serve(self) -> None:
        """Answer updates; return once stop() was called. Raises what ends the process."""

    async def stop(self) -> None:
        """Take no more updates; those in hand go on. Before serve() has begun, nothing happens."""


class Polling:
    """Fetches the updates by long polling, as one process alone may."""

    is_alone = True

    def __init__(self, parts: Parts) -> None:
        """Fetch nothing yet."""
        self._parts = parts

    @property
    def confirmed_before(self) -> int | None:
        """Updates before this one were confirmed by asking for later ones."""
        return cast("WindowSession", self._parts.bot.session).confirmed_before

    async def start(self) -> None:
        """Nothing has to be made ready."""

    async def serve(self) -> None:
        """Fetch and answer until stop() is called."""
        await self._parts.dispatcher.start_polling(
            self._parts.bot, handle_signals=False, close_bot_session=False
        )

    async def stop(self) -> None:
        """Fetch no more."""
        await self._parts.dispatcher.stop_polling()
