"""The letter that a returned report brings about; in words in reminders/reporting/reviews.py."""

from datetime import timedelta

from storage.delivery.letters import LetterKind, Trace
from storage.reporting.reviewed import FiledReport
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

RETURNED = LetterKind(id="review_returned", life=timedelta(days=7), trace=Trace.TOLD)


def tell_of_return(uow: UnitOfWork, request: Request, report: FiledReport) -> None:
    """Tell whoever answers for the report's grid today that it came back: one letter a return."""
    review = uow.reviews.last_of([report.submission_id])[report.submission_id]
    there = uow.holders.present(request.today, [report.grid_code])
    roles = request.house.duties[report.duty_id].roles
    people = sorted({person for role in roles for person in there.get((report.grid_code, role), ())})
    payload = {"item": report.item_id, "review": review.id}
    uow.outbox.add_once(
        RETURNED.letter(f"{RETURNED.id}:{review.id}:{person_id}", payload, request.now, person_id)
        for person_id in people
    )
