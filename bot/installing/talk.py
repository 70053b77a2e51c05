"""A run of setup: what was said by options, who can be asked for the rest, where it is done and as whom."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.saying import said
from bot.config import Config
from bot.installing.machine import Account, acting_as
from domain.errors import RefusalError
from locales import Argument

YES = frozenset({"y", "yes", "是"})
NO = frozenset({"n", "no", "否", "不"})
NOTHING = ("", "-", "无")
"""What somebody types who wants none."""


@dataclass(frozen=True, slots=True)
class SetupOptions:
    """What was said on the command line; None: to be asked for. `service` False: none, True: in any case.

    `hearings`: whether hearings, briefings and the unit's written report are on from the beginning.
    """

    hospital: str | None = None
    token_file: Path | None = None
    api_base_url: str | None = None
    proxy: str | None = None
    letters_to: str | None = None
    backups: str | None = None
    roster: Path | None = None
    user: str | None = None
    folder: Path | None = None
    service: bool | None = None
    listen: str | None = None
    hearings: bool | None = None


@dataclass(frozen=True, slots=True)
class SetupTalk:
    """One run. `account` is whom root works as; None where whoever types works as themselves."""

    given: Given
    options: SetupOptions
    user: str
    folder: Path
    account: Account | None

    @property
    def config(self) -> Config:
        """The configuration as it stands now."""
        return self.given.config()

    @property
    def is_terminal(self) -> bool:
        """Whether anybody can answer."""
        return sys.stdin.isatty()

    def as_account(self) -> AbstractContextManager[None]:
        """Work as the account for the length of a block."""
        return acting_as(self.account, self.folder)

    def say(self, key: str, **arguments: Argument) -> None:
        """Print a sentence."""
        self.given.say(key, **arguments)

    def line(self, key: str, *, hidden: bool = False) -> str:
        """Ask for a line; empty where it is left out. Raises typer.Abort for Ctrl-C."""
        asked = self.given.speech.label(key)
        answer: str = typer.prompt(asked, default="", show_default=False, hide_input=hidden, err=True)
        return answer.strip()

    def agrees(self, key: str, **arguments: Argument) -> bool:
        """Ask for a yes, which is y; nobody there, Enter or anything else is a no. Raises as `line`."""
        if not self.is_terminal:
            return False
        asked = self.given.speech.label(key, **arguments)
        answer: str = typer.prompt(asked, default="", show_default=False, err=True)
        return answer.strip().casefold() in YES

    def until_taken(
        self, key: str, take: Callable[[str], None], *, hidden: bool = False, default: str = ""
    ) -> bool:
        """Ask until `take` refuses no more, saying why each time; False where nothing is wanted.

        Enter is `default`; an empty one, or "-", is nothing.
        """
        while (answer := self.line(key, hidden=hidden) or default) not in NOTHING:
            try:
                take(answer)
            except (RefusalError, OSError) as error:
                typer.echo(said(error, self.given)[1], err=True)
            else:
                return True
        return False
