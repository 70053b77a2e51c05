"""How a draft moves from question to question: pure steps from one draft to the next (docs/domain.md section 3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from domain.drafts import CHOOSE_ANSWER, FROM_ITEMS, GIVE_REASON, SUMMARY, ZERO, Draft
from domain.errors import RefusalError
from forms.answers import checked, read_text
from forms.fields import FieldKind, Form
from forms.group_windows import GroupWindow, delete_item_window, group_window, item_window, items_window
from forms.groups import add_item, delete_item
from forms.steps import (
    Answers,
    Step,
    applicable,
    find_step,
    next_open,
    set_answer,
    step_before,
    steps,
    unanswered,
)

D = TypeVar("D", bound=Draft)


def begin(form: Form, item_id: int, person_id: int, answers: Answers) -> Draft:
    """Return a new draft at its first open question; `answers` are those that the bot has filled in."""
    return start(form, Draft(item_id, person_id, form.version, SUMMARY, answers))


def start(form: Form, draft: D) -> D:
    """Return a draft of any kind at its first open question."""
    step = next_open(form, draft.answers)
    return replace(draft, place=step.path if step else SUMMARY, turn=draft.turn + 1)


def correct(form: Form, item_id: int, person_id: int, answers: Answers) -> Draft:
    """Return a draft of a filed report, at its summary, to be corrected there."""
    return Draft(item_id, person_id, form.version, CHOOSE_ANSWER, _rest_skipped(form, answers))


def asked(form: Form, draft: Draft) -> Step | None:
    """Return the question that the draft stands at, or None at another window."""
    return find_step(form, draft.answers, draft.path)


def type_in(form: Form, draft: Draft, text: str, today: date | None = None) -> Draft:
    """Answer the question asked with typed words. Raises RefusalError; the draft is as it was.

    `today` (in Shanghai) is what a limit of a day may refer to.
    """
    step = _must_ask(form, draft)
    return _answer(form, draft, read_text(step.field, text, today))


def tap(form: Form, draft: Draft, value: Any, today: date | None = None) -> Draft:
    """Answer the question asked with a button's value; None skips it. Raises RefusalError."""
    step = _must_ask(form, draft)
    return _answer(form, draft, checked(step.field, value, today))


def tap_choice(form: Form, draft: Draft, number: int) -> Draft:
    """Answer with the choice of that number; where several may be chosen, add it or take it away and stay."""
    step = _must_ask(form, draft)
    if not 0 <= number < len(step.field.choices):
        raise RefusalError("forms-answer-not-a-choice")
    value = step.field.choices[number].value
    if step.field.kind is not FieldKind.SEVERAL_OF:
        return tap(form, draft, value)
    chosen = set(draft.answers.get(draft.path) or ()) ^ {value}
    return _stay(form, draft, [c.value for c in step.field.choices if c.value in chosen] or None)


def add_file(form: Form, draft: Draft, file: Mapping[str, Any]) -> Draft:
    """Add a file to the answer and stay, since another may follow. Raises RefusalError where no file is asked for."""
    step = _must_ask(form, draft)
    if step.field.kind is not FieldKind.ATTACHMENTS:
        raise RefusalError("forms-answer-not-a-text")
    return _stay(form, draft, checked(step.field, [*(draft.answers.get(draft.path) or ()), file]))


def go_on(form: Form, draft: Draft) -> Draft:
    """Leave a question whose answer grew while the draft stayed, nothing given meaning skipped; or a group's window."""
    if group_window(form, draft) is not None:
        return _onward(form, draft)
    return tap(form, draft, draft.answers.get(draft.path) or None)


def go_back(form: Form, draft: Draft) -> Draft | None:
    """Go to the window before (返回); None at the first question."""
    if draft.place == ZERO:
        return _onward(form, draft)
    if draft.place in (CHOOSE_ANSWER, GIVE_REASON):
        return _at(draft, SUMMARY)
    if draft.place == SUMMARY:
        return _at_step_or_group(draft, steps(form, draft.answers)[-1], None)
    window = group_window(form, draft)
    if window is not None:
        return _at(draft, _place_before(form, draft, window))
    if draft.place.endswith(FROM_ITEMS):
        return _back_in_item(form, draft)
    before = step_before(form, draft.answers, draft.place)
    return _at_step_or_group(draft, before, asked(form, draft)) if before else None


def review(form: Form, draft: Draft) -> Draft:
    """Go to the summary, what is open counting as skipped; or to the first required question that is still open.

    Whoever then changes an answer comes back to the summary, and is asked only what follows from the change.
    """
    missing = unanswered(form, draft.answers)
    if missing:
        return _at(draft, missing[0].path)
    return _at(replace(draft, answers=_rest_skipped(form, draft.answers)), SUMMARY)


