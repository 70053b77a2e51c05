"""Receipt codes (回执码): the one secret that opens a tip's thread (docs/domain.md section 7, promise 4).

A code is 80 random bits as 16 symbols of Crockford's Base32 and one check symbol of the same alphabet, by
Damm's scheme of order 32: the quasigroup a * b = 2(a + b) over GF(32) with x^5 + x^2 + 1. That is a
Reed-Solomon code with one check symbol, so every single wrong symbol and every swap of two different symbols
is found. (The check symbol of ISO 7064 MOD 37-2 may be O or I, which people read as 0 or 1.)
"""

import re
import secrets
import unicodedata

from domain.errors import RefusalError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base32: no I, L, O, U."""
RANDOM_BITS = 80
CODE_LENGTH = 17
GROUP_LENGTH = 4

_BITS_PER_SYMBOL = 5
_FIELD_SIZE = 32
_FIELD_POLYNOMIAL = 0b100101
_LOOK_ALIKES = str.maketrans("OIL", "011")
# Dashes that Unicode files elsewhere: minus, long vowel mark, the number one, low line, box line, tilde.
_OTHER_DASHES = frozenset("−ー一_─~")
_SKIPPED_CATEGORIES = frozenset({"Pd", "Zs", "Zl", "Zp", "Cc", "Cf", "Mn"})
_PRINTED = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}(?:\s*-+\s*[0-9A-Z]{4}){3}\s*-+\s*[0-9A-Z](?![0-9A-Z])")
_PRINTED_ANYWHERE = re.compile(rf"({_PRINTED.pattern})")
_WRITTEN = re.compile(r"(?<![0-9A-Z])(?=([0-9A-Z](?:[\s-]*[0-9A-Z]){16})(?![0-9A-Z]))")


def new_receipt() -> str:
    """Return a fresh code in canonical form: 17 symbols, no dashes."""
    bits = secrets.randbits(RANDOM_BITS)
    shifts = range(RANDOM_BITS - _BITS_PER_SYMBOL, -1, -_BITS_PER_SYMBOL)
    symbols = "".join(ALPHABET[bits >> shift & (_FIELD_SIZE - 1)] for shift in shifts)
    return symbols + ALPHABET[_remainder(symbols)]


def show_receipt(code: str) -> str:
    """Return a canonical code as it is printed, in groups of four: K7QM-3XNV-92PD-HT4C-8."""
    return "-".join(code[start : start + GROUP_LENGTH] for start in range(0, len(code), GROUP_LENGTH))


def read_receipt(text: str) -> str:
    """Return the canonical code that a person typed as `text`.

    Forgives small and full-width letters, blanks and dashes of any kind, O for 0, I and L for 1.
    Raises RefusalError (tips-receipt-mistyped) where no code can have been meant.
    """
    symbols = "".join(symbol for symbol in _fold(text) if not _is_skipped(symbol)).translate(_LOOK_ALIKES)
    if len(symbols) != CODE_LENGTH or not set(symbols) <= set(ALPHABET) or _remainder(symbols) != 0:
        raise RefusalError("tips-receipt-mistyped")
    return symbols


def find_receipt(text: str) -> str:
    """Return the canonical code that `text` is, or that a sentence around it holds; raises as `read_receipt`."""
    folded = "".join("-" if _is_dash(symbol) else symbol for symbol in _fold(text))
    found = {match[1] for form in (_PRINTED_ANYWHERE, _WRITTEN) for match in form.finditer(folded)}
    codes = {read_receipt(code) for code in found if _is_receipt(code)}
    return codes.pop() if len(codes) == 1 else read_receipt(text)


def holds_receipt(text: str, known: str | None = None) -> bool:
    """Tell whether `text` gives a code away: `known` in any writing, or whatever reads as a printed code.

    `known` is a canonical code. Others are found with dashes only: a vehicle's number has 17 symbols, too.
    """
    folded = _fold(text)
    if known is not None and known in _symbols_only(folded):
        return True
    dashed = "".join("-" if _is_dash(symbol) else symbol for symbol in folded)
    return any(_is_receipt(match.group()) for match in _PRINTED.finditer(dashed))


def _remainder(symbols: str) -> int:
    """Return the check value of symbols of ALPHABET; 0 for a whole code without error."""
    value = 0
    for symbol in symbols:
        value = (value ^ ALPHABET.index(symbol)) << 1
        if value >= _FIELD_SIZE:
            value ^= _FIELD_POLYNOMIAL
    return value


def _is_receipt(text: str) -> bool:
    try:
        read_receipt(text)
    except RefusalError:
        return False
    return True


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKD", text).upper()


def _symbols_only(folded: str) -> str:
    return "".join(symbol for symbol in folded.translate(_LOOK_ALIKES) if symbol in ALPHABET)


def _is_dash(symbol: str) -> bool:
    return symbol in _OTHER_DASHES or unicodedata.category(symbol) == "Pd"


def _is_skipped(symbol: str) -> bool:
    return symbol in _OTHER_DASHES or unicodedata.category(symbol) in _SKIPPED_CATEGORIES
