"""What goes to PostgreSQL together: to wait for an answer costs more than most statements do (docs/decisions/0016).

Only psycopg's lowest level (psycopg.pq, libpq's pipeline mode) lets savepoints, an update that nobody needs the outcome
of and the next question go out at once. Everything is asked by one thread. What fails shows with the next answer; it is
undone with the part that it belongs to, and with nothing else.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

import psycopg
from psycopg import errors
from psycopg.abc import Buffer
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from storage.statements.pipeline import Failed, Pipeline, SentStatement, UndonePart

_ROLLBACK = b"ROLLBACK"
_NUMBER: Final = b"SELECT txid_current_if_assigned()"
_MARK, _UNDO, _KEEP = b"SAVEPOINT part", b"ROLLBACK TO SAVEPOINT part", b"RELEASE SAVEPOINT part"
_FINE: Final = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})

_NUMBERS: Final = count()
"""Of names: a connection that was given back may come again, with what was named on it."""

_Question = tuple[str, tuple[bytes | None, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of one statement."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Foreseen:
    answer: Answer
    tables: Collection[str]


class SentTogether:
    """The statements of one connection that go past SQLAlchemy."""

    def __init__(self, driver: "psycopg.Connection[Any]", dialect: Dialect, *, named: bool = True) -> None:
        """Send over `driver`, on which one thread works; errors are told as SQLAlchemy of `dialect` tells them.

        `named`: what is asked is kept by the server under a name, which a pooler between may not allow.
        """
        self._server, self._dialect, self._named = driver.pgconn, dialect, named
        self._values = Transformer(driver)
        self._pipeline = Pipeline(driver)
        self.begin_anew()

    def begin_anew(
        self, opening: Sequence[bytes] = (b"BEGIN",), in_vain: Callable[[str], bool] = lambda _state: False
    ) -> None:
        """Begin the next transaction with `opening`, once something is sent; nothing of the last one counts any more.

        `in_vain` tells by an error's SQLSTATE whether the transaction can't be kept because of what others did.
        """
        self._opening = [SentStatement(text, None) for text in opening]
        self._in_vain = in_vain
        self.is_in_vain = False
        """Whether such an error was heard of."""
        self.number: int | None = None
        """The server's number of the transaction, once it has written and that was heard."""
        self._is_unnumbered = False
        self._waiting: list[SentStatement] = []
        self._foreseen: dict[_Question, _Foreseen] = {}
        self._part: UndonePart | None = None

    def begin_part(self, failed: Failed) -> None:
        """Have what comes now undone alone should it fail, and `failed` told of it where its end has come before."""
        self._part = UndonePart(failed)
        self._put(_MARK)

    def end_part(self) -> None:
        """The part is done, as far as is known."""
        self._put(_KEEP)
        self._part = None

    def undo_part(self) -> None:
        """The part failed: what of it was sent is undone, the rest is not sent."""
        was_sent = all(sent.text != _MARK or sent.part is not self._part for sent in self._waiting)
        self._waiting = [sent for sent in self._waiting if sent.part is not self._part]
        if was_sent:
            self._put(_UNDO)
            self._put(_KEEP)
        self._part = None

    def later(self, text: str, values: Sequence[Any], heard: Callable[[Answer], None]) -> None:
        """Send a statement with the next; `heard` is told what it did. Raises a DBAPIError for impossible values."""
        self._put(text.encode(), self._bound(values), lambda result: heard(self._read(result)))

    def foresee(self, text: str, values: Sequence[Any], tables: Collection[str]) -> None:
        """Send a question with the next one; its answer is kept until one of its `tables` is written."""
        bound = self._bound(values)

        def keep(result: PGresult) -> None:
            self._foreseen[_question(text, bound)] = _Foreseen(self._read(result), tables)

        self._put(text.encode(), bound, keep)

    @property
    def is_lost(self) -> bool:
        """Whether nothing more can come over this connection."""
        return self._server.status == ConnStatus.BAD

    def open(self) -> None:
        """Begin the transaction, where none is, and send all that waits. Raises as `flush`."""
        if self._waiting:
            self.flush()
        elif self._server.transaction_status == TransactionStatus.IDLE:
            for sent, result in zip(self._opening, self._exchange(self._opening), strict=True):
                if result.status not in _FINE:
                    raise self._told(errors.error_from_result(result), sent.text)

    def close(self) -> None:
        """Send all that waits, and hear the number of a transaction that wrote. Raises as `flush`."""
        if self._is_unnumbered and not self._waiting:
            self._put(_NUMBER, heard=self._keep_number)
        self.flush()

    def note_error(self, error: BaseException | None) -> None:
        """Hear of an error in the present transaction, by whomever it was asked."""
        if isinstance(error, psycopg.Error) and self._in_vain(error.sqlstate or ""):
            self.is_in_vain = True

    def writing(self, table: str | None = None) -> None:
        """`table` is going to be written, or any: what was foreseen of it may no longer be so."""
        self._is_unnumbered = self.number is None
        self.forget_foreseen(table)

    def forget_foreseen(self, table: str | None = None) -> None:
        """What was foreseen of `table` may no longer be so; None: of any."""
        left = {
            question: foreseen
            for question, foreseen in self._foreseen.items()
            if table is not None and table not in foreseen.tables
        }
        self._foreseen = left

    def ask(self, text: str, values: Sequence[Any]) -> Answer:
        """Send a statement with all that waits; return its answer. Raises a DBAPIError, also for what waited."""
        if self._foreseen:
            foreseen = self._foreseen.get(_question(text, self._bound(values)))
            if foreseen is not None:
                return foreseen.answer
        answers: list[Answer] = []
        self.later(text, values, answers.append)
        self.flush()
        return answers[0]

    def flush(self) -> None:
        """Send all that waits. Raises a DBAPIError for what the present part sent, or nobody's."""
        while self._waiting:
            sending, self._waiting = self._unfolded(), []
            results = self._exchange(sending)
            for number, (sent, result) in enumerate(zip(sending, results, strict=True)):
                if result.status not in _FINE:
                    self._go_on_without(sent, errors.error_from_result(result), sending[number + 1 :])
                    break
                if sent.heard is not None:
                    sent.heard(result)

    def roll_back(self) -> None:
        """Undo the transaction, where there is one."""
        self._waiting, self._part, self._foreseen = [], None, {}
        if self._server.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            self._exchange([SentStatement(_ROLLBACK, None)])

    def forget_names(self) -> None:
        """What the server keeps may be lost: psycopg has it dropped after it has rolled anything back."""
        self._pipeline.names.clear()

    def _put(
        self,
        text: bytes,
        values: Sequence[Buffer | None] | None = None,
        heard: Callable[[PGresult], None] | None = None,
    ) -> None:
        self._waiting.append(SentStatement(text, self._part, values, heard))

    def _go_on_without(self, broken: SentStatement, error: psycopg.Error, rest: list[SentStatement]) -> None:
        """Undo the part of `broken`, whose end has come already, and have `rest` sent once more; else raise."""
        self.note_error(error)
        told = self._told(error, broken.text)
        part = broken.part
        if part is None or part is self._part or broken.text == _UNDO:
            raise told from error
        part.failed(told)
        others = [
            sent for sent in rest if sent.names is None and (sent.part is not part or sent.text == _KEEP)
        ]
        self._waiting = [SentStatement(_UNDO, part), *others, *self._waiting]

    def _unfolded(self) -> list[SentStatement]:
        """Return what waits with what has to go before it: the beginning, and names for what has none yet."""
        sending: list[SentStatement] = []
        if self._server.transaction_status == TransactionStatus.IDLE:
            self.number, self.is_in_vain = None, False
            sending += self._opening
        named: set[bytes] = set()
        for sent in self._waiting:
            is_new = (
                sent.values is not None and sent.text not in self._pipeline.names and sent.text not in named
            )
            if is_new and self._named:
                named.add(sent.text)
                sending.append(self._naming(sent))
            sending.append(sent)
        if self._is_unnumbered:
            sending.append(SentStatement(_NUMBER, None, heard=self._keep_number))
        return sending

    def _keep_number(self, result: PGresult) -> None:
        number = result.get_value(0, 0)
        self.number, self._is_unnumbered = None if number is None else int(number), False

    def _naming(self, sent: SentStatement) -> SentStatement:
        name = b"gridbot_%d" % next(_NUMBERS)

        def keep(_result: PGresult) -> None:
            self._pipeline.names[sent.text] = name

        return SentStatement(sent.text, sent.part, heard=keep, names=name)

    def _exchange(self, sending: list[SentStatement]) -> list[PGresult]:
        try:
            return self._pipeline.exchange(sending)
        except psycopg.Error as error:
            raise self._told(error, sending[-1].text) from error

    def _bound(self, values: Sequence[Any]) -> Sequence[Buffer | None]:
        try:
            return self._values.dump_sequence(values, [PyFormat.TEXT] * len(values))
        except psycopg.Error as error:
            raise self._told(error, b"") from error

    def _read(self, result: PGresult) -> Answer:
        if result.status == ExecStatus.TUPLES_OK:
            self._values.set_pgresult(result)
            return Answer(self._values.load_rows(0, result.ntuples, tuple))
        return Answer(changed=result.command_tuples or 0)

    def _told(self, error: psycopg.Error, text: bytes) -> Exception:
        told = DBAPIError.instance(
            text.decode(), None, error, psycopg.Error, hide_parameters=True, dialect=self._dialect
        )
        return told if isinstance(told, Exception) else error


def _question(text: str, values: Sequence[Buffer | None]) -> _Question:
    return text, tuple(None if value is None else bytes(value) for value in values)
