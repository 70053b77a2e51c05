"""What a comment, a docstring or a page names is there: files of this repository, sections, decisions."""

import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = sorted({path.parent.name for path in ROOT.glob("*/__init__.py")} | {"tests", "docs", r"\.ci"})
NAMED = re.compile(
    rf"(?<![\w./-])((?:{'|'.join(ROOMS)})/[\w*./-]*\.(?:py|md|toml|ftl|json|png|js|css|html|xlsx)|docs/[\w-]+/\d{{4}})\b"
)
DECIDED = re.compile(r"\bdecisions? (\d{4})(?: and (\d{4}))?\b")
SECTIONS = re.compile(r"docs/(\w+)\.md,? +sections? +(\d+(?:(?:, | and | to )\d+)*)")
IN_THE_WHEEL = {"bot/config.example.toml"}
"""Laid there when the wheel is made."""


@cache
def tracked() -> tuple[str, ...]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def commented(source: str) -> Iterator[tuple[int, str]]:
    """Yield comments and docstrings (texts in three quotes) with their lines."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and '"""' in token.string[:5]):
            yield token.start[0], token.string


@cache
def said() -> tuple[tuple[str, str], ...]:
    """Return where and what is said about the house: in Python by comments and docstrings, elsewhere by the whole."""
    return tuple(_said())


def _said() -> Iterator[tuple[str, str]]:
    for name in tracked():
        text = (
            (ROOT / name).read_text(encoding="utf-8") if Path(name).suffix in {".py", ".md", ".toml"} else ""
        )
        parts = commented(text) if name.endswith(".py") else [(1, text)]
        # A long line is broken anywhere; whatever is named is on one line, sections perhaps not.
        yield from ((f"{name}:{line}", re.sub(r"\s*\n\s*(?:# )?", " ", part)) for line, part in parts)


def exists(named: str) -> bool:
    pattern = f"{named}-*.md" if re.fullmatch(r"docs/\w+/\d{4}", named) else named
    return named in IN_THE_WHEEL or any(ROOT.glob(pattern))


def sections_of(page: str) -> set[int]:
    return {int(number) for number in re.findall(r"^## (\d+)\.", page, re.MULTILINE)}


def test_every_file_that_is_named_exists() -> None:
    named = {(where, path) for where, text in said() for path in NAMED.findall(text)}
    assert len(named) > 100
    assert not sorted(where_and_path for where_and_path in named if not exists(where_and_path[1]))


def test_every_section_that_is_cited_exists() -> None:
    cited = [(where, *found) for where, text in said() for found in SECTIONS.findall(text)]
    assert len(cited) > 100
    for where, page, numbers in cited:
        text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
        assert set(map(int, re.findall(r"\d+", numbers))) <= sections_of(text), where


def test_every_decision_that_is_cited_exists() -> None:
    cited = {
        (where, number)
        for where, text in said()
        for found in DECIDED.findall(text)
        for number in found
        if number
    }
    assert cited
    assert not {(where, number) for where, number in cited if not exists(f"docs/decisions/{number}")}


@pytest.mark.parametrize(
    "elsewhere", [r"\b(?:DOMAIN|WINDOWS|DESIGN|LAYOUT)(?:\.md| section)\b", r"\b[Ii]ssue \d"]
)
def test_nothing_is_cited_that_only_its_writers_have(elsewhere: str) -> None:
    assert not [where for where, text in said() if re.search(elsewhere, text)]


def test_every_module_that_is_named_exists() -> None:
    rooms = "|".join({path.parent.name for path in ROOT.glob("*/__init__.py")} | {"tests"})
    importing = re.compile(rf"(?:\bfrom|\bimport|-m) ((?:{rooms})(?:\.\w+)+)")
    named = {
        (name, module)
        for name in tracked()
        if name.endswith((".py", ".md", "Makefile")) or name.startswith(".ci/")
        for module in importing.findall((ROOT / name).read_text(encoding="utf-8"))
    }
    places = {(name, ROOT / module.replace(".", "/")) for name, module in named}
    assert len(places) > 100
    assert not {name for name, place in places if not (place.is_dir() or place.with_suffix(".py").exists())}


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
