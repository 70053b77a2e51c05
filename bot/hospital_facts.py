"""What is said of the hospital: what config.toml has of it, and what is in force for whoever works from a terminal."""

from contextlib import closing

from bot.config import Config
from storage.database import Database
from storage.schema import current_revision
from storage.statements.engines import find_trouble
from usecases.live_facts import Fact, Facts, LiveFacts


def configured_facts(config: Config) -> Facts:
    """Return what config.toml says."""
    return {
        Fact.NAME: config.hospital.name,
        Fact.LETTERS_TO: config.tips.letters_to,
        Fact.SIGN: config.registers.unit_sign,
    }


def facts_of(config: Config, database: Database) -> LiveFacts:
    """Return the facts in force in an open database."""
    facts = LiveFacts(configured_facts(config))
    database.look(facts.read)
    return facts


def facts_if_any(config: Config) -> LiveFacts:
    """Return the facts in force, those of config.toml where nothing has been set up yet; changes no database."""
    if config.database_file is None or config.database_file.exists():
        try:
            with closing(Database(config.database_url)) as database:
                if current_revision(database) is not None:
                    return facts_of(config, database)
        except Exception as error:
            # What is wrong with it, doctor says by itself.
            if find_trouble(error) is None:
                raise
    return LiveFacts(configured_facts(config))
