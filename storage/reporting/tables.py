"""The tables around reports: reviews, versions of forms, filed documents, and what goes up and down (一上一下)."""

from sqlalchemy import (
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

materials = Table(
    "material",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text),
    Column("file_id", Text),
    Column("file_kind", String(16)),
    Column("due_on", Date),
    Column("sent_by", ForeignKey("person.id"), nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

material_readers = Table(
    "material_reader",
    metadata,
    Column("material_id", ForeignKey("material.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("grid_code", ForeignKey("grid.code"), nullable=False),
    Column("steps_done", Integer, nullable=False, server_default="0"),
    Column("read_at", Moment),
    Index("ix_material_reader_unread", "person_id", "read_at"),
)

suggestions = Table(
    "suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("grid_code", ForeignKey("grid.code"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("submission_id", ForeignKey("submission.id"), unique=True),
    Column("text", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("answer", Text),
    Column("answered_by", ForeignKey("person.id")),
    Column("answered_at", Moment),
)
