"""grades check, and what doctor says of the grading file: every fault of it, a line each, and an example counted."""

from collections.abc import Iterator
from pathlib import Path

from bot.commands.findings import Finding, fault, good
from bot.commands.given import Given
from bot.config import Config, ConfigError
from bot.folders.form_folder import open_library
from bot.folders.grading_file import grading_text
from bot.folders.own_files import read_text
from bot.folders.register_folder import open_registers
from domain.grades.grading import GradedKind, PointsNature
from forms.grading.language import GradingScheme
from forms.grading.reader import FILE_NAME, grading_faults, read_grading
from forms.library import shipped_library as shipped_forms
from registers.library import shipped_library as shipped_registers
from reports.grades.words import grade_said, how_made, kind_said, said
from usecases.grades.figures import known_figures

EXAMPLE = {"expected": 20, "reported": 19, "on_time": 18, "late": 1, "missing": 1, "returned": 1, "owing": 5}
"""Figures of the example, by the last part of their names; of all others EXAMPLE_OTHERS."""
EXAMPLE_OTHERS = 3


def check_grading(given: Given, file: Path | None) -> bool:
    """Print a line for every fault of `file`, or of the one in use; where there is none, an example counted by it.

    Tells whether there is no fault. Raises ConfigError, FormError for a file that is not in UTF-8, and OSError.
    """
    config = given.config_if_any()
    text, name = (read_text(file), str(file)) if file else (grading_text(config)[0], FILE_NAME)
    faults = grading_faults(text, name, _known(config))
    for error in faults:
        given.say(error.key, **error.details)
    if faults:
        given.say_aside("grading-check-faulty", count=len(faults))
        return False
    scheme = read_grading(text, name)
    given.say(
        "grading-check-good",
        title=scheme.title[given.language],
        version=scheme.version,
        count=len(scheme.criteria),
        deductions=len(scheme.deductions),
    )
    for kind in scheme.kinds:
        _say_example(given, scheme, kind)
    return True


def check_own_grading(config: Config) -> Iterator[Finding]:
    """Say which grading file is in use, or everything that is wrong with it."""
    text, is_own = grading_text(config)
    try:
        known = _known(config)
    except ConfigError:
        return  # what is wrong with forms and registers is said by their own checks
    faults = grading_faults(text, FILE_NAME, known)
    for error in faults:
        yield fault(error.key, **error.details)
    if not faults:
        yield good("grading-doctor", own=int(is_own))


def _known(config: Config | None) -> frozenset[str]:
    if config is None:
        return known_figures(shipped_forms(), shipped_registers())
    return known_figures(open_library(config), open_registers(config))


def _say_example(given: Given, scheme: GradingScheme, kind: GradedKind) -> None:
    figures = {name: EXAMPLE.get(name.rpartition(".")[2], EXAMPLE_OTHERS) for name in scheme.figures}
    made = scheme.made(kind, figures)
    speech = given.speech
    given.say("grading-example", kind=kind_said(kind, speech))
    for part in made.parts:
        given.say(
            "grading-example-taken" if part.nature is PointsNature.DEDUCTION else "grading-example-part",
            label=part.label[given.language],
            points=said(part.points),
            full=said(part.full),
            how=how_made(part, speech),
        )
    given.say("grading-example-sum", points=said(made.points), grade=grade_said(made.grade, speech))
