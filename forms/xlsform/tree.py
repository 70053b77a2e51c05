"""What pyxform makes of a survey: which questions there are, and what lies in which repeat.

It reads the sheets as it does for Kobo and ODK, so a workbook that would be none to them is none here. The XForm itself
is not built: of sheets that got so far, in our subset, it refuses nothing more. What pyxform says of a fault is told in
our words where we know it, and quoted where we don't.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.xlsform.choices import Lists
from forms.xlsform.outline import SurveyLine
from forms.xlsform.sheets import SheetFault, XlsFormError

_ROOT = "form_of_ours"
"""The name of the XForm's root, which no repeat may share."""

_PLACE = re.compile(r"\[row : (?P<row>\d+)\]\s*(?:On the '(?P<sheet>\w+)' sheet, the '(?P<column>[\w:]+)')?")
_KNOWN = (
    (r"Could not find the name '(?P<name>[^']*)'", "form-import-no-field"),
    (r"The name '(?P<name>[^']*)' appears more than once", "form-import-pyxform-name-twice"),
    (r"must be unique within their nearest parent", "form-import-pyxform-name-twice"),
    (r"Unmatched 'begin_", "form-import-begin-alone"),
    (r"Unmatched 'end_", "form-import-end-alone"),
    (r"Names must begin with a letter", "form-import-pyxform-name"),
    (r"Question or group with no name|Choices must have a name|Question with no type", "form-import-blank"),
    (r"Missing calculation", "form-import-calculation"),
    (r"Choice names must be unique", "form-import-pyxform-name-twice"),
    (r"List name not in choices sheet: (?P<name>\S+)", "form-import-pyxform-list"),
    (r"Unknown question type '(?P<value>[^']*)'", "form-import-type"),
)
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Node:
    """A question as pyxform understood it, in its place."""

    line: SurveyLine
    children: tuple["Node", ...] = ()


def build_tree(lines: Sequence[SurveyLine], lists: Lists) -> tuple[Node, ...]:
    """Return the questions in order, those of a repeat below it. Raises XlsFormError for what pyxform refuses."""
    # The package itself before its parts: of two threads that begin at once, the second waits for the whole of it.
    import pyxform  # noqa: F401, PLC0415 - slow, and only import needs it
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415

    try:
        found = workbook_to_json(_definition(lines, lists), form_name=_ROOT, warnings=[])
    except PyXFormError as error:
        raise XlsFormError([told(str(error))]) from None
    by_row = {line.row.number: line for line in lines if line.name}
    return tuple(_nodes(found["children"], by_row))


def told(said: str) -> SheetFault:
    """Return what pyxform `said`, in English, as a fault of the row and column that it names."""
    place = _PLACE.search(said)
    sheet = (place["sheet"] or "survey") if place else ""
    row = int(place["row"]) if place else 0
    column = (place["column"] or "") if place else ""
    for pattern, key in _KNOWN:
        if match := re.search(pattern, said):
            details = {name: text for name, text in match.groupdict().items() if text is not None}
            return SheetFault(sheet, row, column, key, details)
    what = " ".join(_PLACE.sub("", said).split())
    return SheetFault(sheet, row, column, "form-import-pyxform", {"what": what[:_SHOWN]})


def _definition(lines: Sequence[SurveyLine], lists: Lists) -> Any:
    """Return the sheets as pyxform's own reader would hand them on, rows of ours left empty to keep the numbers."""
    from pyxform.xls2json_backends import DefinitionData  # noqa: PLC0415

    survey: list[dict[str, str]] = [{} for _ in range(max(line.row.number for line in lines) - 1)]
    for line in lines:
        survey[line.row.number - 2] = line.for_pyxform()
    listed = [(name, choice) for name, choices in lists.items() for choice in choices]
    choices: list[dict[str, str]] = [{} for _ in range(max((c.row.number for _, c in listed), default=1) - 1)]
    for name, choice in listed:
        choices[choice.row.number - 2] = {"list_name": name, "name": choice.value, "label": choice.value}
    return DefinitionData(
        survey=survey,
        survey_header=[dict.fromkeys(name for row in survey for name in row)],
        choices=choices,
        choices_header=[dict.fromkeys(("list_name", "name", "label"))] if choices else [],
        settings=[{"form_id": _ROOT, "form_title": _ROOT}],
        settings_header=[{"form_id": None, "form_title": None}],
        sheet_names=["survey", "choices", "settings"],
        fallback_form_name=_ROOT,
    )


def _nodes(children: Sequence[Mapping[str, Any]], by_row: Mapping[int, SurveyLine]) -> Iterator[Node]:
    for child in children:
        # pyxform adds a group of its own, for what a phone knows of itself.
        if "row" in child:
            below = tuple(_nodes(child.get("children", ()), by_row))
            yield Node(by_row[int(child["row"])], below)
