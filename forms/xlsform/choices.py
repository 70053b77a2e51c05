"""The lists of choices of an XLSForm."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.fields import Translated
from forms.xlsform.columns import Row
from forms.xlsform.sheets import SheetFault

_YES_NO = {"zh": ("是", "否"), "en": ("yes", "no")}


@dataclass(frozen=True, slots=True)
class ListedChoice:
    """One row of a list: its name, which is the value kept, and its words."""

    value: str
    label: Translated
    row: Row


Lists = Mapping[str, Sequence[ListedChoice]]


def read_lists(rows: Sequence[Row], faults: list[SheetFault]) -> Lists:
    """Return the choices by the name of their list, as far as they are whole."""
    lists: dict[str, list[ListedChoice]] = {}
    for row in rows:
        found = list(_row_faults(row))
        faults.extend(found)
        name = row.syntax("list_name")
        if name:
            lists.setdefault(name, [])
        if not found:
            choice = ListedChoice(row.syntax("name"), row.words("label"), row)
            doubles = list(_doubles(lists[name], choice))
            faults.extend(doubles)
            if not doubles:
                lists[name].append(choice)
    return lists


def truths(choices: Sequence[ListedChoice]) -> dict[str, bool]:
    """Return the values that mean yes and no where a list offers just 是 and 否 (or Yes and No); {} for others."""
    for language, (yes, no) in _YES_NO.items():
        said = {choice.label[language].casefold(): choice.value for choice in choices}
        if len(choices) == len(said) and said.keys() == {yes, no}:
            return {said[yes]: True, said[no]: False}
    return {}


def _row_faults(row: Row) -> Iterator[SheetFault]:
    for column in ("list_name", "name"):
        text = row.syntax(column)
        if not text:
            yield row.fault(column, "form-import-blank")
        elif re.search(r"\s", text):
            yield row.fault(column, "form-import-space", value=text)
    if not row.words("label"):
        yield row.fault("label", "form-import-blank")


def _doubles(others: Sequence[ListedChoice], new: ListedChoice) -> Iterator[SheetFault]:
    for other in others:
        if other.value == new.value:
            yield new.row.fault("name", "form-import-choice-twice", value=new.value, row=other.row.number)
        elif not {other.value, *other.label.values()}.isdisjoint({new.value, *new.label.values()}):
            # What is typed instead of tapped is looked up by these words.
            yield new.row.fault("label", "form-import-choice-twice", value=_shown(new), row=other.row.number)


def _shown(choice: ListedChoice) -> str:
    return next(iter(choice.label.values()))
