"""Who was hailed; and of what is filed, by which version."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from storage import schema

revision = "9999"
down_revision = max(
    path.name[:4] for path in (Path(schema.__file__).parent / "migrations" / "versions").glob("[0-9]*.py")
)
branch_labels = None
depends_on = None
works_from = down_revision


def upgrade() -> None:
    """Add a table, and a column to one that is written all the time."""
    op.create_table(
        "hail",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_hail"),
    )
    op.add_column("submission", sa.Column("filed_by_version", sa.Integer()))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("submission", "filed_by_version")
    op.drop_table("hail")
