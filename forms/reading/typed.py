"""What a file says before its rules are asked: whether it is TOML, and whether every key is of its type."""

import re
import tomllib
from typing import Any

from pydantic_core import ErrorDetails

from domain.characters import admit_all
from forms.reading.faults import FormError, FormFault, Place

_WRONG_TYPE = {
    "bool_type": "form-fault-no-yes-no",
    "dataclass_type": "form-fault-no-table",
    "dict_type": "form-fault-no-table",
    "int_type": "form-fault-no-whole-number",
    "string_type": "form-fault-no-text",
    "tuple_type": "form-fault-no-list",
}


def toml_of(text: str, name: str) -> dict[str, Any]:
    """Return the content of the file `name`. Raises FormError (form-fault-not-toml) at the line that is none."""
    try:
        found: dict[str, Any] = admit_all(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        last = len(text.splitlines())
        raise FormError(
            name, "form-fault-not-toml", {"reason": str(error)}, line=int(line[1]) if line else last
        ) from None
    return found


def type_fault(problem: ErrorDetails, place: Place, rest: tuple[int | str, ...]) -> FormFault:
    """Return what a type that does not fit means for whoever wrote the file; `rest` are the keys below `place`."""
    words = [str(part) for part in rest if part not in ("bool", "str")]
    name = words[0] if words else ""
    details: dict[str, str | int] = {"name": ".".join(words) or "fields"}
    match problem["type"]:
        case "missing":
            return FormFault(place, "form-fault-missing-key", name if len(words) > 1 else "", details)
        case "unexpected_keyword_argument":
            return FormFault(place, "form-fault-unknown-key", name, details)
        case "enum" | "literal_error":
            known = ", ".join(re.findall(r"'([^']+)'", problem["ctx"]["expected"]))
            return FormFault(place, "form-fault-none-of", name, {**details, "known": known})
    if words and rest[-1] in ("bool", "str"):
        return FormFault(place, "form-fault-condition-value", name, details)
    return FormFault(place, _WRONG_TYPE.get(problem["type"], "form-fault-wrong-value"), name, details)


def split_location(location: tuple[int | str, ...]) -> tuple[Place, tuple[int | str, ...]]:
    """Split ("fields", 2, "fields", 0, "label") into a field's place, (2, 0), and the rest, ("label",)."""
    place: list[int] = []
    rest = location
    while len(rest) > 1 and rest[0] == "fields" and isinstance(rest[1], int):
        place.append(rest[1])
        rest = rest[2:]
    return tuple(place), rest
