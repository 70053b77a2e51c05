"""The tables beside duties: those that the office sets, those made at run time, hearings, holidays of unknown years."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.tables import Moment, metadata

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

made_duties = Table(
    "made_duty",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False, index=True),
    # The whole duty, as a block of config.toml would have it.
    Column("terms", JSON, nullable=False),
    # What it was made for, e.g. a task of a campaign; of itself it means nothing here.
    Column("made_for", String(64), nullable=False, server_default=text("''"), index=True),
    Column("starts_on", Date, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment),
    Column("ended_on", Date),
    sqlite_autoincrement=True,  # what was asked for by a duty must never be taken for another's
)

set_duties = Table(
    "set_duty",
    metadata,
    # As config.toml called it: what was asked for stays its own.
    Column("id", String(64), primary_key=True),
    # In which order they are listed: as config.toml did, then as they were put on.
    Column("place", Integer, nullable=False),
    Column("terms", JSON, nullable=False),
    # From when the terms count (null: ever since), and what counted before that, the oldest first.
    Column("starts_on", Date),
    Column("earlier", JSON, nullable=False),
    Column("off_since", Date),
    # The block of config.toml that it was taken over from; null where it came of the catalogue.
    Column("taken_from", JSON),
    Column("changed_at", Moment),
)

# What was excused because its duty asks it no more: asked again where the duty does.
unasked_items = Table(
    "unasked_item",
    metadata,
    Column("item_id", ForeignKey("duty_item.id"), primary_key=True),
    Column("since", Date, nullable=False),
)

# How many nudges went out for a due day that was moved: none of them goes out again where it is moved back.
moved_items = Table(
    "moved_item",
    metadata,
    Column("item_id", ForeignKey("duty_item.id"), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("steps_done", Integer, nullable=False),
)
