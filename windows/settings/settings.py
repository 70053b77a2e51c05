"""/settings: what the office sets itself, part by part."""

from locales import Speech
from windows.entries import INVITE, back_to_menu
from windows.settings.roster import ROSTER
from windows.windows import Button, Window


def settings_window(speech: Speech) -> Window:
    """Return the parts, the one that is wanted most first."""
    parts = ((speech.label("roster-button"), ROSTER), (speech.label("settings-people"), INVITE))
    rows = [[Button(label, opens)] for label, opens in parts]
    return Window(speech.text("settings-head"), [*rows, [back_to_menu(speech)]])
