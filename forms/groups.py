"""Items of a repeated group: one more, one less (docs/domain.md section 3); answers stay flat (forms/steps.py)."""

from typing import Any

from domain.errors import RefusalError
from forms.fields import Field, Form
from forms.steps import Answers, applicable, find_step

_PARTS_OF_PATH = 3


def add_item(form: Form, answers: Answers, group_key: str) -> dict[str, Any]:
    """Return `answers` with one more, still empty item in the group, behind the others.

    Raises RefusalError where the group is not asked for or is full.
    """
    group, count = _group(form, answers, group_key)
    if group.maximum is not None and count >= group.maximum:
        raise RefusalError("forms-group-full", limit=group.maximum)
    return applicable(form, {**answers, group_key: count + 1})


def delete_item(form: Form, answers: Answers, group_key: str, number: int) -> dict[str, Any]:
    """Return `answers` without the item `number` (from 1) of the group; those behind it move up.

    Raises RefusalError where the group is not asked for, has no such item, or would have too few.
    """
    group, count = _group(form, answers, group_key)
    if not 1 <= number <= count:
        raise RefusalError("forms-answer-not-asked")
    if count <= group.minimum:
        raise RefusalError("forms-group-too-few", minimum=group.minimum)
    kept = {group_key: count - 1}
    for path, value in answers.items():
        if (moved := _path_without(path, group_key, number)) is not None:
            kept.setdefault(moved, value)
    return applicable(form, kept)


def _group(form: Form, answers: Answers, group_key: str) -> tuple[Field, int]:
    step = find_step(form, answers, group_key)
    if step is None or not step.field.fields:
        raise RefusalError("forms-answer-not-asked")
    return step.field, answers.get(group_key) or 0


def _path_without(path: str, group_key: str, number: int) -> str | None:
    """Return where the answer at `path` stands once the item is gone; None for one of the item itself."""
    parts = path.split(".")
    if len(parts) != _PARTS_OF_PATH or parts[0] != group_key or int(parts[1]) < number:
        return path
    return None if int(parts[1]) == number else f"{group_key}.{int(parts[1]) - 1}.{parts[2]}"
