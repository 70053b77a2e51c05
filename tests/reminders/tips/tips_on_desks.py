"""What tests of the clock's side of tips share: a desk with four handlers, tips as others would have entered them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from domain.time.clock import SHANGHAI
from domain.tips.routing import Body
from domain.tips.tips import Area, Source, TipAct, TipState
from reminders.desk import Desk
from storage.audit import AuditEntry
from storage.database import Database
from storage.tips.receipt_keys import new_salt
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import new_office_key, seal, seal_text
from storage.tips.tables import tips
from storage.tips.threads import NewMessage, TipStep
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.desks import bind, open_desk, rows_of

DIRECTOR, CLERK, COMMISSIONER, SUPERVISOR = "监察室主任", "监察室干事", "纪委书记", "驻组联络员"
"""On a desk their chats are 1, 2, 3, 4."""
KEY = new_office_key().recipient


@contextmanager
def open_tip_desk(folder: Path, start: datetime) -> Iterator[Desk]:
    """Open the sample hospital without Telegram; four handlers are bound."""
    with open_desk(f"sqlite:///{folder / 'tips.db'}", start) as opened:
        for chat, name in enumerate((DIRECTOR, CLERK, COMMISSIONER, SUPERVISOR), start=1):
            bind(opened.database, name, chat, start)
        yield opened


def bring(database: Database, on: date, body: Body = Body.OFFICE, *, named: bool = True) -> str:
    """Enter a tip received on a day; return its number."""
    tip = NewTip(
        body=body,
        lookup=new_salt(),
        reply_recipient=KEY,
        received_on=on,
        source=Source.ACCUSATION,
        area=Area.ETHICS,
        sealed_text=seal_text("一件事" * 3000, [KEY]),
        sealed_reporter=seal_text("某职工", [KEY]) if named else None,
        files=[SealedFile(".jpg", seal(b"cleaned" * 900, [KEY]), seal(b"original" * 9000, [KEY]))],
    )
    return database.write(lambda uow: uow.tips.add(tip))


def bring_closed(database: Database, on: date, body: Body = Body.OFFICE) -> str:
    """Enter a tip that was received, answered and closed on one day, of which its reporter was told."""
    number = bring(database, on, body)

    def work(uow: UnitOfWork) -> None:
        uow.tip_threads.add_message(number, NewMessage(seal_text("回答", [KEY]), on, from_reporter=True))

    database.write(work)
    for act in (TipAct.PROPOSED, TipAct.TOLD_ACCEPTED, TipAct.CLOSED, TipAct.TOLD_RESULT):
        enter(database, number, act, on)
    set_state(database, number, TipState.CLOSED, on)
    read(database, number, on + timedelta(days=1), body)
    return number


def read(
    database: Database, number: str, on: date, body: Body = Body.OFFICE, acts: Sequence[str] = ("tip-read",)
) -> None:
    """Write down that a handler read the tip on a day."""
    at = datetime.combine(on, time(9), SHANGHAI)
    for act in acts:
        database.write(lambda uow, act=act: uow.audit.add(AuditEntry(at, 1, act, number, chain=body)))  # type: ignore[misc]


def add(database: Database, number: str, on: date, *, files: int = 0) -> None:
    """Have the reporter add something to a tip."""
    sealed = SealedFile(".jpg", seal(b"cleaned", [KEY]), seal(b"original", [KEY]))
    message = NewMessage(seal_text("补充", [KEY]), on, from_reporter=True, files=[sealed] * files)
    database.write(lambda uow: uow.tip_threads.add_message(number, message))


def enter(database: Database, number: str, act: TipAct, on: date) -> None:
    """Enter a step of the register, as a handler would."""
    database.write(lambda uow: uow.tip_threads.add_step(number, TipStep(act, on, 1)))


def set_state(database: Database, number: str, state: TipState, on: date) -> None:
    """Put a tip into a state."""
    database.write(lambda uow: uow.tips.set_state(number, state, on))


def merge(database: Database, number: str, main: str) -> None:
    """Merge a tip into another, both received."""

    def work(uow: UnitOfWork) -> None:
        uow.tip_threads.add_step(number, TipStep(TipAct.MERGED, date(2026, 1, 1), 1, main))
        uow.tip_merges.merge(number, main, TipState.RECEIVED)

    database.write(work)


def recuse(database: Database, number: str, name: str) -> None:
    """Take a tip out of a handler's sight."""

    def work(uow: UnitOfWork) -> None:
        uow.tip_threads.recuse(number, uow.people.search(name, 9)[0].person_id)

    database.write(work)


def erased(database: Database) -> dict[str, date | None]:
    """Return when each tip was erased, by its number."""
    return {row["number"]: row["erased_on"] for row in rows_of(database, tips)}
