"""The tables of registers: entries with all that hangs on them (docs/registers.md)."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
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
    text,
)

from storage.tables import Moment, metadata


def _of_some(name: str, *columns: str, where: str, on_sqlite: str | None = None) -> Index:
    """Return an index of those rows alone."""
    on_sqlite = on_sqlite or where
    return Index(name, *columns, sqlite_where=text(on_sqlite), postgresql_where=text(where))


entries = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("register_id", String(64), nullable=False),
    Column("register_version", Integer, nullable=False),
    Column("unit_code", String(32), nullable=False),
    Column("branch_code", String(32), nullable=False),
    Column("grid_code", ForeignKey("grid.code"), nullable=False),
    Column("state", String(64), nullable=False),
    Column("since", Date, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("level", String(64), nullable=False),
    Column("due_on", Date),
    Column("look_on", Date),
    Column("steps_done", Integer, nullable=False),
    Column("number", String(128)),
    # The unit in whose name the number was given: with its grid, an entry may come to another that has the same number.
    Column("numbered_in", String(32)),
    Column("title", String(128), nullable=False),
    Column("sought", Text, nullable=False),
    Column("opener_id", ForeignKey("person.id"), nullable=False),
    Column("owner_id", ForeignKey("person.id")),
    Column("addressee_id", ForeignKey("person.id")),
    Column("parent_id", ForeignKey("entry.id"), index=True),
    Column("opened_at", Moment, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    UniqueConstraint("register_id", "numbered_in", "number"),
    Index("ix_entry_newest", "unit_code", "register_id", "id"),
    Index("ix_entry_state", "unit_code", "register_id", "state", "id"),
    Index("ix_entry_grid", "grid_code", "register_id", "id"),
    Index("ix_entry_grid_state", "grid_code", "register_id", "state", "id"),
    _of_some("ix_entry_look_on", "look_on", where="look_on IS NOT NULL"),
    # With what it is limited to: else SQLite reads every row that it counts.
    _of_some(
        "ix_entry_due_on",
        "unit_code",
        "register_id",
        "due_on",
        "is_open",
        where="is_open",
        on_sqlite="is_open = 1",
    ),
    _of_some("ix_entry_open", "unit_code", "id", where="is_open", on_sqlite="is_open = 1"),
    sqlite_autoincrement=True,  # an old button must never fit a later entry of the same number
)

entry_moves = Table(
    "entry_move",
    metadata,
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("move_id", String(64), nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("name", String(64), nullable=False),
    Column("post", String(64), nullable=False),
    Column("acted_as", String(64), nullable=False),
    Column("moved_at", Moment, nullable=False),
    Column("source", String(64), nullable=False),
    Column("target", String(64), nullable=False),
    Column("answers", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    # What was moved since a day: how it stood then is found from it.
    Index("ix_entry_move_moved_at", "moved_at", "entry_id"),
)

entry_parties = Table(
    "entry_party",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("register_id", String(64), primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
)

entry_waits = Table(
    "entry_waiting",
    metadata,
    Column("entry_id", ForeignKey("entry.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id")),
    Column("role", String(32)),
    Column("grid_code", String(32), nullable=False),
    Column("instead_of", String(32)),
    Column("register_id", String(64), nullable=False),
    Column("due_on", Date),
    _of_some("ix_entry_waiting_person", "person_id", "due_on", "entry_id", where="person_id IS NOT NULL"),
    _of_some("ix_entry_waiting_desk", "role", "grid_code", "due_on", "entry_id", where="role IS NOT NULL"),
    _of_some("ix_entry_waiting_person_register", "person_id", "register_id", where="person_id IS NOT NULL"),
    _of_some("ix_entry_waiting_desk_register", "role", "grid_code", "register_id", where="role IS NOT NULL"),
)

entry_numbers = Table(
    "entry_number",
    metadata,
    Column("register_id", String(64), primary_key=True),
    Column("unit_code", String(32), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

entry_figures = Table(
    "entry_figure",
    metadata,
    Column("unit_code", String(32), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("register_id", String(64), primary_key=True),
    Column("count_id", String(64), primary_key=True),
    Column("value", String(64), primary_key=True),
    Column("figure", BigInteger, nullable=False),
)

entry_drafts = Table(
    "entry_draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("register_id", String(64), nullable=False),
    Column("register_version", Integer, nullable=False),
    Column("unit_code", String(32), nullable=False),
    Column("grid_code", String(32), nullable=False),
    # 0 and "" stand for none: what is unique must not be NULL.
    Column("entry_id", Integer, nullable=False),
    Column("move_id", String(64), nullable=False),
    Column("parent_id", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("place", String(128), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("last_update_id", BigInteger, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint(
        "person_id", "register_id", "entry_id", "move_id", "parent_id", name="uq_entry_draft_same"
    ),
    Index("ix_entry_draft_person", "person_id", "updated_at"),
    sqlite_autoincrement=True,  # an old button must never fit a later draft of the same number
)

entry_files = Table(
    "entry_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), index=True),
    Column("draft_id", ForeignKey("entry_draft.id"), index=True),
    Column("field", String(64), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("kind", String(128), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("kept_at", Moment, nullable=False),
    sqlite_autoincrement=True,  # an answer names its files by number
)

# Apart: SQLite writes a row anew, 20 MB of it, to change what hangs on it.
entry_file_contents = Table(
    "entry_file_content",
    metadata,
    Column("file_id", ForeignKey("entry_file.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

entry_once = Table(
    "entry_once",
    metadata,
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("move_id", String(64), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("post", String(64), nullable=False),
    Column("grid_code", String(32), nullable=False),
    Column("made_at", Moment, nullable=False),
    # By the code at the door, or by a tap on the entry; NULL of those who did before that was kept.
    Column("by_code", Boolean),
    Index("ix_entry_once_person_id", "person_id"),
)

# What a QR code at a door leads to: the code alone opens it, and nothing of the entry can be told from it.
entry_codes = Table(
    "entry_code",
    metadata,
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("move_id", String(64), primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
)
