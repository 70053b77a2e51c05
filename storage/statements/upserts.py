"""Adding rows that somebody else may be adding at the same moment: what is already there stays, and nothing fails."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_or(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT, in the words of the database that `connection` leads to."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
