"""The tables. Rows end in `Row` and never leave this room; a change here needs a migration (a test compares)."""

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

grids = Table(
    "grid",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("name", String(128), nullable=False),
    Column("level", Integer, nullable=False),
    Column("parent_code", String(32), index=True),
    Column("kind", String(16)),
    Column("removed_on", Date),
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

invites = Table(
    "invite",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("code_hash", LargeBinary(32), nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("voided_at", Moment),
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

digest_chats = Table(
    "digest_chat",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("grid_code", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("added_by", ForeignKey("person.id"), nullable=False),
    Column("thread_id", BigInteger),
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
    Index(
        "ix_duty_item_exempted",
        "exempted_at",
        sqlite_where=text("exempted_at IS NOT NULL"),
        postgresql_where=text("exempted_at IS NOT NULL"),
    ),
)

duty_holders = Table(
    "duty_holder",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("grid_code", String(32), primary_key=True),
    Column("role", String(32), primary_key=True),
)

hearing_slots = Table(
    "hearing_slot",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", String(64), nullable=False),
    Column("grid_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("starts_at", Moment, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("place", String(128), nullable=False),
    Column("offered_by", ForeignKey("person.id"), nullable=False),
    Column("item_id", ForeignKey("duty_item.id"), unique=True),
    Column("chosen_at", Moment),
    Column("withdrawn_at", Moment),
    UniqueConstraint("grid_code", "starts_at"),
)

drafts = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("duty_item.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("place", String(128), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("last_update_id", BigInteger, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("item_id", "person_id"),
    Index("ix_draft_person", "person_id", "updated_at"),
    sqlite_autoincrement=True,  # an old button must never fit a later draft of the same number
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

revisions = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("revised_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("old", JSON, nullable=False),
    Column("new", JSON, nullable=False),
    UniqueConstraint("submission_id", "number"),
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

entered_holidays = Table(
    "entered_holidays",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    # How often the year has been entered: the last counts, the others tell what was changed.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("parts", JSON, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("entered_at", Moment, nullable=False),
)

skipped = Table(
    "skipped",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unique_key", String(128), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("told_at", Moment),
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
    Index("ix_outbox_waiting", "state", "urgent", "not_before_at"),
    Index("ix_outbox_person", "person_id", "sent_at"),
)
