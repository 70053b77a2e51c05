"""setup: from nothing to a bot that can be started, in one talk at a terminal, or by options alone.

Each step looks at what is there, does what is missing, and has written it before the next one begins: whoever stops
goes on later where it stood. Nothing that somebody has written is written over.
"""

import getpass
import os
import socket
from collections.abc import Callable
from pathlib import Path

import typer

from bot.backups.kept import backup_folder
from bot.commands.database_check import bodies_with_own_keys
from bot.commands.doctor import examine
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import read_key, write_private
from bot.commands.service import Place, find_place, unit_for
from bot.commands.set_up import KEY_FILE, key_file
from bot.config import HospitalBlock, example_config
from bot.folders.duty_blocks import take_duties_over
from bot.installing import machine
from bot.installing.config_text import fill_in, one_line
from bot.installing.first_people import bring_roster, invite_level_one
from bot.installing.program import find_program
from bot.installing.talk import NO, NOTHING, SetupOptions, SetupTalk
from bot.installing.token import bring_token
from domain.errors import RefusalError
from domain.tips.routing import Body
from storage.tips.sealing import new_office_key, recipient_of
from usecases.settings.taking_over import is_taken_over

LONGEST_ADDRESS = 60
_DEFAULT_BACKUPS = "backups"

Step = Callable[[SetupTalk], None]


def set_up_all(given: Given, options: SetupOptions) -> bool:
    """Go through all steps; return what doctor returns at the end, True where nothing is at fault.

    Raises RefusalError, ConfigError, OSError for what can't be done, typer.Abort for Ctrl-C: what was done till then
    stays, and the next run goes on from there.
    """
    talk = _begin(given, options)
    try:
        with talk.as_account():
            machine.check_within_reach(find_program())
            for heading, step in STEPS:
                typer.secho(f"\n{given.speech.label(heading)}", bold=True)
                step(talk)
        typer.secho(f"\n{given.speech.label('setup-step-service')}", bold=True)
        started = _bring_service(talk)
        typer.secho(f"\n{given.speech.label('setup-step-doctor')}", bold=True)
        with talk.as_account():
            sound = examine(given)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo(err=True)
        given.say_aside("setup-stopped")
        raise typer.Abort from None
    given.say("setup-done" if sound else "setup-not-yet", command=started)
    return sound


def _begin(given: Given, options: SetupOptions) -> SetupTalk:
    """Have the account and the folder, where root can make them, and say where everything will be."""
    place = find_place(given, options.user, options.folder)
    account = None
    if machine.is_root():
        account = machine.find_account(place.user) or machine.make_account(place.user, place.folder)
        machine.make_folder(place.folder, account)
    elif not place.folder.is_dir():
        place.folder.mkdir(mode=0o700)
    given.config_path = place.folder / given.config_path.name
    given.say("setup-begins", folder=str(place.folder), user=place.user)
    return SetupTalk(given, options, place.user, place.folder, account)


def bring_config(talk: SetupTalk) -> None:
    """Have a configuration with the hospital's name."""
    path = talk.given.config_path
    if path.exists() and talk.config.hospital != HospitalBlock():
        talk.say("setup-there", what=talk.config.hospital.name)
        return
    name = talk.options.hospital
    if name is None and talk.is_terminal:
        name = talk.line("setup-ask-hospital")
    if not path.exists():
        write_private(path, example_config().read_bytes())
    if name := one_line(name or ""):
        fill_in(path, "hospital", "name", name)
        talk.say("setup-hospital", name=name)
    else:
        talk.say("setup-left-hospital", path=str(path))


def bring_key(talk: SetupTalk) -> None:
    """Have the office's key, its public half in the configuration; show how the secret one leaves this machine."""
    path = talk.folder / KEY_FILE
    config = talk.config
    with open_database(config):
        pass
    if not config.tips.office_recipients and Body.OFFICE not in bodies_with_own_keys(
        config, talk.given.today
    ):
        if not path.exists():
            write_private(path, key_file(talk.given, new_office_key()).encode())
        fill_in(talk.given.config_path, "tips", "office_recipients", [recipient_of(read_key(path))])
    if not path.exists():
        talk.say("setup-key-moved")
        return
    who = "root" if machine.is_root() or talk.account is not None else getpass.getuser()
    talk.say(
        "setup-key",
        path=str(path),
        copy=f"scp {who}@{socket.gethostname()}:{path} .",
        remove=f"shred -u {path}",
    )


