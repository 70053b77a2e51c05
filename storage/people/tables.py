"""The tables beside people: codes that bind a phone, and who holds which duty."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.tables import Moment, metadata

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

duty_holders = Table(
    "duty_holder",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("grid_code", String(32), primary_key=True),
    Column("role", String(32), primary_key=True),
)
