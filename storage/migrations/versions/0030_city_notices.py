"""What the organ above sends to its hospitals' offices (传达), and who has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables: nothing was sent yet."""
    op.create_table(
        "city_notice",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by", sa.Integer()),
        sa.PrimaryKeyConstraint("number", name="pk_city_notice"),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name="fk_city_notice_sent_by_person"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "city_notice_reader",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("number", "person_id", name="pk_city_notice_reader"),
        sa.ForeignKeyConstraint(
            ["number"], ["city_notice.number"], name="fk_city_notice_reader_number_city_notice"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_city_notice_reader_person_id_person"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("city_notice_reader")
    op.drop_table("city_notice")
