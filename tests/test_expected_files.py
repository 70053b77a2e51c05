"""What people expect to find beside the code: licences, the mark of typed packages."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ASKS_MORE = re.compile(r"\b(A|L)?GPL|\bMPL|\bEPL|Mozilla|Lesser General")


def project() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def licences(distribution: metadata.Distribution) -> str:
    said = distribution.metadata
    classified = [text for text in said.get_all("Classifier") or [] if text.startswith("License ::")]
    named = [*(said.get_all("License-Expression") or []), *(said.get_all("License") or [])]
    return " ".join([*(text[:80] for text in named), *classified])


def test_the_licence_is_that_of_the_package() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{project()['license']} License\n")


def test_the_notice_names_every_import_whose_licence_asks_more_than_to_be_named() -> None:
    names = set(
        re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    installed = [found for found in metadata.distributions() if found.metadata["Name"] in names | {"psycopg"}]
    asking = {found.metadata["Name"] for found in installed if ASKS_MORE.search(licences(found))}
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert {"python-telegram-bot", "pikepdf"} <= asking
    assert not {name for name in asking if not re.search(rf"^- .*\b{name}\b.*:", notice, re.MULTILINE)}


@pytest.mark.parametrize("kept", ["SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", ".editorconfig"])
def test_what_people_look_for_is_there(kept: str) -> None:
    assert (ROOT / kept).read_text(encoding="utf-8")


def test_every_package_of_the_wheel_says_that_it_is_typed() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    for package in wheel["targets"]["wheel"]["packages"]:
        assert (ROOT / package / "py.typed").exists(), package


def test_what_is_held_at_every_line_is_there() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert tools["coverage"]["report"]["fail_under"] == 100
    for pattern in tools["coverage"]["run"]["include"]:
        assert list(ROOT.glob(pattern.removeprefix("*/"))), pattern
