"""免报: level 1 exempts a grid from a duty's period, with a reason; withdraws it while the period is open.

What the live window asks, and the reason typed until it is confirmed, stand in the chat's question, in memory alone:
after a restart the list is there again, and nothing was half done.
"""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.duties.duties import PeriodOf
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import AskedFor, TappedOn, TypedWords
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import duty_title
from storage.audit import AuditEntry, subject_of
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.duties.exemption_letters import EXEMPTED, EXEMPTION_WITHDRAWN, tell_of_exemption
from usecases.house import Request
from usecases.memory import Question
from windows.entries import digest_of, exempt_from
from windows.page_turns import ROWS_MOST, PageIn, button_rows, paged_rows
from windows.questions.parts import cut
from windows.windows import Button, Window

LIST, ASK, YES, BACK = "exempt", "exempt-ask", "exempt-yes", "exempt-back"
GIVEN_SHOWN = 4
REASON_SHOWN = 30
"""Characters of each reason in the list."""
SHORTEST, LONGEST = 2, 200
SEARCH_LENGTH = 50


@dataclass(frozen=True, slots=True)
class AskedGrid(Question):
    """A part of a grid's name, to find it in the list of this duty's period."""

    duty_id: str
    period_id: str


@dataclass(frozen=True, slots=True)
class AskedReason(Question):
    """Why this item is to be exempt."""

    item_id: int


@dataclass(frozen=True, slots=True)
class ReasonGiven(Question):
    """The same, answered: shown once, to be confirmed by a tap."""

    item_id: int
    reason: str


async def list_grids(call: CallbackQuery, request: Request) -> None:
    """The grids of a period that have not reported, a page at a time, and those already exempt."""
    period, page = _period(call)
    window = await request.read(lambda uow: _list_window(uow, request, period, page))
    await show(call, request, window)
    request.memory.put(AskedGrid(*period))


async def ask_reason(call: CallbackQuery, request: Request) -> None:
    """A grid was chosen: why?"""
    item_id = number_of(call, 1)
    window = await request.run(lambda uow: _ask_window(uow, request, item_id))
    await show(call, request, window)
    request.memory.put(AskedReason(item_id))


async def search(message: Message, request: Request, asked: AskedGrid) -> None:
    """A grid's name below the list."""
    words, period = _words(message)[:SEARCH_LENGTH], PeriodOf(asked.duty_id, asked.period_id)
    window = await request.read(lambda uow: _list_window(uow, request, period, 0, words))
    await show(message, request, window)
    request.memory.put(asked)


async def take_reason(message: Message, request: Request, asked: AskedReason) -> None:
    """The reason, below the question."""
    reason = _words(message)
    if SHORTEST <= len(reason) <= LONGEST:
        window = await request.run(lambda uow: _check_window(uow, request, asked.item_id, reason))
        following: Question = ReasonGiven(asked.item_id, reason)
    else:
        window = await request.run(lambda uow: _ask_window(uow, request, asked.item_id, again=True))
        following = asked
    await show(message, request, window)
    request.memory.put(following)


def _words(message: Message) -> str:
    return " ".join((message.text or "").split())


async def exempt(call: CallbackQuery, request: Request) -> None:
    """确定免报: with the reason shown in this very window."""
    item_id, given = number_of(call, 1), request.memory.get(ReasonGiven)
    if given is None or given.item_id != item_id:
        raise RefusalError("access-old-button")
    window = await request.run(lambda uow: _exempt(uow, request, item_id, given.reason))
    request.house.wake_outbox()
    await show(call, request, window)


async def withdraw(call: CallbackQuery, request: Request) -> None:
    """撤销免报, while the period is open."""
    item_id = number_of(call, 1)
    window = await request.run(lambda uow: _withdraw(uow, request, item_id))
    request.house.wake_outbox()
    await show(call, request, window)


def _list_window(uow: UnitOfWork, request: Request, period: PeriodOf, page: int, words: str = "") -> Window:
    viewer, unit_code = request.level_one(uow)
    speech = speech_of(request, viewer)
    duty_id, period_id = period
    if duty_id not in request.house.duties:
        raise RefusalError("access-old-button")
    codes = [grid.code for grid in uow.rosters.tree().subtree(unit_code)]
    owed = uow.duty_items.of_period(duty_id, period_id, codes)
    missing = [item for item in owed if item.submitted_at is None and item.closes_on >= request.today]
    found = [item for item in missing if words in item.grid_name]
    given = uow.duty_items.exempted(duty_id, period_id, codes)
    lines = [speech.text("exemption-list", title=_title(request, speech, duty_id, period_id))]
    if given:
        lines.append(speech.text("exemption-given", count=len(given)))
        lines += [_given_line(speech, exemption) for exemption in given[:GIVEN_SHOWN]]
    listed = [
        *(Button(item.grid_name, f"{ASK}:{item.id}") for item in found),
        *(
            _withdraw_button(speech, exemption)
            for exemption in given
            if exemption.closes_on >= request.today and words in exemption.grid_name
        ),
    ]
    if words and not listed:
        lines.append(speech.text("exemption-found-none", text=words))
    lines.append(speech.text("exemption-list-ask" if missing else "exemption-none-left"))
    if words:
        # Whoever looks for more than that types more of the name.
        rows = button_rows(listed)[: ROWS_MOST - 1]
    else:
        rows = paged_rows(
            listed, PageIn(page, ROWS_MOST - 1), lambda to: f"{exempt_from(*period)}:{to}", speech
        )
    back = [Button(speech.label("report-back"), digest_of(duty_id, period_id))]
    return Window("\n".join(lines), [*rows, back])


