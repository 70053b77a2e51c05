"""Ways through a form with sample answers, so that each of its questions is met once: what a preview shows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.errors import RefusalError
from forms.answers import checked, day_limits, longest_text
from forms.fields import Condition, Field, FieldKind, Form
from forms.steps import Answers, Step, applicable, closing_notes, next_open

Needs = Mapping[str, Sequence[Condition]]
"""What the answers to fields, by their names ("key" or "group.key"), must be."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What is answered where the form offers nothing to choose: a text, a person, the day in Shanghai."""

    text: str
    person: Mapping[str, str]
    today: date


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through: each question asked with the answers before it, and all answers at the end."""

    asked: Sequence[tuple[Step, Answers]]
    answers: Answers


def sample_walks(form: Form, samples: Samples) -> tuple[list[Walk], list[str]]:
    """Return as few ways as meet every question and note, and the names of those that no answers lead to.

    The first way goes through the form as it comes, with as many conditions true as can be at once.
    """
    walks: list[Walk] = []
    names = [name for name, field in form.all_fields() if field.is_asked or field.kind is FieldKind.NOTE]
    unmet = list(names)
    for target in names:
        if target not in unmet:
            continue
        walk = _walk(form, _needs(form, [target]), _needs(form, unmet), samples)
        met = set(_met(form, walk))
        if target in met or not walks:
            walks.append(walk)
            unmet = [name for name in unmet if name not in met]
    return walks, unmet


def name_of(step: Step) -> str:
    """Return the name of the field that a question asks for, "key" or "group.key"."""
    return f"{step.group.key}.{step.field.key}" if step.group else step.field.key


def _walk(form: Form, needs: Needs, wishes: Needs, samples: Samples) -> Walk:
    answers: dict[str, Any] = {}
    asked: list[tuple[Step, Answers]] = []
    while (step := next_open(form, answers)) is not None:
        asked.append((step, dict(answers)))
        name = name_of(step)
        wanted = needs.get(name) or _first_field(wishes.get(name, ()))
        answers = applicable(form, {**answers, step.path: _answer(step.field, wanted, samples)})
    return Walk(asked, answers)


def _met(form: Form, walk: Walk) -> Iterator[str]:
    for step, _ in walk.asked:
        name = name_of(step)
        yield name
        yield from (_beside(name, note.key, form) for note in step.notes)
    yield from (_beside("", note.key, form) for note in closing_notes(form, walk.answers))


def _beside(name: str, note: str, form: Form) -> str:
    """Return the name of a note shown above the question `name`: in its group, or before it."""
    own = f"{name.rpartition('.')[0]}.{note}"
    if any(own == known for known, _ in form.all_fields()):
        return own
    return next((known for known, field in form.all_fields() if field.key == note), note)


def _needs(form: Form, names: Sequence[str]) -> Needs:
    """Return what must be answered, and how, for the fields `names` to be asked, each with what it rests on."""
    found: dict[str, list[Condition]] = {}
    open_names = list(names)
    done = set()
    while open_names:
        name = open_names.pop(0)
        if name in done:
            continue
        done.add(name)
        group = name.rpartition(".")[0]
        if group:
            found.setdefault(group, []).append(Condition(group, above=0))
            open_names.append(group)
        for condition in form.field(name).when:
            on = _named(form, condition.field, group)
            found.setdefault(on, []).append(condition)
            open_names.append(on)
    return found


def _named(form: Form, key: str, group: str) -> str:
    with suppress(KeyError):
        if group:
            form.field(f"{group}.{key}")
            return f"{group}.{key}"
    return key


def _first_field(conditions: Sequence[Condition]) -> Sequence[Condition]:
    """Return those that can hold together with the first: of several values to be equal to, only that one."""
    if not conditions or conditions[0].equals is None:
        return conditions
    return conditions[:1]


def _answer(field: Field, conditions: Sequence[Condition], samples: Samples) -> Any:
    """Return an answer that fulfils `conditions` if it can; None, which skips, where there is no sample."""
    answer = _sample(field, conditions, samples)
    try:
        return checked(field, answer, samples.today)
    except RefusalError:
        return None


def _sample(field: Field, conditions: Sequence[Condition], samples: Samples) -> Any:
    # A file is sent, not made up; a place holder stands for it where one is required.
    value: Any = [{"file_id": "sample", "kind": "photo"}] if field.required else None
    match field.kind:
        case FieldKind.YES_NO:
            value = next((condition.equals for condition in conditions if condition.equals is not None), True)
        case FieldKind.ONE_OF:
            value = next(
                (condition.equals for condition in conditions if condition.equals), field.choices[0].value
            )
        case FieldKind.SEVERAL_OF:
            value = [condition.contains for condition in conditions if condition.contains] or [
                field.choices[0].value
            ]
        case FieldKind.WHOLE_NUMBER | FieldKind.GROUP:
            value = _figure(field, conditions)
        case FieldKind.MONEY:
            value = f"{_figure(field, conditions)}.00"
        case FieldKind.DATE:
            value = _day(field, samples.today).isoformat()
        case FieldKind.SHORT_TEXT | FieldKind.LONG_TEXT:
            value = samples.text[: longest_text(field)]
        case FieldKind.PERSON:
            value = dict(samples.person)
    return value


def _figure(field: Field, conditions: Sequence[Condition]) -> int:
    lowest = max(
        [field.minimum, *(condition.above + 1 for condition in conditions if condition.above is not None)]
    )
    highest = min([10**12, *(condition.below - 1 for condition in conditions if condition.below is not None)])
    if field.maximum is not None:
        highest = min(highest, field.maximum)
    return max(lowest, min(1, highest))


def _day(field: Field, today: date) -> date:
    earliest, latest = day_limits(field, today)
    return max(earliest or today, min(latest or today, today))
