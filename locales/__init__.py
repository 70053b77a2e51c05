"""Words that people see: Project Fluent files, one folder a language; zh is complete, the others fall back to it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from fluent.runtime.types import fluent_number

from domain.people.people import FIRST_LANGUAGE
from locales.bundle import LazyBundle

LANGUAGES = (FIRST_LANGUAGE, "en")
DEFAULT_LANGUAGE = LANGUAGES[0]

Argument = str | int
NAMES_KEPT = 4096
LONGEST_ARGUMENT = 2500
"""Longer ones are put in once Fluent is done (fluent.runtime.resolver.MAX_PART_LENGTH)."""
_MARK = re.compile(r"\x00\w+\x00")


class Words:
    """All sentences of all languages, each language read once, when somebody speaks it; cheap to ask.

    Whatever asks for a sentence that is not Fluent in locales/<language>/**/*.ftl raises TypeError, which names it.
    """

    def __init__(self, languages: Iterable[str] = LANGUAGES) -> None:
        """Know `languages`."""
        self._languages = frozenset(languages)
        self._plain: dict[tuple[str, str], str] = {}
        self.name = lru_cache(NAMES_KEPT)(self._name)
        """What get() returns, kept: for names of days, periods and grids, never for what a person wrote."""

    def keys(self, language: str) -> frozenset[str]:
        """Return every key that `language` has."""
        return self._bundle(language).keys

    def get(self, language: str, key: str, **arguments: Argument) -> str:
        """Return the sentence `key` in `language` (zh where the language or the sentence is unknown).

        Raises KeyError for a key that no language has, ValueError for a sentence whose arguments are missing.
        """
        if not arguments and (found := self._plain.get((language, key))) is not None:
            return found
        bundle = self._bundle(language)
        if not bundle.has_message(key):
            bundle = self._bundle(DEFAULT_LANGUAGE)
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        long = {_mark(name): value for name, value in arguments.items() if _is_long(value)}
        values = {
            name.replace("_", "-"): _mark(name) if _is_long(value) else _argument(value)
            for name, value in arguments.items()
        }
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"{language}/{key}: {errors[0]}")
        if not arguments:
            self._plain[language, key] = str(text)
        return _MARK.sub(lambda found: str(long.get(found[0], found[0])), str(text)) if long else str(text)

    def _bundle(self, language: str) -> LazyBundle:
        return _read(language if language in self._languages else DEFAULT_LANGUAGE)

    def _name(self, language: str, key: str, **arguments: Argument) -> str:
        return self.get(language, key, **arguments)


@cache
def shared_words() -> Words:
    """Return the sentences of all languages, read once a process: they come with the program and never change."""
    return Words()


def _is_long(value: Argument) -> bool:
    # Fluent refuses longer ones: somebody's long answer, escaped, must not keep everybody from a window.
    return isinstance(value, str) and len(value) > LONGEST_ARGUMENT


def _mark(name: str) -> str:
    return f"\x00{name}\x00"


def _argument(value: Argument) -> object:
    # Years, counts and money must not be grouped by thousands ("2,026年").
    return fluent_number(value, useGrouping=False) if isinstance(value, int) else value


def _texts(folder: Traversable) -> Iterator[Traversable]:
    """Yield the .ftl files of a folder and of the wings in it, by name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith(".ftl"):
            yield entry


@cache
def _read(language: str) -> LazyBundle:
    locale = {"zh": "zh-Hans"}.get(language, language)
    return LazyBundle(locale, _texts(files(__package__).joinpath(language)))


class Speech:
    """The words of one language, for one person."""

    def __init__(self, words: Words, language: str) -> None:
        """Speak `language`."""
        self._words = words
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE

    def text(self, key: str, **arguments: Argument) -> str:
        """Return a sentence for a window: HTML, with what people wrote in the arguments escaped."""
        safe = {name: escape(v, quote=False) if isinstance(v, str) else v for name, v in arguments.items()}
        return self._words.get(self.language, key, **safe)

    def name(self, key: str, **arguments: Argument) -> str:
        """Return what `label` does, from memory if it was said before: nothing that a person wrote may be in it."""
        return self._words.name(self.language, key, **arguments)

    def label(self, key: str, **arguments: Argument) -> str:
        """Return plain words, for a button, a toast, a file."""
        return self._words.get(self.language, key, **arguments)


def in_chinese() -> Speech:
    """Return the words of papers, which are Chinese whoever reads them."""
    return Speech(shared_words(), DEFAULT_LANGUAGE)
