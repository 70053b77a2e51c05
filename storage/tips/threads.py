"""What follows a tip: thread with the reporter, evidence, steps, recusals (docs/domain.md section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select

from domain.tips.reading import Arrival, MessageSender, TipMaterial
from domain.tips.routing import Body
from domain.tips.tips import TipAct
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.statements.random_ids import unused_ids_of
from storage.statements.rows import rows_as
from storage.statements.scrubbing import ask_for_scrub
from storage.tips.merges import merged_with
from storage.tips.sealed_files import SealedFile, file_rows, keys_text
from storage.tips.sealing import Sealed
from storage.tips.tables import tip_files, tip_messages, tip_recusals, tip_steps, tips


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message as it enters a thread, sealed: `sealed_to` the handlers' keys, or (a handler's own) to the reporter.

    With a `fact_request_id` it is an inspector's answer to it, which the reporter never sees.
    """

    text: Sealed
    written_on: date
    from_reporter: bool
    files: Sequence[SealedFile] = ()
    sealed_to: Sequence[str] = ()
    fact_request_id: int | None = None


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """One message of a thread: a handler's, sealed to the reporter, or the reporter's, sealed to the body."""

    id: int
    from_reporter: bool
    written_on: date
    sealed_text: bytes


@dataclass(frozen=True, slots=True)
class FileOfTip:
    """Evidence as it is listed: which message it came with (None: with the tip), and the cleaned copy's extension."""

    id: int
    message_id: int | None
    extension: str


@dataclass(frozen=True, slots=True)
class TipStep:
    """One step of the register: what was done, when, who decided; a sealed note.

    `way` is that of a proposal or result, or the number of the main tip that it was merged into.
    """

    act: TipAct
    done_on: date
    person_id: int
    way: str | None = None
    sealed_note: Sealed | None = None
    sealed_to: Sequence[str] = ()


_AMONG: ColumnElement[str] = bindparam("numbers", expanding=True)
_SENDERS = PreparedStatement(
    select(tip_messages.c.tip_number, tip_messages.c.from_reporter)
    .where(tip_messages.c.tip_number.in_(_AMONG), tip_messages.c.fact_request_id.is_(None))
    .order_by(tip_messages.c.id)
)
_ARRIVALS = PreparedStatement(
    select(
        tip_messages.c.tip_number,
        tip_messages.c.from_reporter,
        tip_messages.c.written_on,
        tip_messages.c.fact_request_id.is_not(None).label("asked"),
    )
    .where(tip_messages.c.tip_number.in_(_AMONG))
    .order_by(tip_messages.c.id)
)
_COUNT_FILES = PreparedStatement(
    select(func.count()).select_from(tip_files).where(tip_files.c.tip_number == bindparam("number"))
)
_RECUSED = PreparedStatement(
    select(tip_recusals.c.person_id).where(tip_recusals.c.tip_number == bindparam("number"))
)
_RECUSED_OF_BODY = PreparedStatement(
    select(tip_recusals.c.person_id)
    .join(tips, tips.c.number == tip_recusals.c.tip_number)
    .where(tips.c.body == bindparam("body"))
    .distinct()
)
_STEPS = PreparedStatement(
    select(
        tip_steps.c.tip_number,
        tip_steps.c.act,
        tip_steps.c.done_on,
        tip_steps.c.person_id,
        tip_steps.c.way,
        tip_steps.c.sealed_note,
    )
    .where(tip_steps.c.tip_number.in_(_AMONG))
    .order_by(tip_steps.c.id)
)


