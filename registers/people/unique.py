"""Of whom one entry alone is to be there: one pledge a person, direction and year (docs/registers.md, `[[unique]]`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as empty
from typing import Any, ClassVar

from pydantic import ConfigDict

from domain.registers.entries import Entry


@dataclass(frozen=True, slots=True)
class RegisterUnique:
    """Of the entries in `states` whose answers are as `when` says, no two have the same answers to `fields`.

    A person is the same by staff number, whatever was written of name and post.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    fields: tuple[str, ...]
    states: tuple[str, ...]
    when: Mapping[str, bool | str] = empty(default_factory=dict)

    def mark(self, state: str, answers: Mapping[str, Any]) -> Sequence[Any] | None:
        """Return what no other entry may have as well; None for an entry that is none of those, or lacks an answer."""
        is_meant = state in self.states and all(answers.get(key) == value for key, value in self.when.items())
        said = [_who(answers.get(key)) for key in self.fields]
        return None if not is_meant or None in said else said


def same_there(unique: RegisterUnique, entry: Entry, others: Sequence[Entry]) -> Entry | None:
    """Return the first of `others` that keeps `entry` from being there as well, None where it may."""
    mark = unique.mark(entry.standing.state, entry.answers)
    if mark is None:
        return None
    return next(
        (
            other
            for other in others
            if other.id != entry.id and unique.mark(other.standing.state, other.answers) == mark
        ),
        None,
    )


def _who(answer: Any) -> Any:
    return answer.get("staff_number") if isinstance(answer, dict) else answer
