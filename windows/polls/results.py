"""The window of a poll's results, and its files' names. Values in, windows out."""

from collections.abc import Iterator

from domain.polls.polls import LEAST, PollFigures
from domain.rates import percent_of, percent_said
from locales import Speech
from usecases.polls.facts import PollFacts
from windows.entries import POLLS, back_to_menu, open_poll
from windows.page_turns import PageOf, numbered, turn_rows
from windows.text_parts import parts
from windows.windows import Attachment, Button, Window

RESULTS, WORD, SHEET = "poll-results", "poll-word", "poll-sheet"
LINES_MOST = 15


def results_window(
    facts: PollFacts, figures: PollFigures, page: int, speech: Speech, *, level_one: bool
) -> Window:
    """Return a page of the results, or that nothing is shown of fewer than five."""
    head = speech.text("polls-results-head", title=facts.poll.title)
    back = [Button(speech.label("polls-back"), POLLS), back_to_menu(speech)]
    if figures.took_part is None:
        return Window("\n".join([head, speech.text("polls-too-few-answers", least=LEAST)]), [back])
    pages = parts(list(_lines(facts, figures, speech)), lines_most=LINES_MOST)
    page = min(page, len(pages) - 1)
    lines = [numbered(head, page, len(pages), speech), _took_part(figures, speech), *pages[page]]
    rows = turn_rows(PageOf(page, len(pages)), lambda to: f"{RESULTS}:{facts.poll.id}:{to}", speech)
    if level_one:
        rows.append([_file_button(facts, WORD, speech), _file_button(facts, SHEET, speech)])
    return Window("\n".join(lines), [*rows, back])


def file_window(facts: PollFacts, content: bytes, ending: str, speech: Speech) -> Window:
    """Return the results as a file, which goes to the phone as it is."""
    name = speech.label("polls-file", title=facts.poll.title)
    rows = [[Button(speech.label("report-back"), open_poll(facts.poll.id)), back_to_menu(speech)]]
    text = speech.text("polls-file-sent", title=facts.poll.title)
    return Window(text, rows, [Attachment(f"{name}.{ending}", content)])


def _took_part(figures: PollFigures, speech: Speech) -> str:
    if figures.asked is None:
        return speech.text("polls-took-part", count=figures.took_part or 0)
    return speech.text("polls-took-part-of", count=figures.took_part or 0, asked=figures.asked)


def _lines(facts: PollFacts, figures: PollFigures, speech: Speech) -> Iterator[str]:
    for subject in range(facts.shape.subjects):
        if facts.subjects:
            yield speech.text("polls-about", name=facts.subjects[subject])
        for number, question in enumerate(facts.questions):
            said = speech.label("list-comma").join(
                speech.label(
                    "polls-choice-count",
                    choice=words[speech.language],
                    count=count,
                    share=percent_said(percent_of(count, figures.took_part or 0)),
                )
                for words, count in zip(question.choices, figures.of(subject, number), strict=True)
            )
            yield speech.text("polls-question-counts", label=question.label[speech.language], counts=said)


def _file_button(facts: PollFacts, act: str, speech: Speech) -> Button:
    key = "polls-word" if act == WORD else "polls-sheet"
    return Button(speech.label(key), f"{act}:{facts.poll.id}")
