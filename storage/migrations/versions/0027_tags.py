"""Tags of departments (标签), by which duties may name them."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: nobody has a tag yet."""
    op.add_column("grid", sa.Column("tags", sa.String(160), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("grid", "tags")
