"""Every window of a poll fits a phone, in both languages, with long names and every form that is shipped."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from domain.people.grids import Grid
from domain.polls.polls import (
    LEAST,
    PollFigures,
    PollGroup,
    PollPlan,
    PollSpan,
    PollState,
    PollSubject,
    UnfinishedAnswers,
)
from forms.polls.language import About, questions_of
from forms.polls.reader import shipped_poll_forms
from locales import Speech, shared_words
from storage.polls.polls import Poll
from tests.window_crawl import LINES_MOST, ROWS_MOST
from usecases.polls.answering import Access
from usecases.polls.facts import PollFacts
from usecases.polls.making import AskedPeople
from windows.polls.answering import (
    counted_window,
    dropped_window,
    intro_window,
    question_window,
    refused_window,
    whole_window,
)
from windows.polls.listing import (
    CANCEL,
    END,
    RunPoll,
    UnitPolls,
    list_window,
    open_window,
    run_window,
    sure_window,
)
from windows.polls.making import (
    Checked,
    Findings,
    check_window,
    forms_window,
    group_window,
    subjects_window,
    title_window,
    when_window,
    whom_window,
)
from windows.polls.results import results_window
from windows.text_parts import phone_lines
from windows.windows import Window

TODAY = date(2026, 5, 12)
LONG = "外科第二党支部特邀监察员（支部纪检委员）"
TITLE = "2026年度全院中层干部（含主持工作的副职）民主测评"
FORMS = list(shipped_poll_forms().values())


def poll(form_id: str, state: PollState = PollState.RUNNING, *, for_all: bool = False) -> Poll:
    ended = TODAY if state is not PollState.RUNNING else None
    span = PollSpan(TODAY, TODAY + timedelta(days=6))
    group = None if for_all else PollGroup.CADRES
    return Poll(7, "0" * 16, "1", form_id, "", TITLE, span, "1", group, True, state, ended, None)


def facts_of(form_id: str, subjects: int = 4, state: PollState = PollState.RUNNING) -> PollFacts:
    form = shipped_poll_forms()[form_id]
    named = () if form.about is About.NOTHING else tuple(f"{LONG}{number}" for number in range(subjects))
    return PollFacts(poll(form_id, state, for_all=form_id == "public"), form.about, questions_of(form), named)


def answered(facts: PollFacts, speech: Speech) -> Iterator[Window]:
    """Give the windows of somebody who answers everything."""
    yield intro_window(facts, speech, speech.text("polls-lost-answers"))
    given = UnfinishedAnswers(facts.poll.id, facts.shape)
    for _step in range(facts.shape.asked):
        yield question_window(facts, given, speech)
        given = given.with_answer(given.step, 0)
    yield whole_window(facts, given, speech)
    yield counted_window(facts, speech)
    yield dropped_window(facts, speech)
    yield from (refused_window(facts, found, speech) for found in Access if found is not Access.OPEN)


def run(form_id: str, speech: Speech) -> Iterator[Window]:
    """Give the windows of who runs polls."""
    polls = [poll(form_id, state) for state in PollState]
    yield list_window(UnitPolls(polls, 1, 40, TODAY), speech, speech.text("polls-end-done"))
    yield list_window(UnitPolls([], 0, 0, TODAY), speech)
    yield open_window(polls * 2, speech)
    yield open_window([], speech)
    for state in PollState:
        for found in (Access.OPEN, Access.OVER):
            seen = RunPoll(facts_of(form_id, state=state), LONG, 60, found, TODAY)
            yield run_window(seen, speech, speech.text("polls-end-done"))
    yield from (sure_window(polls[0], act, speech) for act in (END, CANCEL))
    facts = facts_of(form_id, 9)
    figures = PollFigures(facts.shape, (1234,) * facts.shape.size, 9999, 25000)
    yield from (results_window(facts, figures, page, speech, level_one=True) for page in (0, 1, 99))
    yield results_window(facts, PollFigures(facts.shape, (), None, 60), 0, speech, level_one=True)


def made(form_id: str, speech: Speech) -> Iterator[Window]:
    """Give the windows of who puts one together."""
    form = shipped_poll_forms()[form_id]
    subjects = tuple(PollSubject(f"{LONG}{number}", f"p{number}") for number in range(80))
    span = PollSpan(TODAY, TODAY + timedelta(days=6))
    plan = PollPlan(999_999, form_id, TITLE, subjects, "1", PollGroup.CADRES, False, span)
    note = speech.text("polls-too-few", least=LEAST, count=3)
    yield forms_window(FORMS, speech)
    yield title_window(plan, form, speech, note)
    if form.about is not About.NOTHING:
        yield subjects_window(plan, form.about, Findings(LONG * 2, subjects[:4], 40), speech, note)
        yield subjects_window(PollPlan(1, form_id, TITLE), form.about, Findings("无", (), 0), speech)
    grids = [Grid(str(number), f"{LONG}{number}", 2) for number in range(40)]
    yield from (whom_window(plan, grids, page, speech, note) for page in (0, 3, 99))
    enough = AskedPeople(range(9999), 9999)
    yield group_window(plan, grids[0], [(group, enough) for group in PollGroup], speech)
    yield group_window(plan, grids[0], [(group, AskedPeople((), 0)) for group in PollGroup], speech)
    yield when_window(plan, TODAY, speech, note)
    checked = Checked(plan, facts_of(form_id).shape, AskedPeople(range(60), 50), LONG)
    yield check_window(checked, speech)


@pytest.mark.parametrize("form_id", [form.id for form in FORMS])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_window_of_a_poll_fits_a_phone(form_id: str, language: str) -> None:
    speech = Speech(shared_words(), language)
    windows = [*answered(facts_of(form_id), speech), *run(form_id, speech), *made(form_id, speech)]
    high = [
        window.text
        for window in windows
        if phone_lines(window.text) > LINES_MOST or len(window.rows) > ROWS_MOST
    ]
    assert high == []
    for window in windows:
        for row in window.rows:
            assert all(len(button.data.encode()) <= 64 for button in row)
            assert row
