"""The registers that stand in an index, however many rows each has there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from storage.statements.prepared import PreparedStatement


def step_through(connection: Connection, following: PreparedStatement, given: Mapping[str, Any]) -> set[str]:
    """Return what `following` finds "", then what it finds after that, and so on: one look into the index for each."""
    found, after = set[str](), ""
    while (after := following.scalar(connection, {**given, "after": after})) is not None:
        found.add(after)
    return found
