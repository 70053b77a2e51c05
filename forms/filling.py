"""How a draft moves from question to question: pure steps from one draft to the next (DOMAIN.md section 3)."""

from dataclasses import replace
from typing import Any

from domain.drafts import CHOOSE_ANSWER, GIVE_REASON, SUMMARY, ZERO, Draft
from domain.errors import RefusalError
from forms.fields import FieldKind, Form
from forms.steps import (
    Answers,
    Step,
    applicable,
    choose,
    find_step,
    next_open,
    read_answer,
    set_answer,
    step_before,
    steps,
    unanswered,
)


def begin(form: Form, item_id: int, person_id: int, answers: Answers) -> Draft:
    """Return a new draft at its first open question; `answers` are those that the bot has filled in."""
    return _onward(form, Draft(item_id, person_id, form.version, SUMMARY, answers))


def correct(form: Form, item_id: int, person_id: int, answers: Answers) -> Draft:
    """Return a draft of a filed report, at its summary, to be corrected there."""
    return Draft(item_id, person_id, form.version, SUMMARY, _rest_skipped(form, answers))


def asked(form: Form, draft: Draft) -> Step | None:
    """Return the question that the draft stands at, or None at another window."""
    return find_step(form, draft.answers, draft.place)


def type_in(form: Form, draft: Draft, text: str) -> Draft:
    """Answer the question asked with typed words. Raises RefusalError; the draft is as it was."""
    step = _must_ask(form, draft)
    return _answer(form, draft, read_answer(step, text))


def tap(form: Form, draft: Draft, value: Any) -> Draft:
    """Answer the question asked with a button's value; None skips it. Raises RefusalError."""
    step = _must_ask(form, draft)
    return _answer(form, draft, choose(step, value))


def tap_choice(form: Form, draft: Draft, number: int) -> Draft:
    """Answer with the choice of that number; where several may be chosen, add it or take it away and stay."""
    step = _must_ask(form, draft)
    if not 0 <= number < len(step.field.choices):
        raise RefusalError("forms-answer-not-a-choice")
    value = step.field.choices[number].value
    if step.field.kind is not FieldKind.SEVERAL_OF:
        return tap(form, draft, value)
    chosen = set(draft.answers.get(draft.place) or ()) ^ {value}
    return _stay(form, draft, [c.value for c in step.field.choices if c.value in chosen] or None)


def add_file(form: Form, draft: Draft, file: dict[str, str]) -> Draft:
    """Add a file to the answer and stay, since another may follow. Raises RefusalError where no file is asked for."""
    step = _must_ask(form, draft)
    if step.field.kind is not FieldKind.ATTACHMENTS:
        raise RefusalError("forms-answer-not-a-text")
    return _stay(form, draft, choose(step, [*(draft.answers.get(draft.place) or ()), file]))


def go_on(form: Form, draft: Draft) -> Draft:
    """Leave a question whose answer grew while the draft stayed; nothing given means that it is skipped."""
    return tap(form, draft, draft.answers.get(draft.place) or None)


def go_back(form: Form, draft: Draft) -> Draft | None:
    """Go to the window before (返回); None at the first question."""
    if draft.place == ZERO:
        return _onward(form, draft)
    if draft.place in (CHOOSE_ANSWER, GIVE_REASON):
        return _at(draft, SUMMARY)
    if draft.place == SUMMARY:
        return _at(draft, steps(form, draft.answers)[-1].path)
    before = step_before(form, draft.answers, draft.place)
    return _at(draft, before.path) if before else None


def review(form: Form, draft: Draft) -> Draft:
    """Go to the summary, what is open counting as skipped; or to the first required question that is still open.

    Whoever then changes an answer comes back to the summary, and is asked only what follows from the change.
    """
    missing = unanswered(form, draft.answers)
    if missing:
        return _at(draft, missing[0].path)
    return _at(replace(draft, answers=_rest_skipped(form, draft.answers)), SUMMARY)


def change(form: Form, draft: Draft, number: int) -> Draft:
    """Go to the question of that number (from 0) to answer it anew."""
    questions = steps(form, draft.answers)
    if not 0 <= number < len(questions):
        raise RefusalError("forms-answer-not-asked")
    return _at(draft, questions[number].path)


def go_to(draft: Draft, place: str) -> Draft:
    """Go to one of the windows that are no questions."""
    return _at(draft, place)


def _rest_skipped(form: Form, answers: Answers) -> Answers:
    open_steps = {step.path: None for step in steps(form, answers) if step.path not in answers}
    return applicable(form, {**answers, **open_steps})


def _must_ask(form: Form, draft: Draft) -> Step:
    step = asked(form, draft)
    if step is None:
        raise RefusalError("report-use-buttons")
    return step


def _answer(form: Form, draft: Draft, value: Any) -> Draft:
    return _onward(form, replace(draft, answers=set_answer(form, draft.answers, draft.place, value)))


def _stay(form: Form, draft: Draft, value: Any) -> Draft:
    return _at(replace(draft, answers=set_answer(form, draft.answers, draft.place, value)), draft.place)


def _onward(form: Form, draft: Draft) -> Draft:
    step = next_open(form, draft.answers)
    return _at(draft, step.path if step else SUMMARY)


def _at(draft: Draft, place: str) -> Draft:
    return replace(draft, place=place, turn=draft.turn + 1)
