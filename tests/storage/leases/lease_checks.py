"""What holds of leases on either kind of database."""

from datetime import timedelta
from functools import partial

import pytest

from storage.database import Database
from storage.leases.leases import LeaseLostError
from storage.leases.rules import LIFE, LeaseRole
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY


def compare(uow: UnitOfWork, holder: str, token: int) -> None:
    """Compare the lease of the tick."""
    uow.leases.compare(LeaseRole.TICK, holder, token)


def check_leases(database: Database) -> None:
    """Take, prolong, compare, note and give up; nothing was ever taken before."""
    assert database.write(lambda uow: uow.leases.all()) == []
    with pytest.raises(LeaseLostError):
        database.write(lambda uow: uow.leases.compare(LeaseRole.TICK, "a", 1))
    assert database.write(lambda uow: uow.leases.renew(LeaseRole.TICK, "a", 1)) is None
    mine = database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "a"))
    assert mine is not None
    assert mine.expires_at - mine.taken_at == LIFE
    assert database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "b")) is None
    database.write(lambda uow: uow.leases.compare(LeaseRole.TICK, "a", mine.token))
    for holder, token in (("b", mine.token), ("a", mine.token + 1)):
        with pytest.raises(LeaseLostError):
            database.write(partial(compare, holder=holder, token=token))
    database.write(
        lambda uow: uow.leases.note_done(LeaseRole.TICK, "b", mine.token, MAY - timedelta(hours=1))
    )
    database.write(lambda uow: uow.leases.note_done(LeaseRole.TICK, "a", mine.token, MAY))
    later = database.write(lambda uow: uow.leases.renew(LeaseRole.TICK, "a", mine.token))
    assert later is not None
    assert later.expires_at >= mine.expires_at
    assert later.done_at == MAY
    database.write(lambda uow: uow.leases.give_up(LeaseRole.TICK, "b", mine.token))
    database.write(lambda uow: uow.leases.give_up(LeaseRole.TICK, "a", mine.token))
    with pytest.raises(LeaseLostError):
        database.write(lambda uow: uow.leases.compare(LeaseRole.TICK, "a", mine.token))
    theirs = database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "b"))
    assert theirs is not None
    assert theirs.token == mine.token + 1
    found = {lease.role: lease for lease in database.write(lambda uow: uow.leases.all())}
    assert found[LeaseRole.TICK].holder == "b"
    assert found[LeaseRole.TICK].done_at == MAY
    assert not found[LeaseRole.POLL].holder
