import json
import re
import shutil
from pathlib import Path

import pytest

from bot.commands.line import run_line
from locales import LANGUAGES, shared_words
from tests.page_built import built_page
from web.building import HERE, SOURCES, UnbuildableError, build_page
from web.served import BUILT, NotBuiltError, page_files

FILLED = re.compile(
    r'say\(`([a-z]+)-\$|say\("([a-z-]+)"|data-word="([a-z-]+)"|tell\("([a-z-]+)"|\["(fault-[a-z]+)"'
)


def test_a_build_in_another_place_has_the_same_bytes(tmp_path: Path) -> None:
    built = built_page()
    source = tmp_path / "elsewhere" / "web"
    source.mkdir(parents=True)
    for part in SOURCES:
        copy = shutil.copytree if (HERE / part).is_dir() else shutil.copy
        copy(HERE / part, source / part)
    assert build_page(tmp_path / "dist", source)
    again = page_files(tmp_path / "dist")
    assert again.bundle == built.bundle
    assert re.fullmatch("[0-9a-f]{64}", again.bundle)
    assert (tmp_path / "dist" / "NOTICE.txt").read_bytes() == (BUILT / "NOTICE.txt").read_bytes()


def test_page_hash_prints_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    built = built_page()
    assert run_line(["page-hash"]) == 0
    assert capsys.readouterr().out == f"{built.bundle}\n"


def test_a_program_without_its_page_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotBuiltError):
        page_files(tmp_path)


def test_a_page_that_can_not_be_built_is_said_in_a_line(tmp_path: Path) -> None:
    built_page()
    for part in SOURCES:
        copy = shutil.copytree if (HERE / part).is_dir() else shutil.copy
        copy(HERE / part, tmp_path / part)
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnbuildableError) as raised:
        build_page(tmp_path / "dist", tmp_path)
    assert "\n" not in str(raised.value)


def test_every_page_names_the_hash_of_what_it_loads_and_nothing_runs_inside_it() -> None:
    built = built_page()
    for path in ("/t", "/r", "/h"):
        page = built.by_path[path].content.decode()
        loaded = re.findall(r'<(?:script|link)[^>]*(?:src|href)="(/[^"]+)"([^>]*)>', page)
        assert len(loaded) == 2
        assert all('integrity="sha384-' in rest for _path, rest in loaded)
        assert re.search(r"<script[^>]*>[^<]|<style|\son\w+=|\sstyle=|https?://", page) is None
        assert built.bundle in page


def test_every_rule_of_the_style_is_one() -> None:
    style = built_page().by_path["/assets/style.css"].content.decode()
    # A rule that is none takes the one behind it with it, and no browser says so.
    rules = re.sub(r"@media[^{]*\{\s*(.*?\})\s*\}", r"\1", style)
    for rule in filter(None, map(str.strip, rules.split("}"))):
        assert re.fullmatch(r"[\w\s.#:*,>()\[\]=\"-]+\{[^{}]+", rule), rule


def test_the_licences_of_what_is_in_it_are_served() -> None:
    notice = built_page().by_path["/assets/NOTICE.txt"].content.decode()
    for name in (
        "age-encryption",
        "hash-wasm",
        "@noble/curves",
        "@noble/hashes",
        "@noble/ciphers",
        "@scure/base",
    ):
        assert f"{name} " in notice
    assert "post-quantum" not in notice


def test_the_page_says_nothing_that_is_no_sentence() -> None:
    for_reporters = json.loads(built_page().by_path["/assets/words.json"].content)
    words = json.loads(built_page().by_path["/assets/handling.json"].content)
    for given in (for_reporters, words):
        assert set(given) == {*LANGUAGES, "rules"}
        assert set(given["zh"]) == set(given["en"])
    # What is said to handlers alone, whoever reports need not fetch.
    assert for_reporters["zh"].items() < words["zh"].items()
    assert not any(key.startswith("desk-") for key in for_reporters["zh"])
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "src").iterdir()))
    named = {key for found in FILLED.findall(source) for key in found if key}
    whole = {key for key in named if key in words["zh"] or f"status-{key}" in words["zh"]}
    begun = {key for key in named - whole if any(known.startswith(f"{key}-") for known in words["zh"])}
    assert named - whole - begun == set()
    # And every sentence of the page is said by it.
    own = {key.removeprefix("page-") for key in shared_words().keys("zh") if key.startswith("page-")}
    unsaid = {
        key
        for key in own - whole
        if f'"{key}"' not in source
        and key.partition("-")[0] not in {"fault", "status", "told", "concern", "state", "noscript"}
        and not key.startswith(tuple(re.findall(r"`(desk-[a-z]+-)\$", source)))
    }
    assert unsaid == set()
