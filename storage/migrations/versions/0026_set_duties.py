"""Duties that the office sets in the chat, and what becomes of what they asked for when they are changed."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "set_duty",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("off_since", sa.Date()),
        sa.Column("taken_from", sa.JSON()),
        sa.Column("changed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_set_duty"),
    )
    op.create_table(
        "unasked_item",
        sa.Column("item_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name="pk_unasked_item"),
        sa.ForeignKeyConstraint(["item_id"], ["duty_item.id"], name="fk_unasked_item_item_id_duty_item"),
    )
    op.create_table(
        "moved_item",
        sa.Column("item_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "due_on", name="pk_moved_item"),
        sa.ForeignKeyConstraint(["item_id"], ["duty_item.id"], name="fk_moved_item_item_id_duty_item"),
    )


def downgrade() -> None:
    """Take them away."""
    for name in ("moved_item", "unasked_item", "set_duty"):
        op.drop_table(name)
