"""What the windows of digests share: who reads how much of which unit, and the page of a duty's period."""

from dataclasses import dataclass

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.tips.routing import Body, body_of
from reports.digests.digest import DutyForm, UnitPeriod
from storage.unit_of_work import UnitOfWork
from usecases.digests.page import DigestPage, DigestReader, ReadAt, digest_page
from usecases.house import Request


@dataclass(frozen=True, slots=True)
class DigestReading:
    """Who reads a digest, of which unit, and how much of it."""

    viewer: Viewer
    unit_code: str
    reader: DigestReader


def reading(uow: UnitOfWork, request: Request) -> DigestReading:
    """Return who reads; raises RefusalError (access-not-digest) for others."""
    viewer = request.viewer(uow)
    code = viewer.unit_code or viewer.digest_code
    if code is None:
        raise RefusalError("access-not-digest")
    handles_tips = body_of(viewer.roles_at_unit) is Body.OFFICE
    return DigestReading(viewer, code, DigestReader(viewer.unit_code is not None, handles_tips))


def page_of(uow: UnitOfWork, request: Request, duty_id: str, period_id: str) -> tuple[Viewer, DigestPage]:
    """Return the digest that a button asks for; raises RefusalError (digest-not-there) where nothing was due."""
    who = reading(uow, request)
    duty = request.house.duties.get(duty_id)
    form = request.house.form_of(duty) if duty else None
    page = None
    # Asked first: what a button names may be no period at all.
    if (
        duty is not None
        and form is not None
        and uow.item_paths.branches_of(duty_id, period_id, who.unit_code)
    ):
        page = digest_page(
            uow,
            ReadAt(request.house, request.now),
            DutyForm(duty, form),
            UnitPeriod(period_id, who.unit_code),
            who.reader,
        )
    if page is None:
        raise RefusalError("digest-not-there")
    return who.viewer, page
