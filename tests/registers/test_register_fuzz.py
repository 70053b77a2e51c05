"""Whatever somebody writes into a register's file: it is read, or every fault is told with its line."""

import re

from hypothesis import given
from hypothesis import strategies as st

from locales import LANGUAGES
from registers.diagram import state_diagram
from registers.reader import faults_in, read_register, shipped_register_texts, shipped_registers
from tests.forms.made_up import FEW
from tests.registers.wrong_registers import said

TEXTS = shipped_register_texts()
VALUES = [
    *('""', '"字"', '"person"', '"2026-02-30"', "2026-01-01", "nan", "-1", "0", "true", "[]", "{}", "[[1]]"),
    *(
        '["person", "person"]',
        '["owner"]',
        '["reviewer", "approver"]',
        '"entry"',
        '"{n"',
        '"problem"',
        "[{}]",
    ),
    *('{ zh = "字" }', '{ pattern = "{n}" }', '{ form = "unit" }', "{ form = true }", '"measure.deadline"'),
]
KEYS = sorted({key for text in TEXTS.values() for key in re.findall(r"^(\w+) = ", text, re.MULTILINE)})
HEADERS = [
    *(f"[[{name}]]" for name in ("fields", "states", "moves", "chains", "clocks", "parts", "lists")),
    "[seen]",
]


@st.composite
def scribbled(draw: st.DrawFn) -> tuple[str, str]:
    """Return a shipped register with lines taken out, changed or put in, and its file's name."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[name].splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        line = f"{draw(st.sampled_from(KEYS))} = {draw(st.sampled_from(VALUES))}"
        match draw(st.integers(0, 3)):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines[at] = line
            case 2:
                lines.insert(at, line)
            case _:
                lines.insert(at, draw(st.sampled_from(HEADERS)))
    return "\n".join(lines) + "\n", name


@FEW
@given(scribbled())
def test_a_scribbled_register_is_read_or_every_fault_is_told(written: tuple[str, str]) -> None:
    text, name = written
    found = list(faults_in({name: text}, shipped_registers()))
    for error in found:
        assert error.line is None or 1 <= error.line <= len(text.splitlines())
        assert all(said(error, language) for language in LANGUAGES)
    if not found:
        register = read_register(text, name)
        assert state_diagram(register, "zh")
        assert register.number is None or register.number.written("某医", 2026, 1)
