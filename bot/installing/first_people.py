"""The steps of setup that bring people: the roster, and the links of those who invite all others."""

import sys
from pathlib import Path

import segno

from bot.commands.account import bot_username
from bot.commands.bounded_files import read_bounded
from bot.commands.invitations import print_table
from bot.commands.opened import open_database
from bot.commands.rosters import import_content, write_sample
from bot.installing.config_text import one_line
from bot.installing.machine import acting_as_root
from bot.installing.talk import SetupTalk
from domain.errors import RefusalError
from domain.people.people import LEVEL_ONE_ROLES
from domain.workbook_bounds import WORKBOOK_BOUNDS
from storage.audit import COMMAND_LINE
from storage.people.invites import INVITE_LIFE
from storage.people.listed import ListedPerson
from storage.unit_of_work import UnitOfWork
from usecases.people.invitations import Invited, Inviting, issue_links

SAMPLE = "roster.xlsx"
_CODES_SHOWN = 4
"""For more people than these the screen is full of squares, and the links alone are of more use."""


def bring_roster(talk: SetupTalk) -> None:
    """Have a roster in force; where none is at hand, lay the sample beside config.toml for somebody to fill in.

    Raises RefusalError, with every fault printed, for one named by an option.
    """
    with open_database(talk.config) as database:
        people = database.look(lambda uow: len(uow.rosters.load().officials))
    if people:
        talk.say("setup-roster-there", count=people)
        return
    if talk.options.roster is not None:
        _import(talk, talk.options.roster)
        return
    if talk.is_terminal and talk.until_taken("setup-ask-roster", lambda typed: _import(talk, _named(typed))):
        return
    sample = talk.folder / SAMPLE
    if not sample.exists():
        write_sample(talk.given, sample)
    talk.say("setup-left-roster", path=str(sample))


def _named(typed: str) -> Path:
    """Return the file that was typed, or dropped onto the terminal with quotes around it."""
    return Path(one_line(typed).strip("'\"")).expanduser()


def _import(talk: SetupTalk, file: Path) -> None:
    with acting_as_root():  # it lies where root has put it; what is made of it is the account's
        content = read_bounded(file, WORKBOOK_BOUNDS.file_bytes)
    import_content(talk.given, file, content, dry_run=False, confirmed=False)


def invite_level_one(talk: SetupTalk) -> None:
    """Print a link for each of the office and each commissioner without a phone; they invite all others in the chat.

    Links that still work are left, unless somebody wants new ones. Without an answer of Telegram it is left for later.
    """
    given, config = talk.given, talk.config
    with open_database(config) as database:
        people, waiting = database.look(lambda uow: _level_one(uow, talk))
        if not people:
            talk.say("setup-nobody-to-invite")
            return
        if waiting and not talk.agrees("setup-ask-new-links", count=waiting):
            talk.say("setup-links-wait", count=waiting)
            return
        try:
            username = bot_username(config)
        except RefusalError as refusal:
            talk.say(refusal.key, **refusal.details)
            talk.say("setup-left-invites")
            return
        by = Inviting(given.clock.now(), "invites-issue", actor=COMMAND_LINE)
        invited = database.write(lambda uow: issue_links(uow, people, username, by))
    print_table(invited)
    if sys.stdout.isatty() and len(invited) <= _CODES_SHOWN:
        _show_codes(invited)
    talk.say("setup-invited", count=len(invited), days=INVITE_LIFE.days)


def _level_one(uow: UnitOfWork, talk: SetupTalk) -> tuple[list[ListedPerson], int]:
    """Return whom to invite, and how many of them have links that still work."""
    today = talk.given.today
    numbers = {
        appointment.staff_number
        for appointment in uow.rosters.load().appointments
        if appointment.role in LEVEL_ONE_ROLES and appointment.holds_on(today)
    }
    people = [listed for listed in uow.people.to_invite(today) if listed.staff_number in numbers]
    ids = {listed.person_id for listed in people}
    return people, len(uow.invites.waiting(ids, talk.given.clock.now()))


def _show_codes(invited: list[Invited]) -> None:
    for invitation in invited:
        sys.stdout.write(f"\n{invitation.person.name}\n")
        segno.make(invitation.link, error="l").terminal(out=sys.stdout, border=2, compact=True)
