"""Towns made up at random: two units, a dozen people with all that can be about them, and what they owe."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from domain.duties.duties import Duty
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.periods import Period
from storage.duties.tables import hearing_slots
from storage.people.tables import duty_holders
from storage.tables import appointments, bindings, duty_items, grids, leaves, outbox, people
from tests.desks import shanghai

NOW = shanghai(6, 1, 9)
TODAY = day_in_shanghai(NOW)
GRIDS = {
    "1": None,
    "11": "1",
    "111": "11",
    "112": "11",
    "12": "1",
    "121": "12",
    "2": None,
    "21": "2",
    "211": "21",
}
PEOPLE = range(1, 13)
REPORT = Duty(id="report", form_id="monthly_report", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
DUTIES = {
    "report": REPORT,
    "heads": replace(REPORT, id="heads", roles=frozenset({Role.DEPARTMENT_HEAD}), nudge_before=(2,)),
    "hearing": replace(REPORT, id="hearing", hearing=True),
}
ROLES = [Role.INSPECTOR, Role.INSPECTOR, Role.DEPARTMENT_HEAD, Role.OFFICE, Role.COMMISSIONER]


def made_up(seed: int) -> dict[str, Any]:
    """Return a town, the same for a seed: nearly everybody has a phone, most items are open, some grids are silent."""
    dice = random.Random(seed)  # noqa: S311 - an example, not a secret
    posts = [
        (dice.choice(PEOPLE), code, role)
        for code in GRIDS
        for role in {Role.OFFICE if len(code) == 1 else Role.INSPECTOR, dice.choice(ROLES)}
        if dice.random() < 0.8
    ]
    return {
        "posts": sorted(set(posts)),
        "phones": {
            person: (dice.random() < 0.1, _moment(dice) if dice.random() < 0.2 else None)
            for person in PEOPLE
            if dice.random() < 0.9
        },
        "leaves": {dice.choice(PEOPLE): dice.choice([None, *PEOPLE]) for _ in range(dice.randrange(3))},
        "known": [(dice.choice(PEOPLE), dice.choice(list(GRIDS)), Role.INSPECTOR)]
        if dice.random() < 0.3
        else [],
        "all_known": dice.random() < 0.7,
        "items": [_owed(dice) for _ in range(dice.randrange(1, 14))],
        "told": {
            dice.choice(PEOPLE): {dice.randrange(1, 14) for _ in range(dice.randrange(6))}
            for _ in range(dice.choice([0, 0, 1, 4]))
        },
        "slot": dice.randrange(1, 14) if dice.random() < 0.5 else None,
        "removed": dice.choice([None, None, "112", "211"]),
    }


def _moment(dice: random.Random) -> datetime:
    return NOW + timedelta(minutes=dice.randint(-60, 60))


def _owed(dice: random.Random) -> dict[str, Any]:
    return {
        "duty_id": dice.choice([*DUTIES, *DUTIES, "gone"]),
        "grid_code": dice.choice(list(GRIDS)),
        "due_on": TODAY + timedelta(days=dice.randint(-4, 8)),
        "steps_done": dice.choice([0, 2, 3, 4, 5, 6, 6]),
        "passed_up": dice.random() < 0.2,
        "state": dice.choice(["open", "open", "open", "open", "filed", "exempt"]),
    }


def lay(connection: Connection, town: dict[str, Any]) -> None:
    """Write `town` into an empty database, in the transaction of `connection`."""
    rows: dict[Any, list[dict[str, Any]]] = {
        grids: [
            {
                "code": code,
                "name": code,
                "level": len(code),
                "parent_code": parent,
                "removed_on": TODAY if code == town["removed"] else None,
            }
            for code, parent in GRIDS.items()
        ],
        people: [_person(number) for number in PEOPLE],
        appointments: [
            {"person_id": person, "grid_code": code, "role": role.value, "starts_on": date(2026, 1, 1)}
            for person, code, role in town["posts"]
        ],
        bindings: [
            {
                "person_id": person,
                "telegram_id": person,
                "language": "zh",
                "bound_at": NOW,
                "unreachable_since": NOW if refuses else None,
                "snoozed_until": until,
            }
            for person, (refuses, until) in town["phones"].items()
        ],
        leaves: [
            {"person_id": person, "deputy_id": deputy, "starts_on": TODAY, "ends_on": TODAY, "taken_at": NOW}
            for person, deputy in town["leaves"].items()
        ],
        duty_holders: [
            {"person_id": person, "grid_code": code, "role": role.value}
            for person, code, role in {*town["known"], *(town["posts"] if town["all_known"] else ())}
        ],
        duty_items: [_item(number, item) for number, item in _numbered(town)],
        outbox: [_letter(person, named, NOW) for person, named in town["told"].items()],
        hearing_slots: _slots(town),
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)


def _numbered(town: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the items with their ids, each duty, grid and day once."""
    once = {(item["duty_id"], item["grid_code"], item["due_on"]): item for item in town["items"]}
    return enumerate(once.values(), 1)


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "staff_number": f"{number}",
        "name": f"监察员{number}",
        "post": "骨干",
        "rank": "其他",
        "party_member": False,
        "grid_code": "1",
    }


def _item(number: int, item: dict[str, Any]) -> dict[str, Any]:
    code = item["grid_code"]
    return {
        "id": number,
        "duty_id": item["duty_id"],
        "period_id": f"{item['due_on']}",
        "grid_code": code,
        "unit_code": code[0],
        "branch_code": code[:2],
        "opens_on": TODAY - timedelta(days=20),
        "due_on": item["due_on"],
        "closes_on": item["due_on"] + timedelta(days=REPORT.late_days),
        "steps_done": item["steps_done"],
        "passed_up": item["passed_up"],
        "submitted_at": NOW if item["state"] == "filed" else None,
        "exempt_reason": "停诊" if item["state"] == "exempt" else None,
    }


def _letter(person: int, named: set[int], at: datetime) -> dict[str, Any]:
    return {
        "unique_key": f"nudge:{TODAY}:{person}",
        "kind": "nudge",
        "payload": {"own": sorted(named), "below": []},
        "person_id": person,
        "state": "waiting",
        "due_at": at,
        "not_before_at": at,
        "expires_at": at + timedelta(days=3),
    }


def _slots(town: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a slot that is chosen for a hearing, or free, in the first unit."""
    if town["slot"] is None:
        return []
    hearings = [number for number, item in _numbered(town) if item["duty_id"] == "hearing"]
    return [
        {
            "duty_id": "hearing",
            "grid_code": "1",
            "starts_at": NOW + timedelta(days=1),
            "minutes": 30,
            "place": "会议室",
            "offered_by": 1,
            "item_id": town["slot"] if town["slot"] in hearings else None,
        }
    ]
