"""Asked secrets: which handlers' chats are asked for a passphrase or a key, over a restart."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "asked_secret",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asking", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_asked_secret")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("asked_secret")
