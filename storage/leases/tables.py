"""The tables of leases, a row a role, and of the processes that may have them: written over in place."""

from sqlalchemy import BigInteger, Column, String, Table

from storage.tables import Moment, metadata

leases = Table(
    "lease",
    metadata,
    Column("role", String(16), primary_key=True),
    # Empty where it was given up.
    Column("holder", String(96), nullable=False),
    # Grows with each holder, and never becomes less.
    Column("token", BigInteger, nullable=False),
    # These two by the server's clock.
    Column("taken_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    # What the holder was last done with, by the clock of its work.
    Column("done_at", Moment),
)

running_processes = Table(
    "running_process",
    metadata,
    Column("holder", String(96), primary_key=True),
    # The newest that its program knows.
    Column("revision", String(32), nullable=False),
    # These two by the server's clock.
    Column("since", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)
