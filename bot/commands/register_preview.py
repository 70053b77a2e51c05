"""registers preview: a register in words, for whoever writes one: fields, states, who may do what, deadlines."""

from collections.abc import Mapping
from pathlib import Path

import typer

from bot.commands.form_preview import write_new
from bot.commands.given import Given
from bot.folders.own_files import read_text
from bot.folders.register_folder import own_register_texts
from bot.hospital_facts import facts_if_any
from domain.errors import RefusalError
from handlers.settings.previews.register_words import RegisterWords
from handlers.settings.previews.registers import register_windows
from locales import LANGUAGES, Speech
from registers.diagram import state_diagram
from registers.language import Register
from registers.reader import read_register, read_registers
from usecases.live_facts import Fact
from windows.reporting.form_preview import preview_page, window_lines


def preview_register(given: Given, named: str, language: str | None, html: Path | None) -> None:
    """Print what the register `named` (an id or a .toml file) says and all its windows; or write these into `html`.

    Raises RefusalError for a register or language that there is not and for a file that exists, FormError for a faulty
    register.
    """
    register, registers, speech = _previewed(given, named, language)
    sample = _sample_number(given, register, speech)
    windows = register_windows(register, speech, given.today, sample)
    if html is not None:
        write_new(html, preview_page(register.title[speech.language], speech.language, windows))
        given.say("command-file-written", path=str(html))
        return
    typer.echo("\n".join(RegisterWords(register, registers, speech).lines(sample)))
    for shown in windows:
        typer.echo("\n".join(["", *window_lines(shown)]))


def draw_register(given: Given, named: str, language: str | None) -> None:
    """Print the states of the register `named` as Mermaid draws them; raises as `preview_register`."""
    register, _registers, speech = _previewed(given, named, language)
    typer.echo(state_diagram(register, speech.language), nl=False)


def _previewed(
    given: Given, named: str, language: str | None
) -> tuple[Register, Mapping[str, Register], Speech]:
    if language is not None and language not in LANGUAGES:
        raise RefusalError("register-preview-language", named=language, known=", ".join(LANGUAGES))
    config = given.config_if_any()
    registers = read_registers(own_register_texts(config) if config else {})
    register = _find(registers, named)
    return register, registers, Speech(given.words, language or given.language)


def _sample_number(given: Given, register: Register, speech: Speech) -> str | None:
    if register.number is None:
        return None
    config = given.config_if_any()
    sign = facts_if_any(config)[Fact.SIGN] if config else ""
    unit = sign or speech.label("register-preview-sample-unit")
    return register.number.written(unit, given.today.year, 1)


def _find(registers: Mapping[str, Register], named: str) -> Register:
    path = Path(named)
    if path.suffix.casefold() == ".toml":
        return read_register(read_text(path), path.name)
    if named not in registers:
        raise RefusalError("register-preview-no-register", register=named, known=", ".join(sorted(registers)))
    return registers[named]
