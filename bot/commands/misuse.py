"""What was typed wrongly, and the headings of the help, in the language's words: typer speaks English alone."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import typer

from locales import Speech

_OPTION = r"(?P<given>.+?)(?: \(env var: .+\))?"
_MISUSES: Mapping[str, re.Pattern[str]] = {
    key: re.compile(pattern, re.DOTALL)
    for key, pattern in {
        "misuse-no-command": r"No such command (?P<given>.+?)\.(?: Did you mean (?P<near>.+)\?)?",
        "misuse-no-option": r"No such option: (?P<given>.+?)(?: \(Possible options: (?P<near>.+)\))?",
        "misuse-which-command": r"Missing command\.",
        "misuse-lacks-argument": r"Missing argument (?P<given>.+)\.",
        "misuse-lacks-option": r"Missing option (?P<given>.+)\.",
        "misuse-lacks-value": r"Option (?P<given>.+) requires .+",
        "misuse-takes-no-value": r"Option (?P<given>.+) does not take a value\.",
        "misuse-too-much": r"Got unexpected extra argument\(s\) \((?P<given>.+)\)",
        "misuse-too-small": rf"Invalid value for {_OPTION}: Input should be greater than or equal to (?P<bound>\d+)",
        "misuse-too-large": rf"Invalid value for {_OPTION}: Input should be less than or equal to (?P<bound>\d+)",
        "misuse-no-number": rf"Invalid value for {_OPTION}: Input should be a valid integer.*",
        "misuse-no-switch": rf"Invalid value for {_OPTION}: Input should be a valid boolean.*",
        "misuse-said": r"Invalid value: (?P<given>.+)",
    }.items()
}
"""What typer says (typer/core.py, typer/_click/parser.py; pydantic's words for a value) for what is to be said."""

_HEADINGS: Mapping[str, str] = {
    "usage": r"^Usage:",
    "options-there": r"\[OPTIONS\]",
    "command-there": r"COMMAND \[ARGS\]\.\.\.",
    "arguments": r"^Arguments:$",
    "options": r"^Options:$",
    "commands": r"^Commands:$",
    "required": r"(?<=[\[ ])required(?=\])",
    "default": r"(?<=\[)default:(?=\s)",
    "variable": r"(?<=\[)env var:(?=\s)",
}


def misuse_line(speech: Speech, error: typer.TyperException) -> str:
    """Return the one line that says what was typed wrongly, and where the right way stands."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "gridbot"
    below = "、".join(getattr(context.command, "commands", ())) if context is not None else ""
    what = _what(speech, " ".join(error.format_message().split()), below)
    return speech.label("command-misused", what=what, command=command)


def _what(speech: Speech, said: str, below: str) -> str:
    for key, pattern in _MISUSES.items():
        if (found := pattern.fullmatch(said)) is not None:
            words = {name: _bare(text) for name, text in found.groupdict().items() if text}
            near = words.pop("near", "")
            hint = speech.label("misuse-near", near=near) if near else ""
            return speech.label(key, commands=below, **words) + hint
    return said


def _bare(text: str) -> str:
    """Return names without the quotes that repr puts around each."""
    return re.sub(r"(?<!\w)(['\"])(.*?)\1(?!\w)", r"\2", text)


def speak_help(command: Any, speech: Speech) -> None:
    """Have the help of `command` (typer's) speak the language: its own headings and signs too."""
    command.get_help = partial(_help_page, command.get_help, speech)


def _help_page(plain: Callable[[Any], str], speech: Speech, context: Any) -> str:
    context.command.get_help_option(context).help = speech.label("usage-help")
    page = plain(context)
    for name, pattern in _HEADINGS.items():
        page = re.sub(pattern, speech.label(f"usage-{name}"), page, flags=re.MULTILINE)
    # A full-width colon has its room already; the type of an argument tells nobody anything.
    return page.replace("： ", "：").replace("<str>", "     ")
