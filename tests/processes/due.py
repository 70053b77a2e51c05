"""Whether all that is due was prepared and delivered, as the database tells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from reminders.last_tick import LastTick
from storage.database import Database
from storage.delivery.letters import DeliveryState
from storage.leases.tables import leases
from storage.tables import outbox

_ON_THE_WAY = (DeliveryState.WAITING.value, DeliveryState.LEAVING.value, DeliveryState.LEFT.value)


@dataclass
class Rest:
    """Looks for the processes of `database` to have done what is due since now; asked again until they have."""

    database: Database
    now: Callable[[], datetime]
    tick_file: Path | None = None
    """Where one process on a file says when it ticked; None: it is in the database."""
    _ticked: datetime | None = None

    def __post_init__(self) -> None:
        self._since = self.now()

    def is_there(self) -> bool:
        """Tell whether a tick has begun and ended since then, and no letter waits that could go."""
        try:
            done, waiting = self._look()
        except SQLAlchemyError:
            return False  # the server is being started
        if done is None or done <= self._since:
            return False
        # The first that ended after that moment may have begun before it.
        if self._ticked is None:
            self._ticked = done
        return done > self._ticked and not waiting

    def _look(self) -> tuple[datetime | None, int]:
        # A letter's time is that of the tick that wrote it, which came a moment after the one waited for.
        with self.database.engine.connect() as connection:
            done = self._ticked_at(connection)
            waiting = connection.scalar(
                select(func.count()).where(
                    outbox.c.state.in_(_ON_THE_WAY), outbox.c.not_before_at <= self.now()
                )
            )
        return done, int(waiting or 0)

    def _ticked_at(self, connection: Connection) -> datetime | None:
        if self.tick_file is not None:
            return LastTick(self.tick_file).at()
        return connection.scalar(select(leases.c.done_at).where(leases.c.role == "tick"))
