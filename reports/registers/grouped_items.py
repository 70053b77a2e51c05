"""The items of a repeated group in the words of papers: a line each, or below the choices of one of their fields."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.fields import Field, FieldKind
from forms.steps import items
from forms.summary import say_answer, say_item
from registers.language import Register

_CHINESE = "zh"


def items_in_words(register: Register, group: Field, answers: Mapping[str, Any]) -> str:
    """Return the items of `group`, a line each; of one that is `grouped_by` a field, those of each choice together.

    Choices stand in their order, each as 思想教育：…; several items of one are numbered below it. Items of which no
    choice is known stand first, below none.
    """
    found, key = items(group, answers), register.grouped_by.get(group.key)
    if key is None:
        return "\n".join(say_item(group, item, _CHINESE) for item in found)
    by = next(field for field in group.fields if field.key == key)
    chosen = [None, *(choice.value for choice in by.choices)]
    chosen += sorted({item[key] for item in found} - set(chosen))  # one that only another version had
    return "\n".join(
        _below(say_answer(by, value, _CHINESE), theirs)
        for value in chosen
        if (theirs := [_rest(group, item, key) for item in found if item[key] == value])
    )


def _below(label: str, said: list[str]) -> str:
    if len(said) == 1:
        return f"{label}：{said[0]}" if label else said[0]
    numbered = [f"{number}.{words}" for number, words in enumerate(said, start=1)]
    return "\n".join([f"{label}：", *numbered] if label else numbered)


def _rest(group: Field, item: Mapping[str, Any], key: str) -> str:
    """Return an item without the choice above it; a text that stands alone keeps its lines."""
    others = list(_others(group, item, key))
    if len(others) == 1:
        return say_answer(others[0], item[others[0].key], _CHINESE)
    return say_item(group, {**item, key: None}, _CHINESE)


def _others(group: Field, item: Mapping[str, Any], key: str) -> Iterator[Field]:
    for field in group.fields:
        if field.kind is not FieldKind.NOTE and field.key != key and item.get(field.key) is not None:
            yield field
