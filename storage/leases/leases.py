"""Leases in the table: taken, prolonged and given up under a row lock, and compared within others' transactions."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, bindparam, create_engine, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import NullPool

from domain.time.clock import SystemClock
from storage.leases import rules
from storage.leases.rules import Lease, LeaseRole
from storage.leases.tables import leases as table
from storage.statements.prepared import PreparedStatement

STOPPED_AFTER_S: Final = 20
"""A transaction in which nothing is asked for so long is ended by the server: its process was stopped in the midst."""
ANSWERS_WITHIN_S: Final = 5
_COLUMNS = (
    table.c.role,
    table.c.holder,
    table.c.token,
    table.c.taken_at,
    table.c.expires_at,
    table.c.done_at,
)
_OF_ROLE = table.c.role == bindparam("of_role")
_COMPARED = select(table.c.holder, table.c.token).where(_OF_ROLE)


def comparing(stopped_after: str) -> Select[Any]:
    """Return what compares a lease on a server, for a transaction that the server ends after such a pause in it."""
    setting = func.set_config("idle_in_transaction_session_timeout", stopped_after, literal(value=True))
    # Beside whoever prolongs it; whoever takes it (FOR UPDATE) goes by, and looks again later.
    return _COMPARED.add_columns(setting).with_for_update(read=True, key_share=True)


_COMPARE = PreparedStatement(_COMPARED, elsewhere=comparing(f"{STOPPED_AFTER_S}s"))
_DONE = PreparedStatement(
    update(table)
    .where(_OF_ROLE, table.c.holder == bindparam("of_holder"), table.c.token == bindparam("of_token"))
    .values(done_at=bindparam("at"))
)


def lease_engine(url: str) -> Engine:
    """Return an engine for the server at `url` by which leases are kept, past whatever else its connections do.

    Each transaction has a connection of its own, which nobody has to close or find broken. It sees what was committed a
    moment ago: whoever compares a lease in a stricter one does not fail for its being prolonged meanwhile.
    """
    return create_engine(
        url,
        poolclass=NullPool,
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        # What is prepared on a server is lost where a pool of connections (pgbouncer) stands before it.
        connect_args={"prepare_threshold": None, "connect_timeout": ANSWERS_WITHIN_S},
    )


class LeaseLostError(Exception):
    """Another process does by now what this one was about to: nothing of it was written."""


class Leases:
    """What one process does for all."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def now(self) -> datetime:
        """Return the moment (aware) by the server's clock; SQLite has this machine's."""
        if self._connection.dialect.name != "postgresql":
            return SystemClock().now()
        moment: datetime = self._connection.execute(select(func.clock_timestamp())).scalar_one()
        return moment.astimezone(UTC)

    def all(self) -> list[Lease]:
        """Return every lease that was ever taken, by its role; nothing is locked."""
        return self._leases(select(*_COLUMNS).order_by(table.c.role))

    def take(self, role: LeaseRole, holder: str) -> Lease | None:
        """Have `holder` take `role`; None where another has it, or a transaction of another's compares it just now."""
        wanted = rules.LOOKED_AT[role]
        self._lay(wanted)
        locked = select(*_COLUMNS).where(table.c.role.in_(wanted)).order_by(table.c.role)
        found = {lease.role: lease for lease in self._leases(locked.with_for_update(skip_locked=True))}
        if len(found) < len(wanted):
            return None
        return self._keep(rules.taken(role, found, holder, self.now()))

    def renew(self, role: LeaseRole, holder: str, token: int) -> Lease | None:
        """Prolong what `holder` has under `token`; None where it is lost."""
        # Whoever takes a role locks what excludes it: what is found of the others now stays so.
        mine = self._locked(role)
        found = {other: Lease(other) for other in LeaseRole} | {lease.role: lease for lease in self.all()}
        return self._keep(rules.renewed(role, {**found, role: mine}, (holder, token), self.now()))

    def give_up(self, role: LeaseRole, holder: str, token: int) -> None:
        """Let another process have it, at once. What was lost before stays as it is."""
        self._keep(rules.given_up(self._locked(role), (holder, token), self.now()))

    def compare(self, role: LeaseRole, holder: str, token: int) -> None:
        """Make sure that `role` is the holder's under this number, and stays so until the transaction ends.

        Raises LeaseLostError.
        """
        row = _COMPARE.one_or_none(self._connection, {"of_role": role.value})
        if row is None or (row.holder, row.token) != (holder, token):
            raise LeaseLostError(role.value)

    def note_done(self, role: LeaseRole, holder: str, token: int, at: datetime) -> None:
        """Note what the holder is done with by now (aware, by the clock of its work); nothing where it is lost."""
        _DONE.write(
            self._connection, {"of_role": role.value, "of_holder": holder, "of_token": token, "at": at}
        )

    def _lay(self, wanted: tuple[LeaseRole, ...]) -> None:
        insert = postgresql.insert if self._connection.dialect.name == "postgresql" else sqlite.insert
        known = self._connection.execute(select(table.c.role).where(table.c.role.in_(wanted))).scalars()
        for role in set(wanted).difference(known):
            never = Lease(role)
            row = {**_row(never), "role": role.value}
            self._connection.execute(insert(table).values(row).on_conflict_do_nothing())

    def _locked(self, role: LeaseRole) -> Lease:
        """Return the lease, locked against others who change it, not against who compares it."""
        asked = select(*_COLUMNS).where(table.c.role == role.value).with_for_update(key_share=True)
        return next(iter(self._leases(asked)), Lease(role))

    def _keep(self, lease: Lease | None) -> Lease | None:
        if lease is not None:
            self._connection.execute(
                update(table).where(table.c.role == lease.role.value).values(_row(lease))
            )
        return lease

    def _leases(self, query: Select[Any]) -> list[Lease]:
        return [Lease(LeaseRole(row.role), *row[1:]) for row in self._connection.execute(query)]


def _row(lease: Lease) -> dict[str, object]:
    return {
        "holder": lease.holder,
        "token": lease.token,
        "taken_at": lease.taken_at,
        "expires_at": lease.expires_at,
    }
