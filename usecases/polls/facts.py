"""What a poll asks, read from the copy of the form that it keeps."""

from dataclasses import dataclass

from domain.errors import RefusalError
from domain.polls.polls import PollFigures, Shape, figures_of
from forms.polls.language import About, PollForm, PollQuestion, questions_of
from forms.polls.reader import read_poll_form
from storage.polls.polls import Poll
from storage.unit_of_work import UnitOfWork

GONE = "polls-gone"


@dataclass(frozen=True, slots=True)
class PollFacts:
    """A poll with its questions and whom they are about; about nobody there are no `subjects`."""

    poll: Poll
    about: About
    questions: tuple[PollQuestion, ...]
    subjects: tuple[str, ...]

    @property
    def shape(self) -> Shape:
        """What is counted."""
        return shape_of(self.questions, len(self.subjects))


def shape_of(questions: tuple[PollQuestion, ...], subjects: int) -> Shape:
    """Return what is counted of these questions about so many; about nobody they are asked once."""
    return Shape(max(1, subjects), tuple(len(question.choices) for question in questions))


def form_of(poll: Poll) -> PollForm:
    """Return the form that the poll was made from, as it was then."""
    return read_poll_form(poll.form_text, f"{poll.form_id}.toml")


def facts_of(uow: UnitOfWork, poll: Poll) -> PollFacts:
    """Return what the poll asks."""
    form = form_of(poll)
    return PollFacts(poll, form.about, questions_of(form), tuple(uow.polls.subjects(poll.id)))


def find_facts(uow: UnitOfWork, poll_id: int) -> PollFacts:
    """Return the poll and what it asks; raises RefusalError (polls-gone) for one that there is not."""
    poll = uow.polls.find(poll_id)
    if poll is None:
        raise RefusalError(GONE)
    return facts_of(uow, poll)


def figures(uow: UnitOfWork, facts: PollFacts) -> PollFigures:
    """Return the figures of a poll that has ended, or that none may be shown."""
    asked = None if facts.poll.is_for_all else len(uow.polls.asked(facts.poll.id))
    if facts.poll.took_part is None:
        return PollFigures(facts.shape, (), None, asked)
    return figures_of(facts.shape, uow.polls.counts(facts.poll.id), asked)
