"""The tables of grades: one row for whoever is graded in a period, and the history of what was decided about it."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from storage.tables import Moment, metadata

grades = Table(
    "grade",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False),
    Column("period_id", String(16), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("grid_code", ForeignKey("grid.code"), index=True),
    Column("adjusted", String(16)),
    Column("is_vetoed", Boolean, nullable=False),
    # What was published last, with how it was made then: later changes of the data or the file change none of it.
    Column("published", String(16)),
    Column("points", String(16)),
    Column("parts", JSON),
    Column("published_on", Date),
    Column("revision", Integer, nullable=False),
    Column("entry_id", ForeignKey("entry.id")),
    Column("second_from", Date, index=True),
    Column("second", String(16)),
    Column("second_on", Date),
    Column("is_liable", Boolean, nullable=False),
    UniqueConstraint("unit_code", "period_id", "subject"),
)

grade_steps = Table(
    "grade_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("grade_id", ForeignKey("grade.id"), nullable=False, index=True),
    Column("act", String(16), nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("old", String(16)),
    Column("new", String(16)),
    Column("words", Text, nullable=False),
    Column("said_on", Date),
    Column("whom", String(200), nullable=False),
    Column("basis", String(200), nullable=False),
)
