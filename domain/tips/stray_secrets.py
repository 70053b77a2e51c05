"""What looks like a secret, by its shape alone: an age key, a receipt code, a passphrase (docs/domain.md section 7).

A secret that nothing asked for must not stay in a chat. Of strangers nothing is remembered by which to tell whether
they were asked for a code, so the shape of the message decides.
"""

import re
import unicodedata
from enum import StrEnum

from domain.tips.receipts import CODE_LENGTH, holds_receipt

AGE_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - what every age key begins with, none itself
SHORTEST_PASSPHRASE, LONGEST_PASSPHRASE = 8, 200
"""Characters: twelve are asked for, and whoever mistypes may leave some out."""
_MISSED = 4
"""Symbols of a code that may be missing or too many: what is left could still be guessed."""
_JOINTS = re.compile(r"[\s\-−–—_]+")
_CODE_SYMBOLS = re.compile(r"(?=.*[0-9])(?=.*[A-Z])[0-9A-Z]+")


class Secret(StrEnum):
    """What was given away; Fluent keys are `secrets-<name>`."""

    AGE_KEY = "age-key"
    RECEIPT = "receipt"


def given_away(text: str) -> Secret | None:
    """Return what `text` certainly gives away, whatever else it says; None for nothing."""
    if AGE_SECRET in unicodedata.normalize("NFKC", text).upper():
        return Secret.AGE_KEY
    return Secret.RECEIPT if holds_receipt(text) else None


def resembles_receipt(text: str) -> bool:
    """Tell whether all of `text` may be a receipt code that lacks a few symbols or has wrong ones."""
    symbols = _JOINTS.sub("", unicodedata.normalize("NFKC", text).upper())
    return abs(len(symbols) - CODE_LENGTH) <= _MISSED and _CODE_SYMBOLS.fullmatch(symbols) is not None


def resembles_passphrase(text: str) -> bool:
    """Tell whether `text` may be a passphrase: one line, neither very short nor very long."""
    words = text.strip()
    return "\n" not in words and SHORTEST_PASSPHRASE <= len(words) <= LONGEST_PASSPHRASE
