"""By what people are found: names without blanks, their pinyin and its initials."""

import sqlalchemy as sa
from alembic import op

from domain.people.sought_names import Readings, name_keys

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_person = sa.table(
    "person", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("sought", sa.Text)
)


def upgrade() -> None:
    """Add it, filled in for everybody who is there."""
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("sought", sa.Text(), server_default=sa.text("''"), nullable=False))
    connection = op.get_bind()
    named = connection.execute(sa.select(_person.c.id, _person.c.name)).all()
    if named:
        read = Readings()
        connection.execute(
            sa.update(_person).where(_person.c.id == sa.bindparam("at")).values(sought=sa.bindparam("keys")),
            [{"at": row.id, "keys": name_keys(row.name, read)} for row in named],
        )


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("person") as person:
        person.drop_column("sought")
