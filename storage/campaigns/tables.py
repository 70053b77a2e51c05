"""The tables of campaigns; their tasks are duties that were made for them (storage/duties/made_duties.py)."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, text

from storage.tables import Moment, metadata

campaigns = Table(
    "campaign",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("template_id", String(64), nullable=False),
    # The template as it was then: what it says later changes no campaign that runs.
    Column("template_text", Text, nullable=False),
    Column("title", String(128), nullable=False),
    Column("basis", String(128), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ended_on", Date),
    Column("ended_reason", Text, nullable=False, server_default=text("''")),
    sqlite_autoincrement=True,
)

campaign_phases = Table(
    "campaign_phase",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("person_id", ForeignKey("person.id")),
)
