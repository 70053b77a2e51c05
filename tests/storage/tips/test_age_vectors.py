"""C2SP's vectors against pyrage, which opens everything here, and against our own writer of headers (rewrap.py)."""

from hashlib import sha256

import pyrage
import pytest

from domain.errors import RefusalError
from storage.tips.age_header import header_of
from storage.tips.rewrap import rewrap
from storage.tips.sealing import as_sealed, new_office_key
from tests.age_vectors import Vector, age_vectors

NEXT = new_office_key()
LENIENT = {"stanza_missing_body", "stanza_missing_final_line"}
"""pyrage (rage) takes these, as age's first versions wrote them; our door refuses them."""
BEHIND = {"stream_no_nonce", "stream_short_nonce"}
"""Nothing, or too little, stands behind a good header: a hand-over looks at headers alone, the door at both."""


def opened(sealed: bytes, identities: tuple[str, ...]) -> str | None:
    """Return the SHA-256 of what pyrage opens, None where it does not."""
    try:
        keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        return sha256(pyrage.decrypt(sealed, keys)).hexdigest()
    except (pyrage.DecryptError, pyrage.IdentityError):
        return None


def is_taken(sealed: bytes) -> bool:
    try:
        as_sealed(sealed)
    except ValueError:
        return False
    return True


def handed_over(vector: Vector) -> bytes | None:
    """Return the file with its header written anew for NEXT, None where that is refused."""
    try:
        header = header_of(vector.sealed)
        new = rewrap(header, "\n".join(vector.identities), [NEXT.recipient])
    except (RefusalError, ValueError):
        return None
    return new + vector.sealed[len(header) :]


@pytest.fixture(scope="module")
def vectors() -> list[Vector]:
    found = age_vectors()
    assert len(found) > 60
    assert sum(vector.expect == "success" for vector in found) > 10
    return found


def test_pyrage_opens_what_is_to_be_opened_and_nothing_else(vectors: list[Vector]) -> None:
    for vector in vectors:
        found = opened(vector.sealed, tuple(vector.identities))
        if vector.name in LENIENT:
            assert found is not None, vector.name
            assert not is_taken(vector.sealed), vector.name
        else:
            expected = vector.payload if vector.expect == "success" else None
            assert found == expected, vector.name


def test_a_hand_over_opens_what_is_to_be_opened_and_refuses_every_other_header(vectors: list[Vector]) -> None:
    for vector in vectors:
        found = handed_over(vector)
        if vector.name in BEHIND:
            assert found is not None, vector.name
            assert not is_taken(vector.sealed), vector.name
            continue
        # A payload that is no good is not seen by a hand-over, and is no better behind it.
        assert (found is not None) == (vector.expect in {"success", "payload failure"}), vector.name
        if found is not None:
            expected = vector.payload if vector.expect == "success" else None
            assert opened(found, (NEXT.identity,)) == expected, vector.name
            assert opened(found, tuple(vector.identities)) is None, vector.name
