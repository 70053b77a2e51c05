"""/settings: what the office sets itself, part by part."""

from locales import Speech
from windows.entries import back_to_menu
from windows.settings.found import settings_parts
from windows.windows import Button, Window


def settings_window(speech: Speech) -> Window:
    """Return the parts, each as its module brings it."""
    rows = [[Button(speech.label(part.label), part.opens)] for part in settings_parts()]
    return Window(speech.text("settings-head"), [*rows, [back_to_menu(speech)]])
