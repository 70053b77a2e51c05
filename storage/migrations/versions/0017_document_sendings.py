"""Documents that went up: which version, when and in which way."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "document_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name=op.f("fk_document_sending_unit_code")),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"], name=op.f("fk_document_sending_noted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_sending")),
    )
    op.create_index("ix_document_sending_of", "document_sending", ["unit_code", "kind", "subject"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("document_sending")
