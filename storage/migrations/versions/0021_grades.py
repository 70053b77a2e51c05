"""Grades (考核等次): what was decided and published about whom, and the history of it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(32), nullable=False),
        sa.Column("period_id", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("grid_code", sa.String(32)),
        sa.Column("adjusted", sa.String(16)),
        sa.Column("is_vetoed", sa.Boolean(), nullable=False),
        sa.Column("published", sa.String(16)),
        sa.Column("points", sa.String(16)),
        sa.Column("parts", sa.JSON()),
        sa.Column("published_on", sa.Date()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer()),
        sa.Column("second_from", sa.Date()),
        sa.Column("second", sa.String(16)),
        sa.Column("second_on", sa.Date()),
        sa.Column("is_liable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grade"),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name="fk_grade_unit_code_grid"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_grade_person_id_person"),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name="fk_grade_grid_code_grid"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_grade_entry_id_entry"),
        sa.UniqueConstraint("unit_code", "period_id", "subject", name="uq_grade_unit_code_period_id_subject"),
    )
    for column in ("person_id", "grid_code", "second_from"):
        op.create_index(f"ix_grade_{column}", "grade", [column])
    op.create_table(
        "grade_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("old", sa.String(16)),
        sa.Column("new", sa.String(16)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date()),
        sa.Column("whom", sa.String(200), nullable=False),
        sa.Column("basis", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grade_step"),
        sa.ForeignKeyConstraint(["grade_id"], ["grade.id"], name="fk_grade_step_grade_id_grade"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_grade_step_person_id_person"),
    )
    op.create_index("ix_grade_step_grade_id", "grade_step", ["grade_id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("grade_step")
    op.drop_table("grade")
