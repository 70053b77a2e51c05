"""What the wings declare is found; the steps of a tick go in the order of their places."""

from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest

from reminders import found
from reminders.desk import InBatches
from storage.delivery.letters import LetterKind, Trace

STEPS = [
    "duties.made.find_made",
    "duties.open_periods.find_todays",
    "registers.resolving.find_changed",
    "registers.endings.find_endings",
    "registers.openings.find_openings",
    "polls.endings.find_over",
    "reporting.digests.find_digests",
    "duties.nudges.find_nudges",
    "duties.hearings.queue_hearings",
    "materials.materials.find_materials",
    "reporting.reviews.queue_reviews",
    "reporting.received.queue_received",
    "watch.unreachable.find_unreachable",
    "office.holidays.queue_holidays",
    "office.offered_duties.queue_offer",
    "campaigns.endings.queue_phase_ends",
    "registers.rotation.find_rotations",
    "grades.second.find_second_due",
    "tips.clocks.queue_tip_clocks",
    "tips.fact_requests.queue_fact_requests",
    "watch.skipped.find_stale",
    "delivery.retractions.find_retractions",
    "watch.purging.find_sent",
    "watch.purging.find_old_drafts",
    "watch.purging.forget_updates",
    "polls.endings.find_idle_keys",
    "watch.days.note_today",
    "tips.retention.find_kept_long",
    "tips.retention.find_warnings",
    "tips.kept_headers.keep_headers",
]
"""Nudges know of digests and of entries that have come over, reviews of the nudges, what is skipped of all queued."""


def test_a_tick_takes_its_steps_in_this_order() -> None:
    taken = [step.find if isinstance(step, InBatches) else step for step in found.steps()]
    named = [f"{step.__module__}.{step.__name__}" for step in taken]
    assert named == [f"reminders.{name}" for name in STEPS]


def test_two_steps_at_one_place_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ModuleType("reminders.one"), ModuleType("reminders.other")
    one.STEPS = other.STEPS = {200: lambda *_: None}  # type: ignore[attr-defined]
    monkeypatch.setattr(found, "modules", lambda: [one, other])
    with pytest.raises(ValueError, match=r"reminders\.other: another step of the tick stands at place 200"):
        found.steps.__wrapped__()


URGENT = {"tip_come", "moved", "tip_phone", "tip_merged", "tip_key_set", "tip_handed_over"}
LASTING = {
    "duties_offered",
    "campaign_phase",
    "from_above",
    "material",
    "suggestion_answered",
    "holidays",
    "letters_to_changed",
    "grade_praise",
    "grade_second_due",
    "grade_told",
    "poll",
    "poll_ended",
    "rotation",
    "skipped",
    "trouble",
}
WITHOUT_TRACE = {"tip_come", "moved"}


def test_what_each_kind_of_letter_says_of_itself() -> None:
    kinds = found.letters().kinds
    assert {kind.id for kind in kinds.values() if kind.urgent} == URGENT
    assert {kind.id for kind in kinds.values() if kind.trace is Trace.NONE} == WITHOUT_TRACE
    assert {
        kind.id for kind in kinds.values() if kind.trace is Trace.TOLD and not kind.grows_stale
    } == LASTING
    assert {kind.id for kind in kinds.values() if kind.reminding} == {"nudge", "chase"}
    assert {kind.id for kind in kinds.values() if kind.keeps_number} == {
        "nudge",
        "chase",
        "material",
        "from_above",
    }
    assert {kind.id for kind in kinds.values() if kind.says_all} == {"nudge"}
    assert not [kind.id for kind in kinds.values() if kind.grows_stale and kind.trace is not Trace.TOLD]


def test_a_letter_of_a_tip_counts_nothing_and_none_is_worded_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 5, 12, tzinfo=UTC)
    for kind in found.letters().kinds.values():
        written = kind.letter(f"{kind.id}:1", {}, at)
        assert written.counted == (kind.trace is Trace.TOLD)
        assert (written.urgent, written.expires_at) == (kind.urgent, at + kind.life)
    one, other = ModuleType("reminders.one"), ModuleType("reminders.other")
    twice = LetterKind(id="twice", life=timedelta(1), trace=Trace.TOLD)
    again = LetterKind(id="twice", life=timedelta(2), trace=Trace.TOLD)
    one.LETTERS = {twice: None}  # type: ignore[attr-defined]
    other.LETTERS = {again: None}  # type: ignore[attr-defined]
    monkeypatch.setattr(found, "modules", lambda: [one, other])
    with pytest.raises(
        ValueError, match=r"reminders\.other: letters of kind twice are worded elsewhere, too"
    ):
        found.letters.__wrapped__()
