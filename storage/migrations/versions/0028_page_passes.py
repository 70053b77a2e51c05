"""What lets handlers of tips into /h: hashes of the codes of links and of the tokens of sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "page_pass",
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(16), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("bound_at", sa.DateTime(), nullable=False),
        sa.Column("idle_until", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_page_pass"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_page_pass_person_id_person"),
    )
    op.create_index("ix_page_pass_person_id", "page_pass", ["person_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("page_pass")
