"""The tables of what goes down and up between the levels (一上一下): materials, their readers, and suggestions."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.tables import Moment, metadata

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
