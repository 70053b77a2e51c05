"""The table of the texts that the office brought in by the chat."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables import Moment, metadata

own_texts = Table(
    "own_text",
    metadata,
    Column("id", Integer, primary_key=True),
    # What it describes: form, register, poll, campaign.
    Column("kind", String(16), nullable=False),
    Column("text_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    # Who brought it in; null: the command line.
    Column("person_id", ForeignKey("person.id")),
    Column("added_at", Moment, nullable=False),
    Index("ix_own_text_of", "kind", "text_id"),
    sqlite_autoincrement=True,  # by its last number it is told whether anything has changed
)
