"""polls preview: the windows in which a poll is answered, for whoever writes its form."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import typer

from bot.commands.form_preview import write_new
from bot.commands.given import Given
from bot.folders.form_folder import open_poll_forms, read_text
from domain.errors import RefusalError
from domain.polls.polls import PollSpan, PollState, UnfinishedAnswers
from forms.polls.language import About, PollForm, questions_of
from forms.polls.reader import read_poll_form, shipped_poll_forms
from locales import LANGUAGES, Speech
from storage.polls.polls import Poll
from usecases.polls.facts import PollFacts
from windows.polls.answering import counted_window, intro_window, question_window, whole_window
from windows.reporting.form_preview import ShownWindow, preview_page, window_lines

_RUNS = timedelta(days=6)


def preview_poll(given: Given, named: str, html: Path | None, language: str | None) -> None:
    """Print all windows of the form `named` (an id or a .toml file), or write them into the new file `html`.

    Raises RefusalError for a form or language that there is not and for a file that exists, FormError for a faulty one.
    """
    if language is not None and language not in LANGUAGES:
        raise RefusalError("register-preview-language", named=language, known=", ".join(LANGUAGES))
    form, speech = _find(given, named), Speech(given.words, language or given.language)
    windows = list(_windows(_sample(given, form, speech), speech))
    if html is not None:
        write_new(html, preview_page(form.title[speech.language], speech.language, windows))
        given.say("command-file-written", path=str(html))
        return
    for shown in windows:
        typer.echo("\n".join(["", *window_lines(shown)]))


def _find(given: Given, named: str) -> PollForm:
    path = Path(named)
    if path.suffix.casefold() == ".toml":
        return read_poll_form(read_text(path), path.name)
    config = given.config_if_any()
    forms = open_poll_forms(config) if config else shipped_poll_forms()
    if named not in forms:
        raise RefusalError("polls-preview-no-form", form=named, known=", ".join(sorted(forms)))
    return forms[named]


def _sample(given: Given, form: PollForm, speech: Speech) -> PollFacts:
    poll = Poll(
        id=1,
        token="",
        unit_code="",
        form_id=form.id,
        form_text="",
        title=form.title[speech.language],
        span=PollSpan(given.today, given.today + _RUNS),
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
