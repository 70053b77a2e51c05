"""What the wings declare is found; the steps of a tick go in the order of their places."""

from types import ModuleType

import pytest

from reminders import found

STEPS = [
    "duties.open_periods.open_todays",
    "reporting.digests.queue_digests",
    "duties.nudges.queue_nudges",
    "duties.hearings.queue_hearings",
    "materials.materials.queue_materials",
    "reporting.reviews.queue_reviews",
    "watch.unreachable.queue_unreachable",
    "office.holidays.queue_holidays",
    "tips.clocks.queue_tip_clocks",
    "tips.fact_requests.queue_fact_requests",
    "watch.skipped.skip_stale",
    "delivery.retractions.find_retractions",
    "watch.purging.purge_sent",
    "watch.purging.drop_old_drafts",
    "watch.days.note_today",
    "tips.retention.keep_retention",
    "tips.kept_headers.keep_headers",
]
"""Nudges know of the digests, reviews of the nudges, what is skipped of all that is queued."""


def test_a_tick_takes_its_steps_in_this_order() -> None:
    named = [f"{step.__module__}.{step.__name__}" for step in found.steps()]
    assert named == [f"reminders.{name}" for name in STEPS]


def test_two_steps_at_one_place_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ModuleType("reminders.one"), ModuleType("reminders.other")
    one.STEPS = other.STEPS = {200: lambda *_: None}  # type: ignore[attr-defined]
    monkeypatch.setattr(found, "modules", lambda: [one, other])
    with pytest.raises(ValueError, match=r"reminders\.other: another step of the tick stands at place 200"):
        found.steps.__wrapped__()
