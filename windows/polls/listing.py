"""The windows that list polls, and the one in which level 1 runs one. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.polls.polls import LEAST, PollState
from locales import Speech
from locales.dates import day_name
from storage.polls.polls import Poll
from usecases.polls.answering import Access
from usecases.polls.facts import PollFacts
from windows.entries import ALL_POLLS, back_to_menu, open_poll
from windows.page_turns import page_of, turn_rows
from windows.polls.answering import BEGIN
from windows.polls.making import NEW
from windows.polls.results import RESULTS, SHEET, WORD
from windows.windows import Attachment, Button, Rows, Window

CODE, END, END_YES = "poll-code", "poll-end", "poll-end-yes"
CANCEL, CANCEL_YES = "poll-cancel", "poll-cancel-yes"
A_PAGE = 4
OPEN_MOST = 5
"""How many polls that are open to somebody are listed; those that end first."""


def open_window(found: Sequence[Poll], speech: Speech) -> Window:
    """Return the polls that are open for whoever asks; of none, when they will hear of one."""
    if not found:
        return Window(speech.text("polls-none-open"), [[back_to_menu(speech)]])
    lines = [speech.text("polls-open", count=len(found))]
    lines += [_line(poll, speech) for poll in found[:OPEN_MOST]]
    rows = [[Button(poll.title, open_poll(poll.id))] for poll in found[:OPEN_MOST]]
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


@dataclass(frozen=True, slots=True)
class UnitPolls:
    """A page of the polls of a unit, newest first, of `count`; `today` tells which have not begun."""

    found: Sequence[Poll]
    page: int
    count: int
    today: date


def list_window(polls: UnitPolls, speech: Speech, note: str = "") -> Window:
    """Return the polls of the unit for level 1, who makes more from here; `note` (HTML) goes on top."""
    lines = [*([note] if note else [])]
    lines.append(
        speech.text("polls-list", count=polls.count) if polls.count else speech.text("polls-list-none")
    )
    lines += [
        speech.text("polls-list-line", title=poll.title, state=_state(poll, polls.today, speech))
        for poll in polls.found
    ]
    rows = [[Button(speech.label("polls-new"), NEW)]]
    rows += [[Button(poll.title, open_poll(poll.id))] for poll in polls.found]
    rows += turn_rows(page_of(polls.page, polls.count, A_PAGE), lambda to: f"{ALL_POLLS}:{to}", speech)
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


@dataclass(frozen=True, slots=True)
class RunPoll:
    """A poll as level 1 sees it: whom it asks (by name of a grid, and how many), and whether the viewer may answer."""

    facts: PollFacts
    grid_name: str
    asked: int
    access: Access
    today: date


def run_window(run: RunPoll, speech: Speech, note: str = "") -> Window:
    """Return a poll with what level 1 may do about it. How many have answered is not said while it runs."""
    poll = run.facts.poll
    lines = [*([note] if note else []), speech.text("polls-head", title=poll.title)]
    lines.append(speech.text("polls-state", state=_state(poll, run.today, speech)))
    lines.append(_span_line(poll, speech))
    lines.append(whom_line(poll, run.grid_name, run.asked, speech))
    if run.facts.subjects:
        lines.append(speech.text("polls-subjects", count=len(run.facts.subjects)))
    lines.append(speech.text("polls-amount", count=run.facts.shape.asked, about=len(run.facts.subjects)))
    lines.append(speech.text("polls-publishes" if poll.publishes else "polls-publishes-not"))
    if poll.state is PollState.RUNNING:
        lines.append(speech.text("polls-running-says", least=LEAST))
    return Window("\n".join(lines), [*_acts(run, speech), [_to_list(speech), back_to_menu(speech)]])


def whom_line(poll: Poll, grid_name: str, asked: int, speech: Speech) -> str:
    """Return whom a poll asks (HTML)."""
    if poll.group is None:
        return speech.text("polls-whom-all")
    group = speech.label(f"polls-group-{poll.group}")
    return speech.text("polls-whom", grid=grid_name, group=group, count=asked)


def sure_window(poll: Poll, act: str, speech: Speech) -> Window:
    """Ask once whether a poll is to be ended now (`END`) or cancelled (`CANCEL`)."""
    early = act == END
    ask = "polls-end-ask" if early else "polls-cancel-ask"
    yes = "polls-end-yes" if early else "polls-cancel-yes"
    lines = [speech.text("polls-head", title=poll.title), speech.text(ask, least=LEAST)]
    rows = [
        [Button(speech.label(yes), f"{END_YES if early else CANCEL_YES}:{poll.id}")],
        [Button(speech.label("report-back"), open_poll(poll.id))],
    ]
    return Window("\n".join(lines), rows)


def code_window(poll: Poll, link: str, picture: bytes, speech: Speech) -> Window:
    """Return the QR code of a poll of everybody, to print or pass on, and its link."""
    text = f"{speech.text('polls-code-below', title=poll.title)}\n{link}"
    rows = [[Button(speech.label("report-back"), open_poll(poll.id)), back_to_menu(speech)]]
    return Window(text, rows, [Attachment("qr.png", picture)])


def _acts(run: RunPoll, speech: Speech) -> Rows:
    poll = run.facts.poll
    if poll.state is PollState.ENDED:
        return [
            [Button(speech.label("polls-results"), f"{RESULTS}:{poll.id}:0")],
            [
                Button(speech.label("polls-word"), f"{WORD}:{poll.id}"),
                Button(speech.label("polls-sheet"), f"{SHEET}:{poll.id}"),
            ],
        ]
    if poll.state is not PollState.RUNNING:
        return []
    rows: Rows = []
    if run.access is Access.OPEN:
        rows.append([Button(speech.label("polls-begin"), f"{BEGIN}:{poll.id}")])
    if poll.is_for_all:
        rows.append([Button(speech.label("polls-code"), f"{CODE}:{poll.id}")])
    end = Button(speech.label("polls-end"), f"{END}:{poll.id}")
    return [*rows, [end, Button(speech.label("polls-cancel"), f"{CANCEL}:{poll.id}")]]


def _to_list(speech: Speech) -> Button:
    return Button(speech.label("polls-back"), ALL_POLLS)


def _line(poll: Poll, speech: Speech) -> str:
    return speech.text("polls-open-line", title=poll.title, day=day_name(speech, poll.span.ends_on))


def _span_line(poll: Poll, speech: Speech) -> str:
    first, last = (day_name(speech, day) for day in (poll.span.starts_on, poll.span.ends_on))
    return speech.text("polls-span", first=first, last=last)


def _state(poll: Poll, today: date, speech: Speech) -> str:
    if poll.state is PollState.RUNNING and today < poll.span.starts_on:
        return speech.label("polls-state-waiting", day=day_name(speech, poll.span.starts_on))
    day = poll.ended_on or poll.span.ends_on
    return speech.label(f"polls-state-{poll.state}", day=day_name(speech, day))
