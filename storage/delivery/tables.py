"""The tables beside the outbox: groups that receive digests, and what a downtime left behind."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
)

from storage.tables import Moment, metadata

digest_chats = Table(
    "digest_chat",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("grid_code", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("added_by", ForeignKey("person.id"), nullable=False),
    Column("thread_id", BigInteger),
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
