"""The grading file of an installation: the office's own beside config.toml, or the shipped one (docs/grades.md)."""

from collections.abc import Mapping

from bot.config import Config, ConfigError
from bot.folders.own_files import read_text
from forms.fields import Form
from forms.grading.language import GradingScheme
from forms.grading.reader import FILE_NAME, read_grading, shipped_grading_text
from forms.reading.faults import FormError
from registers.language import Register
from usecases.grades.figures import known_figures


def grading_text(config: Config | None) -> tuple[str, bool]:
    """Return the text in use, and whether it is the office's own.

    Raises FormError where that is not in UTF-8, OSError where it can't be read.
    """
    own = None if config is None else config.folder / FILE_NAME
    if own is None or not own.is_file():
        return shipped_grading_text(), False
    return read_text(own), True


def open_grading(
    config: Config, forms: Mapping[str, Form], registers: Mapping[str, Register]
) -> GradingScheme:
    """Return how grades are given. Raises ConfigError with the sentence of the first fault.

    The shipped file may ask for figures of forms or registers that the office has changed: those are nought then, and
    the doctor says so.
    """
    try:
        text, is_own = grading_text(config)
        return read_grading(text, FILE_NAME, known_figures(forms, registers) if is_own else None)
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None