def bring_duties(talk: SetupTalk) -> None:
    """Have the duties of a new installation on; of hearings, briefings and the written report it is asked once."""
    config = talk.config
    with open_database(config) as database:
        if database.look(is_taken_over):
            talk.say("setup-duties-there")
            return
        wanted = talk.options.hearings
        if wanted is None and talk.is_terminal and not config.duty:
            wanted = talk.line("setup-ask-hearings").casefold() not in NO
        database.write(lambda uow: take_duties_over(uow, config, with_asked=wanted is not False))
        count = database.look(lambda uow: len(uow.set_duties.all()))
    talk.say("setup-duties", count=count)


def bring_address(talk: SetupTalk) -> None:
    """Have the address that reporters may write letters to, if there is one."""
    if to := talk.config.tips.letters_to:
        talk.say("setup-there", what=to)
        return

    def take(typed: str) -> None:
        address = one_line(typed)
        if len(address) > LONGEST_ADDRESS:
            raise RefusalError("setup-address-long", limit=LONGEST_ADDRESS, count=len(address))
        fill_in(talk.given.config_path, "tips", "letters_to", address)

    if talk.options.letters_to is not None:
        take(talk.options.letters_to)
    elif not talk.is_terminal or not talk.until_taken("setup-ask-address", take):
        talk.say("setup-left-address")


def bring_backups(talk: SetupTalk) -> None:
    """Have a folder for the nightly backups, unless none are wanted."""
    there = backup_folder(talk.config)
    if there is not None:
        talk.say("setup-there", what=str(there))
        return

    def take(typed: str) -> None:
        name = one_line(typed)
        _make_backup_folder(talk, (talk.folder / name).resolve())
        fill_in(talk.given.config_path, "backup", "folder", name)
        talk.say("setup-backups", path=str(talk.folder / name))

    named = talk.options.backups
    if named is not None and named not in NOTHING:
        take(named)
    elif not (
        named is None
        and talk.is_terminal
        and talk.until_taken("setup-ask-backups", take, default=_DEFAULT_BACKUPS)
    ):
        talk.say("setup-left-backups")


def _make_backup_folder(talk: SetupTalk, folder: Path) -> None:
    """Make `folder` where it isn't there, by root if need be; raises RefusalError where the bot can't write to it."""
    if not folder.exists():
        with machine.acting_as_root():
            if talk.account is None or not machine.is_root():
                folder.mkdir(mode=0o700, parents=True)
            else:
                machine.make_folder(folder, talk.account)
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise RefusalError("setup-folder-of-other", path=str(folder), user=talk.user)


def _bring_service(talk: SetupTalk) -> str:
    """Have the service file where root and systemd are; return the command that starts the bot from here."""
    wanted = talk.options.service
    start = f"systemctl enable --now {machine.UNIT_FILE.stem}"
    if wanted is False:
        talk.say("setup-service-none")
        return f"cd {talk.folder} && gridbot run"
    if machine.is_root() and (wanted or machine.has_systemd()):
        same = machine.write_unit(unit_for(Place(talk.user, talk.folder), [talk.config]))
        talk.say("setup-service-written" if same else "setup-service-other", path=str(machine.UNIT_FILE))
        return start
    made = f"gridbot service --user {talk.user} --folder {talk.folder} | sudo tee {machine.UNIT_FILE}"
    if machine.has_systemd() or wanted:
        talk.say("setup-service-by-hand", command=made)
        return f"sudo {start}"
    talk.say("setup-no-systemd")
    return f"cd {talk.folder} && gridbot run"


STEPS: tuple[tuple[str, Step], ...] = (
    ("setup-step-hospital", bring_config),
    ("setup-step-key", bring_key),
    ("setup-step-token", bring_token),
    ("setup-step-address", bring_address),
    ("setup-step-backups", bring_backups),
    ("setup-step-duties", bring_duties),
    ("setup-step-roster", bring_roster),
    ("setup-step-invites", invite_level_one),
)
