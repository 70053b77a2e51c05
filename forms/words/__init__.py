"""The few words that all forms share, one .toml a language: the languages that every form must speak."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class FormWords:
    """Yes, no, the patterns of a day, a person and lists, and what asks for a reason, in one language."""

    yes: str
    no: str
    day: str
    person: str
    comma: str
    list_comma: str
    not_answered: str
    reason: str
    reason_question: str
    reason_confidential: str


@cache
def shared_words() -> Mapping[str, FormWords]:
    """Return the shared words by language: "zh", "en"."""
    texts = {
        file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
        for file in files(__name__).iterdir()
        if file.name.endswith(".toml")
    }
    return {language: FormWords(**tomllib.loads(text)) for language, text in sorted(texts.items())}
