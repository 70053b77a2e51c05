"""What the windows of 审核 share: what waits for whom, who may decide what, and a verdict as it is given."""

from dataclasses import dataclass

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.reviews import (
    WAITING,
    Verdict,
    possible_verdicts,
    reviewed_branches,
    reviewing_level,
)
from forms.fields import Form
from reports.known_figures import as_shown, known_until
from storage.audit import AuditEntry, subject_of
from storage.reporting.reviewed import FiledReport, Review
from storage.reporting.submissions import Revision, Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reviews.letters import tell_of_return

SHORTEST, LONGEST = 2, 200
"""Of an opinion, in characters."""


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report in front of somebody who may review it, at grid level `level`."""

    viewer: Viewer
    level: int
    report: FiledReport
    submission: Submission
    form: Form
    revisions: list[Revision]
    reviews: list[Review]
    waiting: list[FiledReport]
    """What else waits for this person, this report left out."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What this person may decide."""
        accepted = [review.level for review in self.reviews if review.verdict is Verdict.ACCEPTED]
        return possible_verdicts(self.level, self.report.state, accepted[-1] if accepted else None)


def is_reviewed(request: Request, duty_id: str) -> bool:
    """Tell whether what is filed for the duty is reviewed: it is configured, and was not recorded by its hosts."""
    duty = request.house.duties.get(duty_id)
    return duty is not None and not duty.hearing


def waiting_for(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[FiledReport]:
    """Return what waits for `viewer` to review it, soonest due first."""
    found = uow.reviews.waiting_below(reviewed_branches(viewer))
    if viewer.unit_code is not None:
        found += uow.reviews.waiting_at_unit(viewer.unit_code)
    return [
        report
        for report in found
        if is_reviewed(request, report.duty_id) and reviewing_level(viewer, report.subject) is not None
    ]


def opened(uow: UnitOfWork, request: Request, submission_id: int) -> OpenedReport:
    """Return the report with all that was said of it; raises RefusalError where it is not theirs to review."""
    viewer = request.viewer(uow)
    report = uow.reviews.find(submission_id)
    if report is None or not is_reviewed(request, report.duty_id):
        raise RefusalError("access-old-button")
    level = reviewing_level(viewer, report.subject)
    submission = uow.submissions.find_for(report.item_id)
    if level is None or submission is None:
        raise RefusalError("reviews-not-yours")
    form = form_as_filed(request, submission)
    until = known_until(viewer, report.grid_code, request.today)
    others = [
        waiting for waiting in waiting_for(uow, request, viewer) if waiting.submission_id != submission_id
    ]
    return OpenedReport(
        viewer,
        level,
        report,
        as_shown(uow, form, submission, report, until),
        form,
        uow.submissions.revisions_of(submission_id),
        uow.reviews.of_submission(submission_id),
        others,
    )


def decide(uow: UnitOfWork, request: Request, at_hand: OpenedReport, verdict: Verdict, opinion: str) -> bool:
    """Give a verdict and tell who is to hear of it; False where the report no longer allows it."""
    report = at_hand.report
    if verdict not in at_hand.verdicts:
        return False
    review = Review(
        report.submission_id, at_hand.level, verdict, opinion, at_hand.viewer.person_id, request.now
    )
    if not uow.reviews.add(review, report.state):
        return False
    subject = subject_of(report.duty_id, report.period_id, report.grid_code)
    uow.audit.add(AuditEntry(request.now, at_hand.viewer.person_id, f"review_{verdict}", subject))
    if verdict is Verdict.RETURNED:
        tell_of_return(uow, request, report)
    return True


def accept_all(uow: UnitOfWork, request: Request, viewer: Viewer, reports: list[FiledReport]) -> int:
    """Accept these reports, which wait for `viewer`; return how many that were."""
    done = 0
    for report in reports:
        level = reviewing_level(viewer, report.subject)
        if level is None or report.state not in WAITING:
            continue
        review = Review(report.submission_id, level, Verdict.ACCEPTED, "", viewer.person_id, request.now)
        if uow.reviews.add(review, report.state):
            subject = subject_of(report.duty_id, report.period_id, report.grid_code)
            uow.audit.add(AuditEntry(request.now, viewer.person_id, "review_accepted", subject))
            done += 1
    return done


def form_as_filed(request: Request, submission: Submission) -> Form:
    """Return the version of the form with which a report was filed; the one in use where that is lost."""
    found = request.house.forms.as_filed(submission.form_id, submission.form_version)
    if found is None:
        raise RefusalError("access-old-button")
    return found


def read_opinion(text: str) -> str | None:
    """Return an opinion as it is kept, on one line, or None where it is too short or too long."""
    words = " ".join(text.split())
    return words if SHORTEST <= len(words) <= LONGEST else None
