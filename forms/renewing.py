"""Answers to one version of a form taken over into another, where the version they were given to is lost."""

from typing import Any

from domain.errors import RefusalError
from forms.answers import checked
from forms.fields import Field, Form
from forms.steps import Answers, applicable, steps


def still_fitting(form: Form, answers: Answers) -> dict[str, Any]:
    """Return those of `answers` that `form` asks for and takes: all that still applies is kept, and nothing else."""
    kept: dict[str, Any] = {}
    while True:
        found = {
            step.path: answers[step.path]
            for step in steps(form, kept)
            if step.path in answers and _fits(step.field, answers[step.path])
        }
        # What is asked depends on what was answered before it: each round settles at least one more question.
        if found == kept:
            return applicable(form, kept)
        kept = found


def _fits(field: Field, value: Any) -> bool:
    try:
        checked(field, value)
    except RefusalError:
        return False
    return True
