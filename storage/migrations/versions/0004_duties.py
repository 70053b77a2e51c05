"""Duties: leave with a deputy, who gave an exemption, hearing slots, what was skipped, buttons taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    _add_leaves()
    _add_hearing_slots()
    op.create_table(
        "skipped",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unique_key", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skipped")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_skipped_unique_key")),
    )
    with op.batch_alter_table("duty_item") as item:
        item.add_column(sa.Column("exempted_by", sa.Integer(), nullable=True))
        item.add_column(sa.Column("exempted_at", sa.DateTime(), nullable=True))
        item.create_foreign_key(op.f("fk_duty_item_exempted_by"), "person", ["exempted_by"], ["id"])
    op.add_column("outbox", sa.Column("retracted_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("retracted_at")
    with op.batch_alter_table("duty_item") as item:
        item.drop_constraint(op.f("fk_duty_item_exempted_by"), type_="foreignkey")
        item.drop_column("exempted_at")
        item.drop_column("exempted_by")
    for table in ("skipped", "hearing_slot", "leave"):
        op.drop_table(table)


def _add_leaves() -> None:
    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_leave_deputy_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    op.create_index(op.f("ix_leave_person_id"), "leave", ["person_id"], unique=False)


def _add_hearing_slots() -> None:
    op.create_table(
        "hearing_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("offered_by", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name=op.f("fk_hearing_slot_grid_code")),
        sa.ForeignKeyConstraint(["item_id"], ["duty_item.id"], name=op.f("fk_hearing_slot_item_id")),
        sa.ForeignKeyConstraint(["offered_by"], ["person.id"], name=op.f("fk_hearing_slot_offered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_slot")),
        sa.UniqueConstraint("grid_code", "starts_at", name=op.f("uq_hearing_slot_grid_code_starts_at")),
        sa.UniqueConstraint("item_id", name=op.f("uq_hearing_slot_item_id")),
    )
    op.create_index(op.f("ix_hearing_slot_grid_code"), "hearing_slot", ["grid_code"], unique=False)