def change(form: Form, draft: Draft, number: int) -> Draft:
    """Go to the question of that number (from 0) to answer it anew; of a group with items, to its window."""
    questions = steps(form, draft.answers)
    if not 0 <= number < len(questions):
        raise RefusalError("forms-answer-not-asked")
    step = questions[number]
    if step.group is not None and group_window(form, draft) is not None:
        return _at(draft, step.path + FROM_ITEMS)
    if step.field.kind is FieldKind.GROUP and draft.answers.get(step.path):
        return _at(draft, items_window(step.field))
    return _at(draft, step.path)


def go_to(draft: Draft, place: str) -> Draft:
    """Go to one of the windows that are no questions."""
    return _at(draft, place)


def add_one(form: Form, draft: Draft) -> Draft:
    """Add an item to the group shown (添加一项) and ask its first question. Raises RefusalError when it is full."""
    window = _must_show_group(form, draft)
    answers = add_item(form, draft.answers, window.group.key)
    in_group = [step for step in steps(form, answers) if step.group is window.group]
    added = next((step for step in in_group if step.item == step.item_count), None)
    place = items_window(window.group) if added is None else added.path + FROM_ITEMS
    return _at(replace(draft, answers=answers), place)


def open_item(form: Form, draft: Draft, number: int) -> Draft:
    """Open item `number` (from 1) of the group shown."""
    window = _must_show_group(form, draft)
    if not 1 <= number <= window.count:
        raise RefusalError("forms-answer-not-asked")
    return _at(draft, item_window(window.group, number))


def ask_to_delete(form: Form, draft: Draft) -> Draft:
    """Ask whether the item shown is to be deleted."""
    window = _must_show_group(form, draft)
    if window.item is None:
        raise RefusalError("forms-answer-not-asked")
    return _at(draft, delete_item_window(window.group, window.item))


def delete_one(form: Form, draft: Draft) -> Draft:
    """Delete the item about which the window asks; those after it move up. Raises RefusalError for the last needed."""
    window = _must_show_group(form, draft)
    if window.item is None or not window.deleting:
        raise RefusalError("forms-answer-not-asked")
    answers = delete_item(form, draft.answers, window.group.key, window.item)
    return _at(replace(draft, answers=answers), items_window(window.group))


def _rest_skipped(form: Form, answers: Answers) -> Answers:
    open_steps = {step.path: None for step in steps(form, answers) if step.path not in answers}
    return applicable(form, {**answers, **open_steps})


def _must_ask(form: Form, draft: Draft) -> Step:
    step = asked(form, draft)
    if step is None:
        raise RefusalError("report-use-buttons")
    return step


def _must_show_group(form: Form, draft: Draft) -> GroupWindow:
    window = group_window(form, draft)
    if window is None:
        raise RefusalError("forms-answer-not-asked")
    return window


def _answer(form: Form, draft: Draft, value: Any) -> Draft:
    answered = replace(draft, answers=set_answer(form, draft.answers, draft.path, value))
    step = asked(form, draft)
    if step is None or step.group is None or not draft.place.endswith(FROM_ITEMS):
        return _onward(form, answered)
    rest = (
        s for s in steps(form, answered.answers) if s.group is step.group and s.path not in answered.answers
    )
    following = next(rest, None)
    return _at(answered, following.path + FROM_ITEMS if following else items_window(step.group))


def _stay(form: Form, draft: Draft, value: Any) -> Draft:
    return _at(replace(draft, answers=set_answer(form, draft.answers, draft.path, value)), draft.place)


def _onward(form: Form, draft: Draft) -> Draft:
    return start(form, draft)


def _at(draft: Draft, place: str) -> Draft:
    return replace(draft, place=place, turn=draft.turn + 1)


def _at_step_or_group(draft: Draft, step: Step, left: Step | None) -> Draft:
    """Go back to `step`; from outside (`left`) to a group's items, all of them in its window."""
    if step.group is None or (left is not None and left.group is step.group):
        return _at(draft, step.path)
    return _at(draft, items_window(step.group))


def _place_before(form: Form, draft: Draft, window: GroupWindow) -> str:
    if window.item is None:
        return window.group.key if next_open(form, draft.answers) else CHOOSE_ANSWER
    return item_window(window.group, window.item) if window.deleting else items_window(window.group)


def _back_in_item(form: Form, draft: Draft) -> Draft | None:
    """Go back from a question asked from the group's window."""
    step = asked(form, draft)
    if step is None or step.group is None or step.item is None:
        return _at(draft, SUMMARY)
    if step.path in draft.answers:
        return _at(draft, item_window(step.group, step.item))
    before = step_before(form, draft.answers, step.path)
    if before is not None and before.item == step.item and before.group is step.group:
        return _at(draft, before.path + FROM_ITEMS)
    if any(path.startswith(f"{step.group.key}.{step.item}.") for path in draft.answers):
        return _at(draft, items_window(step.group))
    # Nothing has been said about it yet: adding it is undone.
    answers = delete_item(form, draft.answers, step.group.key, step.item)
    return _at(replace(draft, answers=answers), items_window(step.group))
