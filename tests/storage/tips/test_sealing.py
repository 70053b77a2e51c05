import base64
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.tips.padding import TEXT_STEP
from domain.tips.tips import Area, Reporter, TipText
from storage.tips.sealing import (
    as_sealed,
    check_recipient,
    new_office_key,
    open_sealed,
    open_text,
    recipient_of,
    seal,
    seal_text,
    seal_tip,
)

OFFICE = new_office_key()
DEPUTY = new_office_key()
STRANGER = new_office_key()
CANARY = "金丝雀-canary-7431"

# Made once by an implementation of age of another author in another language, from a text padded by hand.
FOREIGN_IDENTITY = "AGE-SECRET-KEY-17PXKJJHRA378A4UL7W4Y0LFHZ2FSJXC7K4FDAYJ5UGKM6MHR8Q0QZ2E0YX"
FOREIGN_FILE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAvZFBKUFlXVE14emhXek03NncySzBhblFBQlNhY1lwbm5xV3MzSHZOSnhNCitsaXdQMWlW"
    "TFQwa0lpTVFwNUhvWjJIbXZydlYraG1iZXBVUFpzMWpWV00KLS0tIGYrTU1ZZTVHcWFzU0E2ZUVBZk53c3pzOG41Yk03d2w0S2p3Yjc0L0tNK0EK"
    "iLsFaG3x2nBr0mvoQ5wAMYU1eHtDgIYQ4bcmksGfuumtDnJb6sLrrvCj6j4k+9lVK2cV5QclZDJzsjpPGB+kPL9OkGVWH76AJOjiW6kwRKAznuuQ"
    "iIUNj9S79RHR8ng="
)

needs_age = pytest.mark.skipif(
    shutil.which("age") is None or shutil.which("age-keygen") is None,
    reason="the command line tools age and age-keygen are not installed (Debian package: age)",
)

texts = st.text(max_size=3000)


@given(texts)
def test_a_text_opens_as_it_was_less_blanks_at_its_end(text: str) -> None:
    assert open_text(seal_text(text, [OFFICE.recipient]), OFFICE.identity) == text.rstrip()


@given(st.binary(max_size=3000))
def test_a_file_opens_byte_for_byte(content: bytes) -> None:
    assert open_sealed(seal(content, [OFFICE.recipient]), OFFICE.identity) == content


@given(texts)
def test_the_length_of_a_text_shows_in_steps_of_512_bytes_only(text: str) -> None:
    plain = open_sealed(seal_text(text, [OFFICE.recipient]), OFFICE.identity)
    assert len(plain) % TEXT_STEP == 0
    assert len(plain) - len(text.rstrip().encode()) in range(1, TEXT_STEP + 1)


def test_half_an_emoji_costs_a_question_mark_and_not_the_tip() -> None:
    assert open_text(seal_text("见图\ud83d", [OFFICE.recipient]), OFFICE.identity) == "见图?"


def test_every_recipient_opens_and_nobody_else() -> None:
    sealed = seal_text(CANARY, [OFFICE.recipient, DEPUTY.recipient, OFFICE.recipient])
    assert sealed.count(b"-> X25519 ") == 2
    assert open_text(sealed, OFFICE.identity) == open_text(sealed, DEPUTY.identity) == CANARY
    assert _refusal_of_opening(sealed, STRANGER.identity) == "tips-not-opened"


@given(texts)
def test_what_is_sealed_shows_nothing_of_it(text: str) -> None:
    sealed = bytes(seal_text(CANARY + text, [OFFICE.recipient]))
    assert CANARY.encode() not in sealed
    assert base64.b64encode(CANARY.encode())[:16] not in sealed


def test_the_same_text_never_seals_alike() -> None:
    assert seal_text(CANARY, [OFFICE.recipient]) != seal_text(CANARY, [OFFICE.recipient])


def test_nothing_is_sealed_to_nobody() -> None:
    with pytest.raises(RefusalError) as refused:
        seal_text(CANARY, [])
    assert refused.value.key == "tips-no-recipient"


@pytest.mark.parametrize(
    "recipient",
    ["", "age1", OFFICE.recipient[:-1], OFFICE.identity, "ssh-ed25519 AAAA"],
    ids=["empty", "cut short", "one symbol short", "secret", "of another kind"],
)
def test_nothing_is_sealed_while_one_recipient_is_no_key(recipient: str) -> None:
    with pytest.raises(RefusalError) as refused:
        seal_text(CANARY, [OFFICE.recipient, recipient])
    assert refused.value.key == "tips-key-unreadable"


def test_a_key_file_with_comments_and_an_older_key_opens() -> None:
    key_file = f"# public key: {STRANGER.recipient}\n{STRANGER.identity}\n\n  # older\n {OFFICE.identity}\r\n"
    assert open_text(seal_text(CANARY, [OFFICE.recipient]), key_file) == CANARY


@pytest.mark.parametrize(
    "identity",
    ["", "# only a comment\n", OFFICE.recipient, OFFICE.identity[:-1]],
    ids=["empty", "only a comment", "public", "one symbol short"],
)
def test_what_is_no_key_is_told_apart_from_a_wrong_key(identity: str) -> None:
    assert _refusal_of_opening(seal_text(CANARY, [OFFICE.recipient]), identity) == "tips-key-unreadable"
    with pytest.raises(RefusalError) as refused:
        recipient_of(identity)
    assert refused.value.key == "tips-key-unreadable"


