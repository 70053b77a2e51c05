"""What is being written to all hospitals, until it is sent."""

from dataclasses import dataclass

from usecases.memory import Question, Remembered


@dataclass(frozen=True, slots=True)
class ComposedNotice(Remembered):
    """The text, and the mark of its buttons."""

    mark: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class AskedCityNotice(Question):
    """The text."""
