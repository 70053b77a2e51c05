"""Opinions and suggestions (意见建议) that inspectors send up, and their answers (docs/domain.md section 6).

They come by the monthly report, or on their own. What a report suggested is bound to it, so that a correction goes
the same way: as long as nobody has answered, the new words take the place of the old; an answer stays with the words
it was given to, and new words are a new suggestion.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, Final

from domain.errors import RefusalError

LIMIT: Final = 1000
"""UTF-16 units of a suggestion, and of an answer, as Telegram counts: a letter that quotes both fits one message."""
FIELD: Final = "suggestions"
"""The field of a form that asks for them (docs/domain.md section 3, monthly_report)."""

_NOTHING = frozenset({"无", "暂无", "没有", "未收集到", "none", "no", "/", "-"})
"""What people write where there is nothing."""


class Correction(Enum):
    """What a corrected report does to its suggestion."""

    KEEP = auto()
    ADD = auto()
    REPLACE = auto()
    WITHDRAW = auto()
    ADD_BESIDE = auto()
    """The answered one stays as it is, no longer bound to the report; the new words are one of their own."""


def read_words(text: str) -> str:
    """Return a suggestion or an answer as typed; it may have lines.

    Raises RefusalError: suggestion-empty, or suggestion-too-long with both lengths.
    """
    words = text.strip()
    if not words:
        raise RefusalError("suggestion-empty")
    length = len(words.encode("utf-16-le")) // 2
    if length > LIMIT:
        raise RefusalError("suggestion-too-long", limit=LIMIT, length=length)
    return words


def suggested(answers: Mapping[str, Any]) -> str | None:
    """Return what a report suggests, or None where it suggests nothing."""
    words = answers.get(FIELD)
    if not isinstance(words, str) or words.strip(" 。.").casefold() in _NOTHING or not words.strip():
        return None
    return words.strip()


def correction(known: str | None, new: str | None, *, answered: bool) -> Correction:
    """Return what becomes of what the report suggested before (`known`), now that it suggests `new`."""
    if new == known:
        return Correction.KEEP
    if known is None:
        return Correction.ADD
    if answered:
        return Correction.KEEP if new is None else Correction.ADD_BESIDE
    return Correction.WITHDRAW if new is None else Correction.REPLACE
