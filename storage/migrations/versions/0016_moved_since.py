"""An index of moves by their moment: how registers stood on a day that is past."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_entry_move_moved_at", "entry_move", ["moved_at", "entry_id"], unique=False)


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_entry_move_moved_at", table_name="entry_move")
