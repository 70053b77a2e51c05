"""Signing in to /h: a link from the handler's own chat, used once, and a session that each request looks at anew."""

from collections.abc import Callable
from typing import TypeVar

from domain.errors import RefusalError
from domain.tips.receipts import read_receipt
from storage.audit import AuditEntry
from storage.tips.custody import KeyHolder
from storage.unit_of_work import UnitOfWork
from usecases.house import House, Request
from usecases.tips.from_page import nobodys_request
from usecases.tips.open_key import key_holder

T = TypeVar("T")

NO_LINK = "page-fault-link"
NO_SESSION = "page-fault-session"
NO_POST = "page-fault-post"
SWITCHED_OFF = "page-fault-handlers-off"
_NOT_THERE = frozenset({"access-not-bound", "access-not-tip-handler"})


def issue_link(uow: UnitOfWork, request: Request) -> str:
    """Return the code of a new link for whoever is acting; raises RefusalError for who handles no tips."""
    if not request.house.serves_handlers:
        raise RefusalError("access-old-button")
    holder = key_holder(uow, request)
    _note(uow, request, holder, "tip-page-link")
    return uow.page_passes.issue_link(holder, request.now)


def end_page_session(uow: UnitOfWork, request: Request) -> None:
    """End link and session of whoever is acting, from the chat; raises as `issue_link`."""
    holder = key_holder(uow, request)
    # An old button with nothing left to end is no leaving.
    if uow.page_passes.end_all(holder.person_id):
        _note(uow, request, holder, "tip-page-out")


async def sign_in(house: House, typed: str) -> str:
    """Return the token of a session for whom the code that was `typed` is; raises RefusalError (page-fault-...)."""
    _check_on(house)
    try:
        code = read_receipt(typed)
    except RefusalError as refusal:
        raise RefusalError(NO_LINK) from refusal

    def work(uow: UnitOfWork) -> str | None:
        now = house.clock.now()
        holder = uow.page_passes.use_link(code, now)
        if holder is None:
            return None
        request = _request_of(uow, house, holder)
        _note(uow, request, holder, "tip-page-in")
        return uow.page_passes.begin_session(holder, now)

    token = await nobodys_request(house).run(work)
    if token is None:
        raise RefusalError(NO_LINK)
    return token


async def sign_out(house: House, token: str) -> None:
    """End the session, whoever has it; nothing where it has ended."""

    def work(uow: UnitOfWork) -> None:
        holder = uow.page_passes.find_session(token, house.clock.now())
        if holder is not None:
            uow.page_passes.end_session(token)
            _note(uow, nobodys_request(house), holder, "tip-page-out")

    await nobodys_request(house).run(work)


async def as_handler(house: House, token: str, work: Callable[[UnitOfWork, Request], T]) -> T:
    """Do `work` in one transaction as whose session it is.

    Raises RefusalError: page-fault-handlers-off, page-fault-session where it has ended, page-fault-post where the
    person is no longer who signed in: unbound, bound anew, out of the post.
    """
    _check_on(house)

    def within(uow: UnitOfWork) -> T:
        holder = uow.page_passes.find_session(token, house.clock.now())
        if holder is None:
            raise RefusalError(NO_SESSION)
        return work(uow, _request_of(uow, house, holder))

    return await nobodys_request(house).run(within)


async def handlers_request(house: House, token: str) -> Request:
    """Return the request of whose session it is; raises as `as_handler`."""
    return await as_handler(house, token, lambda _uow, request: request)


def _request_of(uow: UnitOfWork, house: House, holder: KeyHolder) -> Request:
    """Return a request of `holder`, as if it came from the chat; raises RefusalError (page-fault-post)."""
    request = Request(house, holder.telegram_id, holder.telegram_id, 0, house.clock.now())
    try:
        now_is = key_holder(uow, request)
    except RefusalError as refusal:
        if refusal.key not in _NOT_THERE:
            raise
        raise RefusalError(NO_POST) from refusal
    if now_is != holder:
        raise RefusalError(NO_POST)
    return request


def _check_on(house: House) -> None:
    if not house.serves_handlers:
        raise RefusalError(SWITCHED_OFF)


def _note(uow: UnitOfWork, request: Request, holder: KeyHolder, act: str) -> None:
    uow.audit.add(AuditEntry(request.now, holder.person_id, act, "register", chain=holder.body.value))
