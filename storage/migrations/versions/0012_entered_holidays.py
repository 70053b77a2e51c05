"""Entered holidays: what level 1 copied from the notices of years that the program does not know."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "entered_holidays",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_entered_holidays_person_id_person")
        ),
        sa.PrimaryKeyConstraint("year", "number", name=op.f("pk_entered_holidays")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("entered_holidays")
