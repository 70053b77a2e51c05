"""Which processes run, and which revision each of them knows; from here on the database says who can work with it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. Programs before this one do not ask whether they can work with a newer schema: all have to end."""
    op.create_table(
        "running_process",
        sa.Column("holder", sa.String(96), nullable=False),
        sa.Column("revision", sa.String(32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("holder", name="pk_running_process"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("running_process")
