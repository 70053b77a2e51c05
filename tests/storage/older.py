"""A database as an earlier version left it: brought to a revision, with rows in it, on SQLite as on PostgreSQL."""

from collections.abc import Mapping
from typing import Any

from alembic import command
from sqlalchemy import text

from storage.database import Database
from storage.schema import _config, _without_foreign_keys

PERSON: Mapping[str, Any] = {
    "id": 1,
    "staff_number": "1",
    "name": "某",
    "post": "主任",
    "rank": "中层",
    "party_member": True,
    "grid_code": "1",
}
TIP: Mapping[str, Any] = {
    "number": "2026-001",
    "body": "office",
    "year": 2026,
    "sequence": 1,
    "lookup": b"\0",
    "reply_recipient": "age1",
    "received_on": "2026-05-12",
    "source": "检举控告",
    "area": "医德医风",
    "state": "received",
    "named": False,
}
ITEM: Mapping[str, Any] = {
    "id": 1,
    "duty_id": "monthly_report",
    "period_id": "2026-05",
    "grid_code": "1",
    "opens_on": "2026-05-01",
    "due_on": "2026-05-31",
    "closes_on": "2026-06-05",
}
GRID: Mapping[str, Any] = {"code": "1", "name": "医院", "level": 1}


def bring_to(database: Database, revision: str) -> None:
    """Bring an older or an empty database to `revision`."""
    with _without_foreign_keys(database) as connection, connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def put(database: Database, table: str, **values: Any) -> None:
    """Lay a row, in the columns that there were then."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    with database.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608 - our own
