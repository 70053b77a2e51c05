"""The tip line: handlers' own keys, to whom each row is sealed, merged tips, facts asked of a grid's inspector."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEALED = ("tip_file", "tip_step")


def upgrade() -> None:
    """Add them; what is there was sealed to the shared keys of the configuration."""
    op.create_table(
        "handler_key",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("locked_key", sa.LargeBinary(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_handler_key_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_handler_key")),
    )
    _add_fact_requests()
    with op.batch_alter_table("tip") as tip:
        tip.add_column(sa.Column("sealed_to", sa.Text(), nullable=True))
        tip.add_column(sa.Column("merged_into", sa.String(length=16), nullable=True))
        tip.create_index(op.f("ix_tip_merged_into"), ["merged_into"], unique=False)
        tip.create_foreign_key(op.f("fk_tip_merged_into"), "tip", ["merged_into"], ["number"])
    for table in _SEALED:
        op.add_column(table, sa.Column("sealed_to", sa.Text(), nullable=True))
    with op.batch_alter_table("tip_message") as message:
        message.add_column(sa.Column("sealed_to", sa.Text(), nullable=True))
        message.add_column(sa.Column("fact_request_id", sa.Integer(), nullable=True))
        message.create_foreign_key(
            op.f("fk_tip_message_fact_request_id"), "fact_request", ["fact_request_id"], ["id"]
        )


def downgrade() -> None:
    """Go back to the shared keys alone; what was sealed to handlers' own keys stays sealed to them."""
    with op.batch_alter_table("tip_message") as message:
        message.drop_constraint(op.f("fk_tip_message_fact_request_id"), type_="foreignkey")
        message.drop_column("fact_request_id")
        message.drop_column("sealed_to")
    for table in _SEALED:
        with op.batch_alter_table(table) as sealed:
            sealed.drop_column("sealed_to")
    with op.batch_alter_table("tip") as tip:
        tip.drop_constraint(op.f("fk_tip_merged_into"), type_="foreignkey")
        tip.drop_index(op.f("ix_tip_merged_into"))
        tip.drop_column("merged_into")
        tip.drop_column("sealed_to")
    op.drop_table("fact_request")
    op.drop_table("handler_key")


def _add_fact_requests() -> None:
    op.create_table(
        "fact_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tip_number", sa.String(length=16), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("answered", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_fact_request_asked_by")),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name=op.f("fk_fact_request_grid_code")),
        sa.ForeignKeyConstraint(["tip_number"], ["tip.number"], name=op.f("fk_fact_request_tip_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fact_request_grid_code"), "fact_request", ["grid_code"], unique=False)
    op.create_index(op.f("ix_fact_request_tip_number"), "fact_request", ["tip_number"], unique=False)
