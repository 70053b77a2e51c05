"""The polls of a unit in front of who runs it: the list, and one of them."""

from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.polls.answering import access, voter_of
from usecases.polls.facts import PollFacts
from windows.polls.listing import A_PAGE, RunPoll, UnitPolls, list_window, run_window
from windows.windows import Window


def unit_polls(uow: UnitOfWork, request: Request, page: int) -> Window:
    """Return a page of the polls of the unit that whoever is acting runs."""
    viewer, unit_code = request.level_one(uow)
    count = uow.polls.count_of_unit(unit_code)
    found = uow.polls.of_unit(unit_code, A_PAGE, page * A_PAGE)
    return list_window(UnitPolls(found, page, count, request.today), speech_of(request, viewer))


def run_poll_window(uow: UnitOfWork, request: Request, facts: PollFacts, key: str = "") -> Window:
    """Return a poll of the unit as level 1 sees it; `key` is a sentence that goes on top."""
    viewer, _unit_code = request.level_one(uow)
    poll, speech = facts.poll, speech_of(request, viewer)
    voter = voter_of(poll, request.telegram_id, viewer)
    grid = uow.rosters.known([poll.grid_code]).get(poll.grid_code) if poll.grid_code else None
    run = RunPoll(
        facts,
        grid.name if grid else "",
        len(uow.polls.asked(poll.id)),
        access(uow, request.house.poll_keys, poll, voter, request.today),
        request.today,
    )
    return run_window(run, speech, speech.text(key) if key else "")
