"""When material counts as read: from days alone, never by anything that would date it."""

from datetime import date, timedelta

import pytest

from domain.tips.reading import Arrival, MessageSender, News, TipMaterial, TipReading, has_unread, news_of

DAY = date(2026, 7, 6)
NEXT = DAY + timedelta(days=1)
CHAT, TEXT, FILES = (TipReading(act, DAY) for act in ("tip-read", "tip-download", "tip-files"))
LATER = [TipReading(reading.act, NEXT) for reading in (CHAT, TEXT, FILES)]


@pytest.mark.parametrize(
    ("material", "readings", "unread"),
    [
        (TipMaterial([], []), [], True),
        (TipMaterial([], []), [TipReading("tip-open", NEXT)], True),
        (TipMaterial([], []), [TEXT], False),
        (TipMaterial([], []), [CHAT], False),
        (TipMaterial([DAY], []), [TEXT], True),
        (TipMaterial([DAY], []), [TEXT, LATER[1]], False),
        (TipMaterial([], [None]), [TEXT], True),
        (TipMaterial([], [None]), [TEXT, FILES], False),
        (TipMaterial([], [None] * 6), [TEXT, FILES], True),
        (TipMaterial([], [None] * 6), [TEXT, FILES, FILES], False),
        (TipMaterial([], [None] * 6), [TEXT, FILES, TipReading("tip-originals", DAY)], True),
        (TipMaterial([], [None] * 6), [CHAT], False),
        (TipMaterial([DAY], [DAY]), [CHAT, LATER[1], FILES], True),
        (TipMaterial([DAY], [DAY]), LATER[1:], False),
    ],
)
def test_what_counts_as_read(material: TipMaterial, readings: list[TipReading], unread: bool) -> None:  # noqa: FBT001
    assert has_unread(material, readings) is unread


EARLIER = DAY - timedelta(days=1)
REPORTER, INSPECTOR, ASKED = (
    Arrival(sender, DAY)
    for sender in (MessageSender.REPORTER, MessageSender.INSPECTOR, MessageSender.HANDLER)
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
        ([Arrival(MessageSender.REPORTER, EARLIER), REPORTER], DAY, 0, News(1, 0)),
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
