"""Reads registers from their .toml files and names the line of whatever is wrong with them (docs/registers.md).

An own register in the office's folder takes the place of the shipped one of its id, or stands beside them.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from forms.reading.faults import FormError, FormFault
from forms.reading.lines import FIELDS, FormLines, field_name
from forms.reading.typed import split_location, toml_of, type_fault
from registers.checking.across import across_faults
from registers.checking.checks import register_faults
from registers.checking.named import Found
from registers.language import Register

_REGISTER = TypeAdapter(Register)
_TABLES = {
    "fields": "key",
    "states": "id",
    "moves": "id",
    "chains": "",
    "responsible": "who",
    "clocks": "",
    "parts": "register",
    "lists": "id",
    "sheets": "id",
    "counts": "id",
    "opens": "of",
    "unique": "",
    "coverage": "id",
}
"""The tables of a register's file, and the key by which an item is named in the sentence of a fault."""


def read_register(text: str, name: str) -> Register:
    """Return the register that `text` (TOML) of the file `name` describes. Raises FormError at the first fault."""
    register, wrong = _read(text, name)
    if register is None or wrong:
        raise wrong[0]
    return register


def faults_in(texts: Mapping[str, str], others: Mapping[str, Register]) -> Iterator[FormError]:
    """Yield everything that is wrong with the registers in `texts`, by file name, used beside the registers `others`.

    What a register says of others is looked at where the register itself is sound.
    """
    registers = dict(others)
    sound: dict[str, Register] = {}
    for name, text in texts.items():
        register, wrong = _read(text, name)
        yield from wrong
        if register is not None and not wrong:
            registers[register.id] = sound[name] = register
    for name, register in sound.items():
        for found in across_faults(registers, register):
            yield _error(found, texts[name], name, tomllib.loads(texts[name]))


def sound_registers(texts: Mapping[str, str]) -> dict[str, Register]:
    """Return the registers by id that `texts`, by file name, describe, less those with a fault of their own."""
    read = (_read(text, name) for name, text in sorted(texts.items()))
    return {register.id: register for register, wrong in read if register is not None and not wrong}


def read_registers(own: Mapping[str, str]) -> Mapping[str, Register]:
    """Return the shipped registers by id with the office's `own`, texts by file name, added or put in their place.

    Raises FormError at the first thing that is wrong with one of them.
    """
    texts = {**shipped_register_texts(), **own}
    for error in faults_in(texts, {}):
        raise error
    return sound_registers(texts)


@cache
def shipped_register_texts() -> Mapping[str, str]:
    """Return the files of the registers that come with the product, by name."""
    found = [file for file in files("registers").iterdir() if file.name.endswith(".toml")]
    return {file.name: file.read_text(encoding="utf-8") for file in found}


@cache
def shipped_registers() -> Mapping[str, Register]:
    """Return the registers that come with the product, by id."""
    return read_registers({})


def _read(text: str, name: str) -> tuple[Register | None, list[FormError]]:
    try:
        data = toml_of(text, name)
    except FormError as error:
        return None, [error]
    register = None
    try:
        # Through JSON, in which lists may be read as tuples though every type is insisted on.
        register = _REGISTER.validate_json(json.dumps(data, default=str), strict=True)
        found = [*_named_otherwise(register, name), *register_faults(register)]
    except ValidationError as error:
        found = [_typed(problem) for problem in error.errors()]
    errors: dict[tuple[object, ...], FormError] = {}
    for table, fault in found:
        mark = (table, fault.place, fault.key, str(fault.details))
        errors.setdefault(mark, _error((table, fault), text, name, data))
    return register, sorted(errors.values(), key=lambda error: error.line or 0)


def _named_otherwise(register: Register, name: str) -> Iterator[Found]:
    if register.id != PurePath(name).stem:
        yield "", FormFault((), "form-fault-other-name", "id", {"id": register.id})


def _typed(problem: ErrorDetails) -> Found:
    location = problem["loc"]
    table = str(location[0]) if location and location[0] in _TABLES and len(location) > 1 else ""
    if table == FIELDS:
        return table, type_fault(problem, *split_location(location))
    if table and isinstance(location[1], int):
        return table, type_fault(problem, (location[1],), location[2:] or (table,))
    return "", type_fault(problem, (), location)


def _error(found: Found, text: str, name: str, data: Mapping[str, Any]) -> FormError:
    table, fault = found
    table = table or FIELDS
    key = _TABLES[table]
    line = FormLines(text, data, table, key).line_of(fault.place, fault.name, fault.hint)
    item = field_name(fault.place, data, table, key)
    return FormError(
        name,
        fault.key,
        fault.details,
        line=line,
        field=f"{table} {item}" if item and table != FIELDS else item,
    )
