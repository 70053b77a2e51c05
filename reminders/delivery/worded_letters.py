"""Letters put into words when they are delivered, from what is true then (docs/architecture.md)."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.time.clock import day_in_shanghai
from locales import DEFAULT_LANGUAGE, Speech
from reminders.desk import Desk
from reminders.letter_book import LetterBook
from storage.delivery.letters import DeliveryState, Letter, Passing
from storage.statements.engines import is_of_the_database
from storage.unit_of_work import UnitOfWork
from windows.window_limits import fitted, fitted_rows
from windows.windows import Button, Window

log = logging.getLogger(__name__)
private = logging.getLogger("private")
"""What may be told a day later only (bot/logs.py)."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter in words, and the chat it goes to."""

    letter: Letter
    chat_id: int
    window: Window | Callable[[], Window | None]
    """Or what draws it, None where nothing is left to say."""
    traced: bool
    """Whether a row may stay behind that tells when it went."""
    thread_id: int | None = None
    """The topic of a group that is a forum."""


@dataclass(frozen=True, slots=True)
class LettersRead:
    """What was read at once: the letters in words, how many were settled on the way, whether there may be more.

    `unknown` are the kinds of letters that only a newer version can put into words.
    """

    worded: list[Worded]
    settled: int
    full: bool
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outdated:
    """A letter sent before and the buttons that fit it now; no chat where nobody is there to see them."""

    letter_id: int
    message_id: int
    chat_id: int | None
    rows: Sequence[Sequence[Button]]


def read_letters(
    uow: UnitOfWork, desk: Desk, limit: int, passing: Passing, *, urgent_only: bool
) -> LettersRead:
    """Read up to `limit` letters that may go now, in words; settle what has nothing left to say or can't be worded.

    Raises what the database raises: that is no letter's fault, and all of them wait.
    """
    desk.site.look(uow)
    now = desk.clock.now()
    bulk_rests = not desk.hours.contain(now)
    due = uow.outbox.due(now, limit, urgent_only=urgent_only or bulk_rests, passing=passing)
    letters = [letter for letter in due if letter.kind in desk.letters.kinds]
    unknown = frozenset(letter.kind for letter in due).difference(desk.letters.kinds)
    if not letters:
        return LettersRead([], 0, len(due) == limit, unknown)
    try:
        found = uow.attempt(lambda: [_word(uow, desk, letter, now) for letter in letters])
    except Exception as error:
        if is_of_the_database(error):
            raise
        # Whichever it was is found one by one.
        found = [_word_or_fail(uow, desk, letter, now) for letter in letters]
    worded = [outcome for outcome in found if isinstance(outcome, Worded)]
    for letter, outcome in zip(letters, found, strict=True):
        if not isinstance(outcome, Worded):
            settle(uow, desk, letter, outcome)
    return LettersRead(worded, len(found) - len(worded), len(due) == limit, unknown)


def _word_or_fail(uow: UnitOfWork, desk: Desk, letter: Letter, now: datetime) -> Worded | DeliveryState:
    try:
        return uow.attempt(partial(_word, uow, desk, letter, now))
    except Exception as error:
        if is_of_the_database(error):
            raise
        # One letter's fault must not hold up the others.
        log_fault(desk, letter, error)
        return DeliveryState.FAILED


def _word(uow: UnitOfWork, desk: Desk, letter: Letter, now: datetime) -> Worded | DeliveryState:
    """Return the letter in words; DROPPED where it has expired, nobody is there or nothing is left to say."""
    if now >= letter.expires_at:
        return DeliveryState.DROPPED
    where = _find_reader(uow, letter)
    if where is None:
        return DeliveryState.DROPPED
    chat_id, language = where
    speech = Speech(desk.words, language)
    window = desk.letters.wordings[letter.kind](uow, desk, letter, speech, day_in_shanghai(now))
    if window is None:
        return DeliveryState.DROPPED
    traced, said = desk.letters.leaves_trace(letter.kind), speech.text("window-cut")
    told = partial(_fitted, letter.kind, log if traced else private, said)
    fitting = told(window) if isinstance(window, Window) else _drawn_to_fit(window, told)
    group = None if letter.chat_id is None else uow.digest_chats.find(letter.chat_id)
    return Worded(letter, chat_id, fitting, traced, None if group is None else group.thread_id)


