"""The tables of polls: no row and no column of them says what one person answered, or when.

Who has answered is known by a hash alone, and the rows of hashes have neither a number nor a moment. What a poll has
counted so far is sealed as a whole (storage/polls/keys.py); its figures are laid down once it has ended.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from storage.tables import Moment, metadata

polls = Table(
    "poll",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(16), nullable=False, unique=True),
    Column("unit_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("form_id", String(64), nullable=False),
    Column("form_text", Text, nullable=False),
    Column("title", String(128), nullable=False),
    # None, both: everybody, by a QR code.
    Column("grid_code", ForeignKey("grid.code")),
    Column("asked_group", String(16)),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("publishes", Boolean, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("ended_on", Date),
    Column("took_part", Integer),
)

poll_subjects = Table(
    "poll_subject",
    metadata,
    Column("poll_id", ForeignKey("poll.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
)

poll_asked = Table(
    "poll_asked",
    metadata,
    Column("poll_id", ForeignKey("poll.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

poll_marks = Table(
    "poll_mark",
    metadata,
    Column("poll_id", ForeignKey("poll.id"), primary_key=True),
    Column("mark", LargeBinary(32), primary_key=True),
    sqlite_with_rowid=False,  # a hidden number would say in which order people answered
)

poll_tallies = Table(
    "poll_tally",
    metadata,
    Column("poll_id", ForeignKey("poll.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

poll_counts = Table(
    "poll_count",
    metadata,
    Column("poll_id", ForeignKey("poll.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("people", Integer, nullable=False),
)
