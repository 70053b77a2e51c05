"""The tables that several wings read; what one wing alone reads is in its own.

Rows end in `Row` and never leave this room; a change here needs a migration (a test compares).
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment: aware UTC in Python, UTC without a zone in the database (SQLite knows no zones)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; raises ValueError for a moment without a zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware moment."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


_KEY = String(128).with_variant(String(128, collation="C"), "postgresql")
"""Sorted by its code points, as SQLite does, so that keys which begin alike are found by the index."""

settings = Table(
    "setting",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

setting_changes = Table(
    "setting_change",
    metadata,
    Column("id", Integer, primary_key=True),
    # Whose office it was; empty where it was none.
    Column("unit_code", String(32), nullable=False),
    Column("what", String(64), nullable=False),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("person_id", ForeignKey("person.id")),
    Column("changed_at", Moment, nullable=False),
    Column("undoes", ForeignKey("setting_change.id")),
    Index("ix_setting_change_what", "what"),
    sqlite_autoincrement=True,  # the audit log names changes by these numbers
)

grids = Table(
    "grid",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("name", String(128), nullable=False),
    Column("level", Integer, nullable=False),
    Column("parent_code", String(32), index=True),
    Column("kind", String(16)),
    Column("removed_on", Date),
    # Divided as domain/people/grids.py says.
    Column("tags", String(160), nullable=False, server_default=text("''")),
)

people = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_number", String(32), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("post", String(64), nullable=False),
    Column("rank", String(16), nullable=False),
    Column("party_member", Boolean, nullable=False),
    Column("grid_code", String(32), nullable=False),
    Column("in_post_since", Date),
    Column("left_on", Date),
    # By what the person is found: domain/people/sought_names.py.
    Column("sought", Text, nullable=False, server_default=text("''")),
)

appointments = Table(
    "appointment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("grid_code", String(32), nullable=False, index=True),
    Column("role", String(32), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
)

bindings = Table(
    "binding",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("language", String(8), nullable=False),
    Column("bound_at", Moment, nullable=False),
    Column("unreachable_since", Moment),
    Column("snoozed_until", Moment),
)

leaves = Table(
    "leave",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("deputy_id", ForeignKey("person.id"), index=True),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

duty_starts = Table(
    "duty_start",
    metadata,
    Column("duty_id", String(64), primary_key=True),
    Column("starts_on", Date, nullable=False),
)

duty_items = Table(
    "duty_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", String(64), nullable=False),
    Column("period_id", String(16), nullable=False),
    Column("grid_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("unit_code", String(32), nullable=False, server_default=text("''")),
    Column("branch_code", String(32), nullable=False, server_default=text("''"), index=True),
    Column("opens_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("steps_done", Integer, nullable=False, server_default="0"),
    Column("passed_up", Boolean, nullable=False, server_default=false()),
    Column("submitted_at", Moment),
    Column("exempt_reason", Text),
    Column("exempted_by", ForeignKey("person.id")),
    Column("exempted_at", Moment),
    UniqueConstraint("duty_id", "period_id", "grid_code"),
    Index("ix_duty_item_open", "submitted_at", "closes_on"),
    Index("ix_duty_item_of_unit", "unit_code", "duty_id", "period_id", "branch_code"),
    # All that the tick asks every minute of what is not filed stands in it (storage.due_items.py).
    Index(
        "ix_duty_item_unfiled",
        "duty_id",
        "closes_on",
        "due_on",
        "steps_done",
        "passed_up",
        "grid_code",
        "opens_on",
        sqlite_where=text("submitted_at IS NULL AND exempt_reason IS NULL"),
        postgresql_where=text("submitted_at IS NULL AND exempt_reason IS NULL"),
    ),
    Index(
        "ix_duty_item_exempted",
        "exempted_at",
        sqlite_where=text("exempted_at IS NOT NULL"),
        postgresql_where=text("exempted_at IS NOT NULL"),
    ),
)

submissions = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("duty_item.id"), nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("form_id", String(64), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("zero", Boolean, nullable=False, server_default=false()),
    Column("submitted_at", Moment, nullable=False),
    Column("review_state", String(16), nullable=False, server_default="received"),
)

audit = Table(
    "audit",
    metadata,
    Column("chain", String(16), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("acted_at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("actor", String(64), nullable=False),
    Column("act", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,  # a hidden number would count over the chains of both bodies
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unique_key", _KEY, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("chat_id", BigInteger),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("state", String(16), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("not_before_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("message_id", BigInteger),
    Column("sent_at", Moment),
    Column("retracted_at", Moment),
    # Under which lease it is on its way, or was; null on SQLite.
    Column("lease_token", BigInteger),
    Index("ix_outbox_waiting", "state", "urgent", "not_before_at"),
    Index("ix_outbox_person", "person_id", "sent_at"),
)

reviews = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id"), nullable=False, index=True),
    Column("level", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("opinion", Text, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("reviewed_at", Moment, nullable=False),
)
