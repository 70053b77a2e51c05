"""Moves that each makes once (签到), and the codes that lead to them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "entry_once",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("post", sa.String(64), nullable=False),
        sa.Column("grid_code", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_once_entry_id_entry"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_entry_once_person_id_person"),
        sa.PrimaryKeyConstraint("entry_id", "move_id", "person_id", name="pk_entry_once"),
    )
    op.create_table(
        "entry_code",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.String(64), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_code_entry_id_entry"),
        sa.PrimaryKeyConstraint("entry_id", "move_id", name="pk_entry_code"),
        sa.UniqueConstraint("code", name="uq_entry_code_code"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("entry_code")
    op.drop_table("entry_once")
