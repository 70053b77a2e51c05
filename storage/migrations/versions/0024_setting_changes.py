"""The record of what was set in the chat or from the command line, with what it was before."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "setting_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(32), nullable=False),
        sa.Column("what", sa.String(64), nullable=False),
        sa.Column("old", sa.JSON()),
        sa.Column("new", sa.JSON()),
        sa.Column("person_id", sa.Integer()),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_setting_change"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_setting_change_person_id_person"),
        sa.ForeignKeyConstraint(
            ["undoes"], ["setting_change.id"], name="fk_setting_change_undoes_setting_change"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_setting_change_what", "setting_change", ["what"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("setting_change")
