"""Whether all that is due was prepared and delivered, as the database tells."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.delivery.letters import DeliveryState
from storage.leases.tables import leases
from storage.tables import outbox

_ON_THE_WAY = (DeliveryState.WAITING.value, DeliveryState.LEAVING.value, DeliveryState.LEFT.value)


@dataclass
class Rest:
    """Looks for the processes of `database` to have done what is due at `since`; asked again until they have."""

    database: Database
    since: datetime
    _ticked: datetime | None = None

    def is_there(self) -> bool:
        """Tell whether a tick has begun and ended since then, and no letter waits that could go."""
        try:
            done, waiting = self._look()
        except SQLAlchemyError:
            return False  # the server is being started
        if done is None or done <= self.since:
            return False
        # The first that ended after that moment may have begun before it.
        if self._ticked is None:
            self._ticked = done
        return done > self._ticked and not waiting

    def _look(self) -> tuple[datetime | None, int]:
        with self.database.engine.connect() as connection:
            done = connection.scalar(select(leases.c.done_at).where(leases.c.role == "tick"))
            waiting = connection.scalar(
                select(func.count()).where(
                    outbox.c.state.in_(_ON_THE_WAY), outbox.c.not_before_at <= self.since
                )
            )
        return done, int(waiting or 0)
