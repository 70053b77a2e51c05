"""The windows in which a poll is answered, a tap a question. Values in, windows out."""

from domain.polls.polls import LEAST, UnfinishedAnswers
from locales import Speech
from locales.dates import day_name
from usecases.polls.answering import Access
from usecases.polls.facts import PollFacts
from windows.entries import POLLS, back_to_menu, open_poll
from windows.page_turns import button_rows
from windows.questions.parts import cut
from windows.windows import Button, Rows, Window

BEGIN, PICK, BACK = "poll-begin", "poll-pick", "poll-back"
SUBMIT, DROP = "poll-submit", "poll-drop"
LISTED_ANSWERS = 8
"""So many answers are shown once more before they are handed in; more than that would fill the phone."""
NAME_SHOWN = 8


def intro_window(facts: PollFacts, speech: Speech, note: str = "") -> Window:
    """Return what a poll is about and what is promised, before the first question; `note` (HTML) goes on top."""
    poll = facts.poll
    lines = [*([note] if note else []), speech.text("polls-head", title=poll.title)]
    lines.append(speech.text("polls-until", day=day_name(speech, poll.span.ends_on)))
    lines.append(speech.text("polls-amount", count=facts.shape.asked, about=len(facts.subjects)))
    lines.append(speech.text("polls-promise", least=LEAST))
    begin = Button(speech.label("polls-begin"), f"{BEGIN}:{poll.id}")
    return Window("\n".join(lines), [[begin], [back_to_menu(speech)]])


def refused_window(facts: PollFacts, found: Access, speech: Speech) -> Window:
    """Return why a poll takes no answers from whoever opens it."""
    day = day_name(speech, facts.poll.span.starts_on)
    lines = [speech.text("polls-head", title=facts.poll.title), speech.text(found.value, day=day)]
    return Window("\n".join(lines), [[Button(speech.label("polls-back"), POLLS), back_to_menu(speech)]])


def question_window(facts: PollFacts, given: UnfinishedAnswers, speech: Speech, note: str = "") -> Window:
    """Return the question that comes next; `note` (HTML) goes on top."""
    subject, number = divmod(given.step, len(facts.questions))
    question = facts.questions[number]
    lines = [*([note] if note else []), _place(facts, given, speech)]
    if facts.subjects:
        lines.append(speech.text("polls-about", name=facts.subjects[subject]))
    lines.append(speech.text("polls-question", question=question.question[speech.language]))
    if question.hint is not None:
        lines.append(speech.text("polls-hint", hint=question.hint[speech.language]))
    taps = [
        Button(words[speech.language], f"{PICK}:{facts.poll.id}:{given.step}:{choice}")
        for choice, words in enumerate(question.choices)
    ]
    return Window("\n".join(lines), [*button_rows(taps), *_ways(facts, given, speech)])


def whole_window(facts: PollFacts, given: UnfinishedAnswers, speech: Speech) -> Window:
    """Return the answers once more, before they are handed in."""
    lines = [speech.text("polls-check", title=facts.poll.title)]
    if given.step <= LISTED_ANSWERS:
        lines += [_answer_line(facts, given, step, speech) for step in range(given.step)]
    else:
        lines.append(speech.text("polls-check-many", count=given.step))
    lines.append(speech.text("polls-check-once"))
    submit = Button(speech.label("polls-submit"), f"{SUBMIT}:{facts.poll.id}")
    return Window("\n".join(lines), [[submit], *_ways(facts, given, speech)])


def counted_window(facts: PollFacts, speech: Speech) -> Window:
    """Return the window after the answers were counted; of them it says nothing."""
    lines = [
        speech.text("polls-counted"),
        speech.text("polls-counted-then", day=day_name(speech, facts.poll.span.ends_on)),
    ]
    return Window("\n".join(lines), [[Button(speech.label("polls-back"), POLLS), back_to_menu(speech)]])


def dropped_window(facts: PollFacts, speech: Speech) -> Window:
    """Return the window after the answers were given up."""
    again = Button(speech.label("polls-take-part"), open_poll(facts.poll.id))
    return Window(speech.text("polls-dropped"), [[again], [back_to_menu(speech)]])


def _place(facts: PollFacts, given: UnfinishedAnswers, speech: Speech) -> str:
    return speech.text("polls-place", title=facts.poll.title, step=given.step + 1, count=facts.shape.asked)


def _answer_line(facts: PollFacts, given: UnfinishedAnswers, step: int, speech: Speech) -> str:
    subject, number = divmod(step, len(facts.questions))
    question = facts.questions[number]
    name = facts.subjects[subject] if facts.subjects else ""
    return speech.text(
        "polls-check-line",
        name=cut(name, NAME_SHOWN),
        about=len(facts.subjects),
        label=question.label[speech.language],
        choice=question.choices[given.answers[step]][speech.language],
    )


def _ways(facts: PollFacts, given: UnfinishedAnswers, speech: Speech) -> Rows:
    drop = Button(speech.label("polls-drop"), f"{DROP}:{facts.poll.id}")
    if not given.step:
        return [[drop]]
    return [[Button(speech.label("polls-before"), f"{BACK}:{facts.poll.id}:{given.step}"), drop]]
