"""init: config.toml, the office's key and the database, in an empty folder."""

import json
import os
import sys
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import refuse_to_overwrite, write_private
from bot.config import TOKEN_VARIABLE, example_config
from storage.tips.sealing import OfficeKey, new_office_key

KEY_FILE = "office-key.txt"
_NAME = 'name = "本院"'
_TOKEN = 'token = ""'  # noqa: S105 - the line that has none yet
_RECIPIENTS = "office_recipients = []"


def set_up(given: Given) -> None:
    """Write config.toml, office-key.txt beside it and the database, and say what comes next.

    Hospital and token are asked for at a terminal only. Raises RefusalError (command-file-exists), before
    anything is written, where there is a config.toml or a key already.
    """
    path = given.config_path
    key_path = path.parent / KEY_FILE
    refuse_to_overwrite(path, key_path)
    name, token = _ask(given) if sys.stdin.isatty() else ("", "")
    key = new_office_key()
    config_text = filled_in(example_config().read_text(encoding="utf-8"), name, token, key.recipient)
    write_private(key_path, key_file(given, key).encode())
    write_private(path, config_text.encode())
    config = given.config()
    with open_database(config):
        pass
    given.say("command-init-done", config=str(path), key_file=str(key_path))
    given.say("command-init-move-key", key_file=str(key_path))
    if not config.token:
        given.say("command-init-token", config=str(path), variable=TOKEN_VARIABLE)
    given.say("command-init-next")


def filled_in(example: str, name: str, token: str, recipient: str) -> str:
    """Return the text of config.example.toml with these in it; an empty `name` or `token` stays as it is there."""
    name, token = (each.replace("\x7f", "") for each in (name, token))  # TOML takes no DEL in a string
    text = example.replace(_RECIPIENTS, f"office_recipients = [{_quoted(recipient)}]")
    if name:
        text = text.replace(_NAME, f"name = {_quoted(name)}")
    return text.replace(_TOKEN, f"token = {_quoted(token)}") if token else text


def _ask(given: Given) -> tuple[str, str]:
    speech = given.speech
    name = typer.prompt(speech.label("command-init-ask-name"), default="", show_default=False, err=True)
    if os.environ.get(TOKEN_VARIABLE):
        return name.strip(), ""
    asked = speech.label("command-init-ask-token")
    token = typer.prompt(asked, default="", show_default=False, hide_input=True, err=True)
    return name.strip(), token.strip()


def key_file(given: Given, key: OfficeKey) -> str:
    """Return an age identity file: comments, then the key (age-encryption.org, age-keygen(1))."""
    told = given.speech.label("command-key-file", day=given.today.isoformat(), recipient=key.recipient)
    comments = "".join(f"# {line}\n" for line in told.splitlines())
    return f"{comments}{key.identity}\n"


def _quoted(text: str) -> str:
    """Return `text` as a TOML string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)


def key_beside(config_path: Path) -> Path | None:
    """Return where the office's secret key still lies beside the configuration, or None."""
    path = config_path.parent / KEY_FILE
    return path if path.exists() else None
