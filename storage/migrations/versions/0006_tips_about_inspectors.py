"""Tips about inspectors: whether a tip concerns a grid's inspector. Which one is in its sealed text alone."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of tips that are there already nothing was noted."""
    with op.batch_alter_table("tip") as tip:
        tip.add_column(
            sa.Column("concerns_inspector", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("tip") as tip:
        tip.drop_column("concerns_inspector")
