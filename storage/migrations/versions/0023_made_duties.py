"""Duties that are made at run time, and campaigns, whose tasks are such duties."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "made_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(32), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("made_for", sa.String(64), nullable=False, server_default=sa.text("''")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime()),
        sa.Column("ended_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_made_duty"),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name="fk_made_duty_unit_code_grid"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_made_duty_made_by_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_made_duty_unit_code", "made_duty", ["unit_code"])
    op.create_index("ix_made_duty_made_for", "made_duty", ["made_for"])
    _add_campaigns()


def downgrade() -> None:
    """Take them away."""
    for name in ("campaign_phase", "campaign", "made_duty"):
        op.drop_table(name)


def _add_campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(32), nullable=False),
        sa.Column("template_id", sa.String(64), nullable=False),
        sa.Column("template_text", sa.Text(), nullable=False),
        sa.Column("title", sa.String(128), nullable=False),
        sa.Column("basis", sa.String(128), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("ended_reason", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name="fk_campaign_unit_code_grid"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_campaign_made_by_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_campaign_unit_code", "campaign", ["unit_code"])
    op.create_table(
        "campaign_phase",
        sa.Column("campaign_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.PrimaryKeyConstraint("campaign_id", "place", name="pk_campaign_phase"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_campaign_phase_campaign_id_campaign"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_campaign_phase_person_id_person"),
    )
