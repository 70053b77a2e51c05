"""A form as a row of questions, one a window, and the draft of its answers (DOMAIN.md section 3).

A draft is a flat dict that JSON can hold: "talks" → 4; a group's number of items under its own key,
"tendencies" → 2, and each item's answers beside it, "tendencies.1.summary" → "…". A key that is absent has
not been answered yet; a key with None was skipped. Which questions there are follows from the answers alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.errors import RefusalError
from forms.answers import checked, read_text
from forms.fields import Condition, Field, FieldKind, Form

Answers = Mapping[str, Any]
_latest: "dict[str, tuple[Form, Answers, tuple[Step, ...]]]" = {}


@dataclass(frozen=True, slots=True)
class Step:
    """One question: where its answer is kept (`path`), and for one in a group which item it is about.

    `item` counts from 1; `item`, `item_count` and `group` are None outside a group.
    """

    path: str
    field: Field
    item: int | None = None
    item_count: int | None = None
    group: Field | None = None


def steps(form: Form, answers: Answers) -> Sequence[Step]:
    """Return the questions that apply to `answers`, in order; figures that the bot fills in are not asked."""
    # One window asks this half a dozen times over of the same answers.
    known = _latest.get(form.id)
    if known is not None and known[0] is form and known[1] == answers:
        return known[2]
    found = tuple(_steps(form, answers))
    _latest[form.id] = (form, dict(answers), found)
    return found


def _steps(form: Form, answers: Answers) -> list[Step]:
    found: list[Step] = []
    asked: dict[str, Any] = {}
    for field in form.fields:
        if field.computed is None and _applies(field.when, asked):
            found.append(Step(field.key, field))
            asked[field.key] = answers.get(field.key)
            found.extend(_item_steps(field, answers, asked))
    return found


def next_open(form: Form, answers: Answers) -> Step | None:
    """Return the first question neither answered nor skipped, or None if there is none."""
    return next((step for step in steps(form, answers) if step.path not in answers), None)


def unanswered(form: Form, answers: Answers) -> list[Step]:
    """Return the required questions that stand in the way of 提交; if none, the rest may be skipped."""
    return [step for step in steps(form, answers) if step.field.required and answers.get(step.path) is None]


def find_step(form: Form, answers: Answers, path: str) -> Step | None:
    """Return the question kept at `path`, or None if it is not asked with these answers."""
    return next((step for step in steps(form, answers) if step.path == path), None)


def step_before(form: Form, answers: Answers, path: str) -> Step | None:
    """Return the question before the one at `path` (返回), or None at the first."""
    before = None
    for step in steps(form, answers):
        if step.path == path:
            return before
        before = step
    return None


def progress(form: Form, answers: Answers, path: str) -> tuple[int, int]:
    """Return the number (from 1) of the question at `path`, and how many there are; KeyError if not asked."""
    paths = [step.path for step in steps(form, answers)]
    if path not in paths:
        raise KeyError(path)
    return paths.index(path) + 1, len(paths)


def read_answer(step: Step, text: str) -> Any:
    """Return the answer that a person typed as `text`, ready for `set_answer`. Raises RefusalError."""
    return read_text(step.field, text)


def choose(step: Step, value: Any) -> Any:
    """Return a button's value, checked as a typed one is; None is 跳过. Raises RefusalError."""
    return checked(step.field, value)


def set_answer(form: Form, answers: Answers, path: str, value: Any) -> dict[str, Any]:
    """Return `answers` with `value` at `path`, less what no longer applies (smaller group, false condition).

    `path` is that of a question asked now, or the key of a computed field. Raises RefusalError for a question
    that is not asked (a button of the past).
    """
    computed = [field.key for field in form.fields if field.computed is not None]
    if path not in computed and find_step(form, answers, path) is None:
        raise RefusalError("forms-answer-not-asked")
    return applicable(form, {**answers, path: value})


def applicable(form: Form, answers: Answers) -> dict[str, Any]:
    """Return the `answers` that the form asks for, in its order, then the figures that the bot fills in."""
    paths = [step.path for step in steps(form, answers)]
    paths += [field.key for field in form.fields if field.computed is not None]
    return {path: answers[path] for path in paths if path in answers}


def zero_answers(form: Form) -> dict[str, Any]:
    """Return what 零报告 files. Raises RefusalError if the form has none."""
    if not form.zero_report:
        raise RefusalError("forms-zero-not-offered")
    return applicable(form, {field.key: field.zero for field in form.fields if field.zero is not None})


def items(group: Field, answers: Answers) -> list[dict[str, Any]]:
    """Return the answers of each item of `group`, by the keys of its fields; skipped ones are None."""
    count = answers.get(group.key) or 0
    return [
        {field.key: answers.get(f"{group.key}.{item}.{field.key}") for field in group.fields}
        for item in range(1, count + 1)
    ]


def _item_steps(group: Field, answers: Answers, asked: Mapping[str, Any]) -> Iterator[Step]:
    if group.kind is not FieldKind.GROUP:
        return
    count = asked[group.key] or 0
    for item in range(1, count + 1):
        in_item = dict(asked)
        for field in group.fields:
            if _applies(field.when, in_item):
                path = f"{group.key}.{item}.{field.key}"
                in_item[field.key] = answers.get(path)
                yield Step(path, field, item, count, group)


def _applies(condition: Condition | None, asked: Mapping[str, Any]) -> bool:
    """Tell whether the answers so far fulfil `condition`; one that was skipped or not asked fulfils none."""
    if condition is None:
        return True
    answer = asked.get(condition.field)
    if answer is None:
        return False
    if condition.above is not None:
        # Money is kept as text; every other figure is a whole number.
        return Decimal(answer) > condition.above
    return bool(answer == condition.equals)
