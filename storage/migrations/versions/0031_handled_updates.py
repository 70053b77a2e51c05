"""Which updates something was done by, so that one that comes again does nothing again (docs/processes.md)."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "handled_update",
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_handled_update"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("handled_update")
