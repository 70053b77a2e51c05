"""What holds of links and sessions of /h on every database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.tips.routing import Body
from storage.database import Database
from storage.tips.custody import KeyHolder
from storage.tips.page_passes import LINK_LIFE, SESSION_IDLE, SESSION_LIFE
from tests.desks import MAY


def check_page_passes(database: Database, other: Database, person_id: int) -> None:
    """Check them for `person_id`; `other` is the same database as another process has it open."""
    holder = KeyHolder(person_id, Body.OFFICE, 7_712_345_678, MAY)
    first = database.write(lambda uow: uow.page_passes.issue_link(holder, MAY))
    code = database.write(lambda uow: uow.page_passes.issue_link(holder, MAY))
    assert database.write(lambda uow: uow.page_passes.use_link(first, MAY)) is None
    assert database.write(lambda uow: uow.page_passes.use_link(code, MAY + LINK_LIFE)) is None
    code = database.write(lambda uow: uow.page_passes.issue_link(holder, MAY))
    # The clock was set back by an hour: nobody knows how old it is.
    early = MAY - timedelta(hours=1)
    assert database.write(lambda uow: uow.page_passes.use_link(code, early)) is None
    with ThreadPoolExecutor(2) as pool:
        used = [
            pool.submit(each.write, lambda uow: uow.page_passes.use_link(code, MAY))
            for each in (database, other)
        ]
    assert sorted((done.result() for done in used), key=str) == [holder, None]
    token = database.write(lambda uow: uow.page_passes.begin_session(holder, MAY))
    assert database.write(lambda uow: uow.page_passes.use_link(token, MAY)) is None
    now = MAY
    while now < MAY + SESSION_LIFE - SESSION_IDLE:
        now += SESSION_IDLE - timedelta(seconds=1)
        assert other.write(lambda uow, at=now: uow.page_passes.find_session(token, at)) == holder  # type: ignore[misc]
    assert other.write(lambda uow: uow.page_passes.find_session(token, MAY + SESSION_LIFE)) is None
    token = database.write(lambda uow: uow.page_passes.begin_session(holder, MAY))
    assert other.write(lambda uow: uow.page_passes.find_session(token, MAY + SESSION_IDLE)) is None
    token = database.write(lambda uow: uow.page_passes.begin_session(holder, MAY))
    database.write(lambda uow: uow.page_passes.end_all(person_id))
    assert other.write(lambda uow: uow.page_passes.find_session(token, MAY)) is None
