import base64
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from storage.tips.age_header import count_recipients, header_of
from storage.tips.rewrap import rewrap, with_header
from storage.tips.sealing import new_office_key, open_sealed, seal

FIRST, SECOND, THIRD = new_office_key(), new_office_key(), new_office_key()
KEYS = (FIRST, SECOND, THIRD)

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(
    AGE is None,
    reason="the command line tool age is not installed (Debian package: age)",
)


def handed_over(sealed: bytes, identity: str, recipients: list[str]) -> bytes:
    return with_header(sealed, rewrap(header_of(sealed), identity, recipients))


@given(
    st.binary(max_size=2000), st.sets(st.integers(0, 2), min_size=1), st.sets(st.integers(0, 2), min_size=1)
)
def test_after_a_hand_over_exactly_the_new_recipients_open_the_same_content(
    content: bytes, before: set[int], after: set[int]
) -> None:
    sealed = bytes(seal(content, [KEYS[handler].recipient for handler in before]))
    identity = KEYS[min(before)].identity
    again = handed_over(sealed, identity, [KEYS[handler].recipient for handler in after])
    for number, key in enumerate(KEYS):
        if number in after:
            assert open_sealed(again, key.identity) == content
        else:
            assert _refusal(partial(open_sealed, again, key.identity)) == "tips-not-opened"
    assert again[len(header_of(again)) :] == sealed[len(header_of(sealed)) :]
    assert count_recipients(header_of(again)) == len(after)


def test_who_holds_none_of_the_keys_hands_nothing_over() -> None:
    sealed = bytes(seal(b"x", [FIRST.recipient]))
    assert _refusal(lambda: handed_over(sealed, SECOND.identity, [SECOND.recipient])) == "tips-not-opened"
    assert _refusal(lambda: handed_over(sealed, "no key", [SECOND.recipient])) == "tips-key-unreadable"
    assert _refusal(lambda: handed_over(sealed, FIRST.identity, ["age1x"])) == "tips-key-unreadable"
    assert _refusal(lambda: handed_over(sealed, FIRST.identity, [])) == "tips-no-recipient"


def test_a_key_file_of_several_keys_and_comments_is_as_good_as_the_key() -> None:
    sealed = bytes(seal(b"x", [SECOND.recipient]))
    text = f"# 注释\n{FIRST.identity}\n\n{SECOND.identity}\n"
    assert open_sealed(handed_over(sealed, text, [THIRD.recipient]), THIRD.identity) == b"x"


@given(st.integers(0), st.integers(1, 255))
def test_a_damaged_header_is_refused_and_never_written_anew(place: int, flip: int) -> None:
    header = bytearray(header_of(bytes(seal(b"x", [FIRST.recipient, SECOND.recipient]))))
    header[place % len(header)] ^= flip
    with pytest.raises((RefusalError, ValueError)):
        rewrap(header_of(bytes(header)), FIRST.identity, [THIRD.recipient])


def test_a_share_of_small_order_is_refused() -> None:
    header = header_of(bytes(seal(b"x", [FIRST.recipient])))
    share = header.split(b"X25519 ")[1][:43]
    zero = base64.b64encode(bytes(32)).rstrip(b"=")
    assert (
        _refusal(lambda: rewrap(header.replace(share, zero), FIRST.identity, [THIRD.recipient]))
        == "tips-not-opened"
    )


def test_what_is_no_age_file_has_no_header() -> None:
    with pytest.raises(ValueError, match="not an age file"):
        header_of(b"plain text")
    sealed = bytes(seal(b"x", [FIRST.recipient]))
    with pytest.raises(ValueError, match="not an age file"):
        with_header(sealed, b"age-encryption.org/v1\n--- \n")


@needs_age
def test_another_implementation_opens_what_was_handed_over(tmp_path: Path) -> None:
    content = bytes(range(256)) * 300
    sealed = bytes(seal(content, [FIRST.recipient]))
    again = handed_over(sealed, FIRST.identity, [SECOND.recipient, THIRD.recipient])
    key = tmp_path / "key.txt"
    key.write_text(THIRD.identity)
    assert _age(again, "--decrypt", "-i", str(key)) == content


@needs_age
def test_what_another_implementation_sealed_is_handed_over() -> None:
    content = b"x" * 70_000
    made = _age(content, "--encrypt", "-r", FIRST.recipient, "-r", SECOND.recipient)
    assert open_sealed(handed_over(made, SECOND.identity, [THIRD.recipient]), THIRD.identity) == content


def _age(content: bytes, *arguments: str) -> bytes:
    return subprocess.run([str(AGE), *arguments], input=content, capture_output=True, check=True).stdout  # noqa: S603


def _refusal(act: Callable[[], object]) -> str:
    with pytest.raises(RefusalError) as refused:
        act()
    return refused.value.key
