"""Who of several processes ticks and delivers (docs/processes.md), and under which lease a letter is on its way."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column; what is on its way belongs to no lease."""
    op.create_table(
        "lease",
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(96), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("role", name="pk_lease"),
    )
    op.add_column("outbox", sa.Column("lease_token", sa.BigInteger()))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("outbox", "lease_token")
    op.drop_table("lease")
