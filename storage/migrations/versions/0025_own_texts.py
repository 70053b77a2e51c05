"""Forms, registers, forms of polls and templates of campaigns that the office brings in by the chat."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "own_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_text"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_own_text_person_id_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_own_text_of", "own_text", ["kind", "text_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("own_text")
