"""What doctor sees in the database: its revision, who can be reached, which letters are stuck."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.commands.calendar import unknown_grids
from bot.commands.facts_check import find_ignored_edits
from bot.commands.findings import Finding, fault, good, note
from bot.commands.form_check import check_kept_forms
from bot.commands.given import Given
from bot.commands.register_check import check_kept_registers
from bot.commands.watch_check import (
    ProcessPulse,
    check_clockwork,
    check_leases,
    check_processes,
    check_unknown_letters,
    last_tick_of,
)
from bot.config import Config
from bot.folders.duty_blocks import first_installed, installed_duties, written_duties
from domain.duties.duties import Duty
from domain.tips.routing import Body
from reminders.last_tick import LastTick
from storage.database import Database
from storage.delivery.outbox import DeliveryState
from storage.schema import SchemaStanding, current_revision, is_usable, newest_revision, standing_of
from storage.sole_use import sole_use
from storage.statements.engines import find_trouble
from storage.unit_of_work import UnitOfWork
from usecases.settings.taking_over import ignored_edits

_UNUSABLE = {
    SchemaStanding.NEWER: fault("command-database-newer"),
    SchemaStanding.EMPTY: note("command-doctor-database-empty"),
    SchemaStanding.OLDER: note("command-doctor-database-older"),
}
NAMED = 5
"""How many of many are named."""


def check_database(config: Config, given: Given) -> Iterator[Finding]:
    """Look into the database without changing it; one that does not exist yet is not created."""
    if config.database_file is not None and not config.database_file.exists():
        yield note("command-doctor-no-database", path=str(config.database_file))
        return
    try:
        database = Database(config.database_url)
        try:
            yield from _look_into(database, given, config)
        finally:
            database.close()
    except Exception as error:
        trouble = find_trouble(error)
        if trouble is None:
            raise
        yield fault("command-database-trouble", reason=trouble)


def bodies_with_own_keys(config: Config, today: date) -> frozenset[Body]:
    """Return the bodies of which a handler has a key of their own: they need no shared one.

    None where the database can't be asked; what is wrong with it, check_database says.
    """
    if config.database_file is not None and not config.database_file.exists():
        return frozenset()

    def keyed(uow: UnitOfWork) -> frozenset[Body]:
        handlers = {body: uow.people.tip_handlers(body, today) for body in Body}
        return frozenset(body for body in Body if uow.handler_keys.recipients(handlers[body]))

    try:
        database = Database(config.database_url)
        try:
            return database.write(keyed) if is_usable(database) else frozenset()
        finally:
            database.close()
    except Exception as error:
        if find_trouble(error) is None:
            raise
        return frozenset()


def looked_up_duties(config: Config) -> tuple[Mapping[str, Duty], list[str]]:
    """Return the duties by id, and which blocks of config.toml were edited in vain.

    Where the database can't be asked, those of config.toml; what is wrong with it, check_database says.
    """
    first = config.duties() or first_installed()
    if config.database_file is not None and not config.database_file.exists():
        return first, []

    def found(uow: UnitOfWork) -> tuple[Mapping[str, Duty], list[str]]:
        return installed_duties(uow, config), ignored_edits(uow, written_duties(config))

    try:
        database = Database(config.database_url)
        try:
            return database.look(found) if is_usable(database) else (first, [])
        finally:
            database.close()
    except Exception as error:
        if find_trouble(error) is None:
            raise
        return first, []


def _look_into(database: Database, given: Given, config: Config) -> Iterator[Finding]:
    standing = standing_of(database)
    if (trouble := _UNUSABLE.get(standing)) is not None:
        yield trouble
        return
    revision = str(current_revision(database))
    if standing is SchemaStanding.NEWER_WORKS:
        yield note("command-doctor-database-newer", revision=revision, own=newest_revision())
    else:
        yield good("command-doctor-database", revision=revision)
    if database.is_pooled():
        yield good("command-doctor-pooled")
    yield from database.look(lambda uow: _found_inside(uow, given, config))
    if standing is SchemaStanding.NEWER_WORKS:
        yield from database.look(lambda uow: list(check_unknown_letters(uow)))


def _found_inside(uow: UnitOfWork, given: Given, config: Config) -> list[Finding]:
    is_running = sole_use(config.database_url, config.database_file).is_taken()
    pulse = ProcessPulse(is_running, last_tick_of(uow, LastTick(config.tick_file)))
    return [
        *check_kept_forms(uow, config),
        *find_ignored_edits(uow, config),
        *check_kept_registers(uow, config),
        *_people(uow, given.today),
        *_grids_of_duties(uow, config),
        *_keys(uow, given.today),
        *_letters(uow),
        *check_clockwork(uow, given.speech, pulse, given.clock.now()),
        *check_leases(uow, given.speech),
        *check_processes(uow, given.speech),
        *_server_logs(uow),
    ]


def _people(uow: UnitOfWork, today: date) -> Iterator[Finding]:
    grids = len(list(uow.rosters.tree()))
    if not grids:
        yield note("command-doctor-no-roster")
        return
    bound, waiting = uow.people.count_bound(), len(uow.people.to_invite(today))
    say = note if waiting else good
    key = "command-doctor-people-waiting" if waiting else "command-doctor-people"
    yield say(key, grids=grids, bound=bound, waiting=waiting)
    if names := uow.people.unreachable_names():
        some = "、".join(names[:NAMED])
        yield note("command-doctor-unreachable", count=len(names), names=some)


def _grids_of_duties(uow: UnitOfWork, config: Config) -> Iterator[Finding]:
    """Every grid that a duty names, of those who owe it and who receive it, is in the roster."""
    tree = uow.rosters.tree()
    if any(True for _grid in tree):
        running = [duty for duty in installed_duties(uow, config).values() if not duty.is_ended]
        for duty_id, code in unknown_grids(running, tree):
            yield note("calendar-grid-unknown", duty=duty_id, code=code)


def _keys(uow: UnitOfWork, today: date) -> Iterator[Finding]:
    """Handlers of tips have keys of their own."""
    handlers = set[int]().union(*(uow.people.tip_handlers(body, today) for body in Body))
    without = handlers - uow.handler_keys.recipients(handlers).keys()
    if without:
        yield note("keys-doctor-without", count=len(without), handlers=len(handlers))
    elif handlers:
        yield good("keys-doctor", handlers=len(handlers))


def _server_logs(uow: UnitOfWork) -> Iterator[Finding]:
    """A PostgreSQL server writes no statement with its minute into its own log."""
    logged = uow.server_logs.statement_settings()
    if logged is None:
        return
    if logged:
        settings = "、".join(f"{name} = {value}" for name, value in logged.items())
        yield note("command-doctor-statements-logged", settings=settings)
    else:
        yield good("command-doctor-statements-not-logged")


def _letters(uow: UnitOfWork) -> Iterator[Finding]:
    failed, waiting = uow.outbox.count(DeliveryState.FAILED), uow.outbox.count(DeliveryState.WAITING)
    if failed:
        yield note("command-doctor-letters-failed", failed=failed, waiting=waiting)
    else:
        yield good("command-doctor-letters", waiting=waiting)
