"""What is to hold of entries in either database, each check in one empty hospital (kept_entries.py)."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from domain.drafts import DRAFT_LIFE, NO_UPDATE, REDELIVERED, SUMMARY
from domain.people.people import Role
from domain.registers.drafts import EntryDraft
from domain.registers.entries import (
    Entry,
    EntryFilter,
    EntryMove,
    EntryPeople,
    Figure,
    KeptFile,
    WaitsFor,
)
from domain.time.clock import day_in_shanghai
from storage.registers.entry_figures import MonthFigure
from storage.registers.entry_files import received
from storage.unit_of_work import UnitOfWork
from tests.storage.registers.kept_entries import (
    AT,
    AT_THE_OFFICE,
    CLERK,
    DAY,
    ELSEWHERE,
    LEADER,
    OFFICE,
    OPENER,
    OWNER,
    PHARMACY,
    WARD,
    an_entry,
    due_in,
    moved,
)
from tests.storage.registers.reach_checks import check_who_is_reached_as_counted_one_by_one

ALL = EntryFilter("risk", "1")


def check_kept_and_moved(uow: UnitOfWork) -> None:
    kept = an_entry()
    entry_id = uow.entries.add(kept, [AT_THE_OFFICE])
    assert _found(uow, entry_id) == replace(kept, id=entry_id)
    handed_on = replace(
        moved(_found(uow, entry_id), state="issued", level="a", look_on=DAY, steps_done=2),
        people=EntryPeople(OPENER, CLERK, LEADER),
        title="回扣",
        answers={"level": "b"},
        number="廉险〔2026〕1号",
        version=2,
    )
    assert uow.entries.move(handed_on, [WaitsFor(CLERK)], 0)
    assert not uow.entries.move(moved(handed_on, state="closed"), [], 0)
    assert _found(uow, entry_id) == replace(handed_on, changes=1)
    assert uow.entries.waits_of(entry_id) == [WaitsFor(CLERK)]
    parties = (OPENER, OWNER, CLERK, LEADER)
    assert [uow.entries.is_party(entry_id, person) for person in parties] == [True] * 4
    assert not uow.entries.is_party(entry_id, LEADER + 9)
    assert uow.entries.find(entry_id + 1) is None


def check_waiting(uow: UnitOfWork) -> None:
    instead = WaitsFor(role=Role.OFFICE, grid_code="1", instead_of=Role.PRESIDENT)
    never = uow.entries.add(an_entry(), [WaitsFor(CLERK)])
    late = uow.entries.add(due_in(9), [AT_THE_OFFICE, WaitsFor(CLERK), instead, AT_THE_OFFICE])
    soon = uow.entries.add(due_in(1, state="issued"), [AT_THE_OFFICE, instead])
    later = uow.entries.add(due_in(10), [AT_THE_OFFICE])
    soon_too = uow.entries.add(due_in(1), [WaitsFor(role=Role.LEADER_IN_CHARGE, grid_code="204")])
    uow.entries.add(due_in(0), [WaitsFor(OPENER), WaitsFor(role=Role.OFFICE, grid_code="2")])
    desks = [OFFICE, (Role.LEADER_IN_CHARGE, "204"), OFFICE]
    expected = [soon, soon_too, late, later, never]
    assert _ids(uow.entries.waiting_for(CLERK, desks, 9)) == expected
    assert [_ids(uow.entries.waiting_for(CLERK, desks, 1, n)) for n in range(6)] == [
        *([n] for n in expected),
        [],
    ]
    assert [uow.entries.count_waiting(CLERK, desks, most) for most in (4, 9)] == [4, 5]
    assert _ids(uow.entries.waiting_for(CLERK, (), 9)) == [late, never]
    assert _ids(uow.entries.waiting_for(CLERK, (), 1)) == [late]
    assert _ids(uow.entries.waiting_for(OWNER, [OFFICE], 3)) == [soon, late, later]
    assert len(uow.entries.waits_of(late)) == 3
    assert uow.entries.move(moved(_found(uow, late), due_on=None), [WaitsFor(OPENER)], 0)
    assert _ids(uow.entries.waiting_for(CLERK, (), 9)) == [never]
    assert _ids(uow.entries.waiting_for(OPENER, (), 9))[-1] == late
    assert uow.entries.count_waiting(OWNER, (), 9) == 0


def check_lists(uow: UnitOfWork) -> None:
    one = uow.entries.add(an_entry(level="a"), [])
    two = uow.entries.add(replace(an_entry(PHARMACY, state="issued"), title="处方"), [])
    uow.entries.add(an_entry(ELSEWHERE), [])
    uow.entries.add(an_entry(register_id="warning"), [])
    on_duty = replace(an_entry(state="closed"), sought="|值班|zhiban|zb|", number="廉险〔2026〕1_号")
    three = uow.entries.add(on_duty, [])
    assert _shown(uow) == [three, two, one]
    assert _ids(uow.entries.page(ALL, 1, 1)) == [two]
    assert _shown(uow, states=("issued", "drafted", "issued")) == [two, one]
    assert _shown(uow, grid_codes=("30401",)) == [three, one]
    assert _shown(uow, grid_codes=("30401", "30501"), states=("closed", "issued")) == [three, two]
    assert _shown(uow, grid_codes=("31401",)) == []
    assert _shown(uow, level="a") == [one]
    assert _shown(uow, words=" YP ") == [two, one]
    assert _shown(uow, words="班") == [three]
    assert _shown(uow, words="〕1_") == [three]
    assert _shown(uow, words="%") == _shown(uow, words="〔_026") == _shown(uow, words="〕1号") == []
    uow.entries.note_party(two, "risk", [LEADER, LEADER])
    assert _shown(uow, seen_by=LEADER) == [two]
    assert _shown(uow, seen_by=OWNER, states=("drafted", "closed"), grid_codes=("30401",)) == [three, one]
    assert _shown(uow, seen_by=CLERK, words="值", level="") == []
    assert _ids(uow.entries.of_owner("risk", OWNER))[0] == one
    assert _ids(uow.entries.of_grid("risk", "30401")) == [one, three]
    assert _ids(uow.entries.find_many([three, 0, one])) == [three, one]


def check_registers_of(uow: UnitOfWork) -> None:
    kept = uow.entries.add(an_entry(), [])
    uow.entries.add(an_entry(register_id="warning"), [])
    assert uow.entries.registers_of(CLERK, [OFFICE]) == set()
    assert uow.entries.registers_of(OWNER, ()) == {"risk", "warning"}
    uow.entries.set_waits(kept, [WaitsFor(CLERK), WaitsFor(role=Role.PRESIDENT, grid_code="1")])
    assert uow.entries.registers_of(CLERK, ()) == {"risk"}
    assert uow.entries.registers_of(LEADER, [(Role.PRESIDENT, "1"), OFFICE]) == {"risk"}


def check_what_the_clock_asks(uow: UnitOfWork) -> None:
    later = uow.entries.add(due_in(3, look_on=DAY + timedelta(days=1)), [])
    looked_at = uow.entries.add(due_in(-1, look_on=DAY), [])
    uow.entries.add(due_in(-1, is_open=False), [])
    elsewhere = uow.entries.add(replace(due_in(-1, look_on=DAY), place=ELSEWHERE), [])
    assert _ids(uow.entries.to_look_at(DAY, 9)) == [looked_at, elsewhere]
    assert _ids(uow.entries.to_look_at(DAY + timedelta(days=9), 2)) == [looked_at, elsewhere]
    first, *_others = uow.entries.to_look_at(DAY, 9)
    assert _ids(uow.entries.to_look_at(DAY, 9, first)) == [elsewhere]
    assert not uow.entries.note_steps(replace(first, changes=9), 1, None)
    assert uow.entries.note_steps(first, 4, DAY + timedelta(days=1))
    assert _ids(uow.entries.to_look_at(DAY, 9)) == [elsewhere]
    noted = uow.entries.find(first.id)
    assert noted is not None
    assert noted == replace(
        first, standing=replace(first.standing, steps_done=4, look_on=DAY + timedelta(days=1))
    )
    assert [uow.entries.overdue("1", "risk", DAY + timedelta(days=n)) for n in (-1, 0, 3, 4)] == [0, 1, 1, 2]
    assert _ids(uow.entries.open_of("1", 0, 9)) == [later, looked_at]
    assert _ids(uow.entries.open_of("1", later, 9)) == [looked_at]


def check_history(uow: UnitOfWork) -> None:
    def line(entry_id: int, move_id: str) -> EntryMove:
        given = {"day": "2026-05-12"}
        return EntryMove(entry_id, move_id, None, "", "", "", AT, "drafted", "issued", given, {}, "请核对")

    first, second = uow.entries.add(an_entry(), []), uow.entries.add(an_entry(), [])
    for entry_id, move_id in ((first, ""), (second, ""), (first, "issue")):
        uow.entry_moves.add(line(entry_id, move_id))
    assert uow.entry_moves.of_entry(first) == [line(first, ""), replace(line(first, "issue"), place=1)]
    both = uow.entry_moves.of_entries([first, second])
    assert [len(both[first]), both[second]] == [2, [line(second, "")]]
    moved_on = day_in_shanghai(AT)
    register_id, unit = _found(uow, first).register_id, _found(uow, first).place.unit_code
    assert {first, second} <= set(uow.entry_moves.moved_since(unit, ["gifts", register_id], moved_on))
    assert uow.entry_moves.moved_since(unit, [register_id], moved_on + timedelta(days=1)) == []
    assert uow.entry_moves.moved_since(unit, ["gifts"], moved_on) == []
    assert uow.entry_moves.moved_since("9", [register_id], moved_on) == []


def check_parts(uow: UnitOfWork) -> None:
    whole = uow.entries.add(an_entry(register_id="problem"), [])
    parts = [
        uow.entries.add(replace(an_entry(register_id="measure"), parent_id=whole), []) for _part in range(2)
    ]
    assert _ids(uow.entries.parts_of(whole)) == parts
    assert uow.entries.parts_of(parts[0]) == []
    assert {
        above: _ids(some) for above, some in uow.entries.parts_of_all([parts[0], whole, whole + 99]).items()
    } == {whole: parts}


def check_figures(uow: UnitOfWork) -> None:
    """Whatever is opened and moved, the figures are those of a recount, of each unit and span of months."""
    drawn = random.Random(5)  # noqa: S311 - an example
    months, kept = ("2025-12", "2026-01", "2026-02"), list[tuple[str, str, Figure]]()
    for _act in range(200):
        unit, month = drawn.choice("12"), drawn.choice(months)
        now = Figure(drawn.choice(["risk", "warning"]), "issued", drawn.choice(["", "a", "b"]))
        deltas = Counter({now: 1})
        if kept and drawn.random() < 0.6:
            unit, month, before = kept.pop(drawn.randrange(len(kept)))
            deltas.subtract({before: 1})
        uow.entry_figures.add(unit, month, deltas)
        kept.append((unit, month, now))
    _agree(uow, kept)
    recounted = Counter(row for row in kept if row[2].register_id == "risk")
    uow.entry_figures.replace_all("risk", (MonthFigure(*row, figure) for row, figure in recounted.items()))
    _agree(uow, kept)


def check_files(uow: UnitOfWork) -> None:
    content = bytes(range(256)) * 40
    entry_id = uow.entries.add(an_entry(), [])
    draft = uow.entry_drafts.save(_a_draft(), AT)
    other = uow.entry_drafts.save(_a_draft(move_id="issue"), AT)
    files = [
        uow.entry_files.keep(draft, "evidence", received(name, "application/pdf", content), AT)
        for name in ("整改 报告.pdf", "照片.pdf", "另一份.pdf")
    ]
    assert files[0] == KeptFile(files[0].id, "整改 报告.pdf", "application/pdf", len(content))
    uow.entry_files.delete(draft, [files[1].id])
    uow.entry_files.delete(other, [files[0].id])
    assert uow.entry_files.of_draft(draft) == [files[0], files[2]]
    uow.entry_files.attach(draft, entry_id)
    uow.entry_drafts.delete(draft)
    uow.entry_files.delete(draft, [files[0].id])
    assert uow.entry_files.of_entry(entry_id) == uow.entry_files.find_all([file.id for file in files])
    assert uow.entry_files.of_entry(entry_id) == [files[0], files[2]]
    assert uow.entry_files.names_of([entry_id, entry_id + 99]) == {entry_id: ["整改 报告.pdf", "另一份.pdf"]}
    assert uow.entry_files.content(files[0].id) == (files[0], content)
    assert uow.entry_files.content(files[1].id) is None
    uow.entry_files.keep(other, "evidence", received("b", "b", b""), AT)
    uow.entry_files.delete_of_draft(other)
    assert uow.entry_files.of_draft(other) == []


def check_drafts(uow: UnitOfWork) -> None:
    first = _a_draft(last_update_id=500)
    first = replace(first, id=uow.entry_drafts.save(first, AT))
    second = _a_draft(item_id=7, move_id="issue", last_update_id=500 + REDELIVERED)
    second = replace(second, id=uow.entry_drafts.save(second, AT))
    assert uow.entry_drafts.find_latest(CLERK) == second
    first = replace(first, answers={"level": "a"}, turn=3, grid_code="30501")
    uow.entry_drafts.save(first, AT + timedelta(minutes=1))
    assert first.id is not None
    assert second.id is not None
    assert uow.entry_drafts.find_latest(CLERK) == uow.entry_drafts.find(first.id, CLERK) == first
    assert uow.entry_drafts.touched_last(CLERK) == AT + timedelta(minutes=1)
    assert uow.entry_drafts.touched_last(OWNER) is None
    assert uow.entry_drafts.find(first.id, OWNER) is None
    assert uow.entry_drafts.find_for(_a_draft(turn=9)) == first
    assert uow.entry_drafts.find_for(_a_draft(parent_id=1)) is None
    uow.entry_drafts.forget_updates(501)
    forgotten = replace(first, last_update_id=NO_UPDATE)
    assert [uow.entry_drafts.find_for(draft) for draft in (first, second)] == [forgotten, second]
    late = AT + DRAFT_LIFE + timedelta(seconds=1)
    assert uow.entry_drafts.expired(late) == [second.id]
    assert uow.entry_drafts.delete_expired([first.id, second.id], late) == 1
    uow.entry_drafts.delete(first.id)
    assert uow.entry_drafts.find_latest(CLERK) is None


def check_opened_counted(uow: UnitOfWork) -> None:
    midnight = datetime(2026, 5, 31, 16, tzinfo=UTC)  # in Shanghai, June begins
    for place, opened_at in ((WARD, midnight - timedelta(seconds=1)), (WARD, midnight), (PHARMACY, midnight)):
        uow.entries.add(replace(an_entry(place), opened_at=opened_at), [])
    uow.entries.add(replace(an_entry(register_id="gifts"), opened_at=midnight), [])
    last = date(2026, 6, 30)
    periods = ["2026-05", "2026-06", "2026"]
    ward, pharmacy = WARD.grid_code, PHARMACY.grid_code
    assert uow.opened_entries.count("risk", periods, last) == {
        ("2026-05", ward): 1,
        ("2026-06", ward): 1,
        ("2026", ward): 2,
        ("2026-06", pharmacy): 1,
        ("2026", pharmacy): 1,
    }
    assert uow.opened_entries.count("risk", ["2026"], date(2026, 5, 31), [ward]) == {("2026", ward): 1}


CHECKS: Final[tuple[Callable[[UnitOfWork], None], ...]] = (
    check_kept_and_moved,
    check_waiting,
    check_lists,
    check_registers_of,
    check_what_the_clock_asks,
    check_history,
    check_parts,
    check_figures,
    check_files,
    check_drafts,
    check_opened_counted,
    check_who_is_reached_as_counted_one_by_one,
)


def _a_draft(item_id: int = 0, **asked: object) -> EntryDraft:
    begun = EntryDraft(item_id, CLERK, 1, SUMMARY, {}, 0, NO_UPDATE, None, "risk", "", "1", WARD.grid_code)
    return replace(begun, **asked)  # type: ignore[arg-type]


def _agree(uow: UnitOfWork, kept: list[tuple[str, str, Figure]]) -> None:
    for unit in "12":
        assert uow.entry_figures.total(unit) == Counter(f for u, _month, f in kept if u == unit)
        for first, last in (("2026-01", "2026-02"), ("2025-12", "2025-12"), ("2027-01", "2027-12")):
            expected = Counter(f for u, month, f in kept if u == unit and first <= month <= last)
            assert uow.entry_figures.between(unit, first, last) == expected


def _found(uow: UnitOfWork, entry_id: int) -> Entry:
    entry = uow.entries.find(entry_id)
    assert entry is not None
    return entry


def _ids(entries: list[Entry]) -> list[int]:
    return [entry.id for entry in entries]


def _shown(uow: UnitOfWork, **asked: object) -> list[int]:
    """Return what a list shows, newest first; printed it is the same the other way round."""
    wanted = replace(ALL, **asked)  # type: ignore[arg-type]
    shown = _ids(uow.entries.page(wanted, 99, 0))
    assert [entry.id for entry in uow.entries.all_of(wanted)] == shown[::-1]
    return shown
