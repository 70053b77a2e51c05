from pathlib import Path

import pytest

from bot.commands import page_check
from bot.commands.page_check import check_page_served
from bot.config import read_config
from tests.page_built import built_page

HTTPS = "https://jubao.example"


def found(folder: Path, block: str) -> list[str]:
    (folder / "config.toml").write_text(f"[page]\n{block}\n", encoding="utf-8")
    findings = check_page_served(read_config(folder / "config.toml"))
    return [
        f"{finding.sign.name} {finding.key.removeprefix('command-doctor-page')}".strip()
        for finding in findings
    ]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("", []),
        (f'listen = "127.0.0.1:8080"\naddress = "{HTTPS}"', ["GOOD"]),
        ('listen = "127.0.0.1:8080"\naddress = "http://abcdef.onion"', ["GOOD"]),
        ('listen = "127.0.0.1:8080"\naddress = "http://jubao.example"', ["FAULT -plain"]),
        ('listen = "127.0.0.1:8080"', ["NOTE -unnamed"]),
        (f'address = "{HTTPS}"', ["FAULT -nowhere"]),
        (
            f'listen = "127.0.0.1:8080"\naddress = "{HTTPS}"\nhandlers = "keys"',
            ["GOOD", "NOTE -keys"],
        ),
        (f'listen = "0.0.0.0:8080"\naddress = "{HTTPS}"', ["NOTE -open", "GOOD"]),
    ],
)
def test_doctor_says_what_is_wrong_with_the_page(tmp_path: Path, block: str, told: list[str]) -> None:
    built_page()
    assert found(tmp_path, block) == told


def test_doctor_says_that_the_page_was_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_check, "is_built", lambda: False)
    assert found(tmp_path, 'listen = "127.0.0.1:8080"') == ["FAULT -not-built"]
