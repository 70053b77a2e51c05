"""Entries of the registers with contents as long as they may be, for tests that look into every window."""

from dataclasses import replace
from typing import Any

from domain.people.people import Viewer
from domain.registers.drafts import EntryDraft
from domain.registers.entries import Entry
from storage.registers.entry_files import received
from storage.unit_of_work import UnitOfWork
from tests.harness import Hospital
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover

LONG = "高值耗材登记不全且未逐件核对，须补登、双人核对并签字" * 40
"""Longer than a long text may be."""
MOST = 1000
SEVERAL = 6
MEASURES = 20


async def give_entries(hospital: Hospital, opener: str, head: str, leader: str) -> None:
    """Have `opener` enter warnings and a problem with measures and files, and a risk be published, all long.

    `head` answers for them in their own ward, and `leader` is their leader.
    """

    def work(uow: UnitOfWork) -> None:
        viewer = uow.people.find_viewer(hospital.bound[opener].id, hospital.clock.now().date())
        assert viewer is not None
        _Entering(uow, hospital, viewer, head).enter_all(person_of(uow, head), person_of(uow, leader))

    await hospital.app.database.run(work)


def person_of(uow: UnitOfWork, name: str) -> dict[str, str]:
    """Return somebody as an answer."""
    unit = uow.rosters.units()[0]
    (found,) = [named for named in uow.officials.search(unit, name, 9)[0] if named.name == name]
    return {"staff_number": found.staff_number, "name": found.name, "post": found.post}


class _Entering:
    def __init__(self, uow: UnitOfWork, hospital: Hospital, viewer: Viewer, head: str) -> None:
        self._uow, self._viewer = uow, viewer
        self._mover = Mover(hospital.app.house, hospital.clock.now(), viewer)
        self._registers = hospital.app.house.registers
        ward = next(grid.code for grid in uow.rosters.tree() if head.startswith(grid.name))
        place = place_at(uow, ward)
        assert place is not None
        self._place = place

    def enter_all(self, head: dict[str, str], leader: dict[str, str]) -> None:
        """Enter all of it."""
        for number in range(SEVERAL):
            self._enter("warning", number, light="red", object="grid", addressee=head, deadline="2026-07-01")
        whole = self._enter("problem", 0, source="audit", leader=leader, person=head, deadline="2026-09-30")
        for number in range(SEVERAL):
            about = {"leader": leader, "person": head, "department": "心内科", "deadline": "2026-08-15"}
            self._enter("measure", number, whole.id, **about)
        texts = dict.fromkeys(("risks", "duties"), LONG[:MOST])
        measures: dict[str, Any] = {"measures": MEASURES}
        for number in range(1, MEASURES + 1):
            measures |= {f"measures.{number}.side": "rules", f"measures.{number}.measure": LONG[:MOST]}
        risk = {"form": "department", "level": "a", **texts, **measures}
        for state in ("public", "review", "approved"):
            standing = replace(whole.standing, state=state, level="a")
            filed = replace(whole, id=0, register_id="risk", number=None, answers=risk, standing=standing)
            self._uow.entries.add(filed, [])

    def _enter(self, register_id: str, number: int, parent_id: int | None = None, **answers: Any) -> Entry:
        texts = dict.fromkeys(("problem", "measure"), LONG[number : number + MOST])
        opening = Opening(self._registers[register_id], self._place, {**texts, **answers}, parent_id)
        entry = enter(self._uow, self._mover, opening, self._viewer.person_id)
        for n in range(SEVERAL if number == 0 else 0):
            self._attach(entry, f"{LONG[:60]}{n}.docx")
        return entry

    def _attach(self, entry: Entry, name: str) -> None:
        uow, now = self._uow, self._mover.now
        draft = EntryDraft(
            entry.id, self._viewer.person_id, 1, "", register_id=entry.register_id, move_id="note"
        )
        draft_id = uow.entry_drafts.save(draft, now)
        uow.entry_files.keep(draft_id, "evidence", received(name, "application/msword", b"docx"), now)
        uow.entry_files.attach(draft_id, entry.id)
        uow.entry_drafts.delete(draft_id)
