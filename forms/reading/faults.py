"""What is wrong with a form: a fault, and the error that also says in which file and line it stands.

The sentences are in locales/<language>/forms/form_checks.ftl, for whoever writes forms.
"""

from dataclasses import dataclass, field

from domain.errors import RefusalError

Place = tuple[int, ...]
"""(2,) is the third field of a form, (2, 0) the first field in it; () is the form itself."""


@dataclass(frozen=True, slots=True)
class FormFault:
    """One thing that is wrong: the `key` of its sentence with its arguments, and the field that it is wrong with.

    `name` is the key in the file at which it stands, "maximum"; "" for the field as a whole. `hint` is a word that
    stands in the line, where the key spans several.
    """

    place: Place
    key: str
    name: str = ""
    details: dict[str, str | int] = field(default_factory=dict)
    hint: str = ""


class FormError(RefusalError):
    """A form that cannot be used: what is wrong in `file`, at `line` (from 1) and `field` where known."""

    def __init__(
        self, file: str, key: str, details: dict[str, str | int], *, line: int | None = None, field: str = ""
    ) -> None:
        """Say where the form is wrong, and how: `key` and `details` are those of the fault."""
        where: dict[str, str | int] = {
            "file": file,
            "line": line or 0,
            "field": field,
            "named": int(bool(field)),
        }
        super().__init__(key, **details, **where)
        self.file, self.line, self.field = file, line, field

    def __str__(self) -> str:
        """Return it for a traceback; people read the sentence of `key`."""
        facts = ", ".join(f"{name} {value}" for name, value in self.details.items())
        return f"{self.key} ({facts})"
