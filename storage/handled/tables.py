"""The table of marks: a row for each update by which something was done."""

from sqlalchemy import Column, Date, LargeBinary, Table

from storage.tables import metadata

handled_updates = Table(
    "handled_update",
    metadata,
    # The update's number, hashed under a key that is nowhere on a disk: it tells nobody anything.
    Column("mark", LargeBinary(32), primary_key=True),
    # So that it is forgotten.
    Column("day", Date, nullable=False),
)
