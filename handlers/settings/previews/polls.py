"""The windows in which a poll is answered, in the order in which a person meets them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.polls.polls import PollSpan, PollState, UnfinishedAnswers
from forms.polls.language import About, PollForm, questions_of
from locales import Speech
from storage.polls.polls import Poll
from usecases.polls.facts import PollFacts
from windows.polls.answering import counted_window, intro_window, question_window, whole_window
from windows.reporting.form_preview import ShownWindow

_RUNS = timedelta(days=6)


def poll_windows(form: PollForm, speech: Speech, today: date) -> Sequence[ShownWindow]:
    """Return the windows of a poll with this form that begins on `today`."""
    return list(_windows(_sample(form, speech, today), speech))


def _sample(form: PollForm, speech: Speech, today: date) -> PollFacts:
    poll = Poll(
        id=1,
        token="",
        unit_code="",
        form_id=form.id,
        form_text="",
        title=form.title[speech.language],
        span=PollSpan(today, today + _RUNS),
        grid_code=None,
        group=None,
        publishes=False,
        state=PollState.RUNNING,
        ended_on=None,
        took_part=None,
    )
    subjects = () if form.about is About.NOTHING else (speech.label("polls-preview-subject"),)
    return PollFacts(poll, form.about, questions_of(form), subjects)


def _windows(facts: PollFacts, speech: Speech) -> Iterator[ShownWindow]:
    """Go through the windows in the order in which a person meets them, who taps the first choice each time."""
    yield ShownWindow(speech.label("polls-preview-first"), intro_window(facts, speech))
    given = UnfinishedAnswers(facts.poll.id, facts.shape)
    for question in facts.questions:
        yield ShownWindow(question.label[speech.language], question_window(facts, given, speech))
        given = given.with_answer(given.step, 0)
    yield ShownWindow(speech.label("polls-preview-check"), whole_window(facts, given, speech))
    yield ShownWindow(speech.label("polls-preview-done"), counted_window(facts, speech))
