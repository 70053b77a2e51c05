"""A desk in a folder: the sample hospital in a database and what reminders need, without any Telegram."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import RowMapping, Table, select

from bot.config import read_config
from domain.people.roster import Roster, compare
from domain.time.clock import SHANGHAI, SteerableClock, day_in_shanghai
from domain.time.working_days import WorkingDays
from forms.duties.catalogue import first_duties
from forms.library import shipped_library
from locales import Words
from reminders.desk import DeliveryError, Desk
from reminders.found import letters
from reports.sheets.sample_hospital import sample_roster
from storage.database import Database
from storage.delivery.letters import LetterKind, Trace
from storage.schema import WORKS_FROM, upgrade
from storage.tables import settings
from storage.unit_of_work import UnitOfWork
from tests.migrated import lay_database
from usecases.site import Site
from windows.windows import Button, Window

SQLITE = "sqlite:///"
EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
WORDS = Words()
FORMS = shipped_library()
FOUR = {duty_id: terms.called(duty_id) for duty_id, terms in first_duties(with_asked=False).items()}
"""The duties of the sample hospital."""
MAY = datetime(2026, 5, 12, 10, 0, tzinfo=SHANGHAI)


def shanghai(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


IS_COPIED = True
"""Whether a new SQLite file begins with the sample hospital in it; not with another database behind (on_postgresql)."""


@contextmanager
def open_desk(url: str, start: datetime = MAY, roster: Roster | None = None) -> Iterator[Desk]:
    """Open the sample hospital (or `roster`) in the database at `url`, migrated from whatever it was."""
    config, day = read_config(EXAMPLE), day_in_shanghai(start)
    path = Path(url.removeprefix(SQLITE))
    is_there = IS_COPIED and url.startswith(SQLITE) and roster is None and not path.exists()
    if is_there:
        path.write_bytes(_sample_on(day))
    elif url.startswith(SQLITE):
        lay_database(path)
    database = Database(url)
    upgrade(database)
    desk = Desk(
        site=Site(
            database=database,
            clock=SteerableClock(start),
            forms=FORMS,
            duties=FOUR,
            working_days=WorkingDays(),
            hours=config.hours,
        ),
        words=WORDS,
        keep_closed_days=config.tips.keep_closed_days,
        letters=letters(),
    )
    if not is_there:
        import_roster(database, roster or sample_roster(day), day)
    try:
        yield desk
    finally:
        database.close()


@cache
def _sample_on(day: date) -> bytes:
    """Return a SQLite file with the sample hospital from `day` on: bringing it in takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grid.db"
        lay_database(path)
        database = Database(f"{SQLITE}{path}")
        import_roster(database, sample_roster(day), day)
        database.close()
        return path.read_bytes()


def elsewhere(desk: Desk, **changed: Any) -> Desk:
    """Return the desk on a site of which this is different."""
    return replace(desk, site=replace(desk.site, **changed))


def word(monkeypatch: pytest.MonkeyPatch, kind_id: str, wording: Callable[..., object]) -> None:
    """Have letters of a kind, which may be made up, put into words by `wording`, for one test."""
    book = letters()
    made_up = LetterKind(id=kind_id, life=timedelta(days=2), trace=Trace.TOLD)
    monkeypatch.setitem(book.kinds, kind_id, book.kinds.get(kind_id, made_up))
    monkeypatch.setitem(book.wordings, kind_id, wording)


def import_roster(database: Database, roster: Roster, on: date) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.roster_changes.apply(compare(uow.rosters.load(), roster, on), on)

    database.write(work)


def bind(database: Database, name: str, telegram_id: int, at: datetime = MAY) -> int:
    """Bind the person whose roster name is `name`; return their id."""

    def work(uow: UnitOfWork) -> int:
        (person_id,) = (person.person_id for person in uow.people.search(name, 100) if person.name == name)
        uow.people.bind(person_id, telegram_id, "zh", at)
        return person_id

    return database.write(work)


def rows_of(database: Database, table: Table) -> list[RowMapping]:
    """Return every row of `table` in the order of its first column."""
    with database.engine.connect() as connection:
        return list(connection.execute(select(table).order_by(table.c[0])).mappings())


def settings_of(database: Database) -> dict[str, str]:
    """Return what is kept as settings, but for what every upgrade writes down about itself."""
    return {row["key"]: row["value"] for row in rows_of(database, settings) if row["key"] != WORKS_FROM}


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds that another task brings about."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - what is waited for is a row or a list, which sets no event
            await asyncio.sleep(0.01)


def move_to(desk: Desk, moment: datetime) -> None:
    """Set the desk's clock."""
    clock = desk.clock
    assert isinstance(clock, SteerableClock)
    clock.move_to(moment)


@dataclass
class Postman:
    """A sender that keeps what it is given; `refuse` makes an error of a message, or none."""

    sent: list[tuple[int, Window]] = field(default_factory=list)
    buttons: list[tuple[int, int, Sequence[Sequence[Button]]]] = field(default_factory=list)
    topics: dict[int, int] = field(default_factory=dict)
    refuse: Callable[[int, Window], BaseException | None] = lambda _chat_id, _window: None

    async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
        error = self.refuse(chat_id, window)
        if error is not None:
            raise error
        self.sent.append((chat_id, window))
        if left is not None:
            left()
        return len(self.sent)

    async def send_to_topic(
        self, chat_id: int, thread_id: int, window: Window, left: Callable[[], None] | None = None
    ) -> int:
        sent = await self.send(chat_id, window, left)
        self.topics[sent] = thread_id
        return sent

    async def put_buttons(self, chat_id: int, message_id: int, rows: Sequence[Sequence[Button]]) -> None:
        error = self.refuse(chat_id, Window("", rows))
        if error is not None:
            raise error
        self.buttons.append((chat_id, message_id, rows))

    def chats(self) -> list[int]:
        return [chat_id for chat_id, _window in self.sent]


def always(error: DeliveryError) -> Callable[[int, Window], BaseException]:
    return lambda _chat_id, _window: error


def states(desk: Desk, outbox: Table) -> Mapping[str, Any]:
    """Return the state of every letter by its unique key."""
    return {row["unique_key"]: row["state"] for row in rows_of(desk.database, outbox)}
