"""Risk forms that were filed before there was a register become entries, once, when the bot starts."""

from datetime import datetime
from typing import Any

from domain.people.people import Role
from domain.registers.entries import Entry, EntryFilter, EntryMove, WaitsFor
from domain.time.clock import SHANGHAI
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import count
from tests.harness import Hospital
from tests.reports.documents.papers_filed import owe
from usecases.registers.risks.filed_before import TAKEN_OVER

WARD, BUYING = "30401", "30301"
SAID = {"level": "a", "duties": "采购管理", "risks": "收受回扣", "measures": "双人开标"}


def person_of(uow: UnitOfWork, name: str) -> Any:
    (found,) = [person for person in uow.people.search(name, 100) if person.name == name]
    return uow.officials.known([found.person_id])[found.person_id]


def file(uow: UnitOfWork, form_id: str, owed: tuple[str, str], answers: dict[str, Any]) -> None:
    """File a form of before for `owed` = (period, grid), as its rows stand in an older installation."""
    period_id, grid_code = owed
    item_id = owe(uow, form_id, period_id, grid_code)
    at = datetime.fromisoformat(f"{period_id}-20T09:00").replace(tzinfo=SHANGHAI)
    by = person_of(uow, "监察室主任" if grid_code == "1" else "采购中心特邀监察员").person_id
    uow.submissions.add(
        Submission(0, item_id, form_id, 1, answers, zero=False, submitted_at=at, person_id=by)
    )
    uow.duty_items.mark_filed(item_id, at)


def group(uow: UnitOfWork, *names: str) -> dict[str, Any]:
    answers: dict[str, Any] = {"people": len(names)}
    for n, name in enumerate(names, start=1):
        known = person_of(uow, name)
        answers[f"people.{n}.person"] = {
            "staff_number": known.staff_number,
            "name": known.name,
            "post": known.post,
        }
        answers |= {f"people.{n}.{key}": said for key, said in SAID.items()}
    return answers


async def test_each_person_in_a_form_of_before_becomes_an_entry_that_nobody_has_signed(
    hospital: Hospital,
) -> None:
    def as_of_old(uow: UnitOfWork) -> None:
        file(
            uow, "risk_person", ("2026-03", BUYING), group(uow, "采购中心负责人")
        )  # filed anew a month later
        file(uow, "risk_person", ("2026-04", BUYING), group(uow, "采购中心负责人", "采购中心业务主管"))
        file(uow, "risk_department", ("2026-04", BUYING), {**SAID, "level": "b", "head": None})
        file(uow, "risk_unit", ("2026-04", "1"), SAID)
        uow.settings.put(TAKEN_OVER, "")

    await hospital.app.database.run(as_of_old)
    letters = count(hospital, "outbox")
    await hospital.restart()

    def read(uow: UnitOfWork) -> list[tuple[Entry, list[EntryMove], list[WaitsFor]]]:
        found = uow.entries.page(EntryFilter("risk", "1"), 100, 0)
        return [(e, uow.entry_moves.of_entry(e.id), uow.entries.waits_of(e.id)) for e in reversed(found)]

    entries = await hospital.app.database.run(read)
    assert [(e.answers["form"], e.standing.state, e.place.grid_code) for e, _moves, _waits in entries] == [
        ("person", "review", BUYING),
        ("person", "review", BUYING),
        ("department", "review", BUYING),
        ("unit", "approval", "1"),
    ]
    roles = [[(post.role, post.grid_code) for post in waits] for _entry, _moves, waits in entries]
    assert roles[0] == [(Role.LEADER_IN_CHARGE, "203")]
    assert roles[1] == [(Role.DEPARTMENT_HEAD, BUYING)]
    assert roles[3] == [(Role.PRESIDENT, "1")]
    for entry, moves, _waits in entries:
        assert entry.number is not None
        assert entry.standing.due_on is not None
        assert entry.standing.due_on > hospital.clock.now().date()
        assert [(move.move_id, move.person_id is None) for move in moves] == [
            ("", False),
            ("send_up" if entry.answers["form"] == "unit" else "send", True),
        ]
        assert moves[0].moved_at.month == 4
        assert "review_opinion" not in entry.answers
    assert count(hospital, "outbox") == letters
    figures = await hospital.app.database.run(lambda uow: uow.entry_figures.total("1"))
    assert {figure.value: n for figure, n in figures.items() if figure.count_id == "forms"} == {
        "person": 2,
        "department": 1,
        "unit": 1,
    }
    await hospital.restart()
    assert len(await hospital.app.database.run(read)) == len(entries)
