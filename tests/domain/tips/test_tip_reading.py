"""When material counts as read: from days alone, never by anything that would date it."""

from datetime import date, timedelta

import pytest

from domain.tips.reading import Arrival, Material, News, Reading, Sender, has_unread, news_of

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


EARLIER = DAY - timedelta(days=1)
REPORTER, INSPECTOR, ASKED = (
    Arrival(sender, DAY) for sender in (Sender.REPORTER, Sender.INSPECTOR, Sender.HANDLER)
)


@pytest.mark.parametrize(
    ("arrivals", "read_on", "seen", "news"),
    [
        ([], None, 0, News()),
        ([REPORTER, INSPECTOR], None, 0, News(1, 1)),
        ([REPORTER, INSPECTOR, ASKED], None, 0, News(0, 1)),
        ([REPORTER, ASKED, REPORTER], None, 0, News(1, 0)),
        ([REPORTER, INSPECTOR], NEXT, 0, News()),
        ([REPORTER, INSPECTOR], DAY, 0, News(1, 1)),
        ([REPORTER, INSPECTOR], DAY, 2, News()),
        ([REPORTER, INSPECTOR], DAY, 1, News(0, 1)),
        ([Arrival(Sender.REPORTER, EARLIER), REPORTER], DAY, 0, News(1, 0)),
    ],
    ids=[
        "nothing",
        "never read",
        "a question answers what was written",
        "written after the question",
        "read on a later day",
        "read on the day, after a restart",
        "read on the day",
        "answered after the reading",
        "of two days",
    ],
)
def test_what_is_new_to_a_handler_is_what_came_since_they_read(
    arrivals: list[Arrival], read_on: date | None, seen: int, news: News
) -> None:
    assert news_of(arrivals, read_on, seen) == news
