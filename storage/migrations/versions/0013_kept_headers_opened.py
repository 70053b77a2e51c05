"""Kept headers: who replaced each, and with whose key, on which day, somebody else opened what came after.

Of those that are there nobody is named, and they stay until their tip is erased.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    with op.batch_alter_table("tip_kept_header") as table:
        table.add_column(sa.Column("replaced_by", sa.Integer(), nullable=True))
        table.add_column(sa.Column("opened_with", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("opened_on", sa.Date(), nullable=True))
        table.create_foreign_key(op.f("fk_tip_kept_header_replaced_by"), "person", ["replaced_by"], ["id"])


def downgrade() -> None:
    """Go back: all headers are kept without end."""
    with op.batch_alter_table("tip_kept_header") as table:
        table.drop_constraint(op.f("fk_tip_kept_header_replaced_by"), type_="foreignkey")
        table.drop_column("opened_on")
        table.drop_column("opened_with")
        table.drop_column("replaced_by")
