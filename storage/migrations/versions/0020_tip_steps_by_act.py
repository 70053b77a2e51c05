"""Steps of tips are found by what they were: which clues are old ones, without looking at the steps of all."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(op.f("ix_tip_step_act"), "tip_step", ["act"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index(op.f("ix_tip_step_act"), "tip_step")