def _fitted(kind: str, told: logging.Logger, said: str, window: Window) -> Window:
    """Return the window as Telegram takes it; where it is cut, `said` says so to its reader and a line to `told`."""
    found = fitted(window, said)
    if found.cut:
        told.warning("a letter of kind %s was too long: %s cut", kind, " and ".join(found.cut))
    return found.window


def _drawn_to_fit(
    draw: Callable[[], Window | None], fit: Callable[[Window], Window]
) -> Callable[[], Window | None]:
    def fitting() -> Window | None:
        window = draw()
        return None if window is None else fit(window)

    return fitting


def _find_reader(uow: UnitOfWork, letter: Letter) -> tuple[int, str] | None:
    """Return the chat and its language; None where nobody is there."""
    if letter.person_id is not None:
        phone = uow.people.find_phone(letter.person_id)
        return None if phone is None or not phone.reachable else (phone.telegram_id, phone.language)
    if letter.chat_id is not None:
        return letter.chat_id, letter.payload.get("language", DEFAULT_LANGUAGE)
    return None


def read_outdated(uow: UnitOfWork, desk: Desk, limit: int, passing: Collection[int]) -> list[Outdated]:
    """Read up to `limit` letters whose buttons are to be brought up to date; letter ids in `passing` are left out."""
    desk.site.look(uow)
    today = day_in_shanghai(desk.clock.now())
    found = []
    for letter, message_id in uow.sent_letters.outdated(limit, passing, desk.letters.kinds):
        where = _find_reader(uow, letter)
        rows: Sequence[Sequence[Button]] = ()
        if where is not None and not _is_said_again(uow, desk.letters, letter):
            wording = desk.letters.wordings[letter.kind]
            window = wording(uow, desk, letter, Speech(desk.words, where[1]), today)
            rows = fitted_rows(window.rows) if isinstance(window, Window) else ()
        found.append(Outdated(letter.id, message_id, None if where is None else where[0], rows))
    return found


def _is_said_again(uow: UnitOfWork, book: LetterBook, letter: Letter) -> bool:
    """Tell whether a newer letter to the same person names any item of this one again, or says all there is.

    Then all its buttons go: with some of them left, one would stand beside the words of an item that it is not for.
    """
    own = set(letter.payload.get("own", ()))
    newer = uow.sent_letters.newer(letter.id, _replacing(book, letter))
    return any(book.kind(kind).says_all or not own.isdisjoint(payload["own"]) for kind, payload in newer)


def _replacing(book: LetterBook, letter: Letter) -> Collection[str]:
    """Return the kinds whose letters take over this one's buttons once they have reached the same person."""
    return book.reminding if book.kind(letter.kind).reminding else ()


def settle(
    uow: UnitOfWork, desk: Desk, letter: Letter, state: DeliveryState, message_id: int | None = None
) -> None:
    """Note what became of a letter just now; of one that leaves no trace the row goes."""
    if not desk.letters.leaves_trace(letter.kind):
        uow.outbox.forget(letter.id)
        return
    kept = message_id if desk.letters.kind(letter.kind).keeps_number else None
    uow.outbox.settle(letter.id, state, desk.clock.now(), kept)
    replaced = _replacing(desk.letters, letter)
    if state is DeliveryState.SENT and replaced:
        uow.sent_letters.mark_superseded(letter, replaced)


def log_fault(desk: Desk, letter: Letter, error: Exception) -> None:
    """Log that a letter can't be delivered: its number and kind, never the error's text, which may hold its words.

    Of a letter that leaves no trace, its kind: the line would tell when somebody wrote.
    """
    if not desk.letters.leaves_trace(letter.kind):
        private.error("a letter of kind %s can't be delivered: %s", letter.kind, type(error).__name__)
        return
    name = type(error).__name__
    fault = RuntimeError(name).with_traceback(error.__traceback__)
    log.error("letter %d of kind %s can't be delivered: %s", letter.id, letter.kind, name, exc_info=fault)
