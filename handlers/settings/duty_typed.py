"""What is typed where something of a duty is asked for: a day, a rule, a number, grids by their names."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from unicodedata import normalize

from domain.duties.duty_block import DutyTerms
from domain.duties.tapped_rules import TappedRule, with_once, with_tapped, with_typed
from domain.errors import RefusalError
from domain.people.leaves import read_day
from handlers.settings.duty_shown import DutyDraft, of_office
from usecases.house import Request
from usecases.settings.duties_seen import find_named_grids

MOST_DAYS = 366
EVERY_DAY = 31
_NUMBER = re.compile(r"[0-9]{1,3}")


async def _typed_rule(request: Request, draft: DutyDraft, terms: DutyTerms, text: str) -> DutyDraft:
    if "=" in text:
        try:
            return replace(draft, terms=with_typed(terms, text))
        except ValueError:
            raise RefusalError("duties-set-rule-wrong") from None
    try:
        day = read_day(text, request.today)
    except RefusalError:
        raise RefusalError("duties-set-rule-wrong") from None
    if day < request.today:
        raise RefusalError("duties-set-long-ago")
    return replace(draft, terms=with_once(terms, day))


async def _typed_day(_request: Request, draft: DutyDraft, terms: DutyTerms, text: str) -> DutyDraft:
    day = _number(text.removesuffix("日"), 1, EVERY_DAY)
    return replace(draft, terms=with_tapped(terms, TappedRule(tuple(draft.months), day)))


async def _typed_late(_request: Request, draft: DutyDraft, terms: DutyTerms, text: str) -> DutyDraft:
    return replace(draft, terms=terms.model_copy(update={"late_days": _number(text, 0, MOST_DAYS)}))


async def _typed_opens(_request: Request, draft: DutyDraft, terms: DutyTerms, text: str) -> DutyDraft:
    return replace(draft, terms=terms.model_copy(update={"opens_days_before": _number(text, 1, MOST_DAYS)}))


async def _typed_from(request: Request, draft: DutyDraft, _terms: DutyTerms, text: str) -> DutyDraft:
    day = read_day(text, request.today)
    if day < request.today:
        raise RefusalError("duties-set-long-ago")
    return replace(draft, starts_on=day)


async def _typed_grids(request: Request, draft: DutyDraft, terms: DutyTerms, text: str) -> DutyDraft:
    codes = await of_office(request, lambda uow: find_named_grids(uow, text))
    return replace(draft, terms=terms.model_copy(update={"grids": codes}))


async def _typed_received(request: Request, draft: DutyDraft, terms: DutyTerms, text: str) -> DutyDraft:
    codes = await of_office(request, lambda uow: find_named_grids(uow, text))
    return replace(draft, terms=terms.model_copy(update={"received_by": terms.received_by | codes}))


def _number(text: str, least: int, most: int) -> int:
    plain = normalize("NFKC", text).strip()
    if not _NUMBER.fullmatch(plain) or not least <= int(plain) <= most:
        raise RefusalError("duties-set-number", least=least, most=most)
    return int(plain)


TYPED: Mapping[str, Callable[[Request, DutyDraft, DutyTerms, str], Awaitable[DutyDraft]]] = {
    "due": _typed_rule,
    "day": _typed_day,
    "late": _typed_late,
    "opens": _typed_opens,
    "from": _typed_from,
    "who": _typed_grids,
    "received": _typed_received,
}
"""What can be typed where each is asked for."""
