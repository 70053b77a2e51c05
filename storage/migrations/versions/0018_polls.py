"""Polls: what is asked, of whom, sealed counters, hashes of who has answered, and figures at the end."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLES = ("poll", "poll_subject", "poll_asked", "poll_mark", "poll_tally", "poll_count")


def upgrade() -> None:
    """Add the tables."""
    _add_poll()
    op.create_table(
        "poll_subject",
        *_of_poll("poll_subject", sa.Column("place", sa.Integer(), autoincrement=False, nullable=False)),
        sa.Column("name", sa.String(200), nullable=False),
    )
    op.create_table(
        "poll_asked",
        *_of_poll("poll_asked", sa.Column("person_id", sa.Integer(), nullable=False)),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_poll_asked_person_id_person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_poll_asked_person_id", "poll_asked", ["person_id"])
    op.create_table(
        "poll_mark",
        *_of_poll("poll_mark", sa.Column("mark", sa.LargeBinary(32), nullable=False)),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_tally",
        *_of_poll("poll_tally"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "poll_count",
        *_of_poll("poll_count", sa.Column("place", sa.Integer(), autoincrement=False, nullable=False)),
        sa.Column("people", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _add_poll() -> None:
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(16), nullable=False),
        sa.Column("unit_code", sa.String(32), nullable=False),
        sa.Column("form_id", sa.String(64), nullable=False),
        sa.Column("form_text", sa.Text(), nullable=False),
        sa.Column("title", sa.String(128), nullable=False),
        sa.Column("grid_code", sa.String(32)),
        sa.Column("asked_group", sa.String(16)),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("publishes", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("took_part", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_poll"),
        sa.UniqueConstraint("token", name="uq_poll_token"),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name="fk_poll_unit_code_grid"),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name="fk_poll_grid_code_grid"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_poll_made_by_person"),
    )
    op.create_index("ix_poll_unit_code", "poll", ["unit_code"])
    op.create_index("ix_poll_state", "poll", ["state"])


def _of_poll(table: str, *key: sa.Column[Any]) -> list[sa.Column[Any] | sa.Constraint]:
    """Return the columns by which a row belongs to a poll, with the rest of its key."""
    return [
        sa.Column("poll_id", sa.Integer(), nullable=False, autoincrement=False),
        *key,
        sa.PrimaryKeyConstraint("poll_id", *(column.name for column in key), name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=f"fk_{table}_poll_id_poll"),
    ]
