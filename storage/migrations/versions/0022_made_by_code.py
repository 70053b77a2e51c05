"""How each made a move that is made once (签到), by the code at the door or by a tap; a person's are found by them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, of which nothing is known for those who are there already, and the index."""
    op.add_column("entry_once", sa.Column("by_code", sa.Boolean()))
    op.create_index("ix_entry_once_person_id", "entry_once", ["person_id"])


def downgrade() -> None:
    """Take both away."""
    op.drop_index("ix_entry_once_person_id", "entry_once")
    op.drop_column("entry_once", "by_code")