def _given_line(speech: Speech, item: DutyItem) -> str:
    return speech.text(
        "exemption-given-line", grid=item.grid_name, reason=cut(item.exempt_reason or "", REASON_SHOWN)
    )


def _withdraw_button(speech: Speech, item: DutyItem) -> Button:
    return Button(speech.label("exemption-withdraw", grid=item.grid_name), f"{BACK}:{item.id}")


def _ask_window(uow: UnitOfWork, request: Request, item_id: int, *, again: bool = False) -> Window:
    speech, item = _open_item(uow, request, item_id)
    lines = [speech.text("exemption-length", limit=LONGEST)] if again else []
    title = _title(request, speech, item.duty_id, item.period_id)
    lines.append(speech.text("exemption-ask", title=title, grid=item.grid_name, limit=LONGEST))
    return Window("\n".join(lines), [_back_row(speech, item)])


def _check_window(uow: UnitOfWork, request: Request, item_id: int, reason: str) -> Window:
    speech, item = _open_item(uow, request, item_id)
    title = _title(request, speech, item.duty_id, item.period_id)
    lines = [
        speech.text("exemption-check"),
        speech.text("exemption-check-line", title=title, grid=item.grid_name),
        speech.text("exemption-check-reason", reason=reason),
    ]
    yes = Button(speech.label("exemption-yes"), f"{YES}:{item_id}")
    return Window("\n".join(lines), [[yes], _back_row(speech, item)])


def _exempt(uow: UnitOfWork, request: Request, item_id: int, reason: str) -> Window:
    speech, item = _open_item(uow, request, item_id)
    viewer = request.viewer(uow)
    uow.duty_items.exempt(item_id, reason, viewer.person_id, request.now)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "exempt", _subject(item)))
    tell_of_exemption(uow, request, item, EXEMPTED)
    lines = [
        speech.text("exemption-done"),
        speech.text(
            "exemption-check-line",
            title=_title(request, speech, item.duty_id, item.period_id),
            grid=item.grid_name,
        ),
        speech.text("exemption-check-reason", reason=reason),
    ]
    more = [Button(speech.label("exemption-more"), exempt_from(item.duty_id, item.period_id))]
    return Window("\n".join(lines), [more, [_withdraw_button(speech, item)], _digest_row(speech, item)])


def _withdraw(uow: UnitOfWork, request: Request, item_id: int) -> Window:
    speech, item = _item(uow, request, item_id)
    if item.closes_on < request.today:
        raise RefusalError("exemption-closed")
    if not uow.duty_items.withdraw_exemption(item_id):
        raise RefusalError("access-old-button")
    viewer = request.viewer(uow)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "exempt_withdrawn", _subject(item)))
    tell_of_exemption(uow, request, item, EXEMPTION_WITHDRAWN)
    more = [Button(speech.label("exemption-more"), exempt_from(item.duty_id, item.period_id))]
    return Window(speech.text("exemption-withdrawn"), [more, _digest_row(speech, item)])


def _item(uow: UnitOfWork, request: Request, item_id: int) -> tuple[Speech, DutyItem]:
    """Return the item if it belongs to the unit that the person runs."""
    viewer, unit_code = request.level_one(uow)
    item = uow.duty_items.find(item_id)
    if item is None or item.duty_id not in request.house.duties:
        raise RefusalError("access-old-button")
    if not uow.holders.hanging_below([item.grid_code], [unit_code]):
        raise RefusalError("access-not-your-grid")
    return speech_of(request, viewer), item


def _open_item(uow: UnitOfWork, request: Request, item_id: int) -> tuple[Speech, DutyItem]:
    """Return the item if it can still be exempted."""
    speech, item = _item(uow, request, item_id)
    if item.submitted_at is not None:
        raise RefusalError("exemption-filed")
    if item.exempt_reason is not None:
        raise RefusalError("exemption-nothing-to-file")
    if item.closes_on < request.today:
        raise RefusalError("exemption-closed")
    return speech, item


def _subject(item: DutyItem) -> str:
    return subject_of(item.duty_id, item.period_id, item.grid_code)


def _title(request: Request, speech: Speech, duty_id: str, period_id: str) -> str:
    form = request.house.form_of(request.house.duties[duty_id])
    return duty_title(speech, form.title, period_id)


def _back_row(speech: Speech, item: DutyItem) -> list[Button]:
    return [Button(speech.label("report-back"), exempt_from(item.duty_id, item.period_id))]


def _digest_row(speech: Speech, item: DutyItem) -> list[Button]:
    return [Button(speech.label("menu-digest"), digest_of(item.duty_id, item.period_id))]


def _period(call: CallbackQuery) -> tuple[PeriodOf, int]:
    """Return which period of a duty is meant, and the page of its list."""
    parts = (call.data or "").split(":")
    if len(parts) not in (3, 4) or (len(parts) == 4 and not parts[3].isdecimal()):  # noqa: PLR2004 - and a page
        raise RefusalError("access-old-button")
    return PeriodOf(parts[1], parts[2]), int(parts[3]) if len(parts) == 4 else 0  # noqa: PLR2004 - the same


ASKED_AT = 500
COUNTED = True
ACTS: Acts = {ActorStanding.LEVEL_ONE: "exempt exempt-ask exempt-yes exempt-back"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="duties.exempt_items")
    router.message.register(search, TypedWords(), AskedFor(AskedGrid))
    router.message.register(take_reason, TypedWords(), AskedFor(AskedReason))
    router.callback_query.register(list_grids, TappedOn(LIST))
    router.callback_query.register(ask_reason, TappedOn(ASK))
    router.callback_query.register(exempt, TappedOn(YES))
    router.callback_query.register(withdraw, TappedOn(BACK))
    return router
