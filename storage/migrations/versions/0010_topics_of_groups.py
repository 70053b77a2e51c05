"""Groups: the topic of a forum in which digests are wanted."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; groups that receive already have none."""
    with op.batch_alter_table("digest_chat") as chat:
        chat.add_column(sa.Column("thread_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("digest_chat") as chat:
        chat.drop_column("thread_id")
