"""What digests and reports tell of registers equals what is counted by hand in the rows, and hides what is small."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import RefusalError
from domain.registers.entries import Figure
from domain.time.clock import day_in_shanghai
from forms.filling import begin, go_to, tap
from forms.reading.reader import shipped_forms
from locales import Speech, shared_words
from registers.language import Register
from reminders.desk import Desk
from reports.documents.register_figures import RegisterFigures, register_figures
from reports.entry_facts import EntryFacts, OpenEntries, counted_answers, entry_facts
from storage.duty_items import DutyItem
from storage.registers.tables import entries as table
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from tests.entries_played import UNIT, Cast, bound_cast, made_up_answers
from usecases.questions.pages import FromRegisters
from usecases.registers.around import look_at
from usecases.registers.asked_forms import asked_form
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover
from usecases.reporting.register_answers import register_answers
from windows.digests.entry_lines import entry_lines

_SHARED = HealthCheck.function_scoped_fixture
ZH = Speech(shared_words(), "zh")
CLOSED, APPROVED = {"closed"}, {"approved", "public", "filed"}
WARNED_OPEN = {"issued", "answered", "returned"}


@dataclass
class Played:
    desk: Desk
    cast: Cast

    def __repr__(self) -> str:
        return "Played"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("facts")
    with open_desk(f"sqlite:///{folder}/grid.db") as desk:
        now = desk.clock.now()
        yield Played(desk, desk.database.write(lambda uow: bound_cast(uow, now, day_in_shanghai(now))))


def play(uow: UnitOfWork, desk: Desk, cast: Cast, dice: Random) -> None:
    """Open an entry, of a problem its measures too, and have the clock, which may, make moves of them at random."""
    mover = Mover(desk, desk.clock.now(), None)
    register = desk.registers[dice.choice(("risk", "warning", "problem"))]
    opener, place = dice.choice(cast.viewers).person_id, place_at(uow, dice.choice(cast.grids))
    assert place is not None

    def opened(of: Register, parent_id: int | None = None) -> int:
        answers = made_up_answers(asked_form(of, None, None), dice, cast.people, mover.today)
        return enter(uow, mover, Opening(of, place, answers, parent_id), opener).id

    ids = [opened(register)]
    ids += [opened(desk.registers[part.register], ids[0]) for part in register.parts for _n in range(2)]
    for _act in range(4 * len(ids)):
        entry = uow.entries.find(dice.choice(ids))
        assert entry is not None
        found = look_at(uow, desk.registers[entry.register_id], entry, mover.today)
        move = dice.choice(
            [move for move in found.register.moves if found.now.state in move.sources] or [None]
        )
        if move is not None:
            changed = {key: answer for key, answer in entry.answers.items() if key in move.asks_again}
            if "level" in changed:
                changed["level"] = dice.choice("abc")
            with suppress(RefusalError):  # a problem whose measures are open
                make_move(uow, mover, found, Moving(move.id, entry.changes, changed))


def by_hand(uow: UnitOfWork, day: date) -> EntryFacts:
    """Count the rows one by one."""
    rows = uow._connection.execute(select(table).where(table.c.unit_code == UNIT)).mappings().all()

    def standing(register_id: str, is_open: Mapping[str, bool] | set[str]) -> OpenEntries:
        own = [row for row in rows if row["register_id"] == register_id and row["state"] in is_open]
        return OpenEntries(len(own), sum(row["due_on"] is not None and row["due_on"] < day for row in own))

    risks = [
        row["answers"]["level"] for row in rows if row["register_id"] == "risk" and row["state"] in APPROVED
    ]
    return EntryFacts(
        day,
        {level: risks.count(level) for level in "abc"},
        standing("warning", WARNED_OPEN),
        standing("problem", {"open", "closing"}),
        standing("measure", {"open", "closing"}),
    )


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[_SHARED],
)
@given(st.integers(0, 2**32), st.integers(0, 70))
def test_figures_of_registers_equal_what_is_counted_by_hand(played: Played, seed: int, ahead: int) -> None:
    desk, cast = played.desk, played.cast
    dice = Random(seed)  # noqa: S311 - an example, not a secret
    day = day_in_shanghai(desk.clock.now()) + timedelta(days=ahead)

    def work(uow: UnitOfWork) -> tuple[EntryFacts, EntryFacts]:
        for _entry in range(6):
            play(uow, desk, cast, dice)
        return entry_facts(uow, desk.ledgers(uow), UNIT, day), by_hand(uow, day)

    told, counted = desk.database.write(work)
    assert told == counted


def said_lines(facts: EntryFacts, *, for_level_one: bool) -> list[str]:
    (piece,) = entry_lines(facts, ZH, for_level_one=for_level_one)
    return piece.split("\n")


def test_what_leaves_level_1_is_never_fewer_than_five() -> None:
    facts = EntryFacts(
        date(2026, 6, 30),
        {"a": 0, "b": 4, "c": 5},
        OpenEntries(3, 0),
        OpenEntries(15, 4),
        OpenEntries(31, 12),
    )
    assert said_lines(facts, for_level_one=True) == [
        "工作台账（截至6月30日）：",
        "未办结预警 3 件，其中逾期 0 件",
        "未销号整改问题 15 个，其中逾期 4 个",
        "未完成整改措施 31 条，其中逾期 12 条",
        "廉政风险：一级 0   二级 4   三级 5",
    ]
    assert said_lines(facts, for_level_one=False) == [
        "工作台账（截至6月30日）：",
        "未办结预警 不足 5 件，其中逾期 0 件",
        "未销号整改问题 15 个，其中逾期 不足 5 个",
        "未完成整改措施 31 条，其中逾期 12 条",
        "廉政风险：一级 0   二级 不足 5   三级 5",
    ]
    nearly_all = replace(facts, measures=OpenEntries(31, 28))
    assert said_lines(nearly_all, for_level_one=True)[3] == "未完成整改措施 31 条，其中逾期 28 条"
    assert said_lines(nearly_all, for_level_one=False)[3] == "未完成整改措施 31 条", "else three are told"
    nothing = OpenEntries(0, 0)
    nobody = EntryFacts(facts.day, {}, nothing, nothing, nothing)
    assert entry_lines(nobody, ZH, for_level_one=True) == []


def test_reports_tell_of_a_span_s_entries_what_is_not_small(played: Played) -> None:
    desk, cast = played.desk, played.cast
    register, viewer = desk.registers["problem"], cast.viewers[0]
    answers = {"source": "audit", "problem": "问题", "leader": None, "person": None, "deadline": "2026-09-30"}

    def work(uow: UnitOfWork) -> list[tuple[str, object, object]]:
        before = uow.entry_figures.between(UNIT, "2026-01", "2026-06")
        problems = sum(n for f, n in before.items() if (f.register_id, f.count_id) == ("problem", "problems"))
        places = [
            entry.place for entry in uow.entries.find_many(range(1, 400)) if entry.place.unit_code == UNIT
        ]
        for _problem in range(max(0, 5 - problems)):
            mover = Mover(desk, desk.clock.now(), viewer)
            enter(uow, mover, Opening(register, places[0], answers), viewer.person_id)
        today, ledgers = day_in_shanghai(desk.clock.now()), desk.ledgers(uow)
        told = register_figures(uow, ledgers, UNIT, "2026-H1", today)
        assert register_figures(uow, ledgers, UNIT, "2025-H2", today) == RegisterFigures([], [], [])
        every = (*told.risks, *told.warnings, *told.rectifications)
        return [(figure.label, figure.value, figure.year_ago) for figure in every]

    told = desk.database.write(work)
    assert ("登记整改问题") in [label for label, _value, _ago in told]
    assert all(isinstance(value, int) and value >= 5 and ago is None for _label, value, ago in told)


def test_annex_5_begins_with_what_registers_count_and_is_corrected_by_hand(played: Played) -> None:
    form, day = shipped_forms()["progress_29"], day_in_shanghai(played.desk.clock.now())

    def work(uow: UnitOfWork) -> list[FromRegisters | None]:
        items = [DutyItem(0, "p", "2026-10", code, day, day, day, 0, None, "") for code in (UNIT, "30401")]
        uow.entry_figures.add(UNIT, "2026-01", {Figure("warning", "issued", "red"): 2})
        uow.entry_figures.add(UNIT, "2026-02", {Figure("warning", "issued", "green"): 1})
        return [register_answers(uow, played.desk, form, item, day) for item in items]

    figures = {Figure("warning", "issued", "red"): 2, Figure("measure", "measures"): 31}
    assert counted_answers(form, figures) == {"warned": True, "warnings": 2, "rectifications": 31}
    assert counted_answers(form, {}) == {}
    ours, wards = played.desk.database.write(work)
    assert ours is not None
    assert ours.day == day
    assert ours.answers["warned"] is True
    assert ours.answers["warnings"] >= 3
    assert wards is None, "a ward's report is no unit's"
    draft = begin(form, 1, 1, counted_answers(form, figures))
    corrected = tap(form, go_to(draft, "warnings"), 5)
    assert (draft.answers["warnings"], corrected.answers["warnings"]) == (2, 5)
