"""A hospital full to the brim: names, answers and lists far longer than any window; some no door would let in."""

import json
import sqlite3
from contextlib import closing

from domain.duties.duty_block import DutyBlock
from domain.time.periods import Period
from tests.duty_blocks import write_duties
from tests.handlers.by_hand import GRID, INSPECTOR, file_green
from tests.handlers.tips.tips_by_hand import OFFICE, bring
from tests.harness import Hospital

MANY = 200
NAME, ANSWER = "某" * 490, "<好&>" * 1000
BRANCH = "内科第一党支部"


async def fill_to_the_brim(hospital: Hospital) -> None:
    """Have `MANY` tips, grids and duties, each with words too long for a message."""
    await hospital.phone_of(OFFICE)
    inspector = await hospital.phone_of(INSPECTOR)
    await file_green(inspector)
    for _number in range(3):
        await bring(hospital)
    code = _forge(hospital)
    duties = tuple(
        DutyBlock(
            id=f"d{number}",
            form="meeting_record",
            grids=frozenset({code}),
            rule="FREQ=MONTHLY;BYMONTHDAY=28",
            period=Period.MONTH,
        )
        for number in range(MANY)
    )
    write_duties(hospital, (*hospital.config.duty, *duties))
    await hospital.restart()


def _forge(hospital: Hospital) -> str:
    with closing(sqlite3.connect(hospital.folder / "gridbot.db", timeout=30)) as database:
        run = database.execute
        (branch,) = run("SELECT code FROM grid WHERE name = ?", [BRANCH]).fetchone()
        (code, sender) = run(
            "SELECT grid.code, person.id FROM grid JOIN person ON person.name = ? WHERE grid.name = ?",
            [INSPECTOR, GRID],
        ).fetchone()
        run("UPDATE grid SET name = name || ?", [NAME])
        run("UPDATE person SET name = name || ?, post = post || ?", [NAME, NAME])
        columns = {name for _id, name, *_more in run("PRAGMA table_info(tip)")}
        same = ", ".join(sorted(columns - {"number", "sequence", "lookup"}))
        for number in range(MANY):
            run(
                "INSERT INTO grid (code, name, level, parent_code, kind) VALUES (?, ?, 3, ?, ?)",
                [f"9{number:04}", f"{number}{NAME}", branch, "临床科室"],
            )
            run(
                f"INSERT INTO tip (number, sequence, lookup, {same}) SELECT ?, ?, randomblob(32), {same} FROM tip"  # noqa: S608 - our own names
                " WHERE sequence = 1",
                [f"2026-{number + 100}", number + 100],
            )
            run(
                "INSERT INTO suggestion (unit_code, grid_code, person_id, text, made_at)"
                " SELECT unit_code, ?, ?, ?, '2026-05-01 00:00:00' FROM duty_item LIMIT 1",
                [code, sender, ANSWER],
            )
        _long_answers(database)
        run(
            "INSERT INTO tip_step (id, tip_number, act, done_on, person_id)"
            " SELECT id + 1000, '2026-001', 'accepted', '2026-05-12', id FROM person LIMIT 200"
        )
        database.commit()
    return str(code)


def _long_answers(database: sqlite3.Connection) -> None:
    answers = {"light": "red", "tendencies": 5, "suggestions": ANSWER, "note": ANSWER, "warnings": 1}
    for item in range(1, 6):
        answers |= {f"tendencies.{item}.summary": ANSWER, f"tendencies.{item}.done": ANSWER}
    database.execute("UPDATE submission SET answers = ?", [json.dumps(answers, ensure_ascii=False)])
