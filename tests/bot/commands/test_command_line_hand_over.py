"""new-key and hand-over, as a handler types them on their own computer."""

from pathlib import Path

import pytest

from reports.tips.hand_over_bundle import (
    HandOver,
    HandOverRow,
    KeyOfHandler,
    read_handed_over,
    write_hand_over,
)
from storage.tips.age_header import header_of
from storage.tips.rewrap import with_header
from storage.tips.sealing import new_office_key, open_text, recipient_of, seal_text
from tests.bot.commands.typing_hand import Ended, Hand

BEFORE, AFTER = new_office_key(), new_office_key()
NAME = "监察室干事"


@pytest.fixture
def sealed(hand: Hand) -> bytes:
    """A sealed text; beside it the key that opens it, and the file for its hand-over."""
    content = bytes(seal_text("内容", [BEFORE.recipient]))
    row = HandOverRow("tip", "2026-001", {"sealed_text": header_of(content)}, [AFTER.recipient])
    (hand.folder / "交接.json").write_bytes(
        write_hand_over(HandOver([KeyOfHandler(NAME, AFTER.recipient)], [row]))
    )
    (hand.folder / "key.txt").write_text(BEFORE.identity, encoding="utf-8")
    return content


def handed(hand: Hand, *more: str, key: str = "key.txt", file: str = "交接.json") -> Ended:
    return hand.types("hand-over", file, "--key", key, "--out", "back.json", *more)


def test_a_new_key_is_written_for_its_owner_alone_and_its_public_half_shown(hand: Hand) -> None:
    ended = hand.types("new-key", "my-key.txt")
    path = hand.folder / "my-key.txt"
    assert ended.code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert recipient_of(path.read_text(encoding="utf-8")) in ended.out
    assert "AGE-SECRET-KEY" not in ended.out
    assert "已存在" in hand.types("new-key", "my-key.txt").complaint


def test_a_hand_over_names_who_opens_afterwards_and_writes_headers_for_them(
    hand: Hand, sealed: bytes
) -> None:
    ended = handed(hand, "--yes")
    assert ended.code == 0
    assert NAME in ended.out
    assert AFTER.recipient in ended.out
    (row,) = read_handed_over((hand.folder / "back.json").read_bytes())
    again = with_header(sealed, row.headers["sealed_text"])
    assert open_text(again, AFTER.identity) == "内容"
    assert "已存在" in handed(hand, "--yes").complaint


def test_a_key_that_powershell_wrote_hands_over_and_is_locked(
    hand: Hand, sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sealed
    key = hand.folder / "key.txt"
    key.write_bytes(key.read_text(encoding="utf-8").encode("utf-16"))
    assert handed(hand, "--yes").code == 0
    monkeypatch.setattr("typer.prompt", lambda *_args, **_more: "a passphrase of words")
    assert hand.types("lock-key", "key.txt", "locked.age").code == 0
    assert (hand.folder / "locked.age").read_bytes().startswith(b"age-encryption.org/v1")


def test_without_a_yes_nothing_is_handed_over(
    hand: Hand, sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sealed
    refused = handed(hand)
    assert (refused.code, "[y/N]" in refused.complaint) == (1, False)
    for said in ("", "n", "不"):
        monkeypatch.setattr("typer.prompt", lambda *_args, said=said, **_more: said)
        assert handed(hand).code == 1
    assert not (hand.folder / "back.json").exists()
    monkeypatch.setattr("typer.prompt", lambda *_args, **_more: " Y ")
    assert handed(hand).code == 0
    (hand.folder / "back.json").unlink()
    monkeypatch.undo()
    assert handed(hand).code == 1
    assert not (hand.folder / "back.json").exists()


def test_what_the_key_does_not_open_is_counted(hand: Hand, sealed: bytes) -> None:
    assert sealed
    (hand.folder / "key.txt").write_text(AFTER.identity, encoding="utf-8")
    ended = handed(hand, "--yes")
    assert "已交接 0 项" in ended.out
    assert "另有 1 项" in ended.out


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1, "kind": "handed-over", "rows": []}', "{"])
def test_what_is_no_hand_over_file_is_one_line(hand: Hand, sealed: bytes, content: str) -> None:
    assert sealed
    Path(hand.folder / "错.json").write_text(content, encoding="utf-8")
    assert handed(hand, "--yes", file="错.json").complaint == "这不是交接文件，或已损坏。"


def test_what_is_no_key_is_one_line(hand: Hand, sealed: bytes) -> None:
    assert sealed
    assert "密钥" in handed(hand, "--yes", key="交接.json").complaint
