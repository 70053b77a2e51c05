"""invites and revoke: one-time links that bind phones, and the end of a lost phone."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from bot.commands.account import bot_username
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import refuse_to_overwrite, write_private
from domain.errors import RefusalError
from storage.audit import COMMAND_LINE, AuditEntry
from storage.people.invites import INVITE_LIFE
from storage.people.listed import ListedPerson
from storage.unit_of_work import UnitOfWork
from usecases.people.invitations import Invited, Inviting, issue_links
from usecases.tips.phone_letters import UNBOUND, PhoneChange, tell_of_phone


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to invite: these, by their staff numbers; else those with a role today, or `everybody`, without a phone."""

    staff_numbers: Sequence[str] = ()
    everybody: bool = False


def invite(given: Given, wanted: Wanted, xlsx: Path | None, *, as_json: bool) -> None:
    """Make a link for each of those `wanted`.

    Links made earlier go on working; how many have such is said on standard error.
    Prints them as a table or, with `as_json`, one object a line and nothing else; `xlsx` is a new file with QR
    codes to hand out. Raises RefusalError, with no link made, for a number that nobody has, for somebody bound
    already, and where the Bot API server can't be asked for the bot's name.
    """
    config = given.config()
    if xlsx is not None:
        refuse_to_overwrite(xlsx)
    with open_database(config) as database:
        people = database.write(lambda uow: _whom(uow, given, wanted))
        if not people:
            given.say_aside("command-invites-nobody-at-all" if wanted.everybody else "command-invites-nobody")
            return
        ids = {listed.person_id for listed in people}
        earlier = len(database.write(lambda uow: uow.invites.waiting(ids, given.clock.now())))
        now, username = given.clock.now(), bot_username(config)
        by = Inviting(now, "invites-issue", actor=COMMAND_LINE)
        invited = database.write(lambda uow: issue_links(uow, people, username, by))
    if xlsx is not None:
        write_private(xlsx, _sheet(given, invited, now))
    if earlier:
        given.say_aside("command-invites-earlier", count=earlier)
    if as_json:
        for invitation in invited:
            typer.echo(
                json.dumps(
                    {"工号": invitation.person.staff_number, "link": invitation.link}, ensure_ascii=False
                )
            )
        return
    if xlsx is None:
        print_table(invited)
    else:
        given.say("command-file-written", path=str(xlsx))
    given.say("command-invites-made", count=len(invited), days=INVITE_LIFE.days)


def unbind(given: Given, staff_number: str) -> None:
    """Make the person's phone a stranger's and every unused code worthless. Raises RefusalError for nobody."""
    config = given.config()
    now = given.clock.now()

    def work(uow: UnitOfWork) -> tuple[ListedPerson, bool]:
        person = _find(uow, staff_number)
        phone = uow.people.find_phone(person.person_id)
        uow.invites.void_all(person.person_id, now)
        uow.audit.add(AuditEntry(now, None, "binding-revoke", person.staff_number, actor=COMMAND_LINE))
        was_bound = uow.people.unbind(person.person_id)
        if was_bound:
            tell_of_phone(uow, PhoneChange(UNBOUND, person.person_id, None), now, phone)
        return person, was_bound

    with open_database(config) as database:
        person, was_bound = database.write(work)
    done = "command-revoke-done" if was_bound else "command-revoke-not-bound"
    given.say(done, name=person.name, number=person.staff_number)
    given.say("command-revoke-again", number=person.staff_number)


def _whom(uow: UnitOfWork, given: Given, wanted: Wanted) -> list[ListedPerson]:
    if not wanted.staff_numbers:
        return uow.people.to_invite(given.today, everybody=wanted.everybody)
    people = [_find(uow, number) for number in dict.fromkeys(wanted.staff_numbers)]
    for person in people:
        if person.bound:
            raise RefusalError("command-invites-bound", name=person.name, number=person.staff_number)
    return people


def _find(uow: UnitOfWork, staff_number: str) -> ListedPerson:
    found = uow.people.find_listed(staff_number)
    if found is None:
        raise RefusalError("command-no-such-person", number=staff_number)
    return found


def _sheet(given: Given, invited: Sequence[Invited], now: datetime) -> bytes:
    from windows.people.invitation_sheet import invitation_sheet  # noqa: PLC0415 - openpyxl, for this file alone

    return invitation_sheet(invited, now, given.words, given.language)


def print_table(invited: Sequence[Invited]) -> None:
    """Print a line for each: number, name, grid, link."""
    cells = [
        (invitation.person.staff_number, invitation.person.name, invitation.person.grid_name)
        for invitation in invited
    ]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for invitation, row in zip(invited, cells, strict=True):
        padded = [text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)]
        typer.echo("  ".join([*padded, invitation.link]))


def _width(text: str) -> int:
    """Return how many columns of a terminal `text` takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