def test_a_file_changed_in_any_bit_does_not_open() -> None:
    for place in range(len(FOREIGN_FILE)):
        for bit in range(8):
            changed = bytearray(FOREIGN_FILE)
            changed[place] ^= 1 << bit
            assert _refusal_of_opening(bytes(changed), FOREIGN_IDENTITY) == "tips-not-opened"


def test_a_file_cut_short_anywhere_does_not_open() -> None:
    for length in range(len(FOREIGN_FILE)):
        assert _refusal_of_opening(FOREIGN_FILE[:length], FOREIGN_IDENTITY) == "tips-not-opened"


def test_the_office_key_keeps_its_secret_half_out_of_logs() -> None:
    assert OFFICE.recipient in repr(OFFICE)
    assert OFFICE.identity not in repr(OFFICE)
    assert recipient_of(OFFICE.identity) == OFFICE.recipient


def test_a_named_tip_is_sealed_apart_from_its_name() -> None:
    sealed = seal_tip(
        TipText("收受购物卡。", Area.SUPPLIERS), Reporter("供应商代表", CANARY), [OFFICE.recipient]
    )
    assert sealed.reporter is not None
    assert CANARY not in open_text(sealed.text, OFFICE.identity)
    assert open_text(sealed.text, OFFICE.identity).endswith("收受购物卡。")
    assert CANARY in open_text(sealed.reporter, OFFICE.identity)


def test_an_anonymous_tip_has_no_reporter_at_all() -> None:
    assert seal_tip(TipText("收受购物卡。"), None, [OFFICE.recipient]).reporter is None


@given(st.binary(max_size=5000), st.integers(min_value=1, max_value=3))
def test_every_age_file_passes_the_door(content: bytes, readers: int) -> None:
    recipients = [key.recipient for key in (OFFICE, DEPUTY, STRANGER)[:readers]]
    sealed = seal(content, recipients)
    assert as_sealed(bytes(sealed)) == sealed


@given(texts)
def test_plain_text_never_passes_the_door(text: str) -> None:
    for content in (text.encode(), b"age-encryption.org/v1\n" + text.encode(), b"-> X25519 " + text.encode()):
        with pytest.raises(ValueError, match="not an age file"):
            as_sealed(content)


def test_neither_a_passphrase_file_nor_an_armored_nor_a_cut_one_passes_the_door() -> None:
    sealed = seal(b"", [OFFICE.recipient])
    key = pyrage.x25519.Recipient.from_str(OFFICE.recipient)
    armored = pyrage.encrypt(CANARY.encode(), [key], armored=True)
    scrypt = (
        b"age-encryption.org/v1\n-> scrypt "
        + b"A" * 22
        + b" 10\n"
        + b"A" * 43
        + b"\n--- "
        + b"A" * 43
        + b"\n"
        + b"x" * 32
    )
    for content in (armored, scrypt, sealed[:-1], b" " + sealed):
        with pytest.raises(ValueError, match="not an age file"):
            as_sealed(content)


def test_a_file_of_another_implementation_passes_the_door_and_opens() -> None:
    assert (
        open_text(as_sealed(FOREIGN_FILE), FOREIGN_IDENTITY) == "问题线索（格式 1）\n科室：采购中心\n\n回扣"
    )


@needs_age
def test_another_implementation_opens_what_is_sealed_here(tmp_path: Path) -> None:
    key_file = tmp_path / "key.txt"
    key_file.write_text(OFFICE.identity)
    tip = TipText(CANARY, Area.POWER, department="采购中心")
    sealed = seal_tip(tip, None, [DEPUTY.recipient, OFFICE.recipient])
    plain = _run("age", "--decrypt", "--identity", str(key_file), given=sealed.text)
    assert plain.decode().rstrip() == tip.render()
    assert len(plain) == TEXT_STEP


@needs_age
def test_what_another_implementation_seals_passes_the_door_and_opens_here() -> None:
    sealed = _run(
        "age", "--recipient", OFFICE.recipient, "--recipient", DEPUTY.recipient, given=CANARY.encode()
    )
    assert open_text(as_sealed(sealed), DEPUTY.identity) == CANARY


@needs_age
def test_another_implementation_knows_the_office_key_and_its_own_keys_serve_here() -> None:
    assert _run("age-keygen", "-y", given=OFFICE.identity.encode()).decode().strip() == OFFICE.recipient
    key_file = _run("age-keygen").decode()
    assert open_text(seal_text(CANARY, [recipient_of(key_file)]), key_file) == CANARY


def _refusal_of_opening(sealed: bytes, identity: str) -> str:
    with pytest.raises(RefusalError) as refused:
        open_sealed(sealed, identity)
    return refused.value.key


def _run(*command: str, given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout  # noqa: S603 - our own words


def test_a_public_key_is_taken_as_it_is_and_nothing_else_for_one() -> None:
    assert check_recipient(OFFICE.recipient) == OFFICE.recipient
    for wrong in ("", "age1x", OFFICE.recipient[:-1], OFFICE.identity):
        with pytest.raises(RefusalError, match="tips-key-unreadable"):
            check_recipient(wrong)
