"""The states of a register and the moves between them, as Mermaid draws them."""

from collections.abc import Iterator

from registers.language import Register

_START, _INDENT = "[*]", "    "


def state_diagram(register: Register, language: str) -> str:
    """Return the diagram as Mermaid's text, with the words of `language`, a line break at its end."""
    return "".join(f"{line}\n" for line in _lines(register, language))


def _lines(register: Register, language: str) -> Iterator[str]:
    # States go by number: an id such as "end" or "state" is a word of Mermaid's own.
    names = {state.id: f"s{number}" for number, state in enumerate(register.states, start=1)}
    yield "stateDiagram-v2"
    for state in register.states:
        yield f'{_INDENT}state "{_plain(state.label[language])}" as {names[state.id]}'
    yield f"{_INDENT}{_START} --> {names[register.states[0].id]}"
    for move in register.moves:
        for source in move.sources:
            yield f"{_INDENT}{names[source]} --> {names[move.leads_to(source)]}: {_plain(move.label[language])}"
    for state in register.states:
        if state.end:
            yield f"{_INDENT}{names[state.id]} --> {_START}"


def _plain(label: str) -> str:
    """Take out what would end a label in Mermaid."""
    return " ".join(label.replace('"', "'").replace(";", ",").replace(":", " ").split())
