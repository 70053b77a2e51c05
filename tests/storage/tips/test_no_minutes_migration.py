"""A database of before is brought to drawn ids with its rows in place."""

from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import text

from domain.tips.routing import Body
from storage.database import Database
from storage.delivery.tables import skipped
from storage.reporting.tables import drafts
from storage.schema import _config, _without_foreign_keys, upgrade
from storage.statements.random_ids import LOWEST
from storage.tables import outbox
from storage.tips.tables import fact_requests, tip_files, tip_messages, tip_steps
from tests.desks import rows_of, settings_of

MOMENT = "2026-05-12 02:00:00.123456"
TIP = {
    "body": "office",
    "year": 2026,
    "reply_recipient": "age1",
    "received_on": "2026-05-12",
    "source": "accusation",
    "area": "ethics",
    "state": "received",
    "named": False,
}
LETTER = {
    "urgent": False,
    "state": "sent",
    "tries": 0,
    "due_at": MOMENT,
    "not_before_at": MOMENT,
    "expires_at": MOMENT,
    "sent_at": MOMENT,
    "person_id": 1,
}


def lay_rows(database: Database) -> None:
    """Bring an empty database to the revision before, and put rows of everything that changes into it."""
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")

        def put(table: str, **values: Any) -> None:
            names = ", ".join(values)
            marks = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608 - our own

        put("grid", code="30101", name="心内科", level=3)
        person = {"post": "护士", "rank": "股级", "party_member": False, "grid_code": "30101"}
        put("person", id=1, staff_number="1", name="心内科特邀监察员", **person)
        for sequence in (1, 2):
            number = f"2026-00{sequence}"
            put("tip", number=number, sequence=sequence, lookup=bytes([sequence] * 32), **TIP)
        asked = {"grid_code": "30101", "asked_by": 1, "asked_on": "2026-05-12", "due_on": "2026-05-19"}
        for request, number in ((1, "2026-002"), (2, "2026-001"), (3, "2026-001")):
            put("fact_request", id=request, tip_number=number, answered=False, **asked)
        said = {"written_on": "2026-05-12", "from_reporter": True}
        for message, number, about in ((1, "2026-001", None), (2, "2026-002", 1), (3, "2026-001", None)):
            text_of = f"第{message}条".encode()
            put(
                "tip_message",
                id=message,
                tip_number=number,
                sealed_text=text_of,
                fact_request_id=about,
                **said,
            )
        for file, number, came_with in ((1, "2026-001", None), (2, "2026-002", 2), (3, "2026-001", 3)):
            contents = {"sealed_cleaned": f"文件{file}".encode(), "sealed_original": b"", "extension": ".jpg"}
            put("tip_file", id=file, tip_number=number, message_id=came_with, **contents)
        for step, act in ((1, "accept"), (2, "propose")):
            put("tip_step", id=step, tip_number="2026-001", act=act, done_on="2026-05-12", person_id=1)
        for place, chain in ((1, "office"), (1, "supervisor"), (2, "office")):
            said_of = {
                "act": "read",
                "subject": "2026-001",
                "previous": bytes(32),
                "hash": bytes([place] * 32),
            }
            put("audit", chain=chain, place=place, acted_at=MOMENT, person_id=1, actor="", **said_of)
        put("outbox", id=1, unique_key="fact_due:2:1", kind="fact_due", payload='{"request": 2}', **LETTER)
        put(
            "outbox",
            id=2,
            unique_key="fact_request:9:1",
            kind="fact_request",
            payload='{"request": 9}',
            **LETTER,
        )
        hearing = {"kind": "hearing_slot", "payload": "{}", "message_id": 4711}
        put("outbox", id=3, unique_key="hearing_slot:987654:1:1", **hearing, **LETTER)
        put(
            "outbox",
            id=4,
            unique_key="nudge:2026-05-12:1",
            kind="nudge",
            payload="{}",
            message_id=4712,
            **LETTER,
        )
        missed = {"kind": "hearing_slot", "due_at": MOMENT, "noted_at": MOMENT}
        put("skipped", id=1, unique_key="hearing_slot:987654:1:1", **missed)
        item = {"duty_id": "monthly", "period_id": "2026-05", "grid_code": "30101"}
        days = {"opens_on": "2026-05-01", "due_on": "2026-05-25", "closes_on": "2026-05-31"}
        put("duty_item", id=1, **item, **days)
        draft = {"form_version": 1, "answers": '{"light": "green"}', "place": "light", "turn": 3}
        put("draft", id=7, item_id=1, person_id=1, last_update_id=987654, updated_at=MOMENT, **draft)
        put("setting", key="last_tick_at", value="2026-05-12T17:30:00.123456+00:00")
        put("setting", key="retractions_looked_at", value="2026-05-12T17:30:00.123456+00:00")


