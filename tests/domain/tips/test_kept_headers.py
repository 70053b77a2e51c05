"""A replaced header goes only where somebody else opens what came after it, thirty days later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.tips.kept_headers import Circle, HeaderOpening, KeptHeader, counts, goes_after, may_go, stands

DAY = date(2026, 7, 6)
WRITER, OTHER, THIRD = 1, 2, 3
KEYS = {WRITER: "age1writer", OTHER: "age1other", THIRD: "age1third"}
ALL = Circle(frozenset(KEYS), KEYS)
KEPT = KeptHeader(WRITER)
OPENED = KeptHeader(WRITER, KEYS[OTHER], DAY)
LATER = DAY + timedelta(days=31)


@pytest.mark.parametrize(
    ("kept", "opening", "counted"),
    [
        (KEPT, HeaderOpening(OTHER, KEYS[OTHER], DAY), True),
        (KEPT, HeaderOpening(WRITER, KEYS[WRITER], DAY), False),
        (KEPT, HeaderOpening(WRITER, "age1new", DAY), False),
        (KeptHeader(None), HeaderOpening(OTHER, KEYS[OTHER], DAY), False),
        (OPENED, HeaderOpening(THIRD, KEYS[THIRD], LATER), False),
    ],
    ids=["another", "the writer", "the writer, new phone and key", "writer unknown", "opened before"],
)
def test_only_the_first_opening_by_somebody_else_counts(
    kept: KeptHeader,
    opening: HeaderOpening,
    counted: bool,  # noqa: FBT001 - pytest's way
) -> None:
    assert counts(kept, opening) is counted


@pytest.mark.parametrize(
    ("kept", "circle", "standing"),
    [
        (OPENED, ALL, True),
        (KEPT, ALL, False),
        (replace(OPENED, replaced_by=None), ALL, False),
        (OPENED, Circle({WRITER, THIRD}, KEYS), False),
        (OPENED, Circle(frozenset(KEYS), KEYS | {OTHER: "age1new"}), False),
        (OPENED, Circle(frozenset(KEYS), {WRITER: KEYS[WRITER]}), False),
        (OPENED, Circle({WRITER, THIRD}, {WRITER: KEYS[OTHER]}), False),
        (OPENED, Circle({OTHER, THIRD}, KEYS), True),
    ],
    ids=[
        "another handler's key",
        "nobody opened",
        "writer unknown",
        "the opener left",
        "the opener's key was changed",
        "the opener has no key",
        "the writer took the opener's key",
        "the writer left",
    ],
)
def test_an_opening_stands_while_another_handler_has_that_key(
    kept: KeptHeader,
    circle: Circle,
    standing: bool,  # noqa: FBT001 - pytest's way
) -> None:
    assert stands(kept, circle) is standing


@pytest.mark.parametrize(
    ("kept", "circle", "today", "goes"),
    [
        (OPENED, ALL, LATER, True),
        (OPENED, ALL, LATER - timedelta(days=1), False),
        (KEPT, ALL, LATER + timedelta(days=9999), False),
        (OPENED, Circle({OTHER}, KEYS), LATER, False),
        (OPENED, Circle({OTHER, THIRD}, KEYS), LATER, True),
        (OPENED, Circle({WRITER, THIRD}, KEYS), LATER, False),
    ],
    ids=["31 days", "30 days", "nobody opened", "one handler alone", "the writer left", "the opener left"],
)
def test_a_header_goes_after_thirty_days_where_there_are_two(
    kept: KeptHeader,
    circle: Circle,
    today: date,
    goes: bool,  # noqa: FBT001 - pytest's way
) -> None:
    assert may_go(kept, circle, today) is goes


def test_a_header_that_nobody_has_opened_has_no_last_day() -> None:
    assert goes_after(KEPT) is None
    assert goes_after(OPENED) == DAY + timedelta(days=30)
