"""A form as a row of questions, one a window, and the draft of its answers (docs/domain.md section 3).

A draft is a flat dict that JSON can hold: "talks" → 4; a group's number of items under its own key,
"tendencies" → 2, and each item's answers beside it, "tendencies.1.summary" → "…". A key that is absent has
not been answered yet; a key with None was skipped. Which questions there are follows from the answers alone.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from threading import get_ident
from typing import Any, NamedTuple

from domain.errors import RefusalError
from forms.adding import sum_at
from forms.fields import Condition, Field, FieldKind, Form

Answers = Mapping[str, Any]


class Step(NamedTuple):
    """One question: where its answer is kept (`path`), and for one in a group which item it is about.

    `item` counts from 1; `item`, `item_count` and `group` are None outside a group. `notes` are to be read first.
    """

    path: str
    field: Field
    item: int | None = None
    item_count: int | None = None
    group: Field | None = None
    notes: tuple[Field, ...] = ()


_KEPT_MOST = 256
"""For how many answers a form keeps what it asks with them."""


class _AskedSteps(NamedTuple):
    """What a form asks with `answers`: its questions, and the notes that follow the last of them."""

    answers: Answers
    steps: tuple[Step, ...]
    closing_notes: tuple[Field, ...]


def steps(form: Form, answers: Answers) -> Sequence[Step]:
    """Return the questions that apply to `answers`, in order; figures that the bot fills in are not asked."""
    return _asked(form, answers).steps


def closing_notes(form: Form, answers: Answers) -> Sequence[Field]:
    """Return the notes behind the last question, to be read above the summary."""
    return _asked(form, answers).closing_notes


def _asked(form: Form, answers: Answers) -> _AskedSteps:
    # One window asks this half a dozen times over of the same answers; those that were kept are drawn, and are the
    # ones before at the next answer.
    known: _AskedSteps | None = form.asked.get(get_ident())
    if known is not None and known.answers == answers:
        return known
    words = repr(answers)
    found: _AskedSteps | None = form.asked.get(words)
    if found is None:
        walk = _Walk(form, answers)
        walk.go_through(form.fields)
        found = _AskedSteps(dict(answers), tuple(walk.steps), tuple(walk.notes))
        if len(form.asked) >= _KEPT_MOST:
            form.asked.clear()
        form.asked[words] = found
    form.asked[get_ident()] = found
    return found


class _Walk:
    """Goes through a form from above: what has been asked so far decides what is asked next."""

    def __init__(self, form: Form, answers: Answers) -> None:
        self._form = form
        self._answers = answers
        self._given: dict[str, Any] = {}
        self.steps: list[Step] = []
        self.notes: list[Field] = []

    def go_through(
        self, fields: Sequence[Field], group: Field | None = None, item: int = 0, item_count: int = 0
    ) -> None:
        prefix = f"{group.key}.{item}." if group else ""
        for field in fields:
            if field.when and not all(self._holds(condition, group, prefix) for condition in field.when):
                continue
            if field.kind is FieldKind.NOTE:
                self.notes.append(field)
            elif field.is_asked:
                path = prefix + field.key
                notes = tuple(self.notes)
                self.steps.append(Step(path, field, item or None, item_count or None, group, notes))
                self.notes.clear()
                self._given[path] = self._answers.get(path)
                if field.kind is FieldKind.GROUP:
                    self._go_through_items(field)

    def _go_through_items(self, group: Field) -> None:
        count = self._answers.get(group.key) or 0
        for item in range(1, count + 1):
            self.go_through(group.fields, group, item, count)

    def _holds(self, condition: Condition, group: Field | None, prefix: str) -> bool:
        """Tell whether an answer fulfils `condition`; one that was skipped or not asked fulfils none."""
        answer = self._value(condition.field, group, prefix)
        if answer is None:
            return False
        # Money is kept as text; every other figure is a whole number.
        if condition.above is not None:
            return Decimal(answer) > condition.above
        if condition.below is not None:
            return Decimal(answer) < condition.below
        if condition.contains is not None:
            return condition.contains in answer
        return bool(answer == condition.equals)

    def _value(self, key: str, group: Field | None, prefix: str) -> Any:
        """Return what is known of the field `key`, one of the same item before one outside groups."""
        for field in group.fields if group else ():
            if field.key == key:
                return self._value_of(field, prefix)
        for field in self._form.fields:
            if field.key == key:
                return self._value_of(field, "")
        return None

    def _value_of(self, field: Field, prefix: str) -> Any:
        if field.sum_of:
            return sum_at(self._form, field, self._given, prefix)
        return self._given.get(f"{prefix}{field.key}")


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
    """Return the `answers` that the form asks for, in its order, then the figures that the bot fills in.

    The last are the sums that the form itself asks for (`sum_of`), worked out anew.
    """
    known = _known(form, answers)
    return {**known, **_sums(form, known)}


def zero_answers(form: Form) -> dict[str, Any]:
    """Return what 零报告 files. Raises RefusalError if the form has none."""
    if not form.zero_report:
        raise RefusalError("forms-zero-not-offered")
    return applicable(form, {field.key: field.zero for field in form.fields if field.zero is not None})


def items(group: Field, answers: Answers) -> list[dict[str, Any]]:
    """Return the answers of each item of `group`, by the keys of its fields; skipped ones are None."""
    count = answers.get(group.key) or 0
    keys = [field.key for field in group.fields if field.kind is not FieldKind.NOTE]
    return [{key: answers.get(f"{group.key}.{item}.{key}") for key in keys} for item in range(1, count + 1)]


def _known(form: Form, answers: Answers) -> dict[str, Any]:
    """Return the answers that are asked for, and the figures that the bot knows."""
    paths = [step.path for step in steps(form, answers)]
    paths += [field.key for field in form.fields if field.computed is not None]
    return {path: answers[path] for path in paths if path in answers}


def _sums(form: Form, known: Answers) -> dict[str, int | str]:
    found: dict[str, int | str | None] = {}
    for field in form.fields:
        if field.sum_of:
            found[field.key] = sum_at(form, field, known)
        for inner in field.fields:
            if inner.sum_of:
                for item in range(1, (known.get(field.key) or 0) + 1):
                    prefix = f"{field.key}.{item}."
                    found[f"{prefix}{inner.key}"] = sum_at(form, inner, known, prefix)
    return {path: figure for path, figure in found.items() if figure is not None}
