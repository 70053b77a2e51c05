"""协助核实: a fact asked of a grid's inspector, without showing the tip (docs/domain.md section 4)."""

import unicodedata
from datetime import date, timedelta
from typing import Final

from domain.errors import RefusalError
from domain.time.working_days import WorkingDays
from domain.tips.clocks import DeadlineStage, working_day_from
from domain.tips.receipts import holds_receipt

ANSWER_WITHIN: Final = 5
"""Working days to answer."""
QUESTION_LIMIT: Final = 500
"""Characters of a question."""

_TOLD_FOR = timedelta(days=7)
"""How long after the first occasion the handlers are told that an answer is late, should the bot have been down."""


def answer_due_on(asked_on: date, calendar: WorkingDays) -> date:
    """Return the day by whose end what was asked on `asked_on` is to be answered."""
    return working_day_from(asked_on, ANSWER_WITHIN, calendar)


def reminder_of(due_on: date, today: date, calendar: WorkingDays) -> DeadlineStage | None:
    """Return who is reminded today of what is still open.

    On the due day it is the inspector (DUE_SOON), from the working day after the handlers (OVERDUE), for a week;
    None on other days. Whoever asks daily must tell once what comes again: the key is theirs to choose.
    """
    if today == due_on:
        return DeadlineStage.DUE_SOON
    late_on = working_day_from(due_on, 1, calendar)
    return DeadlineStage.OVERDUE if late_on <= today <= late_on + _TOLD_FOR else None


def read_question(text: str, number: str) -> str:
    """Return the question typed about the tip `number`; it may have lines.

    Raises RefusalError where it is empty (facts-question-empty), longer than QUESTION_LIMIT (tips-short-too-long),
    gives a receipt code away (tips-text-receipt) or the tip's number (facts-question-number).
    """
    question = text.strip()
    if not question:
        raise RefusalError("facts-question-empty")
    if len(question) > QUESTION_LIMIT:
        raise RefusalError("tips-short-too-long", limit=QUESTION_LIMIT)
    if holds_receipt(question):
        raise RefusalError("tips-text-receipt")
    if _plain(number) in _plain(question):
        raise RefusalError("facts-question-number")
    return question


def _plain(text: str) -> str:
    """Return `text` as it is read aloud: full-width letters, spaces and dashes make no difference."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
