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
    _add_duty_holders()
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
        item.add_column(sa.Column("passed_up", sa.Boolean(), server_default=sa.false(), nullable=False))
        item.add_column(sa.Column("exempted_by", sa.Integer(), nullable=True))
        item.add_column(sa.Column("exempted_at", sa.DateTime(), nullable=True))
        item.create_foreign_key(op.f("fk_duty_item_exempted_by"), "person", ["exempted_by"], ["id"])
    op.add_column("outbox", sa.Column("retracted_at", sa.DateTime(), nullable=True))
    op.add_column("outbox", sa.Column("due_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE outbox SET due_at = not_before_at")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("due_at", existing_type=sa.DateTime(), nullable=False)
    _prepare_delivery()


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_duty_item_exempted", "duty_item")
    op.drop_index("ix_outbox_person", "outbox")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("outbox", "unique_key", type_=sa.String(128, collation="default"))
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("due_at")
        outbox.drop_column("retracted_at")
    with op.batch_alter_table("duty_item") as item:
        item.drop_constraint(op.f("fk_duty_item_exempted_by"), type_="foreignkey")
        item.drop_column("exempted_at")
        item.drop_column("exempted_by")
        item.drop_column("passed_up")
    for table in ("skipped", "hearing_slot", "duty_holder", "leave"):
        op.drop_table(table)


def _prepare_delivery() -> None:
    op.execute("UPDATE outbox SET state = 'waiting' WHERE state = 'sending'")
    op.create_index("ix_outbox_person", "outbox", ["person_id", "sent_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("outbox", "unique_key", type_=sa.String(128, collation="C"))
    there = sa.text("exempted_at IS NOT NULL")
    op.create_index(
        "ix_duty_item_exempted", "duty_item", ["exempted_at"], sqlite_where=there, postgresql_where=there
    )


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
    op.create_index(op.f("ix_leave_deputy_id"), "leave", ["deputy_id"], unique=False)


def _add_duty_holders() -> None:
    op.create_table(
        "duty_holder",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_holder_person_id")),
        sa.PrimaryKeyConstraint("person_id", "grid_code", "role", name=op.f("pk_duty_holder")),
    )


def _add_hearing_slots() -> None:
    op.create_table(
        "hearing_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.String(length=64), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("offered_by", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name=op.f("fk_hearing_slot_grid_code")),
        sa.ForeignKeyConstraint(["item_id"], ["duty_item.id"], name=op.f("fk_hearing_slot_item_id")),
        sa.ForeignKeyConstraint(["offered_by"], ["person.id"], name=op.f("fk_hearing_slot_offered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_slot")),
        sa.UniqueConstraint("grid_code", "starts_at", name=op.f("uq_hearing_slot_grid_code_starts_at")),
        sa.UniqueConstraint("item_id", name=op.f("uq_hearing_slot_item_id")),
    )
    op.create_index(op.f("ix_hearing_slot_grid_code"), "hearing_slot", ["grid_code"], unique=False)
