"""Random hospitals to assess, and a recount that goes through days and people one by one."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from domain.duties.assessment import AssessedItem, Tally, Tenure
from domain.people.grids import Grid
from domain.people.leaves import Leave
from domain.people.people import Role
from domain.time.clock import SHANGHAI
from storage.duty_items import REMOVED

FIRST = date(2026, 1, 1)
SPAN = 60
NOW = datetime(2026, 2, 12, 15, tzinfo=SHANGHAI)
PEOPLE = range(1, 7)
DUTIES = {
    "monthly": frozenset({Role.INSPECTOR}),
    "risks": frozenset({Role.DEPARTMENT_HEAD, Role.LEADER_IN_CHARGE}),
}
HELD = (Role.INSPECTOR, Role.DEPARTMENT_HEAD, Role.LEADER_IN_CHARGE)


@dataclass
class Town:
    """A hospital with its past."""

    grids: list[Grid] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    leaves: list[Leave] = field(default_factory=list)
    items: list[AssessedItem] = field(default_factory=list)


def a_day(number: int) -> date:
    return FIRST + timedelta(days=number)


DAYS = st.integers(0, SPAN).map(a_day)


@st.composite
def towns(draw: st.DrawFn) -> Town:
    town = Town([Grid("G0", "G0", 1)])
    for number in range(1, draw(st.integers(1, 7))):
        above = draw(st.sampled_from(town.grids))
        town.grids.append(Grid(f"G{number}", f"G{number}", above.level + 1, above.code))
    codes = [grid.code for grid in town.grids]
    for _ in range(draw(st.integers(0, 10))):
        starts_on, length = draw(DAYS), draw(st.none() | st.integers(0, SPAN))
        ends_on = None if length is None else starts_on + timedelta(days=length)
        who, where = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(codes))
        town.tenures.append(Tenure(who, where, draw(st.sampled_from(HELD)), starts_on, ends_on))
    for person in draw(st.sets(st.sampled_from(PEOPLE))):
        starts_on = draw(DAYS)
        deputy = draw(st.none() | st.sampled_from([other for other in PEOPLE if other != person]))
        town.leaves.append(
            Leave(person, starts_on, starts_on + timedelta(days=draw(st.integers(0, 30))), deputy)
        )
    for number in range(draw(st.integers(0, 12))):
        town.items.append(draw(items(number, codes)))
    return town


@st.composite
def items(draw: st.DrawFn, number: int, codes: list[str]) -> AssessedItem:
    due_on = draw(DAYS)
    closes_on = due_on + timedelta(days=draw(st.integers(0, 10)))
    submitted_at = None
    if draw(st.booleans()):
        minute = draw(st.sampled_from([time(0, 0), time(12, 0), time(23, 59)]))
        earlier = (closes_on - due_on).days
        day = draw(st.integers(-20, earlier))
        submitted_at = datetime.combine(due_on + timedelta(days=day), minute, SHANGHAI)
    exempt_reason = draw(st.sampled_from([None, None, None, None, "停诊", REMOVED]))
    return AssessedItem(
        draw(st.sampled_from([*DUTIES, "gone"])),
        f"P{number}",
        draw(st.sampled_from(codes)),
        due_on,
        closes_on,
        submitted_at,
        draw(st.sampled_from(PEOPLE)) if submitted_at else None,
        exempt_reason is not None,
        returned=submitted_at is not None and draw(st.integers(0, 3)) == 0,
        exempt_reason=exempt_reason,
    )


def recounted(town: Town) -> tuple[dict[str, Tally], dict[tuple[str, int], Tally]]:
    """Return the figures of every grid with all below it, and of every person at every grid."""
    by_grid = {
        grid.code: _count([item for item in town.items if hangs(town, item.grid_code, grid.code)])
        for grid in town.grids
    }
    by_post = {
        (grid.code, person): _count(
            [item for item in town.items if item.grid_code == grid.code and counts_for(town, person, item)]
        )
        for grid in town.grids
        for person in PEOPLE
    }
    return by_grid, {post: tally for post, tally in by_post.items() if tally != Tally()}


def hangs(town: Town, code: str | None, top: str) -> bool:
    parents = {grid.code: grid.parent_code for grid in town.grids}
    while code is not None and code != top:
        code = parents[code]
    return code == top


def counts_for(town: Town, person: int, item: AssessedItem) -> bool:
    """Tell whether a person answered for an item on its due day, alone or in somebody's place."""
    if item.duty_id not in DUTIES:
        return False

    def holds(who: int) -> bool:
        return any(
            tenure.person_id == who
            and tenure.grid_code == item.grid_code
            and tenure.role in DUTIES[item.duty_id]
            and tenure.starts_on <= item.due_on <= (tenure.ends_on or date.max)
            for tenure in town.tenures
        )

    def leave_of(who: int) -> list[Leave]:
        found = [leave for leave in town.leaves if leave.person_id == who]
        return [
            leave
            for leave in found
            if leave.starts_on <= item.due_on <= leave.ends_on and who != item.filed_by
        ]

    if leave_of(person):
        return False
    return holds(person) or any(holds(w) and any(v.deputy_id == person for v in leave_of(w)) for w in PEOPLE)


def _count(some: list[AssessedItem]) -> Tally:
    today, counts = NOW.date(), dict.fromkeys(("on_time", "late", "missing", "open", "exempt"), 0)
    for item in some:
        if item.duty_id not in DUTIES or item.due_on > today:
            continue
        if item.exempt:
            counts["exempt"] += 1
        elif item.returned and item.closes_on < today:
            counts["missing"] += 1
        elif item.submitted_at is None:
            counts["missing" if item.closes_on < today else "open"] += 1
        else:
            filed_on = item.submitted_at.astimezone(SHANGHAI).date()
            counts["late" if filed_on > item.due_on else "on_time"] += 1
    return Tally(**counts)
