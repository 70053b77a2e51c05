"""The tip line: receiving bodies, threads, files, the register's steps, recusals, and an audit log chained by hash."""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NO_HASH = bytes(32)


def upgrade() -> None:
    """Widen the register and the audit log, keeping what is in them."""
    _widen_tips()
    _add_tip_tables()
    _chain_audit()


def downgrade() -> None:
    """Go back to one body, one text a tip, and an audit log without a chain."""
    for table in ("tip_recusal", "tip_step", "tip_file", "tip_message"):
        op.drop_table(table)
    with op.batch_alter_table("audit") as audit:
        audit.drop_constraint(op.f("uq_audit_chain_place"), type_="unique")
        for column in ("hash", "previous", "actor", "place", "chain"):
            audit.drop_column(column)
    with op.batch_alter_table("tip") as tip:
        tip.drop_constraint(op.f("uq_tip_body_year_sequence"), type_="unique")
        tip.drop_index(op.f("ix_tip_state"))
        for column in ("erased_on", "closed_on", "named", "sequence", "year", "body"):
            tip.drop_column(column)


def _widen_tips() -> None:
    with op.batch_alter_table("tip") as tip:
        tip.add_column(sa.Column("body", sa.String(length=16), nullable=True))
        tip.add_column(sa.Column("year", sa.Integer(), nullable=True))
        tip.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        tip.add_column(sa.Column("named", sa.Boolean(), nullable=True))
        tip.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        tip.add_column(sa.Column("erased_on", sa.Date(), nullable=True))
        tip.alter_column("sealed_text", existing_type=sa.LargeBinary(), nullable=True)
    connection = op.get_bind()
    tips = sa.table(
        "tip",
        *(sa.column(name) for name in ("number", "body", "year", "sequence", "named", "sealed_reporter")),
    )
    for number, reporter in connection.execute(sa.select(tips.c.number, tips.c.sealed_reporter)).all():
        year, _, sequence = number.partition("-")
        connection.execute(
            sa.update(tips)
            .where(tips.c.number == number)
            .values(body="office", year=int(year), sequence=int(sequence), named=reporter is not None)
        )
    with op.batch_alter_table("tip") as tip:
        tip.alter_column("body", existing_type=sa.String(length=16), nullable=False)
        tip.alter_column("year", existing_type=sa.Integer(), nullable=False)
        tip.alter_column("sequence", existing_type=sa.Integer(), nullable=False)
        tip.alter_column("named", existing_type=sa.Boolean(), nullable=False)
        tip.create_unique_constraint(op.f("uq_tip_body_year_sequence"), ["body", "year", "sequence"])
        tip.create_index(op.f("ix_tip_state"), ["state"], unique=False)


def _add_tip_tables() -> None:
    op.create_table(
        "tip_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tip_number", sa.String(length=16), nullable=False),
        sa.Column("from_reporter", sa.Boolean(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["tip_number"], ["tip.number"], name=op.f("fk_tip_message_tip_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_message")),
    )
    op.create_index(op.f("ix_tip_message_tip_number"), "tip_message", ["tip_number"], unique=False)
    op.create_table(
        "tip_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tip_number", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("extension", sa.String(length=8), nullable=False),
        sa.Column("sealed_cleaned", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_original", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["tip_message.id"], name=op.f("fk_tip_file_message_id")),
        sa.ForeignKeyConstraint(["tip_number"], ["tip.number"], name=op.f("fk_tip_file_tip_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_file")),
    )
    op.create_index(op.f("ix_tip_file_tip_number"), "tip_file", ["tip_number"], unique=False)
    op.create_table(
        "tip_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tip_number", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=True),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tip_step_person_id")),
        sa.ForeignKeyConstraint(["tip_number"], ["tip.number"], name=op.f("fk_tip_step_tip_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_step")),
    )
    op.create_index(op.f("ix_tip_step_tip_number"), "tip_step", ["tip_number"], unique=False)
    op.create_table(
        "tip_recusal",
        sa.Column("tip_number", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tip_recusal_person_id")),
        sa.ForeignKeyConstraint(["tip_number"], ["tip.number"], name=op.f("fk_tip_recusal_tip_number")),
        sa.PrimaryKeyConstraint("tip_number", "person_id", name=op.f("pk_tip_recusal")),
    )


def _chain_audit() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(sa.Column("chain", sa.String(length=16), nullable=True))
        audit.add_column(sa.Column("place", sa.Integer(), nullable=True))
        audit.add_column(sa.Column("actor", sa.String(length=64), nullable=True))
        audit.add_column(sa.Column("previous", sa.LargeBinary(length=32), nullable=True))
        audit.add_column(sa.Column("hash", sa.LargeBinary(length=32), nullable=True))
        audit.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
    _fill_chain()
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("chain", existing_type=sa.String(length=16), nullable=False)
        audit.alter_column("place", existing_type=sa.Integer(), nullable=False)
        audit.alter_column("actor", existing_type=sa.String(length=64), nullable=False)
        audit.alter_column("previous", existing_type=sa.LargeBinary(length=32), nullable=False)
        audit.alter_column("hash", existing_type=sa.LargeBinary(length=32), nullable=False)
        audit.create_unique_constraint(op.f("uq_audit_chain_place"), ["chain", "place"])


def _fill_chain() -> None:
    # As storage/audit.py wrote it when this migration was made; it must not follow later changes there.
    connection = op.get_bind()
    names = ("id", "person_id", "act", "subject", "chain", "place", "actor", "previous", "hash")
    audit = sa.table("audit", *(sa.column(name) for name in names), sa.column("acted_at", sa.DateTime()))
    previous = NO_HASH
    rows = connection.execute(
        sa.select(audit.c.id, audit.c.acted_at, audit.c.person_id, audit.c.act, audit.c.subject).order_by(
            audit.c.id
        )
    ).all()
    for place, row in enumerate(rows, start=1):
        moment = row.acted_at.replace(tzinfo=UTC).isoformat()
        content = ["office", place, previous.hex(), moment, row.person_id, "", row.act, row.subject]
        written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        digest = hashlib.sha256(written).digest()
        connection.execute(
            sa.update(audit)
            .where(audit.c.id == row.id)
            .values(chain="office", place=place, actor="", previous=previous, hash=digest)
        )
        previous = digest
