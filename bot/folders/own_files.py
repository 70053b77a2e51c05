"""The office's own texts: the files of the configured folders, and over them what was brought in by the chat."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.config import Config, ConfigError
from domain.text_files import text_of
from forms.reading.faults import FormError
from storage.database import Database
from storage.own_texts.own_texts import FORM, KINDS, POLL, REGISTER, OwnText
from storage.own_texts.reading import texts_there
from usecases.live_texts import Files, texts_in_use

SUFFIX = ".toml"
BroughtIn = Sequence[OwnText] | None
"""What the chat brought in; None: whoever asks has no database open, and it is looked for there."""


def folder_files(config: Config) -> Files:
    """Return the files of the configured folders.

    Raises ConfigError for a folder that is not there, FormError for a file that is not in UTF-8.
    """
    return {kind: _folder_of(config, kind) for kind in KINDS}


def brought_in(config: Config) -> list[OwnText]:
    """Return what the chat brought in; nothing where there is no database yet, or none that answers."""
    if config.database_file is not None and not config.database_file.exists():
        return []
    database = Database(config.database_url)
    try:
        return texts_there(database.engine)
    finally:
        database.close()


def read_own(config: Config, kind: str, brought: BroughtIn = None) -> dict[str, str]:
    """Return what is in use of the office's own of a kind, by the names of their files; raises as `folder_files`."""
    found = brought_in(config) if brought is None else brought
    of_kind = [text for text in found if text.kind == kind]
    return dict(texts_in_use({kind: _folder_of(config, kind)}, of_kind).files[kind])


def read_text(path: Path) -> str:
    """Return the text of a form's file. Raises FormError where it is not in UTF-8, OSError where it can't be read."""
    try:
        return text_of(path.read_bytes())
    except UnicodeDecodeError:
        raise FormError(path.name, "form-fault-not-utf8", {}) from None


def _folder_of(config: Config, kind: str) -> Mapping[str, str]:
    if kind == FORM:
        return _texts_in(config.forms_folder, "forms-no-folder")
    if kind == REGISTER:
        return _texts_in(config.registers_folder, "registers-no-folder")
    folder = config.polls.folder if kind == POLL else config.campaigns.folder
    where = folder and (config.folder / folder).resolve()
    return _texts_in(where, "polls-no-folder" if kind == POLL else "campaign-no-folder")


def _texts_in(folder: Path | None, refusal: str) -> Mapping[str, str]:
    if folder is None:
        return {}
    if not folder.is_dir():
        raise ConfigError(refusal, path=str(folder))
    return {path.name: read_text(path) for path in sorted(folder.iterdir()) if path.suffix == SUFFIX}
