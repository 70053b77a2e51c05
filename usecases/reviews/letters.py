"""The letter that a returned report brings about; in words in reminders/reporting/reviews.py."""

from datetime import timedelta

from storage.delivery.outbox import Letter
from storage.reporting.reviews import FiledReport
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

LETTER_LIFE = timedelta(days=7)


def tell_of_return(uow: UnitOfWork, request: Request, report: FiledReport) -> None:
    """Tell whoever answers for the report's grid today that it came back: one letter a return."""
    review = uow.reviews.last_of([report.submission_id])[report.submission_id]
    there = uow.holders.present(request.today)
    roles = request.house.duties[report.duty_id].roles
    people = sorted({person for role in roles for person in there.get((report.grid_code, role), ())})
    uow.outbox.add_once(
        Letter(
            unique_key=f"review_returned:{review.id}:{person_id}",
            kind="review_returned",
            payload={"item": report.item_id, "review": review.id},
            not_before_at=request.now,
            expires_at=request.now + LETTER_LIFE,
            person_id=person_id,
        )
        for person_id in people
    )
