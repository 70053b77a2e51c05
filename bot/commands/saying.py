"""How an error is said: one plain line, and the exit code that goes with it."""
# ruff: noqa: PLC0415 - what an error is of is loaded by then, or was not needed

import errno

import typer

from bot.commands.given import Given
from bot.commands.misuse import misuse_line
from domain.errors import RefusalError

DONE, NOT_DONE, MISUSED = 0, 1, 2
DEBUG_VARIABLE = "GRIDBOT_DEBUG"


def said(error: Exception, given: Given) -> tuple[int, str]:
    """Return the exit code for `error` and the line that says what happened."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    speech = given.speech
    if isinstance(error, RefusalError):
        from bot.config import ConfigError

        code = MISUSED if isinstance(error, ConfigError) else NOT_DONE
        return code, speech.label(error.key, **error.details)
    if isinstance(error, typer.TyperException):
        return MISUSED, misuse_line(speech, error)
    if isinstance(error, typer.Abort):
        return NOT_DONE, speech.label("command-aborted")
    if isinstance(error, OSError) and error.filename is not None:
        cause = errno.errorcode.get(error.errno or 0, type(error).__name__)
        reason = speech.label("command-file-reason", code=cause, reason=error.strerror or cause)
        return NOT_DONE, speech.label("command-file-trouble", path=str(error.filename), reason=reason)
    from storage.statements.engines import find_trouble

    if (trouble := find_trouble(error)) is not None:
        return NOT_DONE, speech.label("command-database-trouble", reason=trouble)
    what = _one_line(f"{type(error).__name__}: {error}")
    return NOT_DONE, speech.label("command-unexpected", what=what, variable=DEBUG_VARIABLE)


def _one_line(text: str) -> str:
    return " ".join(text.split())
