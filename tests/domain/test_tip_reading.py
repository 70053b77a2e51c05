"""When material counts as read: from days alone, never by anything that would date it."""

from datetime import date, timedelta

import pytest

from domain.tip_reading import Material, Reading, has_unread

DAY = date(2026, 7, 6)
NEXT = DAY + timedelta(days=1)
CHAT, TEXT, FILES = (Reading(act, DAY) for act in ("tip-read", "tip-download", "tip-files"))
LATER = [Reading(reading.act, NEXT) for reading in (CHAT, TEXT, FILES)]


@pytest.mark.parametrize(
    ("material", "readings", "unread"),
    [
        (Material([], []), [], True),
        (Material([], []), [Reading("tip-open", NEXT)], True),
        (Material([], []), [TEXT], False),
        (Material([], []), [CHAT], False),
        (Material([DAY], []), [TEXT], True),
        (Material([DAY], []), [TEXT, LATER[1]], False),
        (Material([], [None]), [TEXT], True),
        (Material([], [None]), [TEXT, FILES], False),
        (Material([], [None] * 6), [TEXT, FILES], True),
        (Material([], [None] * 6), [TEXT, FILES, FILES], False),
        (Material([], [None] * 6), [TEXT, FILES, Reading("tip-originals", DAY)], True),
        (Material([], [None] * 6), [CHAT], False),
        (Material([DAY], [DAY]), [CHAT, LATER[1], FILES], True),
        (Material([DAY], [DAY]), LATER[1:], False),
    ],
)
def test_what_counts_as_read(material: Material, readings: list[Reading], unread: bool) -> None:  # noqa: FBT001
    assert has_unread(material, readings) is unread
