"""Sentences are parsed when they are first said, and are those that the whole files hold."""

from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast
from fluent.syntax.parser import FluentParser

import locales
from locales import LANGUAGES, Words
from locales.bundle import LazyBundle

FOLDER = Path(locales.__file__).parent


def bundle(tmp_path: Path, text: str) -> LazyBundle:
    file = tmp_path / "tips.ftl"
    file.write_text(text, encoding="utf-8")
    return LazyBundle("en", [file])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_file_is_fluent_and_all_that_it_holds_is_found(language: str) -> None:
    entries = [
        entry
        for file in FOLDER.joinpath(language).rglob("*.ftl")
        for entry in FluentResource(file.read_text(encoding="utf-8")).body
    ]
    assert [entry.content for entry in entries if isinstance(entry, ast.Junk)] == []
    messages = {entry.id.name for entry in entries if isinstance(entry, ast.Message)}
    assert Words().keys(language) == messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_is_what_its_whole_file_makes_of_it(language: str) -> None:
    for file in FOLDER.joinpath(language).rglob("*.ftl"):
        text = file.read_text(encoding="utf-8")
        found = LazyBundle(language, [file])
        for entry in FluentParser(with_spans=False).parse(text).body:
            if isinstance(entry, ast.Message):
                found.get_message(entry.id.name)
                assert found._messages[entry.id.name].equals(entry, ignored_fields=["span", "comment"])


def test_of_two_sentences_of_one_name_the_first_is_said_and_terms_are_found(tmp_path: Path) -> None:
    said = bundle(tmp_path, "# about it\nsaid = { -it } once\n\n-it = told\n\nsaid = twice\n")
    pattern = said.get_message("said").value
    assert pattern is not None
    assert said.format_pattern(pattern) == ("told once", [])
    assert said.keys == {"said"}


def test_what_is_no_fluent_is_named_where_it_begins_a_file_and_where_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"tips\.ftl: 'what is this"):
        bundle(tmp_path, "# about it\nwhat is this?\nsaid = said\n")
    said = bundle(tmp_path, "said = said\nbroken = { $a\n")
    assert said.get_message("said").value is not None
    with pytest.raises(TypeError, match=r"en/tips\.ftl: 'broken"):
        said.get_message("broken")
    with pytest.raises(KeyError):
        said.get_message("never-written")
