import asyncio
import threading

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.threads import in_a_thread
from storage.tips import receipt_keys
from storage.tips.derivation_lanes import DERIVATIONS_AT_A_TIME
from storage.tips.receipt_keys import ReceiptKeyring, ReceiptKeys, derive, derive_clue, new_salt
from storage.tips.sealing import open_text, recipient_of, seal_text
from tests.quick_boot import PRODUCTS_KIB

CODE = "0123456789ABCDEFP"
SALT = bytes.fromhex("000102030405060708090a0b0c0d0e0f")

# code, salt, lookup, reply, identity, recipient; each was computed by other implementations (of Argon2id,
# BLAKE2b, Bech32 and X25519 in another language) as well.
KNOWN_ANSWERS = [
    (
        CODE,
        SALT.hex(),
        "b9cc8a6fab4dd07b3a2a5d890baff592a2777d87a74db213c0a9469cb4d78687",
        "f04d694ae3ec7c7ed79ff3aa47fd371293091b1eb552de9254e22dbd6ee3381e",
        "AGE-SECRET-KEY-17PXKJJHRA378A4UL7W4Y0LFHZ2FSJXC7K4FDAYJ5UGKM6MHR8Q0QZ2E0YX",
        "age1s9q7ffg4x97muznaxkxjakqnfz0uhhtfwem0phkwy0xqy3y4zgfqa6s67w",
    ),
    (
        "ZZZZZZZZZZZZZZZZM",
        "ffeeddccbbaa99887766554433221100",
        "5150f6ebfcf2db8e6174ac3744ad05916a31fac28fa1fdc8d9580f3eee92cd95",
        "a434375be9b69f0b73acc7c6f3a8aa836cb1a1d67a35f5f2ceceeca31fa57721",
        "AGE-SECRET-KEY-15S6RWKLFK60SKUAVCLR08292SDKTRGWK0G6LTUKWEMK2X8A9WUSSYKDY5K",
        "age1umt8va6u8lq4hfjvnkgpc7eqtyzkdm4u3zlkaze4nc0z3x3dh4tqt0krcz",
    ),
]


@pytest.fixture
def _full_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the product derives, and no other test but those of known answers."""
    monkeypatch.setattr(receipt_keys, "MEMORY_KIB", PRODUCTS_KIB)


@pytest.mark.usefixtures("_full_cost")
@pytest.mark.parametrize("row", KNOWN_ANSWERS)
def test_a_code_derives_the_known_keys(row: tuple[str, ...]) -> None:
    code, salt, lookup, reply, identity, recipient = row
    keys = derive(code, bytes.fromhex(salt))
    assert keys.lookup.hex() == lookup
    assert keys.reply.hex() == reply
    assert keys.reply_identity() == identity
    assert recipient_of(keys.reply_identity()) == recipient


@pytest.mark.usefixtures("_full_cost")
def test_a_code_derives_the_same_keys_however_it_is_typed() -> None:
    assert derive("oi23-4567-89ab-cdef-p", SALT).lookup.hex() == KNOWN_ANSWERS[0][2]


def test_another_salt_derives_other_keys() -> None:
    keys = derive(CODE, new_salt())
    assert len({keys.lookup.hex(), keys.reply.hex(), *KNOWN_ANSWERS[0][2:4]}) == 4


@given(st.binary(min_size=32, max_size=32))
def test_any_key_is_written_as_age_itself_writes_it(reply: bytes) -> None:
    identity = ReceiptKeys(lookup=b"", reply=reply).reply_identity()
    assert str(pyrage.x25519.Identity.from_str(identity)) == identity


@pytest.mark.usefixtures("_full_cost")
def test_a_reply_sealed_to_a_reporter_opens_with_the_code_alone() -> None:
    stored_recipient = KNOWN_ANSWERS[0][5]
    sealed = seal_text("请补充时间。", [stored_recipient])
    assert open_text(sealed, derive(CODE, SALT).reply_identity()) == "请补充时间。"


def test_keys_do_not_show_themselves_in_a_log() -> None:
    assert "canary" not in repr(ReceiptKeys(lookup=b"canary", reply=b"canary"))


def test_a_mistyped_code_is_refused_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt_keys, "hash_secret_raw", None)
    with pytest.raises(RefusalError) as refused:
        derive(CODE[:-1] + "Q", SALT)
    assert refused.value.key == "tips-receipt-mistyped"


@pytest.mark.parametrize("salt", [b"", SALT[:-1], SALT * 2])
def test_a_salt_of_another_length_is_an_error(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        derive(CODE, salt)


def test_a_new_salt_is_new() -> None:
    assert len(new_salt()) == 16
    assert new_salt() != new_salt()


@pytest.mark.usefixtures("_full_cost")
async def test_a_keyring_derives_as_derive_does() -> None:
    keyring = ReceiptKeyring(SALT)
    assert (await keyring.derive(CODE)).lookup.hex() == KNOWN_ANSWERS[0][2]
    keyring.close()


async def test_a_flood_of_codes_derives_two_at_a_time_even_if_callers_give_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch = _Watch()
    monkeypatch.setattr(receipt_keys, "derive", watch.derive)
    keyring = ReceiptKeyring(SALT)
    async with asyncio.TaskGroup() as group:
        callers = [group.create_task(keyring.derive(CODE)) for _ in range(10)]
        await in_a_thread(watch.full.wait, 10)
        for caller in callers[:4]:
            caller.cancel()
        await asyncio.gather(*callers[:4], return_exceptions=True)
        watch.go_on.set()
    keyring.close()
    assert watch.most == DERIVATIONS_AT_A_TIME
    # The two that ran when they were cancelled ended; the two that waited never began.
    assert watch.begun == 8


async def test_a_closed_keyring_derives_no_more() -> None:
    keyring = ReceiptKeyring(SALT)
    keyring.close()
    with pytest.raises(RuntimeError, match="shutdown"):
        await keyring.derive(CODE)


class _Watch:
    """Counts how many derivations run at once, and holds them until told to go on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running = 0
        self.most = 0
        self.begun = 0
        self.full = threading.Event()
        self.go_on = threading.Event()

    def derive(self, code: str, salt: bytes) -> ReceiptKeys:
        with self._lock:
            self._running += 1
            self.begun += 1
            self.most = max(self.most, self._running)
        if self._running == DERIVATIONS_AT_A_TIME:
            self.full.set()
        self.go_on.wait(10)
        with self._lock:
            self._running -= 1
        return ReceiptKeys(lookup=code.encode(), reply=salt)


def test_an_old_clue_is_known_again_by_its_words_and_no_receipt_code_finds_it() -> None:
    keys = derive_clue(CODE, SALT)
    assert keys.lookup == derive_clue(CODE, SALT).lookup
    assert keys.lookup not in {derive_clue(f"{CODE}.", SALT).lookup, derive_clue(CODE, new_salt()).lookup}
    assert keys.lookup != derive(CODE, SALT).lookup
    # Nobody holds what would open a reply.
    assert keys.reply != derive_clue(CODE, SALT).reply
