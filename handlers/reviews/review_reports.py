"""审核: the branch's inspector goes through its departments' reports, level 1 through the branches' own.

One tap accepts and the next report comes up at once; a return asks why, by a tap or in words. A button carries how
often its report had been corrected, so that nobody accepts what they have not seen.
"""

from dataclasses import dataclass
from typing import ClassVar
from zlib import crc32

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.reporting.reviews import Verdict
from handlers.found import Acts, AtMenu, Menu, MenuPart
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, Tapped, TappedOn, TypedWords
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.reporting.reviewed import FiledReport
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.reviews.house import OpenedReport, accept_all, decide, opened, read_opinion, waiting_for
from windows.entries import REVIEW
from windows.reports_named import report_title
from windows.reviews.reviews import (
    A_PAGE,
    ALL,
    ALL_YES,
    BACK,
    PAGE,
    REASONS,
    WHOLE,
    WHY,
    WORDS,
    YES,
    all_window,
    done_window,
    list_window,
    next_of,
    report_window,
    why_window,
    words_window,
)
from windows.windows import Window

Shown = tuple[Window, str]
"""A window and a short word above it."""


@dataclass(frozen=True, slots=True)
class AskedOpinion(Question):
    """What to say with an acceptance of this report, which had been corrected so often when it was shown."""

    submission_id: int
    revisions: int

    verdict: ClassVar[Verdict] = Verdict.ACCEPTED


@dataclass(frozen=True, slots=True)
class AskedWhy(AskedOpinion):
    """Why it is returned."""

    verdict: ClassVar[Verdict] = Verdict.RETURNED


async def open_list(call: CallbackQuery, request: Request) -> None:
    """What waits, a page at a time."""
    page = number_of(call, 1) if (call.data or "").startswith(f"{PAGE}:") else 0
    await show(call, request, await request.read(lambda uow: _list(uow, request, page)))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """One report, its texts cut; or whole."""
    submission_id = number_of(call, 1)
    leaf = number_of(call, 2) if (call.data or "").startswith(f"{WHOLE}:") else None

    def work(uow: UnitOfWork) -> Window:
        opening = opened(uow, request, submission_id)
        return report_window(request, speech_of(request, opening.viewer), opening, leaf=leaf)

    await show(call, request, await request.run(work))


async def accept(call: CallbackQuery, request: Request) -> None:
    """通过: one tap."""
    await _decided(call, request, AskedOpinion(number_of(call, 1), number_of(call, 2)), "")


async def ask_why(call: CallbackQuery, request: Request) -> None:
    """退回: why?"""
    await _ask(call, request, AskedWhy)


async def ask_words(call: CallbackQuery, request: Request) -> None:
    """通过并写意见."""
    await _ask(call, request, AskedOpinion)


async def give_reason(call: CallbackQuery, request: Request) -> None:
    """One of the reasons offered."""
    asked, number = AskedWhy(number_of(call, 1), number_of(call, 2)), number_of(call, 3)
    if not 1 <= number <= REASONS:
        raise RefusalError("access-old-button")
    speech = speech_of(request, await request.run(request.viewer))
    await _decided(call, request, asked, speech.label(f"reviews-why-{number}"))


async def take_words(message: Message, request: Request, asked: AskedOpinion) -> None:
    """A reason or an opinion in words."""
    opinion = read_opinion(message.text or "")
    if opinion is None:
        window = await request.run(lambda uow: _question(uow, request, asked, again=True))
        await show(message, request, window)
        request.memory.put(asked)
        return
    await _decided(message, request, asked, opinion)


async def ask_all(call: CallbackQuery, request: Request) -> None:
    """全部通过: asks once."""
    await show(call, request, await request.read(lambda uow: _all(uow, request)))


async def accept_every(call: CallbackQuery, request: Request) -> None:
    """确定全部通过: of the very list that was shown."""
    mark = part_of(call, 1)

    def work(uow: UnitOfWork) -> Shown:
        viewer = request.viewer(uow)
        speech = speech_of(request, viewer)
        waiting = waiting_for(uow, request, viewer)
        if not waiting:
            return _list(uow, request, 0), ""
        if _mark(waiting) != mark:
            return _all(uow, request), speech.label("reviews-list-changed")
        count = accept_all(uow, request, viewer, waiting)
        return done_window(speech, speech.text("reviews-all-done", count=count)), ""

    window, toast = await request.run(work)
    await show(call, request, window, toast=toast)