def check_rows(database: Database) -> None:
    """See that everything is there, hangs together, and counts no more."""
    requests = {row["id"]: row["tip_number"] for row in rows_of(database, fact_requests)}
    assert sorted(requests.values()) == ["2026-001", "2026-001", "2026-002"]
    messages = rows_of(database, tip_messages)
    files = rows_of(database, tip_files)
    steps = rows_of(database, tip_steps)
    assert min([*requests, *(row["id"] for row in (*messages, *files, *steps))]) >= LOWEST
    of_first = [bytes(row["sealed_text"]).decode() for row in messages if row["tip_number"] == "2026-001"]
    assert of_first == ["第1条", "第3条"]
    (answer,) = [row for row in messages if row["fact_request_id"] is not None]
    assert requests[answer["fact_request_id"]] == answer["tip_number"] == "2026-002"
    said = {row["id"]: bytes(row["sealed_text"]).decode() for row in messages}
    came_with = {bytes(row["sealed_cleaned"]).decode(): said.get(row["message_id"]) for row in files}
    assert came_with == {"文件1": None, "文件2": "第2条", "文件3": "第3条"}
    assert [row["act"] for row in steps] == ["accept", "propose"]
    check_letters(database, requests)
    (draft,) = rows_of(database, drafts)
    assert (draft["id"], draft["answers"], draft["last_update_id"]) == (7, {"light": "green"}, 0)
    assert settings_of(database) == {"last_tick_on": "2026-05-13"}
    heads = [database.write(lambda uow, body=body: uow.audit.head(body)) for body in Body]  # type: ignore[misc]
    assert [head.place for head in heads] == [2, 1]


def check_letters(database: Database, requests: dict[int, str]) -> None:
    letters = {row["id"]: row for row in rows_of(database, outbox)}
    due, gone, slot, nudge = (letters[number] for number in (1, 2, 3, 4))
    assert requests[due["payload"]["request"]] == "2026-001"
    assert due["unique_key"] == f"fact_due:{due['payload']['request']}:1"
    assert gone["payload"]["request"] not in requests
    assert "987654" not in slot["unique_key"]
    (missed,) = rows_of(database, skipped)
    assert missed["unique_key"] == slot["unique_key"]
    assert (slot["message_id"], nudge["message_id"]) == (None, 4712)


def test_rows_of_before_hang_together_and_count_no_more(tmp_path: Path) -> None:
    file = tmp_path / "grid.db"
    database = Database(f"sqlite:///{file}")
    lay_rows(database)
    upgrade(database)
    check_rows(database)
    with database.engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        counted = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").fetchall()
    assert counted == [("draft", 7)]
    database.close()
    assert b"987654" not in file.read_bytes()


def test_the_way_back_gives_the_audit_log_its_ids(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    lay_rows(database)
    upgrade(database)
    with _without_foreign_keys(database) as connection, connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        rows = connection.exec_driver_sql("SELECT id, chain, place FROM audit ORDER BY id").fetchall()
    assert [row[0] for row in rows] == [1, 2, 3]
    database.close()
