"""What a poll's form is made of: questions that a tap answers, and whom each of them is asked about.

The questions are fields of the form language (docs/forms.md). Answers are counted and kept by nobody, so a question has
a handful of answers that are known before: a choice, yes or no, a number on a short scale.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from forms.fields import Field, FieldKind, Form, Translated
from forms.words import shared_words

COUNTED_KINDS = frozenset({FieldKind.ONE_OF, FieldKind.YES_NO, FieldKind.WHOLE_NUMBER})
"""The kinds of question of which answers can be counted, each person's alike."""


class About(StrEnum):
    """Whom the questions are asked about, once for each: persons (被测评人), grids, or nobody."""

    PERSON = "person"
    GRID = "grid"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PollForm:
    """A form of polls; `about` says about whom each question is asked."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    version: int
    title: Translated
    fields: tuple[Field, ...]
    about: About = About.NOTHING

    @property
    def form(self) -> Form:
        """The questions as a form, for what looks at forms."""
        return Form(self.id, self.version, self.title, self.fields)


@dataclass(frozen=True, slots=True)
class PollQuestion:
    """One question: its words, and the words of its answers in the order in which they are offered and counted."""

    label: Translated
    question: Translated
    hint: Translated | None
    choices: tuple[Translated, ...]
    lowest: int | None = None
    """The number that the first choice stands for, of a scale."""


def questions_of(form: PollForm) -> tuple[PollQuestion, ...]:
    """Return the questions in their order; what a note says stands above the question after it."""
    return tuple(_questions(form))


def _questions(form: PollForm) -> Iterator[PollQuestion]:
    note: Translated | None = None
    for field in form.fields:
        if field.kind is FieldKind.NOTE:
            note = field.question
            continue
        lowest = field.minimum if field.kind is FieldKind.WHOLE_NUMBER else None
        asked = field.question or field.label
        yield PollQuestion(field.label, asked, field.hint or note, choices_of(field), lowest)
        note = None


def choices_of(field: Field) -> tuple[Translated, ...]:
    """Return the words of the answers that a question has."""
    if field.kind is FieldKind.YES_NO:
        return tuple(
            {language: getattr(words, name) for language, words in shared_words().items()}
            for name in ("yes", "no")
        )
    if field.kind is FieldKind.WHOLE_NUMBER:
        unit = field.unit or {}
        return tuple(
            {language: f"{number}{_apart(language, unit)}" for language in shared_words()}
            for number in range(field.minimum, (field.maximum or 0) + 1)
        )
    return tuple(choice.label for choice in field.choices)


def _apart(language: str, unit: Translated) -> str:
    said = unit.get(language, "")
    return f" {said}" if said and said.isascii() else said