class TipThreads:
    """By the tip's number; who may see that tip is asked of the register (storage/tips/tips.py)."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add_message(self, number: str, message: NewMessage) -> None:
        """Add a message, with its files, to the thread."""
        ask_for_scrub(self._connection)
        of_tip = tip_messages.c.tip_number == number
        (message_id,) = unused_ids_of(self._connection, tip_messages.c.id, of_tip, 1)
        self._connection.execute(
            insert(tip_messages),
            {
                "id": message_id,
                "tip_number": number,
                "from_reporter": message.from_reporter,
                "written_on": message.written_on,
                "sealed_text": message.text,
                "sealed_to": keys_text(message.sealed_to),
                "fact_request_id": message.fact_request_id,
            },
        )
        if message.files:
            rows = file_rows(self._connection, number, message_id, message.files, message.sealed_to)
            self._connection.execute(insert(tip_files), rows)

    def messages(self, number: str) -> list[ThreadMessage]:
        """Return the thread with the reporter, oldest first; what inspectors answered is no part of it."""
        rows = self._connection.execute(
            select(
                tip_messages.c.id,
                tip_messages.c.from_reporter,
                tip_messages.c.written_on,
                tip_messages.c.sealed_text,
            )
            .where(tip_messages.c.tip_number == number, tip_messages.c.fact_request_id.is_(None))
            .order_by(tip_messages.c.id)
        )
        return rows_as(ThreadMessage, rows)

    def last_written_on(self, number: str) -> date | None:
        """Return the day of the last message of the thread, whoever wrote it, or None without one."""
        query = select(func.max(tip_messages.c.written_on)).where(tip_messages.c.tip_number == number)
        return self._connection.execute(query).scalar()

    def material(self, number: str) -> TipMaterial:
        """Return on which days something was added to the tip by others than its handlers, and files came."""
        added = select(tip_messages.c.written_on).where(
            tip_messages.c.tip_number == number,
            tip_messages.c.from_reporter | tip_messages.c.fact_request_id.is_not(None),
        )
        files = (
            select(tip_messages.c.written_on)
            .select_from(tip_files)
            .outerjoin(tip_messages, tip_messages.c.id == tip_files.c.message_id)
            .where(tip_files.c.tip_number == number)
        )
        return TipMaterial(
            list(self._connection.execute(added).scalars()), list(self._connection.execute(files).scalars())
        )

    def senders(self, numbers: Sequence[str]) -> dict[str, list[bool]]:
        """Return of each thread with a reporter, oldest first, whether each message is the reporter's; no texts."""
        found: dict[str, list[bool]] = {number: [] for number in numbers}
        for row in _SENDERS.rows(self._connection, {"numbers": list(numbers)}):
            found[row.tip_number].append(row.from_reporter)
        return found

    def arrivals(self, numbers: Sequence[str]) -> dict[str, list[Arrival]]:
        """Return of each tip, oldest first, who wrote each message and on which day, inspectors' answers included."""
        found: dict[str, list[Arrival]] = {number: [] for number in numbers}
        for row in _ARRIVALS.rows(self._connection, {"numbers": list(numbers)}):
            sender = MessageSender.REPORTER if row.from_reporter else MessageSender.HANDLER
            found[row.tip_number].append(
                Arrival(MessageSender.INSPECTOR if row.asked else sender, row.written_on)
            )
        return found

    def count_files(self, number: str) -> int:
        """Return how many files there are, the tip's, its thread's and those that inspectors answered with."""
        return int(_COUNT_FILES.scalar(self._connection, {"number": number}))

    def count_reporters_files(self, number: str) -> int:
        """Return how many files there are, those that inspectors answered with left out."""
        query = (
            select(func.count())
            .select_from(tip_files)
            .outerjoin(tip_messages, tip_messages.c.id == tip_files.c.message_id)
            .where(tip_files.c.tip_number == number, tip_messages.c.fact_request_id.is_(None))
        )
        return self._connection.execute(query).scalar_one()

    def files(self, number: str) -> list[FileOfTip]:
        """Return what evidence there is, in the order it came."""
        rows = self._connection.execute(
            select(tip_files.c.id, tip_files.c.message_id, tip_files.c.extension)
            .where(tip_files.c.tip_number == number)
            .order_by(tip_files.c.id)
        )
        return rows_as(FileOfTip, rows)

    def find_file(self, number: str, file_id: int, *, original: bool) -> bytes | None:
        """Return a file of this tip, sealed: the cleaned copy, or what was sent; None where there is none.

        Where there is one copy only (of files from the page), it is both.
        """
        query = select(tip_files.c.sealed_cleaned, tip_files.c.sealed_original).where(
            tip_files.c.tip_number == number, tip_files.c.id == file_id
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        found: bytes = row.sealed_original if original and row.sealed_original else row.sealed_cleaned
        return found

    def add_step(self, number: str, step: TipStep) -> None:
        """Enter a step in the register; nothing entered is ever changed."""
        of_tip = tip_steps.c.tip_number == number
        (step_id,) = unused_ids_of(self._connection, tip_steps.c.id, of_tip, 1)
        self._connection.execute(
            insert(tip_steps),
            {
                "id": step_id,
                "tip_number": number,
                "act": step.act.value,
                "done_on": step.done_on,
                "person_id": step.person_id,
                "way": step.way,
                "sealed_note": step.sealed_note,
                "sealed_to": keys_text(step.sealed_to),
            },
        )

    def steps(self, number: str) -> list[TipStep]:
        """Return the steps of the tip, oldest first."""
        return [step for _number, step in self._steps([number])]

    def steps_of(self, numbers: Sequence[str]) -> dict[str, list[TipStep]]:
        """Return the steps of each of these tips, oldest first."""
        found: dict[str, list[TipStep]] = {number: [] for number in numbers}
        for number, step in self._steps(numbers):
            found[number].append(step)
        return found

    def recuse(self, number: str, person_id: int) -> None:
        """Take the tip, with all that it is merged with, out of this handler's sight."""
        self._connection.execute(
            insert(tip_recusals),
            [
                {"tip_number": tip_number, "person_id": person_id}
                for tip_number in merged_with(self._connection, number)
            ],
        )

    def recused(self, number: str) -> set[int]:
        """Return who has recused themselves."""
        return set(_RECUSED.scalars(self._connection, {"number": number}))

    def recused_of_body(self, body: Body) -> set[int]:
        """Return who has recused themselves from any tip of `body`."""
        return set(_RECUSED_OF_BODY.scalars(self._connection, {"body": body.value}))

    def _steps(self, numbers: Sequence[str]) -> list[tuple[str, TipStep]]:
        found: list[tuple[str, TipStep]] = []
        for some in in_chunks(numbers, 500):
            rows = _STEPS.rows(self._connection, {"numbers": some})
            found += [
                (
                    row.tip_number,
                    TipStep(TipAct(row.act), row.done_on, row.person_id, row.way, row.sealed_note),
                )
                for row in rows
            ]
        return found
