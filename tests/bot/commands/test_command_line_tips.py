import pytest

from domain.tips.tips import TipText
from storage.tips.sealing import new_office_key, seal, seal_text
from tests.bot.commands.typing_hand import Ended, Hand

OFFICE = new_office_key()
WORDS_OF_A_TIP = "设备科长收受回扣。\n\t共两次。"


@pytest.fixture
def downloaded(hand: Hand) -> Hand:
    """A sealed tip and the office's key file; nothing else, as on the office's own computer."""
    (hand.folder / "线索.age").write_bytes(seal_text(WORDS_OF_A_TIP, [OFFICE.recipient]))
    (hand.folder / "key.txt").write_text(f"# 监察室\n{OFFICE.identity}\n", encoding="utf-8")
    return hand


def opened(hand: Hand, *more: str) -> Ended:
    return hand.types("open-tip", "线索.age", "--key", "key.txt", *more)


def test_a_tip_is_opened_with_the_offices_key_and_without_a_configuration(downloaded: Hand) -> None:
    ended = opened(downloaded)
    assert (ended.code, ended.out, ended.err) == (0, f"{WORDS_OF_A_TIP}\n", "")


def test_a_tip_is_written_to_a_new_file_that_only_its_owner_reads(downloaded: Hand) -> None:
    ended = opened(downloaded, "-o", "线索.txt")
    path = downloaded.folder / "线索.txt"
    assert (ended.code, "回扣" in ended.out) == (0, False)
    assert path.read_text(encoding="utf-8").rstrip() == WORDS_OF_A_TIP
    assert path.stat().st_mode & 0o777 == 0o600
    assert opened(downloaded, "-o", "线索.txt").complaint == "线索.txt 已存在，未覆盖。"


def test_another_key_does_not_open_it(downloaded: Hand) -> None:
    (downloaded.folder / "key.txt").write_text(new_office_key().identity, encoding="utf-8")
    ended = opened(downloaded)
    assert (ended.code, ended.out) == (1, "")
    assert "打不开" in ended.complaint


def test_a_file_that_is_no_key_is_said_to_be_that(downloaded: Hand) -> None:
    (downloaded.folder / "key.txt").write_bytes(b"\xff\xfe no key")
    assert "密钥格式不对" in opened(downloaded).complaint


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_key_file_saved_by_a_windows_editor_or_by_powershell_opens_too(
    downloaded: Hand, encoding: str
) -> None:
    path = downloaded.folder / "key.txt"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(text.encode(encoding))
    assert opened(downloaded).code == 0


def test_a_missing_file_is_one_plain_line(downloaded: Hand) -> None:
    (downloaded.folder / "线索.age").unlink()
    assert "无法读写 线索.age" in opened(downloaded).complaint


def test_a_stranger_cannot_steer_the_offices_terminal(downloaded: Hand) -> None:
    tip = TipText("甲\x1b]0;owned\x07乙\x1b[2J\x9b丙").render()
    (downloaded.folder / "线索.age").write_bytes(seal_text(tip, [OFFICE.recipient]))
    assert not {"\x1b", "\x07", "\x9b"} & set(opened(downloaded).out)


@pytest.mark.parametrize("content", [bytes(range(256)), b"%PDF-1.7 \xe2\xe3", b"OggS\0\0\0\0"])
def test_what_is_no_text_is_not_printed_and_the_command_says_what_to_add(hand: Hand, content: bytes) -> None:
    (hand.folder / "线索-附件1.pdf.age").write_bytes(seal(content, [OFFICE.recipient]))
    (hand.folder / "key.txt").write_text(OFFICE.identity, encoding="utf-8")
    ended = hand.types("open-tip", "线索-附件1.pdf.age", "--key", "key.txt")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint == "这是附件，不能显示。请加 --out 线索-附件1.pdf 写入文件。"
    assert (
        hand.types("open-tip", "线索-附件1.pdf.age", "--key", "key.txt", "--out", "线索-附件1.pdf").code == 0
    )
    assert (hand.folder / "线索-附件1.pdf").read_bytes() == content
