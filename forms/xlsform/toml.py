"""A form as the text of its .toml file, laid out to be read and edited by hand."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Item, Table

from forms.fields import Field

_ORDER = [key.name for key in dataclasses.fields(Field) if key.name != "fields"]


def form_text(form: Mapping[str, Any], head: Sequence[str]) -> str:
    """Return the .toml text of `form`, with the lines of `head` as comments above it."""
    document = tomlkit.document()
    for line in head:
        document.add(tomlkit.comment(" ".join(line.split())))
    for name, value in form.items():
        if name != "fields":
            document.add(name, _item(value))
    document.add("fields", _blocks(form["fields"]))
    return tomlkit.dumps(document)


def _blocks(fields: Sequence[Mapping[str, Any]]) -> AoT:
    blocks = tomlkit.aot()
    for field in fields:
        blocks.append(_block(field))
    return blocks


def _block(field: Mapping[str, Any]) -> Table:
    block = tomlkit.table()
    for name in _ORDER:
        if name in field:
            block.add(name, _item(field[name]))
    if "fields" in field:
        block.add("fields", _blocks(field["fields"]))
    return block


def _item(value: Any) -> Item:
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, list):
        return _array(value)
    item: Item = tomlkit.item(value)
    return item


def _inline(words: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    for name, value in words.items():
        table.append(name, _item(value))
    return table


def _array(values: Sequence[Any]) -> Array:
    array = tomlkit.array()
    for value in values:
        array.append(_item(value))
    # Choices and conditions stand one on a line; a few names stand side by side.
    return array.multiline(any(isinstance(value, Mapping) for value in values))
