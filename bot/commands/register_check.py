"""registers check, and what doctor says of registers: every fault of theirs, a line each."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.commands.findings import Finding, fault, good, note
from bot.commands.given import Given
from bot.config import Config, ConfigError
from bot.folders.own_files import read_text
from bot.folders.register_folder import open_registers, own_register_texts
from locales import Speech
from registers.reader import faults_in, read_register, read_registers, shipped_register_texts, sound_registers
from reports.registers.rotation_sheet import level_names
from storage.unit_of_work import UnitOfWork
from usecases.kept_texts import register_refusals
from usecases.registers.risks.risk_papers import APPROVED, RISK
from windows.registers.rotation import levels_said

SHIPPED, OWN, REPLACING = 0, 1, 2


def check_registers_of(given: Given, files: Sequence[Path]) -> bool:
    """Print a line for every fault of `files`, or of all registers; where there is none, one for every register.

    Tells whether there is no fault. Raises ConfigError, FormError for a file that is not in UTF-8, and OSError.
    """
    config = given.config_if_any()
    own = own_register_texts(config) if config is not None else {}
    known = {**shipped_register_texts(), **own}
    texts = {str(file): read_text(file) for file in files} or known
    faults = list(faults_in(texts, sound_registers(known)))
    for error in faults:
        given.say(error.key, **error.details)
    if faults:
        given.say_aside("registers-check-faulty", count=len(faults))
        return False
    for name, text in sorted(texts.items()):
        register = read_register(text, name)
        whose = (REPLACING if name in shipped_register_texts() else OWN) if name in own else SHIPPED
        given.say(
            "registers-check-good",
            register=register.id,
            version=register.version,
            fields=len(register.fields),
            states=len(register.states),
            title=register.title[given.language],
            own=whose,
        )
    return True


def check_kept_registers(uow: UnitOfWork, config: Config) -> Iterator[Finding]:
    """Say which registers were changed without a new version, or lack a state in which entries stand."""
    try:
        library = open_registers(config)
    except ConfigError:
        return  # said already
    for refusal in register_refusals(uow, library):
        yield fault(refusal.key, **refusal.details)


def check_own_registers(config: Config) -> Iterator[Finding]:
    """Say how many registers there are, or everything that is wrong with them beside the office's own."""
    own = own_register_texts(config)
    faults = list(faults_in({**shipped_register_texts(), **own}, {})) if own else []
    for error in faults:
        yield fault(error.key, **error.details)
    if not faults:
        yield good("registers-doctor", count=len(read_registers(own)), own=len(own))


def check_rotation(config: Config, speech: Speech) -> Iterator[Finding]:
    """Say of whom rotation is told, or why of nobody: the register of risks in use may be the office's own."""
    rule = config.rotation.rule()
    if not rule.levels:
        yield note("rotation-doctor-off")
        return
    try:
        registers = open_registers(config)
    except ConfigError:
        return  # said already
    register = registers.get(RISK)
    known = level_names(register, speech.language)
    states = {state.id for state in register.states} if register is not None else set()
    if register is None or not rule.levels <= known.keys() or states.isdisjoint(APPROVED):
        yield fault("rotation-doctor-no-risks", levels=", ".join(sorted(rule.levels)))
        return
    levels = levels_said(registers, rule, speech)
    yield good("rotation-doctor", levels=levels, years=rule.years, days=rule.days_before)
