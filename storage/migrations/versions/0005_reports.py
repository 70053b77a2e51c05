"""Reports: where a grid hung when it owed one, reviews, versions of forms, filed documents, up and down."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NEW = ("suggestion", "material_reader", "material", "filed_document", "review", "form_version")
_BRANCH_LEVEL = 2


def upgrade() -> None:
    """Add them."""
    with op.batch_alter_table("duty_item") as item:
        item.add_column(sa.Column("unit_code", sa.String(length=32), server_default="", nullable=False))
        item.add_column(sa.Column("branch_code", sa.String(length=32), server_default="", nullable=False))
    op.create_index(op.f("ix_duty_item_branch_code"), "duty_item", ["branch_code"], unique=False)
    _place_items()
    op.create_index(
        "ix_duty_item_of_unit",
        "duty_item",
        ["unit_code", "duty_id", "period_id", "branch_code"],
        unique=False,
    )
    with op.batch_alter_table("submission") as submission:
        submission.add_column(
            sa.Column("review_state", sa.String(length=16), server_default="received", nullable=False)
        )
    _close_what_is_past()
    _add_reviewing()
    _add_up_and_down()


def downgrade() -> None:
    """Take them away."""
    for table in _NEW:
        op.drop_table(table)
    with op.batch_alter_table("submission") as submission:
        submission.drop_column("review_state")
    op.drop_index("ix_duty_item_of_unit", "duty_item")
    op.drop_index(op.f("ix_duty_item_branch_code"), table_name="duty_item")
    with op.batch_alter_table("duty_item") as item:
        item.drop_column("branch_code")
        item.drop_column("unit_code")


def _place_items() -> None:
    """Note for what is owed already where its grid hangs today: nothing older is known."""
    connection = op.get_bind()
    found = connection.execute(sa.text("SELECT code, parent_code, level FROM grid")).all()
    grids = {row.code: row for row in found}
    places = []
    for row in found:
        line = [row]
        while line[-1].parent_code in grids:
            line.append(grids[line[-1].parent_code])
        branch = next((grid.code for grid in line if grid.level == _BRANCH_LEVEL), row.code)
        places.append({"code": row.code, "unit": line[-1].code, "branch": branch})
    if places:
        connection.execute(
            sa.text("UPDATE duty_item SET unit_code = :unit, branch_code = :branch WHERE grid_code = :code"),
            places,
        )


def _close_what_is_past() -> None:
    """Have nobody review what closed before there were reviews: nobody starts with arrears."""
    op.get_bind().execute(
        sa.text(
            "UPDATE submission SET review_state = 'accepted' WHERE item_id IN "
            "(SELECT id FROM duty_item WHERE closes_on < CURRENT_DATE)"
        )
    )


def _add_reviewing() -> None:
    op.create_table(
        "form_version",
        sa.Column("form_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("form_id", "version", name=op.f("pk_form_version")),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_review_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_submission_id"), "review", ["submission_id"], unique=False)
    op.create_table(
        "filed_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=128), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["filed_by"], ["person.id"], name=op.f("fk_filed_document_filed_by")),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name=op.f("fk_filed_document_unit_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_document")),
        sa.UniqueConstraint(
            "unit_code",
            "kind",
            "subject",
            "version",
            name=op.f("uq_filed_document_unit_code_kind_subject_version"),
        ),
    )


def _add_up_and_down() -> None:
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("file_kind", sa.String(length=16), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_material_sent_by")),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name=op.f("fk_material_unit_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    op.create_index(op.f("ix_material_unit_code"), "material", ["unit_code"], unique=False)
    op.create_table(
        "material_reader",
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("steps_done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name=op.f("fk_material_reader_grid_code")),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_material_reader_material_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_material_reader_person_id")),
        sa.PrimaryKeyConstraint("material_id", "person_id", name=op.f("pk_material_reader")),
    )
    op.create_index("ix_material_reader_unread", "material_reader", ["person_id", "read_at"], unique=False)
    _add_suggestions()


def _add_suggestions() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=32), nullable=False),
        sa.Column("grid_code", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_suggestion_answered_by")),
        sa.ForeignKeyConstraint(["grid_code"], ["grid.code"], name=op.f("fk_suggestion_grid_code")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_suggestion_submission_id")
        ),
        sa.ForeignKeyConstraint(["unit_code"], ["grid.code"], name=op.f("fk_suggestion_unit_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_suggestion_submission_id")),
    )
    op.create_index(op.f("ix_suggestion_person_id"), "suggestion", ["person_id"], unique=False)
    op.create_index(op.f("ix_suggestion_unit_code"), "suggestion", ["unit_code"], unique=False)
