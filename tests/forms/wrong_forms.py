"""Forms with something wrong in them, and how their faults are told."""

from forms.reading.reader import FormError, faults_of
from locales import Speech, Words
from tests.forms.made_up import EVERY_KIND

WORDS = Words()


def errors_of(old: str, new: str, text: str = EVERY_KIND, name: str = "every_kind.toml") -> list[FormError]:
    """Return what is wrong with `text` once `new` stands in the place of `old`."""
    assert old in text
    return faults_of(text.replace(old, new, 1), name)


def line_of(words: str, text: str = EVERY_KIND) -> int:
    """Return the line that holds `words`, the first of several."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def said(error: FormError, language: str = "zh") -> str:
    """Return what whoever writes the form is told."""
    return Speech(WORDS, language).label(error.key, **error.details)
