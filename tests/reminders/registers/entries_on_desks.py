"""Entries opened at a desk without any Telegram, and what a tick then sends to whom."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.people.people import Viewer
from domain.registers.entries import Entry
from domain.time.clock import day_in_shanghai
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.tick import tick
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, bind, move_to, shanghai
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover

WARD, BRANCH, OFFICE = "心内科特邀监察员", "内科第一党支部特邀监察员", "监察室主任"
HEAD, LEADER, WORKER = "心内科负责人", "分管内科副院长", "心内科医疗组长"


class Town:
    """A desk with phones, numbered as they were bound."""

    def __init__(self, desk: Desk, *names: str) -> None:
        self.desk = desk
        self.ids = {name: bind(desk.database, name, number) for number, name in enumerate(names, start=1)}
        self.names = dict(enumerate(names, start=1))

    def ticked(self, month: int, day: int, hour: int = 8) -> dict[str, list[str]]:
        """Let the clock do its work at that moment; return what was sent to whom."""
        move_to(self.desk, shanghai(month, day, hour))
        postman = Postman()
        asyncio.run(tick(self.desk))
        asyncio.run(drain(self.desk, postman))
        said: dict[str, list[str]] = {}
        self.buttons: dict[str, list[str]] = {}
        for chat_id, window in postman.sent:
            said.setdefault(self.names[chat_id], []).append(window.text)
            self.buttons[self.names[chat_id]] = [button.label for row in window.rows for button in row]
        return said

    def viewer(self, uow: UnitOfWork, name: str) -> Viewer:
        """Return who acts under that name today."""
        number = next(number for number, known in self.names.items() if known == name)
        found = uow.people.find_viewer(number, day_in_shanghai(self.desk.clock.now()))
        assert found is not None
        return found

    def person(self, name: str) -> dict[str, str]:
        """Return the answer to a question for a person."""

        def work(uow: UnitOfWork) -> dict[str, str]:
            (found,) = (person for person in uow.people.search(name, 100) if person.name == name)
            return {"staff_number": found.staff_number, "name": found.name}

        return self.desk.database.write(work)

    def open(self, register_id: str, grid_name: str, by: str, answers: Mapping[str, Any]) -> int:
        """Open an entry and return its id."""
        register = self.desk.registers[register_id]

        def work(uow: UnitOfWork) -> int:
            viewer = self.viewer(uow, by)
            (code,) = (grid.code for grid in uow.rosters.tree() if grid.name == grid_name)
            place = place_at(uow, code)
            assert place is not None
            mover = Mover(self.desk, self.desk.clock.now(), viewer)
            return enter(uow, mover, Opening(register, place, answers), viewer.person_id).id

        return self.desk.database.write(work)

    def problem(
        self, deadline: date, what: str = "登记不全", person: str = HEAD, leader: str = LEADER
    ) -> int:
        """Open a problem to be put right."""
        people = {"person": self.person(person), "leader": self.person(leader)}
        answers = {"source": "audit", "problem": what, "deadline": deadline.isoformat(), **people}
        return self.open("problem", "心内科", OFFICE, answers)

    def move(self, entry_id: int, move_id: str, by: str, answers: Mapping[str, Any] | None = None) -> Entry:
        """Make a move and return the entry."""

        def work(uow: UnitOfWork) -> Entry:
            entry = uow.entries.find(entry_id)
            assert entry is not None
            mover = Mover(self.desk, self.desk.clock.now(), self.viewer(uow, by))
            found = look_at(uow, self.desk.registers[entry.register_id], entry, mover.today)
            return make_move(uow, mover, found, Moving(move_id, entry.changes, answers or {}))

        return self.desk.database.write(work)

    def entry(self, entry_id: int) -> Entry:
        """Return the entry as it stands."""
        found = self.desk.database.write(lambda uow: uow.entries.find(entry_id))
        assert found is not None
        return found
