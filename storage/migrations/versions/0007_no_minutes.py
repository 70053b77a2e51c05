"""Nothing that dates or counts tips: drawn ids, no numbers of updates, the last tick's day alone."""

import json
import secrets
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# As storage/statements/random_ids.py drew them when this migration was made; it must not follow later changes there.
_LOWEST, _FIRST_BELOW, _STEP = 1_000_000, 500_000_000, 1000
_SHANGHAI_IS_AHEAD = timedelta(hours=8)
_KEYS_WITH_UPDATES = (
    "hearing_offered",
    "hearing_slot",
    "hearing_freed",
    "hearing_withdrawn",
    "exempted",
    "exemption_withdrawn",
)
_WITH_BUTTONS = ("nudge", "chase", "material")
_REFERENCES = (
    ("tip_file", "fk_tip_file_message_id", "message_id", "tip_message"),
    ("tip_message", "fk_tip_message_fact_request_id", "fact_request_id", "fact_request"),
)


def upgrade() -> None:
    """Draw the ids anew, and forget what counted."""
    _chain_is_the_key()
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        for table, name, _column, _of in _REFERENCES:
            op.drop_constraint(name, table, type_="foreignkey")
    else:
        op.execute("PRAGMA defer_foreign_keys=ON")
    requests = _renumber("fact_request", "id")
    messages = _renumber("tip_message", "tip_number, id")
    _renumber("tip_file", "tip_number, id")
    _renumber("tip_step", "tip_number, id")
    _follow("tip_message", "fact_request_id", requests)
    _follow("tip_file", "message_id", messages)
    if on_postgresql:
        for table, name, column, of in _REFERENCES:
            op.create_foreign_key(name, table, of, [column], ["id"])
    else:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'fact_request'")
    _letters_follow(requests)
    _forget_updates()
    _keep_the_day()


def downgrade() -> None:
    """Give the audit log its ids back; what was forgotten is not known any more."""
    # A place in the chain is unique per chain only: the id counts over both.
    op.execute(
        "CREATE TABLE audit_before AS SELECT ROW_NUMBER() OVER (ORDER BY acted_at, chain, place) AS id, * FROM audit"
    )
    op.drop_table("audit")
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        *_audit_columns(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("chain", "place", name=op.f("uq_audit_chain_place")),
    )
    names = ", ".join(column.name for column in _audit_columns())
    op.execute(f"INSERT INTO audit (id, {names}) SELECT id, {names} FROM audit_before")  # noqa: S608 - our own names
    op.drop_table("audit_before")


def _audit_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("chain", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("acted_at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
    ]


def _chain_is_the_key() -> None:
    """Take the audit log's id away: it counted over the chains of both bodies."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("pk_audit", "audit", type_="primary")
        op.drop_constraint("uq_audit_chain_place", "audit", type_="unique")
        op.drop_column("audit", "id")
        op.create_primary_key("pk_audit", "audit", ["chain", "place"])
        return
    op.create_table(
        "audit_chained",
        *_audit_columns(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id")),
        sa.PrimaryKeyConstraint("chain", "place", name=op.f("pk_audit")),
        sqlite_with_rowid=False,
    )
    names = ", ".join(column.name for column in _audit_columns())
    op.execute(f"INSERT INTO audit_chained ({names}) SELECT {names} FROM audit")  # noqa: S608 - our own names
    op.drop_table("audit")
    op.rename_table("audit_chained", "audit")


def _renumber(table: str, order: str) -> dict[int, int]:
    """Draw the ids of `table` anew, of each tip's rows in the order they had; return the new ones by the old."""
    connection = op.get_bind()
    rows = connection.execute(sa.text(f"SELECT id, tip_number FROM {table} ORDER BY {order}")).all()  # noqa: S608 - our own names
    new: dict[int, int] = {}
    taken: set[int] = set()
    last_of: dict[str, int] = {}
    for row_id, number in rows:
        last = None if table == "fact_request" else last_of.get(number)
        drawn = _draw(last)
        while drawn in taken:
            drawn = _draw(drawn)
        new[row_id] = last_of[number] = drawn
        taken.add(drawn)
    if new:
        changes = [{"old": old, "new": drawn} for old, drawn in new.items()]
        connection.execute(sa.text(f"UPDATE {table} SET id = :new WHERE id = :old"), changes)  # noqa: S608 - our own names
    return new


def _draw(last: int | None) -> int:
    if last is None:
        return _LOWEST + secrets.randbelow(_FIRST_BELOW - _LOWEST)
    return last + 1 + secrets.randbelow(_STEP)


def _follow(table: str, column: str, new: dict[int, int]) -> None:
    if new:
        changes = [{"old": old, "new": drawn} for old, drawn in new.items()]
        op.get_bind().execute(sa.text(f"UPDATE {table} SET {column} = :new WHERE {column} = :old"), changes)  # noqa: S608 - our own names


def _letters_follow(requests: dict[int, int]) -> None:
    """Have letters about facts asked for name the new id, so that none is sent twice or finds nothing."""
    connection = op.get_bind()
    outbox = sa.table(
        "outbox",
        sa.column("id"),
        sa.column("unique_key"),
        sa.column("kind"),
        sa.column("payload", sa.JSON()),
        sa.column("person_id"),
    )
    about = outbox.c.kind.in_(["fact_request", "fact_due", "fact_overdue"])
    for row in connection.execute(sa.select(outbox).where(about)).all():
        payload = row.payload if isinstance(row.payload, dict) else json.loads(row.payload)
        # What was asked about a tip erased since is there no more.
        request = requests.get(payload["request"], 0)
        key = f"{row.kind}:{request or secrets.token_hex(8)}:{row.person_id}"
        connection.execute(
            sa.update(outbox)
            .where(outbox.c.id == row.id)
            .values(unique_key=key, payload={**payload, "request": request})
        )


def _forget_updates() -> None:
    """Numbers of updates, in drafts and in keys, and of messages whose buttons nobody touches again."""
    connection = op.get_bind()
    op.execute("UPDATE draft SET last_update_id = 0")
    outbox = sa.table(
        "outbox", *(sa.column(name) for name in ("id", "unique_key", "kind", "message_id", "person_id"))
    )
    skipped = sa.table("skipped", sa.column("unique_key"))
    counted = outbox.c.kind.in_(_KEYS_WITH_UPDATES)
    for row in connection.execute(sa.select(outbox).where(counted)).all():
        key = f"{row.kind}:{secrets.token_hex(8)}:{row.person_id}"
        connection.execute(sa.update(outbox).where(outbox.c.id == row.id).values(unique_key=key))
        connection.execute(
            sa.update(skipped).where(skipped.c.unique_key == row.unique_key).values(unique_key=key)
        )
    connection.execute(sa.update(outbox).where(outbox.c.kind.not_in(_WITH_BUTTONS)).values(message_id=None))


def _keep_the_day() -> None:
    """Of when the clock last ticked, and when it was last looked what was done, the day alone."""
    connection = op.get_bind()
    setting = sa.table("setting", sa.column("key"), sa.column("value"))
    known = connection.execute(sa.select(setting.c.value).where(setting.c.key == "last_tick_at")).scalar()
    connection.execute(sa.delete(setting).where(setting.c.key.in_(["last_tick_at", "retractions_looked_at"])))
    if known:
        day = (datetime.fromisoformat(known).astimezone(UTC) + _SHANGHAI_IS_AHEAD).date()
        connection.execute(sa.insert(setting).values(key="last_tick_on", value=day.isoformat()))
