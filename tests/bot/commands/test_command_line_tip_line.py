"""lock-key, posters and ledger, as an operator types them."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from docx import Document

from domain.threads import in_a_thread
from reports.tips.ledger_bundle import LedgerBundle, SealedLedgerRow, write_bundle
from storage.tips.custody import open_key
from storage.tips.sealing import new_office_key, seal_text
from tests.bot.commands.test_command_line_doctor import TOKEN, replaced, served
from tests.bot.commands.typing_hand import Hand

PASSPHRASE = "十二个字以上的口令才可以用"


def bundle(folder: Path) -> Path:
    """Write a ledger of one row, and the key that opens it as key.txt; return the ledger's path."""
    key = new_office_key()
    (folder / "key.txt").write_text(key.identity, encoding="utf-8")
    entry = seal_text(json.dumps({"name": "某职工", "post": "科主任", "summary": "=回扣"}), [key.recipient])
    rows = [SealedLedgerRow("信访举报", date(2026, 5, 3), "初步核实", entry)]
    path = folder / "台账.json"
    path.write_bytes(write_bundle(LedgerBundle("问题线索台账", "本院", date(2026, 5, 12), rows)))
    return path


def test_an_exported_ledger_is_opened_with_the_key(hand: Hand) -> None:
    path = bundle(hand.folder)
    for kind in ("xlsx", "docx"):
        ended = hand.types(
            "ledger",
            str(path),
            "--key",
            str(hand.folder / "key.txt"),
            "--out",
            str(hand.folder / f"out.{kind}"),
        )
        assert ended.code == 0
    sheet = openpyxl.load_workbook(hand.folder / "out.xlsx").active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "某职工" in cells
    assert "=回扣" in cells
    table = Document(BytesIO((hand.folder / "out.docx").read_bytes())).tables[0]
    assert "科主任" in [cell.text for cell in table.rows[1].cells]


@pytest.mark.parametrize(
    ("file", "out"), [("台账.json", "out.pdf"), ("key.txt", "out.xlsx"), ("台账.json", "台账.json")]
)
def test_what_cannot_be_opened_or_written_is_one_line(hand: Hand, file: str, out: str) -> None:
    bundle(hand.folder)
    ended = hand.types(
        "ledger",
        str(hand.folder / file),
        "--key",
        str(hand.folder / "key.txt"),
        "--out",
        str(hand.folder / out),
    )
    assert ended.code == 1
    assert ended.complaint


def test_another_key_opens_no_ledger(hand: Hand) -> None:
    path = bundle(hand.folder)
    (hand.folder / "other.txt").write_text(new_office_key().identity, encoding="utf-8")
    ended = hand.types(
        "ledger", str(path), "--key", str(hand.folder / "other.txt"), "--out", str(hand.folder / "x.xlsx")
    )
    assert (ended.code, ended.complaint) == (1, "打不开：密钥不对，或文件已损坏。")
    assert not (hand.folder / "x.xlsx").exists()


def test_a_key_is_put_under_a_passphrase(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.settles_in()
    key, out = hand.folder / "office-key.txt", hand.folder / "office-key.age"
    monkeypatch.setattr("typer.prompt", lambda *_args, **_options: PASSPHRASE)
    assert hand.types("lock-key", str(key), str(out)).code == 0
    assert open_key(out.read_bytes(), PASSPHRASE) == key.read_text(encoding="utf-8")
    assert hand.types("lock-key", str(key), str(out)).code == 1
    monkeypatch.setattr("typer.prompt", lambda *_args, **_options: "短口令")
    assert "12" in hand.types("lock-key", str(key), str(hand.folder / "other.age")).complaint


def test_passphrases_and_consent_are_asked_in_the_language_of_the_rest(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.settles_in()
    asked: list[str] = []
    given = iter([PASSPHRASE, f"{PASSPHRASE}?"])

    def prompt(text: str, **options: object) -> str:
        assert not options.get("confirmation_prompt")
        asked.append(text)
        return next(given)

    monkeypatch.setattr("typer.prompt", prompt)
    out = hand.folder / "office-key.age"
    assert "两次输入的口令不一致" in hand.types("lock-key", "office-key.txt", str(out)).complaint
    assert asked == ["口令（至少 12 个字符）", "再输入一次口令"]
    assert not out.exists()


def test_custody_unlock_without_its_key_file_is_said_when_the_configuration_is_read(hand: Hand) -> None:
    hand.settles_in()
    replaced(hand, 'custody = "office"', 'custody = "unlock"')
    assert "office_key_file" in hand.types("doctor").out


async def test_posters_are_made_for_every_department(hand: Hand) -> None:
    async with served() as base_url:
        hand.settles_in(TOKEN, base_url)
        hand.imports_the_sample()
        out = hand.folder / "posters.pdf"
        assert (await in_a_thread(hand.types, "posters", str(out), "--grid", "nowhere")).code == 1
        assert (await in_a_thread(hand.types, "posters", str(out))).code == 0
    with pikepdf.open(out) as opened:
        assert len(opened.pages) == 70
