"""/settings [花名册 · 单项变更]: which change, who, where, from when."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from domain.people.grids import Grid, GridKind
from locales import Speech
from locales.dates import day_name
from storage.people.listed import ListedPerson
from windows.settings.roster import EDIT, ROSTER
from windows.windows import Button, Window

ONE, WHO, WHERE, KIND, FROM = "roster-one", "roster-who", "roster-where", "roster-kind", "roster-from"


class Edit(StrEnum):
    """A change of the roster; the value stands in buttons and Fluent keys."""

    MOVE = "move"
    INSPECTOR = "inspector"
    LEAVE = "leave"
    JOIN = "join"
    RENAME = "rename"


def edits_window(speech: Speech) -> Window:
    """Return the changes there are."""
    rows = [[Button(speech.label(f"roster-edit-{edit}"), f"{ONE}:{edit}")] for edit in Edit]
    return Window(speech.text("roster-edit-which"), [*rows, [Button(speech.label("report-back"), ROSTER)]])


def ask_who_window(edit: Edit, speech: Speech, said: str = "") -> Window:
    """Ask for a person."""
    return _asking(said, speech.text(f"roster-who-{edit}"), [], speech)


def people_window(edit: Edit, found: Sequence[ListedPerson], speech: Speech) -> Window:
    """Return who was found."""
    rows = [
        [
            Button(
                speech.label("roster-person", name=each.name, post=each.post, grid=each.grid_name), _who(each)
            )
        ]
        for each in found
    ]
    return _asking("", speech.text(f"roster-who-{edit}"), rows, speech)


def _who(person: ListedPerson) -> str:
    return f"{WHO}:{person.person_id}"


def ask_where_window(edit: Edit, speech: Speech, said: str = "") -> Window:
    """Ask for a grid."""
    return _asking(said, speech.text(f"roster-where-{edit}"), [], speech)


def grids_window(edit: Edit, found: Sequence[Grid], speech: Speech) -> Window:
    """Return the grids that were found."""
    rows = [[Button(f"{grid.code} {grid.name}", f"{WHERE}:{grid.code}")] for grid in found]
    return _asking("", speech.text(f"roster-where-{edit}"), rows, speech)


def ask_kind_window(speech: Speech) -> Window:
    """Ask what the new department does."""
    rows = [[Button(kind.value, f"{KIND}:{number}")] for number, kind in enumerate(GridKind)]
    return _asking("", speech.text("roster-kind-ask"), rows, speech)


def ask_name_window(edit: Edit, grid: Grid, speech: Speech, said: str = "") -> Window:
    """Ask for the name of a grid, new or another."""
    return _asking(said, speech.text(f"roster-name-{edit}", grid=grid.name), [], speech)


def ask_from_window(days: Sequence[date], speech: Speech, said: str = "") -> Window:
    """Ask from when: one of `days`, or one that is typed."""
    rows = [[Button(day_name(speech, day), f"{FROM}:{day.isoformat()}")] for day in days]
    return _asking(said, speech.text("roster-from-ask"), rows, speech)


def _asking(said: str, text: str, rows: Sequence[Sequence[Button]], speech: Speech) -> Window:
    back = [Button(speech.label("report-back"), EDIT)]
    return Window("\n".join(part for part in (said, text) if part), [*rows, back])
