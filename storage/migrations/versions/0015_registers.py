"""Registers: entries with their history, files, drafts and figures."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TABLES = (
    "entry",
    "entry_move",
    "entry_waiting",
    "entry_party",
    "entry_number",
    "entry_figure",
    "entry_draft",
    "entry_file",
    "entry_file_content",
)


def upgrade() -> None:
    """Add the tables."""
    _add_entry()
    _add_move()
    _add_waiting()
    _add_party()
    _add_counted()
    _add_draft()
    _add_file()


def downgrade() -> None:
    """Take them away."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _add_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.String(length=64), nullable=False),
        sa.Column("register_version", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("branch_code", sa.String(length=32), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("look_on", sa.Date(), nullable=True),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=128), nullable=True),
        sa.Column("numbered_in", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.Column("opener_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["addressee_id"], ["person.id"], name=op.f("fk_entry_addressee_id")),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name=op.f("fk_entry_grid_code")),
        sa.ForeignKeyConstraint(["opener_id"], ["person.id"], name=op.f("fk_entry_opener_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_entry_owner_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["entry.id"], name=op.f("fk_entry_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint(
            "register_id", "numbered_in", "number", name=op.f("uq_entry_register_id_numbered_in_number")
        ),
        sqlite_autoincrement=True,
    )
    _index_entries()


def _index_entries() -> None:
    op.create_index(
        "ix_entry_due_on",
        "entry",
        ["unit_code", "register_id", "due_on", "is_open"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index("ix_entry_grid", "entry", ["grid_code", "register_id", "id"], unique=False)
    op.create_index("ix_entry_grid_state", "entry", ["grid_code", "register_id", "state", "id"], unique=False)
    op.create_index(
        "ix_entry_look_on",
        "entry",
        ["look_on"],
        unique=False,
        sqlite_where=sa.text("look_on IS NOT NULL"),
        postgresql_where=sa.text("look_on IS NOT NULL"),
    )
    op.create_index("ix_entry_newest", "entry", ["unit_code", "register_id", "id"], unique=False)
    op.create_index(
        "ix_entry_open",
        "entry",
        ["unit_code", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(op.f("ix_entry_parent_id"), "entry", ["parent_id"], unique=False)
    op.create_index("ix_entry_state", "entry", ["unit_code", "register_id", "state", "id"], unique=False)


def _add_move() -> None:
    op.create_table(
        "entry_move",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("move_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("post", sa.String(length=64), nullable=False),
        sa.Column("acted_as", sa.String(length=64), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_move_entry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_move_person_id")),
        sa.PrimaryKeyConstraint("entry_id", "place", name=op.f("pk_entry_move")),
    )


def _add_waiting() -> None:
    op.create_table(
        "entry_waiting",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=True),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("instead_of", sa.String(length=32), nullable=True),
        sa.Column("register_id", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_waiting_entry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_waiting_person_id")),
    )
    op.create_index(
        "ix_entry_waiting_desk",
        "entry_waiting",
        ["role", "grid_code", "due_on", "entry_id"],
        unique=False,
        sqlite_where=sa.text("role IS NOT NULL"),
        postgresql_where=sa.text("role IS NOT NULL"),
    )
    op.create_index(
        "ix_entry_waiting_desk_register",
        "entry_waiting",
        ["role", "grid_code", "register_id"],
        unique=False,
        sqlite_where=sa.text("role IS NOT NULL"),
        postgresql_where=sa.text("role IS NOT NULL"),
    )
    op.create_index(op.f("ix_entry_waiting_entry_id"), "entry_waiting", ["entry_id"], unique=False)
    op.create_index(
        "ix_entry_waiting_person",
        "entry_waiting",
        ["person_id", "due_on", "entry_id"],
        unique=False,
        sqlite_where=sa.text("person_id IS NOT NULL"),
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )
    op.create_index(
        "ix_entry_waiting_person_register",
        "entry_waiting",
        ["person_id", "register_id"],
        unique=False,
        sqlite_where=sa.text("person_id IS NOT NULL"),
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )


def _add_party() -> None:
    op.create_table(
        "entry_party",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_party_entry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_party_person_id")),
        sa.PrimaryKeyConstraint("person_id", "register_id", "entry_id", name=op.f("pk_entry_party")),
    )


def _add_counted() -> None:
    op.create_table(
        "entry_number",
        sa.Column("register_id", sa.String(length=64), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("register_id", "unit_code", "year", name=op.f("pk_entry_number")),
    )
    op.create_table(
        "entry_figure",
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("register_id", sa.String(length=64), nullable=False),
        sa.Column("count_id", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "unit_code", "month", "register_id", "count_id", "value", name=op.f("pk_entry_figure")
        ),
    )


def _add_draft() -> None:
    op.create_table(
        "entry_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.String(length=64), nullable=False),
        sa.Column("register_version", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.String(length=64), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("last_update_id", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_draft")),
        sa.UniqueConstraint(
            "person_id", "register_id", "entry_id", "move_id", "parent_id", name="uq_entry_draft_same"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_draft_person", "entry_draft", ["person_id", "updated_at"], unique=False)


def _add_file() -> None:
    op.create_table(
        "entry_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=128), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["entry_draft.id"], name=op.f("fk_entry_file_draft_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_file_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_file")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entry_file_draft_id"), "entry_file", ["draft_id"], unique=False)
    op.create_index(op.f("ix_entry_file_entry_id"), "entry_file", ["entry_id"], unique=False)
    op.create_table(
        "entry_file_content",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["entry_file.id"], name=op.f("fk_entry_file_content_file_id")),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_entry_file_content")),
    )
