"""The duty that a document fulfils: the unit's written report is filed in 文书, nowhere else (`document` of a form)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from domain.people.people import Viewer
from forms.fields import Form
from storage.duty_items import DutyItem
from storage.reporting.filed_documents import DocumentKey
from storage.reporting.submissions import Revision, Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

FILED = "filed"
"""The answer of the form that says which version was filed."""


class DutyState(Enum):
    """How the duty of a document stands."""

    OPEN = auto()
    OVERDUE = auto()
    DONE = auto()
    COMING = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class DocumentDuty:
    """What falls due with a document: the item, its form, what was filed for it."""

    item: DutyItem
    form: Form
    filed: Submission | None

    def state(self, today: date) -> DutyState:
        """Tell how it stands on a day (in Shanghai)."""
        if self.filed is not None:
            return DutyState.DONE
        if today < self.item.opens_on:
            return DutyState.COMING
        if today > self.item.closes_on:
            return DutyState.OVER
        return DutyState.OVERDUE if today > self.item.due_on else DutyState.OPEN


def document_duty(uow: UnitOfWork, request: Request, key: DocumentKey) -> DocumentDuty | None:
    """Return what falls due with the document of a unit and period; None for nothing, or nothing that is owed."""
    house = request.house
    for duty in house.duties.values():
        form = house.form_of(duty)
        if form.document == key.kind:
            for item in uow.duty_items.of_period(duty.id, key.subject, [key.unit_code]):
                return DocumentDuty(item, form, uow.submissions.find_for(item.id))
    return None


def document_of(item: DutyItem, form: Form) -> DocumentKey | None:
    """Return the document whose filing fulfils an item; None where it is an ordinary report."""
    return None if form.document is None else DocumentKey(item.unit_code, form.document, item.period_id)


@dataclass(frozen=True, slots=True)
class FiledVersion:
    """A version of a document that was just filed; `again` is why it corrects an earlier one, in words."""

    key: DocumentKey
    version: int
    again: str


def fulfil(uow: UnitOfWork, request: Request, viewer: Viewer, filed: FiledVersion) -> DutyState | None:
    """Note that this version was filed, where something falls due with it; return how that stands now.

    What is over stays missing. A later version is kept as a correction of the earlier.
    """
    key, version = filed.key, filed.version
    found = document_duty(uow, request, key)
    if found is None:
        return None
    said = {FILED: version}
    state = found.state(request.today)
    if found.filed is not None:
        revision = Revision(0, viewer.person_id, request.now, filed.again, found.filed.answers, said)
        if found.form.id == found.filed.form_id and found.filed.answers != said:
            uow.submissions.revise(replace(found.filed, form_version=found.form.version), revision)
        return DutyState.DONE
    if state not in (DutyState.OPEN, DutyState.OVERDUE):
        return state
    uow.submissions.add(
        Submission(
            id=0,
            item_id=found.item.id,
            form_id=found.form.id,
            form_version=found.form.version,
            answers=said,
            zero=False,
            submitted_at=request.now,
            person_id=viewer.person_id,
        )
    )
    uow.duty_items.mark_filed(found.item.id, request.now)
    uow.drafts.delete_for(found.item.id)
    return DutyState.DONE
