"""What an inspector answers to a fact asked for: sealed to the tip's handlers, who are told; the question is gone."""

from collections.abc import Sequence

from domain.errors import RefusalError
from domain.people.people import Role, Viewer
from domain.tips.routing import Body, body_of
from domain.tips.unfinished import UnfinishedTip
from storage.audit import AuditEntry
from storage.tips.fact_requests import FactReader, FactRequest
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import seal_text
from storage.tips.threads import NewMessage
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.letters import TipOf, thread_letters

ENDED = "facts-ended"
ENDED_UNSENT = "facts-ended-unsent"


def fact_reader(viewer: Viewer) -> FactReader:
    """Return what `viewer` may see of the facts that inspectors are asked for.

    It goes by their own posts: whoever stands in for an inspector on leave is not asked in confidence.
    """
    inspected = [p.grid_code for p in viewer.posts if p.role is Role.INSPECTOR]
    return FactReader(viewer.person_id, inspected, body_of(viewer.roles_at_unit) is Body.OFFICE)


def find_asked(uow: UnitOfWork, request: Request, request_id: int, ended: str) -> tuple[Viewer, FactRequest]:
    """Return who is acting and what they are asked.

    Raises RefusalError: `ended` where it has ended or is another grid's, which are told apart by nothing.
    """
    viewer = request.viewer(uow)
    asked = uow.fact_requests.find_for(fact_reader(viewer), request_id)
    if asked is None:
        raise RefusalError(ended)
    return viewer, asked


def end_asked(uow: UnitOfWork, request: Request, asked: FactRequest, viewer: Viewer, act: str) -> None:
    """End what was asked as answered, or as what can't be given; write `act` down and tell the tip's handlers."""
    uow.fact_requests.end(asked.id, request.today, answered=act == "tip-fact-answered")
    uow.audit.add(AuditEntry(request.now, viewer.person_id, act, asked.number, chain=asked.body.value))
    tip = TipOf(asked.number, asked.body)
    uow.outbox.add_once(thread_letters(uow, tip, request.today, {"facts": True}))


async def enter_answer(
    request: Request, tip: UnfinishedTip, files: Sequence[SealedFile], sealed_to: Sequence[str]
) -> None:
    """Enter what an inspector wrote and sent, sealed to `sealed_to`.

    Raises RefusalError (facts-ended-unsent) where the request has ended meanwhile.
    """
    fact = tip.fact
    if fact is None:
        raise RefusalError(ENDED_UNSENT)
    message = NewMessage(
        seal_text(tip.text().what, sealed_to),
        request.today,
        from_reporter=False,
        files=files,
        sealed_to=sealed_to,
        fact_request_id=fact.request_id,
    )

    def work(uow: UnitOfWork) -> None:
        viewer, asked = find_asked(uow, request, fact.request_id, ENDED_UNSENT)
        uow.tip_threads.add_message(asked.number, message)
        end_asked(uow, request, asked, viewer, "tip-fact-answered")

    await request.run(work)
