"""audit verify: whether anybody has changed the audit log, and what to write down against its being cut off."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

from bot.commands.findings import Finding, Sign, fault, good
from bot.commands.given import Given
from bot.commands.opened import open_database
from domain.errors import RefusalError
from domain.tips.routing import Body
from storage.audit import AuditFault
from storage.database import Database
from storage.unit_of_work import UnitOfWork

SHOWN_DIGITS = 16
"""How many hexadecimal digits of a hash are shown and written down: 64 bits."""
_HEAD = re.compile(rf"([0-9]{{1,9}}):([0-9a-f]{{{SHOWN_DIGITS},64}})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """The head of the office's chain as it was written down: its place, and how its hash begins (lower case)."""

    place: int
    digits: str


def verify(given: Given, head: str | None) -> bool:
    """Print how the audit log stands, and how the office's agrees with `head` (PLACE:HEX); tell whether all is well.

    Of the supervisor's entries it says only whether they are intact: the office must not learn how many there
    are. Raises typer.BadParameter for a `head` that is none, RefusalError (audit-no-database) where there is
    nothing to look at.
    """
    written = None if head is None else _read(given, head)
    with open_kept(given) as database:
        findings = database.look(lambda uow: list(_look_into(uow, written)))
    for finding in findings:
        typer.echo(f"{finding.sign} {given.speech.label(finding.key, **finding.details)}")
    return all(finding.sign is Sign.GOOD for finding in findings)


@contextmanager
def open_kept(given: Given) -> Iterator[Database]:
    """Open the database that is there; raises RefusalError (audit-no-database) where there is none."""
    config = given.config()
    if config.database_file is not None and not config.database_file.exists():
        raise RefusalError("audit-no-database", path=str(config.database_file))
    with open_database(config) as database:
        yield database


def _read(given: Given, head: str) -> WrittenDown:
    found = _HEAD.fullmatch(head.strip())
    if found is None:
        raise typer.BadParameter(given.speech.label("audit-head-malformed"))
    return WrittenDown(int(found[1]), found[2].lower())


def _look_into(uow: UnitOfWork, written: WrittenDown | None) -> Iterator[Finding]:
    faults = uow.audit.verify()
    of_office = [broken_link for broken_link in faults if broken_link.chain == Body.OFFICE]
    yield from map(_told, of_office)
    if not of_office:
        yield from _intact(uow, written)
    # The places of other chains would tell how many entries they have.
    broken = {broken_link.chain for broken_link in faults} - {Body.OFFICE}
    supervisor_broken = Body.SUPERVISOR in broken
    yield fault("audit-supervisor-broken") if supervisor_broken else good("audit-supervisor-intact")
    if broken - {Body.SUPERVISOR}:
        yield fault("audit-other-broken")


def _told(broken_link: AuditFault) -> Finding:
    return fault(
        f"audit-{broken_link.wrong.replace('_', '-')}", place=broken_link.place, count=broken_link.count
    )


def _intact(uow: UnitOfWork, written: WrittenDown | None) -> Iterator[Finding]:
    """Tell how the office's chain ends, and whether it still goes through the head that was written down."""
    head = uow.audit.head(Body.OFFICE)
    shown = f"{head.place}:{head.hash.hex()[:SHOWN_DIGITS]}"
    yield good("audit-office-intact", count=head.place, head=shown)
    if written is None:
        return
    stored = uow.audit.find_hash(Body.OFFICE, written.place)
    if stored is None:
        yield fault("audit-head-gone", place=written.place, count=head.place)
    elif not stored.hex().startswith(written.digits):
        yield fault("audit-head-other", place=written.place)
    else:
        yield good("audit-head-same", place=written.place, count=head.place - written.place)
