"""/settings [任务]: what of a duty is to be otherwise, by taps or typed; it counts once it was shown and confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.duties.duty_block import DutyTerms
from domain.duties.tapped_rules import (
    LAST_DAY,
    TappedRule,
    read_tapped,
    toggled,
    with_tapped,
)
from domain.errors import RefusalError
from domain.people.leaves import read_day
from domain.people.people import Role
from handlers.found import Acts
from handlers.settings.duty_shown import (
    DutyDraft,
    called,
    of_office,
    preview,
    refused,
    show_duty,
    speech_of_office,
)
from handlers.settings.duty_typed import EVERY_DAY, MOST_DAYS, TYPED
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.screen import Event, show
from locales import Speech
from usecases.house import Request
from usecases.settings.duties_seen import find_known
from windows.settings import duty_terms as windows
from windows.settings.duties import EDIT
from windows.settings.duty_terms import AFTER, BEFORE, KINDS, LEVELS, MONTHS, ROLES, SHIFTS, TO, TermsAsked
from windows.windows import Window

LONGEST = 400
_MONTHS_OF = {"all": MONTHS, "quarter": (3, 6, 9, 12), "half": (6, 12)}
_TURNED = 32
"""The last day of a month stands in a button as 31, which is day -1 turned once round: buttons carry no minus."""
Change = Callable[[DutyTerms, int], DutyTerms]


async def begin(call: CallbackQuery, request: Request) -> None:
    """改到期日, 逢非工作日, and so on: what is asked for is shown, as it is so far."""
    duty_id, term = part_of(call, 1), part_of(call, 2)
    if term not in _WINDOWS:
        raise RefusalError(OLD_BUTTON)
    draft = request.memory.get(DutyDraft)
    if draft is None or draft.duty_id != duty_id or draft.terms is None:
        known = await of_office(request, lambda uow: find_known(uow, duty_id))
        draft = DutyDraft(duty_id, known.terms)
    await _ask(call, request, replace(draft, asks=term))


async def choose(call: CallbackQuery, request: Request) -> None:
    """One of the choices."""
    draft, what = request.memory.get(DutyDraft), part_of(call, 1)
    await speech_of_office(request)
    if draft is None or draft.terms is None:
        raise RefusalError("duties-set-gone")
    if what == "months":
        await _choose_months(call, request, draft, part_of(call, 2))
        return
    number = number_of(call, 2)
    if what == "month" and number in MONTHS:
        await _ask(call, request, replace(draft, asks="due", months=toggled(_months(draft), number)))
    elif what == "day" and 1 <= number <= EVERY_DAY:
        await _take_day(call, request, draft, LAST_DAY if number == _TURNED + LAST_DAY else number)
    elif what == "weekday" and 1 <= number <= 7:  # noqa: PLR2004 - a week's
        terms = with_tapped(draft.terms, TappedRule(weekday=number - 1))
        await preview(call, request, replace(draft, terms=terms))
    elif what == "from":
        day = read_day(str(number), request.today) if number else None
        await preview(call, request, replace(draft, starts_on=day))
    elif what in _CHOICES:
        term, change = _CHOICES[what]
        try:
            changed = replace(draft, terms=change(draft.terms, number))
        except IndexError:
            raise RefusalError(OLD_BUTTON) from None
        await (_ask(call, request, replace(changed, asks=term)) if term else preview(call, request, changed))
    else:
        raise RefusalError(OLD_BUTTON)


async def take_words(message: Message, request: Request, asked: DutyDraft) -> None:
    """What is typed, where something is asked that can be; anything else keeps the window and says what is wanted."""
    text = (message.text or "").strip()
    speech = await speech_of_office(request)
    take = TYPED.get(asked.asks)
    if take is None or asked.terms is None:
        said = speech.text("duties-set-tap")
        if asked.asks:
            await _ask(message, request, asked, said)
        else:
            await show_duty(message, request, asked.duty_id, said)
        return
    try:
        taken = await take(request, asked, asked.terms, _words(text))
    except RefusalError as refusal:
        await _ask(message, request, asked, refused(refusal, speech))
        return
    if asked.asks in {"who", "received"}:
        await _ask(message, request, taken)
    else:
        await preview(message, request, taken)


def _words(text: str) -> str:
    if not text or len(text) > LONGEST:
        raise RefusalError("duties-set-words")
    return text


async def _choose_months(call: CallbackQuery, request: Request, draft: DutyDraft, which: str) -> None:
    if which in _MONTHS_OF:
        await _ask(call, request, replace(draft, asks="day", months=_MONTHS_OF[which]))
    elif which == "week":
        await _ask(call, request, replace(draft, asks="weekday"))
    elif which == "done" and draft.months:
        await _ask(call, request, replace(draft, asks="day"))
    else:
        raise RefusalError(OLD_BUTTON)


async def _take_day(event: Event, request: Request, draft: DutyDraft, day: int) -> None:
    if draft.terms is None or not draft.months:
        raise RefusalError(OLD_BUTTON)
    terms = with_tapped(draft.terms, TappedRule(tuple(draft.months), day))
    await preview(event, request, replace(draft, terms=terms))


async def _ask(event: Event, request: Request, draft: DutyDraft, said: str = "") -> None:
    speech = await speech_of_office(request)
    if draft.terms is None:
        raise RefusalError(OLD_BUTTON)
    asked = TermsAsked(draft.duty_id, called(request, draft.duty_id, draft.terms, speech), draft.terms)
    await show(event, request, _WINDOWS[draft.asks](asked, draft, request, speech, said))
    request.memory.put(draft)


def _months(draft: DutyDraft) -> tuple[int, ...]:
    """Return the months chosen so far: at first those of the rule as it is, if taps can say it."""
    if draft.months or draft.terms is None:
        return draft.months
    tapped = None if "\n" in draft.terms.rule else read_tapped(draft.terms.rule)
    return tapped.months if tapped else ()


def _days_offered(today: date) -> list[date]:
    month = today.year * 12 + today.month
    following = date(month // 12, month % 12 + 1, 1)
    quarter = today.year * 4 + (today.month + 2) // 3
    firsts = {following, date(quarter // 4, quarter % 4 * 3 + 1, 1), date(today.year + 1, 1, 1)}
    return sorted(firsts)


_Asking = Callable[[TermsAsked, DutyDraft, Request, Speech, str], Window]
_WINDOWS: Mapping[str, _Asking] = {
    "due": lambda asked, draft, _request, speech, said: windows.due_window(
        asked, _months(draft), speech, said
    ),
    "day": lambda asked, draft, _request, speech, said: windows.day_window(asked, draft.months, speech, said),
    "weekday": lambda asked, _draft, _request, speech, _said: windows.weekday_window(asked, speech),
    "shift": lambda asked, _draft, _request, speech, _said: windows.shift_window(asked, speech),
    "late": lambda asked, _draft, _request, speech, said: windows.late_window(asked, speech, said),
    "opens": lambda asked, _draft, _request, speech, said: windows.opens_window(asked, speech, said),
    "from": lambda asked, _draft, request, speech, said: windows.from_window(
        asked, _days_offered(request.today), speech, said
    ),
    "nudges": lambda asked, _draft, _request, speech, _said: windows.nudges_window(asked, speech),
    "who": lambda asked, _draft, _request, speech, said: windows.who_window(asked, speech, said),
    "received": lambda asked, _draft, _request, speech, said: windows.received_window(asked, speech, said),
}
"""What asks for each of the terms."""


def _changed(**changed: Any) -> Callable[[DutyTerms], DutyTerms]:
    return lambda terms: terms.model_copy(update=changed)


def _with_level(terms: DutyTerms, place: int) -> DutyTerms:
    first, last = LEVELS[place]
    return terms.model_copy(update={"min_level": first, "max_level": last})


def _with_kind(terms: DutyTerms, place: int) -> DutyTerms:
    kinds = (terms.grid_kinds or frozenset()) ^ {KINDS[place]}
    return terms.model_copy(update={"grid_kinds": kinds or None})


def _with_received(terms: DutyTerms, which: int) -> DutyTerms:
    received = terms.received_by | {Role.OFFICE.value} if which else frozenset()
    return terms.model_copy(update={"received_by": received})


_CHOICES: Mapping[str, tuple[str, Change]] = {
    "shift": ("", lambda terms, place: _changed(shift=SHIFTS[place])(terms)),
    "late": ("", lambda terms, days: _changed(late_days=min(days, MOST_DAYS))(terms)),
    "opens": ("", lambda terms, days: _changed(opens_days_before=min(days, MOST_DAYS) or None)(terms)),
    "before": ("nudges", lambda terms, place: _changed(nudge_before=BEFORE[place])(terms)),
    "after": ("nudges", lambda terms, place: _changed(nudge_after=AFTER[place])(terms)),
    "onday": ("nudges", lambda terms, _place: _changed(nudge_on_day=not terms.nudge_on_day)(terms)),
    "role": ("who", lambda terms, place: _changed(roles=frozenset({ROLES[place]}))(terms)),
    "level": ("who", _with_level),
    "kind": ("who", _with_kind),
    "grids": ("who", lambda terms, _place: _changed(grids=None, except_grids=frozenset())(terms)),
    "received": ("received", _with_received),
}
"""What each choice changes, and which window it keeps; none: what it comes to is shown."""


ASKED_AT = 647
ACTS: Acts = {ActorStanding.OFFICE: f"{EDIT} {TO}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.duty_terms")
    router.callback_query.register(begin, TappedOn(EDIT))
    router.callback_query.register(choose, TappedOn(TO))
    router.message.register(take_words, AskedFor(DutyDraft), InPrivate(), NotACommand())
    return router
