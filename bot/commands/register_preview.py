"""registers preview: a register in words, for whoever writes one: fields, states, who may do what, deadlines."""

from collections.abc import Mapping
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.register_words import RegisterWords
from bot.form_folder import own_register_texts, read_text
from domain.errors import RefusalError
from locales import LANGUAGES, Speech
from registers.diagram import state_diagram
from registers.language import Register
from registers.reader import read_register, read_registers


def preview_register(given: Given, named: str, language: str | None, *, mermaid: bool) -> None:
    """Print what the register `named` (an id, or a .toml file) says, or its diagram.

    Raises RefusalError for a register or language that there is not, and FormError for a faulty one.
    """
    if language is not None and language not in LANGUAGES:
        raise RefusalError("register-preview-language", named=language, known=", ".join(LANGUAGES))
    config = given.config_if_any()
    registers = read_registers(own_register_texts(config) if config else {})
    register = _find(registers, named)
    speech = Speech(given.words, language or given.language)
    if mermaid:
        typer.echo(state_diagram(register, speech.language), nl=False)
        return
    sign = config.registers.unit_sign if config else ""
    sample = None
    if register.number is not None:
        unit = sign or speech.label("register-preview-sample-unit")
        sample = register.number.written(unit, given.today.year, 1)
    typer.echo("\n".join(RegisterWords(register, registers, speech).lines(sample)))


def _find(registers: Mapping[str, Register], named: str) -> Register:
    path = Path(named)
    if path.suffix.casefold() == ".toml":
        return read_register(read_text(path), path.name)
    if named not in registers:
        raise RefusalError("register-preview-no-register", register=named, known=", ".join(sorted(registers)))
    return registers[named]
