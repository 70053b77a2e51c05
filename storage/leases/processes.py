"""Which processes run on a server, and of which version each is: a row a process, written over every few seconds.

Whoever writes it sees the others in the same transaction: a newer one that is seen here answers what this one does not
know, ticks and delivers (docs/upgrading.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.leases.leases import Leases
from storage.leases.rules import LIFE
from storage.leases.tables import running_processes as table

_COLUMNS: Final = (table.c.holder, table.c.revision, table.c.since, table.c.seen_at)
"""Named one by one: an older or newer program finds these, whatever else there is."""
KEPT: Final = timedelta(days=1)
"""How long the row stays of a process that was killed."""


@dataclass(slots=True)
class NewerVersion:
    """What this process knows of a newer version of its program."""

    lives: bool = False
    """Whether a process of it runs, by what was seen a few seconds ago."""
    was_here: bool = False
    """Whether there was one, or the database is of a revision that this program does not know."""

    def see(self, *, lives: bool) -> None:
        """Go by this from now on."""
        self.lives, self.was_here = lives, self.was_here or lives


@dataclass(frozen=True, slots=True)
class RunningProcess:
    """A process: the name under which it takes leases, and the newest revision that its program knows.

    It runs since `since` and was seen at `seen_at` (aware, by the server's clock).
    """

    holder: str
    revision: str
    since: datetime
    seen_at: datetime

    def is_newer_than(self, revision: str) -> bool:
        """Tell whether it knows more than a program whose newest revision is this. They are numbers of four digits."""
        return self.revision > revision


class RunningProcesses:
    """The processes that run on a database."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection
        self._now = Leases(connection).now

    def note(self, holder: str, revision: str) -> list[RunningProcess]:
        """Note that `holder`, of this `revision`, runs; return all that do, the others as they are after that."""
        now = self._now()
        insert = postgresql.insert if self._connection.dialect.name == "postgresql" else sqlite.insert
        row = {"holder": holder, "revision": revision, "since": now, "seen_at": now}
        self._connection.execute(
            insert(table)
            .values(row)
            .on_conflict_do_update(
                index_elements=[table.c.holder], set_={"seen_at": now, "revision": revision}
            )
        )
        self._connection.execute(delete(table).where(table.c.seen_at < now - KEPT))
        return self.living()

    def living(self) -> list[RunningProcess]:
        """Return the processes that were seen within the life of a lease, by their names."""
        now = self._now()
        rows = self._connection.execute(select(*_COLUMNS).order_by(table.c.holder))
        found = (RunningProcess(*row) for row in rows)
        # A time further ahead than that: the clock was set back.
        return [process for process in found if abs(now - process.seen_at) < LIFE]

    def forget(self, holder: str) -> None:
        """Forget `holder`, which ends."""
        self._connection.execute(delete(table).where(table.c.holder == holder))
