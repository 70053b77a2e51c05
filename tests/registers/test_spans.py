"""What of an entry lies in a span of days, and on which day what it tells happened."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.registers.entries import Entry, EntryMove, EntryPeople, EntryPlace, EntryStanding
from registers.reader import shipped_registers
from registers.spans import happened_on, within

REGISTERS = shipped_registers()
Line = tuple[str, date, str, str]


def made(register_id: str, *lines: Line, **answers: Any) -> tuple[Entry, list[EntryMove]]:
    """Return an entry with the history `lines`: move, day, from, to."""
    history = [
        EntryMove(
            1, move, 1, "某", "", "", datetime(day.year, day.month, day.day, 2, tzinfo=UTC), source, target
        )
        for move, day, source, target in lines
    ]
    given: Mapping[str, Any] = answers
    history[0] = replace(history[0], answers=given)
    state = lines[-1][3]
    is_open = not REGISTERS[register_id].state(state).end
    entry = Entry(
        register_id=register_id,
        version=1,
        place=EntryPlace("1", "201", "301"),
        people=EntryPeople(1),
        standing=EntryStanding(state, lines[-1][1], is_open),
        title="",
        opened_at=history[0].moved_at,
        answers=answers,
        id=1,
    )
    return entry, history


def state_in(register_id: str, made_up: tuple[Entry, list[EntryMove]], first: date, last: date) -> str | None:
    found = within(REGISTERS[register_id], *made_up, (first, last))
    return None if found is None else found.standing.state


JANUARY, JUNE = (date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 6, 1), date(2026, 6, 30))


def test_a_warning_is_in_every_span_in_which_it_was_open_or_moved_as_it_stood_at_its_end() -> None:
    warning = made(
        "warning",
        ("", date(2026, 1, 31), "", "entered"),
        ("issue", date(2026, 2, 2), "entered", "issued"),
        ("answer", date(2026, 6, 1), "issued", "answered"),
        ("accept", date(2026, 7, 1), "answered", "accepted"),
    )
    states = [
        state_in("warning", warning, date(2026, month, 1), date(2026, month, 28)) for month in (2, 3, 6, 7, 8)
    ]
    assert states == ["issued", "issued", "answered", "accepted", None]
    assert state_in("warning", warning, *JANUARY) == "entered"
    assert state_in("warning", warning, date(2025, 12, 1), date(2025, 12, 31)) is None


def test_a_talk_is_in_the_span_of_its_day_whenever_it_was_entered() -> None:
    talk = made(
        "talk",
        ("", date(2026, 6, 5), "", "planned"),
        ("hold", date(2026, 6, 5), "planned", "held"),
        talked_on="2026-01-20",
    )
    assert happened_on(REGISTERS["talk"], talk[0]) == date(2026, 1, 20)
    assert state_in("talk", talk, *JANUARY) == "held"
    assert state_in("talk", talk, *JUNE) == "held"
    assert state_in("talk", talk, date(2026, 2, 1), date(2026, 5, 31)) is None


@pytest.mark.parametrize(("state", "found"), [("approved", "approved"), ("withdrawn", None)])
def test_what_is_in_force_is_in_each_span_and_what_is_over_in_none(state: str, found: str | None) -> None:
    risk = made(
        "risk", ("", date(2024, 1, 5), "", "entered"), ("", date(2024, 2, 5), "entered", state), level="a"
    )
    assert state_in("risk", risk, *JUNE) == found
    assert happened_on(REGISTERS["risk"], risk[0]) is None


def test_an_objection_brings_nothing_into_a_span() -> None:
    lines: list[Line] = [
        ("", date(2024, 1, 5), "", "entered"),
        ("withdraw", date(2024, 2, 5), "entered", "withdrawn"),
        ("object", date(2026, 6, 5), "withdrawn", "withdrawn"),
    ]
    assert state_in("risk", made("risk", *lines, level="a"), *JUNE) is None
