"""The windows at which a draft of questions may stand: a question, a group's items, what to change, the summary."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from domain.drafts import CHOOSE_ANSWER, Draft
from domain.errors import RefusalError
from forms.agreement import contradictions
from forms.filling import asked
from forms.group_windows import group_window
from forms.steps import closing_notes, steps
from forms.summary import summary_lines
from locales import Speech
from usecases.questions.pages import QuestionPage
from windows.leaves import SHORT_TEXT, leaf_of_lines
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.questions.groups import group_page
from windows.questions.parts import tap_on, turning
from windows.questions.question import note_line, question_window
from windows.windows import Button, Window


@dataclass(frozen=True, slots=True)
class AskingWords:
    """How a conversation speaks of what it asks for.

    `head` is the first line of every window, as HTML. `submit` is the button that hands the answers in, in words; it
    does `submit` to the draft. `keep` are the data of the button that leaves the draft for another time. `above` are
    lines above the summary, as HTML.
    """

    head: str
    submit: str
    keep: str
    above: Sequence[str] = ()


def asking_window(page: QuestionPage, draft: Draft, words: AskingWords, speech: Speech) -> Window:
    """Return the window at which `draft` stands; the summary where it stands at no question, group or choice."""
    if draft.place == CHOOSE_ANSWER:
        return _choose_answer(page, draft, words, speech)
    step = asked(page.form, draft)
    if step is not None:
        return question_window(page, draft, step, words.head, speech)
    window = group_window(page.form, draft)
    if window is not None:
        return group_page(page, draft, window, words.head, speech)
    return _summary(page, draft, words, speech)


def with_refusal(window: Window, refusal: RefusalError | None, speech: Speech) -> Window:
    """Return `window` with the line that says why an answer was not taken."""
    if refusal is None:
        return window
    return Window(f"{window.text}\n\n{speech.text(refusal.key, **refusal.details)}", window.rows)


def _summary(page: QuestionPage, draft: Draft, words: AskingWords, speech: Speech) -> Window:
    said = summary_lines(page.form, draft.answers, speech.language, SHORT_TEXT)
    notes = [note_line(note, speech) for note in closing_notes(page.form, draft.answers)]
    wrong = contradictions(page.form, draft.answers, speech.language)
    told = (
        [speech.text("report-contradicts"), *(f"· {escape(sentence)}" for sentence in wrong)] if wrong else []
    )
    lines, leaf, leaves = leaf_of_lines([*told, *notes, *map(escape, said)], page.look.leaf)
    head = f"{words.head}    {speech.text('report-check')}"
    # What is handed in is theirs to say: that figures contradict each other is told, and stops nobody.
    label = speech.label("report-submit-anyway", submit=words.submit) if wrong else words.submit
    submit = Button(label, tap_on(draft, "submit"))
    change = Button(speech.label("report-change"), tap_on(draft, "e"))
    keep = Button(speech.label("report-keep"), words.keep)
    ends = [[change], [submit, keep]] if wrong else [[submit], [change, keep]]
    return Window(
        "\n".join([*words.above, head, *lines]),
        [ends[0], *turning(draft, leaf, leaves, speech), ends[1]],
    )


def _choose_answer(page: QuestionPage, draft: Draft, words: AskingWords, speech: Speech) -> Window:
    # What is in a group is changed in the group's own window.
    buttons = [
        Button(step.field.label[speech.language], tap_on(draft, f"e{number}"))
        for number, step in enumerate(steps(page.form, draft.answers))
        if step.group is None
    ]
    rows = paged_rows(
        buttons, PageIn(page.look.leaf, ROWS_MOST - 1), lambda to: tap_on(draft, f"l{to}"), speech
    )
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    lines = [*words.above, words.head, speech.text("report-choose-answer")]
    return Window("\n".join(lines), [*rows, [back]])
