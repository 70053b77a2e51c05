"""The registers of an installation from one start to the next: versions are kept, figures are counted anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import ConfigError
from bot.folders.register_folder import keep_registers
from domain.registers.entries import EntryFilter, Figure
from registers.library import RegisterLibrary
from registers.reader import shipped_register_texts
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover

GIFTS = shipped_register_texts()["gifts.toml"]
GIVEN = {"gift": "茶叶", "worth": "120.00", "received_on": "2026-05-11", "giver": "某药企"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


def started(desk: Desk, gifts: str) -> None:
    """Start with this text as the office's own register of gifts."""
    library = RegisterLibrary({"gifts.toml": gifts})
    desk.database.write(lambda uow: keep_registers(uow, library, desk.clock.now()))


def entered(desk: Desk) -> None:
    """Have somebody declare a gift."""

    def work(uow: UnitOfWork) -> None:
        place = place_at(uow, "1")
        assert place is not None
        opening = Opening(desk.registers["gifts"], place, GIVEN)
        enter(uow, Mover(desk, desk.clock.now(), None), opening, 1)

    desk.database.write(work)


def test_a_register_changed_without_a_new_version_stops_the_start(desk: Desk) -> None:
    started(desk, GIFTS)
    started(desk, GIFTS)
    with pytest.raises(ConfigError, match="registers-changed"):
        started(desk, GIFTS.replace("礼品登记", "礼品礼金登记"))
    started(desk, GIFTS.replace("礼品登记", "礼品礼金登记").replace("version = 1", "version = 2"))


def test_a_state_in_which_entries_stand_cannot_go(desk: Desk) -> None:
    started(desk, GIFTS)
    other = GIFTS.replace('"declared"', '"told"').replace("version = 1", "version = 2")
    entered(desk)
    with pytest.raises(ConfigError, match="registers-state-gone"):
        started(desk, other)


def test_what_a_new_version_counts_is_counted_over_all_entries(desk: Desk) -> None:
    started(desk, GIFTS)
    entered(desk)
    entered(desk)
    more = '[[counts]]\nid = "waiting"\nlabel = { zh = "待收存（件）", en = "Declared" }\nstates = ["declared"]\n[seen]'
    started(desk, GIFTS.replace("[seen]", more).replace("version = 1", "version = 2"))

    def work(uow: UnitOfWork) -> None:
        figures = uow.entry_figures.total("1")
        assert figures[Figure("gifts", "waiting")] == 2
        assert figures[Figure("gifts", "gifts")] == 2
        assert figures[Figure("gifts", "worth")] == 24_000
        assert len(uow.entries.page(EntryFilter("gifts", "1"), 10, 0)) == 2

    desk.database.write(work)


def test_whom_groups_name_is_found_as_soon_as_a_new_version_says_so(desk: Desk) -> None:
    now = shipped_register_texts()["decision.toml"]
    before = now.replace('named_in = { votes = "member" }\n', "").replace("version = 2", "version = 1")
    old, new = (RegisterLibrary({"decision.toml": text}) for text in (before, now))
    voter = {"staff_number": "0815", "name": "表决人", "post": "医师"}
    said = {"matter": "购置设备", "votes": 1, "votes.1.member": voter, "votes.1.attitude": "for"}

    def found(uow: UnitOfWork) -> list[int]:
        wanted = EntryFilter("decision", "1", words="表决人")
        return [
            *[entry.id for entry in uow.entries.page(wanted, 9, 0)],
            *[entry.id for entry in uow.archived_entries.naming("1", "decision", "0815")],
        ]

    def work(uow: UnitOfWork) -> None:
        keep_registers(uow, old, desk.clock.now())
        place = place_at(uow, "1")
        assert place is not None
        entry = enter(uow, Mover(desk, desk.clock.now(), None), Opening(old["decision"], place, said), 1)
        assert found(uow) == []
        keep_registers(uow, new, desk.clock.now())
        assert found(uow) == [entry.id, entry.id]
        assert uow.archived_entries.naming("1", "decision", "081") == []

    desk.database.write(work)
