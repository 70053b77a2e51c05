"""polls check, and what doctor says of forms of polls: every fault of theirs, a line each."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.commands.findings import Finding, fault, good
from bot.commands.given import Given
from bot.config import Config
from bot.folders.form_folder import own_poll_texts
from bot.folders.own_files import read_text
from forms.polls.language import questions_of
from forms.polls.reader import poll_faults, read_poll_form, shipped_poll_texts

SHIPPED, OWN, REPLACING = 0, 1, 2


def check_polls_of(given: Given, files: Sequence[Path]) -> bool:
    """Print a line for every fault of `files`, or of all forms of polls; where there is none, one for every form.

    Tells whether there is no fault. Raises ConfigError, FormError for a file that is not in UTF-8, and OSError.
    """
    config = given.config_if_any()
    own = own_poll_texts(config) if config is not None else {}
    texts = {str(file): read_text(file) for file in files} or {**shipped_poll_texts(), **own}
    faults = list(poll_faults(texts))
    for error in faults:
        given.say(error.key, **error.details)
    if faults:
        given.say_aside("polls-check-faulty", count=len(faults))
        return False
    for name, text in sorted(texts.items()):
        form = read_poll_form(text, name)
        given.say(
            "polls-check-good",
            form=form.id,
            version=form.version,
            count=len(questions_of(form)),
            title=form.title[given.language],
            own=(REPLACING if name in shipped_poll_texts() else OWN) if name in own else SHIPPED,
        )
    return True


def check_own_polls(config: Config) -> Iterator[Finding]:
    """Say how many forms of polls there are, or everything that is wrong with the office's own."""
    own = own_poll_texts(config)
    faults = list(poll_faults(own))
    for error in faults:
        yield fault(error.key, **error.details)
    if not faults:
        yield good("polls-doctor", count=len({*shipped_poll_texts(), *own}), own=len(own))
