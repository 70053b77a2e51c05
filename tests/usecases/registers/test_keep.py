"""What opening and moving an entry keep: numbers over the years, the clock's steps."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.people.people import Viewer
from domain.registers.entries import Entry, EntryPeople
from registers.library import RegisterLibrary
from registers.reader import shipped_register_texts
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork
from tests.desks import elsewhere, open_desk
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover

GIFTS = shipped_register_texts()["gifts.toml"]
GIVEN = {"gift": "茶叶", "worth": "120.00", "received_on": "2026-05-11", "giver": "某药企"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


def entered(
    desk: Desk, uow: UnitOfWork, register_id: str, answers: dict[str, object], days: int = 0
) -> Entry:
    place = place_at(uow, "1")
    assert place is not None
    mover = Mover(desk, desk.clock.now() + timedelta(days=days), None)
    return enter(uow, mover, Opening(desk.registers[register_id], place, answers), 1)


def test_a_number_without_a_year_goes_on_over_the_years_and_one_with_it_begins_anew(desk: Desk) -> None:
    def numbers(at: Desk) -> list[str | None]:
        return at.database.write(
            lambda uow: [entered(at, uow, "gifts", dict(GIVEN), days).number for days in (0, 365, 366)]
        )

    assert numbers(desk) == ["礼登〔2026〕1号", "礼登〔2027〕1号", "礼登〔2027〕2号"]
    plain = RegisterLibrary({"plain.toml": GIFTS.replace('"gifts"', '"plain"', 1).replace("〔{year}〕", "")})
    other = elsewhere(desk, registers=plain)

    def of_plain(uow: UnitOfWork) -> list[str | None]:
        return [entered(other, uow, "plain", dict(GIVEN), days).number for days in (0, 365, 366)]

    assert other.database.write(of_plain) == ["礼登1号", "礼登2号", "礼登3号"]


def test_who_notes_progress_on_the_day_of_a_letter_does_not_make_it_undone(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        person = uow.people.get_listed(2)
        answer = {"staff_number": person.staff_number, "name": person.name, "post": person.post}
        due = desk.clock.now().date() + timedelta(days=20)
        answers = {"problem": "验收不规范", "source": "audit", "leader": answer, "person": answer}
        entry = entered(desk, uow, "problem", {**answers, "deadline": due.isoformat()}, days=-1)
        assert entry.standing.look_on == desk.clock.now().date()
        mover = Mover(desk, desk.clock.now(), None)
        found = look_at(uow, desk.registers["problem"], entry, mover.today)
        noted = make_move(uow, mover, found, Moving("note", 0, {"progress": "已落实一半"}))
        assert noted.standing == entry.standing
        found = look_at(uow, desk.registers["problem"], noted, mover.today)
        closing = make_move(uow, mover, found, Moving("ask_to_close", 1, {"result": "已完成"}))
        assert closing.standing.look_on is None

    desk.database.write(work)


def test_an_answer_taken_back_in_a_correction_is_gone_and_stays_in_the_history(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        answers = {
            "form": "unit",
            "level": "a",
            "kind": "post",
            "found": "self",
            "source": "audit",
            "duties": "统筹",
        }
        entry = entered(desk, uow, "risk", {**answers, "risks": "决策不公开", "measures": "公开"})
        viewer = Viewer(1, "登记人", "zh", ())
        mover = Mover(desk, desk.clock.now(), viewer)
        found = look_at(uow, desk.registers["risk"], replace(entry, people=EntryPeople(1)), mover.today)
        amended = make_move(uow, mover, found, Moving("amend", 0, {"source": None, "duties": "统筹全院"}))
        assert "source" not in amended.answers
        assert amended.answers["duties"] == "统筹全院"
        assert uow.entry_moves.of_entry(entry.id)[-1].before["source"] == "audit"

    desk.database.write(work)
