"""The tables around reports: drafts, corrections, versions of forms, filed documents."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import Moment, metadata

form_versions = Table(
    "form_version",
    metadata,
    Column("form_id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("first_used_at", Moment, nullable=False),
)

filed_documents = Table(
    "filed_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("version", Integer, nullable=False),
    Column("file_name", String(128), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("filed_by", ForeignKey("person.id"), nullable=False),
    Column("filed_at", Moment, nullable=False),
    UniqueConstraint("unit_code", "kind", "subject", "version"),
)

document_sendings = Table(
    "document_sending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("version", Integer, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("way", String(64), nullable=False),
    Column("noted_by", ForeignKey("person.id"), nullable=False),
    Column("noted_at", Moment, nullable=False),
    Index("ix_document_sending_of", "unit_code", "kind", "subject"),
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
