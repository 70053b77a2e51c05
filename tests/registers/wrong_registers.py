"""Registers with something wrong in them, and how their faults are told."""

from forms.reading.faults import FormError
from locales import Speech, Words
from registers.reader import faults_in, shipped_register_texts, shipped_registers

WORDS = Words()
FIRST_ONLY = 1


def faults_with(old: str, new: str, register: str = "gifts") -> list[FormError]:
    """Return what is wrong with a shipped register once `new` stands in the place of the first `old`."""
    name = f"{register}.toml"
    text = shipped_register_texts()[name]
    assert old in text
    return list(faults_in({name: text.replace(old, new, FIRST_ONLY)}, shipped_registers()))


def said(error: FormError, language: str = "zh") -> str:
    """Return what whoever writes the register is told."""
    return Speech(WORDS, language).label(error.key, **error.details)
