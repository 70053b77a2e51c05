"""审核情况: level 1 sees how far each branch has got with a period, and which has closed (已审结).

From a branch it goes on to its reports, each of which level 1 may accept or return.
"""

from collections import Counter

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.duties.duties import PeriodOf
from domain.errors import RefusalError
from domain.reporting.reviews import WAITING, BranchReviews, ReviewState
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import duty_title
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reviews.house import is_reviewed
from windows.entries import digest_of, open_review, review_state_of
from windows.page_turns import page_of, turn_rows
from windows.windows import Button, Window

STANDING, FILED_IN = "reviews", "filed-in"
OWN = "own"
"""In place of a branch's number: the branches' own reports."""
A_PAGE = 5
BUTTONS_A_ROW = 2


async def show_standing(call: CallbackQuery, request: Request) -> None:
    """A duty's period, branch by branch."""
    which, page = PeriodOf(part_of(call, 1), part_of(call, 2)), number_of(call, 3)
    await show(call, request, await request.read(lambda uow: _standing(uow, request, which, page)))


async def show_branch(call: CallbackQuery, request: Request) -> None:
    """What a branch's departments filed, or the branches themselves, a page at a time."""
    which, page = PeriodOf(part_of(call, 1), part_of(call, 2)), number_of(call, 4)
    number = None if part_of(call, 3) == OWN else number_of(call, 3)
    await show(call, request, await request.read(lambda uow: _branch(uow, request, which, number, page)))


def _standing(uow: UnitOfWork, request: Request, which: PeriodOf, page: int) -> Window:
    speech, unit_code = _begin(uow, request, which)
    branches = uow.reviews.branches(*which, unit_code, request.today)
    own = uow.reviews.of_branch(*which, unit_code, None)
    if not branches and not own:
        return Window(speech.text("reviews-standing-none"), [_back_to_digest(speech, which)])
    title = _title(request, speech, which)
    closed = {branch.branch_code for branch in branches if branch.has_closed(request.today)}
    lines = [speech.text("reviews-standing", title=title, closed=len(closed), branches=len(branches))]
    if own:
        states = Counter(report.state for report in own)
        lines.append(
            speech.text(
                "reviews-standing-own",
                waiting=sum(states[state] for state in WAITING),
                returned=states[ReviewState.RETURNED],
                accepted=states[ReviewState.ACCEPTED],
            )
        )
    first = page * A_PAGE
    shown = branches[first : first + A_PAGE]
    lines += [_branch_line(speech, branch, closed=branch.branch_code in closed) for branch in shown]
    numbered = enumerate(shown, first)
    buttons = [
        Button(branch.name, _filed_in(which, str(number)))
        for number, branch in numbered
        if branch.filed or branch.returned
    ]
    if own:
        buttons.insert(0, Button(speech.label("reviews-standing-own-open"), _filed_in(which, OWN)))
    rows = [list(buttons[n : n + BUTTONS_A_ROW]) for n in range(0, len(buttons), BUTTONS_A_ROW)]
    turn = turn_rows(page_of(page, len(branches), A_PAGE), lambda to: review_state_of(*which, to), speech)
    return Window("\n".join(lines), [*rows, *turn, _back_to_digest(speech, which)])


def _branch(uow: UnitOfWork, request: Request, which: PeriodOf, number: int | None, page: int) -> Window:
    speech, unit_code = _begin(uow, request, which)
    name, code = speech.label("reviews-standing-own-open"), None
    if number is not None:
        branches = uow.reviews.branches(*which, unit_code, request.today)
        if number >= len(branches):
            raise RefusalError("access-old-button")
        name, code = branches[number].name, branches[number].branch_code
    reports = uow.reviews.of_branch(*which, unit_code, code)
    shown = reports[page * A_PAGE : (page + 1) * A_PAGE]
    if not reports:
        raise RefusalError("access-old-button")
    rows = [
        [
            Button(
                f"{report.grid_name} · {speech.label(f'reviews-standing-{report.state}')}",
                open_review(report.submission_id),
            )
        ]
        for report in shown
    ]
    place = OWN if number is None else str(number)
    turn = turn_rows(page_of(page, len(reports), A_PAGE), lambda to: _filed_in(which, place, to), speech)
    back = [Button(speech.label("report-back"), review_state_of(*which))]
    text = speech.text(
        "reviews-standing-branch", title=_title(request, speech, which), branch=name, count=len(reports)
    )
    return Window(text, [*rows, *turn, back])


def _begin(uow: UnitOfWork, request: Request, which: PeriodOf) -> tuple[Speech, str]:
    """Return the words and the unit; raises RefusalError for others than level 1, and for no such duty."""
    viewer, unit_code = request.level_one(uow)
    if not is_reviewed(request, which.duty_id):
        raise RefusalError("access-old-button")
    return speech_of(request, viewer), unit_code


def _title(request: Request, speech: Speech, which: PeriodOf) -> str:
    form = request.house.form_of(request.house.duties[which.duty_id])
    return duty_title(speech, form.title, which.period_id)


def _branch_line(speech: Speech, branch: BranchReviews, *, closed: bool) -> str:
    if closed:
        return speech.text("reviews-standing-closed", branch=branch.name, filed=branch.filed, due=branch.due)
    return speech.text(
        "reviews-standing-line",
        branch=branch.name,
        filed=branch.filed,
        due=branch.due,
        waiting=branch.waiting,
        returned=branch.returned,
        accepted=branch.accepted,
    )


def _filed_in(which: PeriodOf, number: str, page: int = 0) -> str:
    return f"{FILED_IN}:{which.duty_id}:{which.period_id}:{number}:{page}"


def _back_to_digest(speech: Speech, which: PeriodOf) -> list[Button]:
    return [Button(speech.label("report-back"), digest_of(*which))]


ASKED_AT = 480
ACTS: Acts = {ActorStanding.LEVEL_ONE: "reviews filed-in"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="reviews.standing")
    router.callback_query.register(show_standing, TappedOn(STANDING))
    router.callback_query.register(show_branch, TappedOn(FILED_IN))
    return router