def _list(uow: UnitOfWork, request: Request, page: int) -> Window:
    viewer = request.viewer(uow)
    waiting = waiting_for(uow, request, viewer)
    page = min(page, max(len(waiting) - 1, 0) // A_PAGE)
    filed = uow.submissions.of_items(
        report.item_id for report in waiting[page * A_PAGE : (page + 1) * A_PAGE]
    )
    return list_window(request, speech_of(request, viewer), waiting, filed, page)


def _all(uow: UnitOfWork, request: Request) -> Window:
    viewer = request.viewer(uow)
    waiting = waiting_for(uow, request, viewer)
    if not waiting:
        return _list(uow, request, 0)
    filed = uow.submissions.of_items(report.item_id for report in waiting)
    return all_window(request, speech_of(request, viewer), waiting, filed, _mark(waiting))


def _mark(waiting: list[FiledReport]) -> str:
    """Return what tells this list from one in which a report came, went or was corrected."""
    return str(crc32(repr([(report.submission_id, report.revisions) for report in waiting]).encode()))


async def _ask(call: CallbackQuery, request: Request, kind: type[AskedOpinion]) -> None:
    asked = kind(number_of(call, 1), number_of(call, 2))
    window = await request.run(lambda uow: _question(uow, request, asked))
    await show(call, request, window)
    request.memory.put(asked)


def _question(uow: UnitOfWork, request: Request, asked: AskedOpinion, *, again: bool = False) -> Window:
    opening = opened(uow, request, asked.submission_id)
    speech = speech_of(request, opening.viewer)
    ask = why_window if isinstance(asked, AskedWhy) else words_window
    return ask(request, speech, opening, again=again)


async def _decided(event: Event, request: Request, asked: AskedOpinion, opinion: str) -> None:
    window, toast = await request.run(lambda uow: _decide(uow, request, asked, opinion))
    request.house.wake_outbox()
    await show(event, request, window, toast=toast)


def _decide(uow: UnitOfWork, request: Request, asked: AskedOpinion, opinion: str) -> Shown:
    opening = opened(uow, request, asked.submission_id)
    speech = speech_of(request, opening.viewer)
    if opening.report.revisions != asked.revisions:
        return report_window(request, speech, opening), speech.label("reviews-corrected-meanwhile")
    if not decide(uow, request, opening, asked.verdict, opinion):
        return _following(uow, request, opening, speech, ""), speech.label("reviews-decided")
    said = speech.text(f"reviews-done-{asked.verdict}", title=report_title(request, speech, opening.report))
    return _following(uow, request, opening, speech, said), ""


def _following(uow: UnitOfWork, request: Request, opening: OpenedReport, speech: Speech, said: str) -> Window:
    """Return the next report, or that there is none."""
    following = next_of(opening)
    if following is None:
        return done_window(speech, said) if said else _list(uow, request, 0)
    return report_window(request, speech, opened(uow, request, following.submission_id), first_line=said)


def way_in(at: AtMenu) -> MenuPart:
    """Return the menu's way to what waits for a review, while anything does."""
    count = len(waiting_for(at.uow, at.request, at.viewer))
    return MenuPart(buttons=[at.button(REVIEW, "reviews-menu", count=count)] if count else [])


ASKED_AT = 470
ACTS: Acts = {
    ActorStanding.READER: (
        "review review-page review-whole review-yes review-back review-words review-why review-all "
        "review-all-yes"
    ),
}
MENU: Menu = {110: way_in}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="reviews.review_reports")
    router.message.register(take_words, TypedWords(), AskedFor(AskedOpinion))
    router.callback_query.register(open_list, Tapped(REVIEW))
    router.callback_query.register(open_list, TappedOn(PAGE))
    router.callback_query.register(open_one, TappedOn(REVIEW))
    router.callback_query.register(open_one, TappedOn(WHOLE))
    router.callback_query.register(accept, TappedOn(YES))
    router.callback_query.register(ask_why, TappedOn(BACK))
    router.callback_query.register(ask_words, TappedOn(WORDS))
    router.callback_query.register(give_reason, TappedOn(WHY))
    router.callback_query.register(ask_all, Tapped(ALL))
    router.callback_query.register(accept_every, TappedOn(ALL_YES))
    return router
