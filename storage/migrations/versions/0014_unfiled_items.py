"""An index of the items that are open or were missed: what the tick asks for every minute."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_UNFILED = sa.text("submitted_at IS NULL AND exempt_reason IS NULL")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_duty_item_unfiled",
        "duty_item",
        ["duty_id", "closes_on", "due_on", "steps_done", "passed_up", "grid_code", "opens_on"],
        sqlite_where=_UNFILED,
        postgresql_where=_UNFILED,
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_duty_item_unfiled", "duty_item")
