"""Reports and verdicts as reviewers read them (domain/reporting/reviews.py)."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.reporting.reviews import ReviewState, ReviewSubject, Verdict
from domain.time.clock import day_in_shanghai


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict on a report: by which level (1, 2), in which words, by whom (name today), when."""

    submission_id: int
    level: int
    verdict: Verdict
    opinion: str
    person_id: int
    reviewed_at: datetime
    id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A report as reviewers list it; `revisions`, how often it was corrected, tells a stale window."""

    submission_id: int
    item_id: int
    duty_id: str
    period_id: str
    grid_code: str
    branch_code: str
    unit_code: str
    filed_by: int
    state: ReviewState
    due_on: date
    closes_on: date
    submitted_at: datetime
    grid_name: str
    person_name: str
    zero: bool
    revisions: int

    @property
    def is_late(self) -> bool:
        """Whether it was filed after its due day."""
        return day_in_shanghai(self.submitted_at) > self.due_on

    @property
    def subject(self) -> ReviewSubject:
        """What decides who may review it."""
        return ReviewSubject(self.grid_code, self.branch_code, self.unit_code, self.filed_by)


@dataclass(frozen=True, slots=True)
class WaitingReports:
    """How many reports of a period wait for somebody's review."""

    duty_id: str
    period_id: str
    count: int
