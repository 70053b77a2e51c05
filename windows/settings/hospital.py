"""/settings [医院信息]: what is said of the hospital, and what asks for another word for it."""

from collections.abc import Mapping
from typing import Final

from locales import Speech
from storage.setting_changes import SettingChange
from usecases.live_facts import PREFIX, Fact
from usecases.settings.facts import LENGTHS
from windows.entries import SETTINGS
from windows.settings.found import CalledChanges, ChangeWords, SettingsPart, SettingsParts
from windows.windows import Button, Window

HOSPITAL: Final = "hospital"
CHANGE: Final = "hospital-set"
CLEAR: Final = "hospital-clear"


def hospital_window(facts: Mapping[Fact, str], speech: Speech, said: str = "") -> Window:
    """Return what is said of the hospital, each with the button that changes it; `said` (HTML) stands above."""
    lines = [*([said] if said else []), speech.text("hospital-head")]
    for fact in Fact:
        value = facts[fact] or speech.label("setting-nothing")
        lines.append(speech.text("hospital-line", what=fact_name(fact, speech), value=value))
    rows = [[Button(fact_name(fact, speech), f"{CHANGE}:{fact}")] for fact in Fact]
    return Window("\n".join(lines), [*rows, [Button(speech.label("report-back"), SETTINGS)]])


def ask_window(fact: Fact, value: str, speech: Speech, said: str = "") -> Window:
    """Return what asks for a fact, which is `value` now; `said` (HTML) tells what was wrong before."""
    lines = [
        *([said] if said else []),
        speech.text(f"hospital-ask-{fact.replace('_', '-')}", limit=LENGTHS[fact]),
        speech.text("hospital-now", value=value or speech.label("setting-nothing")),
    ]
    clear = (
        [[Button(speech.label("hospital-clear"), f"{CLEAR}:{fact}")]]
        if value and fact is not Fact.NAME
        else []
    )
    return Window("\n".join(lines), [*clear, [Button(speech.label("report-back"), HOSPITAL)]])


def fact_name(fact: Fact, speech: Speech) -> str:
    """Return what a fact is called."""
    return speech.label(f"hospital-{fact.replace('_', '-')}")


def change_words(change: SettingChange, speech: Speech) -> ChangeWords:
    """Return a change of a fact in words."""
    known = {str(fact) for fact in Fact}
    what = fact_name(Fact(change.about), speech) if change.about in known else change.what
    return ChangeWords(what, change.old or "", change.new or "")


SETTINGS_PARTS: SettingsParts = {500: SettingsPart("hospital-button", HOSPITAL)}
CHANGE_WORDS: CalledChanges = {PREFIX.removesuffix(":"): change_words}
