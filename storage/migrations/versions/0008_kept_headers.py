"""Hand-overs: the headers that they replace are kept beside the new ones."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; of hand-overs before it nothing is left to keep."""
    op.create_table(
        "tip_kept_header",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tip_number", sa.String(length=16), nullable=False),
        sa.Column("payload", sa.LargeBinary(length=16), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["tip_number"], ["tip.number"], name=op.f("fk_tip_kept_header_tip_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_kept_header")),
    )
    op.create_index(op.f("ix_tip_kept_header_tip_number"), "tip_kept_header", ["tip_number"], unique=False)


def downgrade() -> None:
    """Go back; the headers in force stay."""
    op.drop_table("tip_kept_header")
