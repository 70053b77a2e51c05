"""What doctor says of 医院信息: what config.toml still says of it, and is not asked about any more."""

from collections.abc import Iterator

from bot.commands.findings import Finding, good, note
from bot.config import Config
from bot.hospital_facts import configured_facts, facts_if_any
from storage.unit_of_work import UnitOfWork
from usecases.live_facts import Fact, edited_since

SETTING_OF = {
    Fact.NAME: "[hospital] name",
    Fact.LETTERS_TO: "[tips] letters_to",
    Fact.SIGN: "[registers] unit_sign",
}
"""Where config.toml has those that it has."""


def check_letters_to(config: Config) -> Iterator[Finding]:
    """Reporters are told where to write letters to."""
    to = facts_if_any(config)[Fact.LETTERS_TO]
    yield good("command-doctor-letters-to", to=to) if to else note("command-doctor-no-letters-to")


def find_ignored_edits(uow: UnitOfWork, config: Config) -> list[Finding]:
    """Return a note for each fact that was edited in config.toml since it was taken over."""
    edited = edited_since(uow, configured_facts(config))
    return [note("hospital-config-ignored", setting=SETTING_OF[fact]) for fact in edited]
