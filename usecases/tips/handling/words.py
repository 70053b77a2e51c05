"""What is typed at a step of the register, item by item, and what of it is sealed; a question to the reporter."""

import json
from collections.abc import Mapping

from domain.errors import RefusalError
from domain.tips.register import CHOICES
from domain.tips.tips import SHORT_LIMIT, TipAct
from storage.tips.sealing import seal_text
from storage.tips.threads import NewMessage
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling.register import (
    CHANGED,
    OUTDATED,
    PASSED_TO,
    SAYS_WHO,
    RegisterEntry,
    RegisterLook,
    look,
    note_down,
)
from usecases.tips.view import TipView

QUESTION = "question"
QUESTION_LIMIT = 500
"""Characters of a question or of a summary."""
NOTE_LIMIT = 1_000
"""Characters of what handlers note between them."""
DECIDER = "decided"
TO_WHOM = "to_whom"
HANDED_ON = "handed_on"
"""Why somebody else has a tip in charge from now on."""
ENTRY_ITEMS = ("name", "post", "summary")
"""What the ledger says of whom; the summary can't be left out."""
LEFT_OUT = frozenset({TipAct.ACCEPTED.value, TipAct.DECLINED.value, *ENTRY_ITEMS[:-1]})
"""Items that may be: reasons, and who it is where nobody knows."""
ELSEWHERE = frozenset({TipAct.MERGED, TipAct.SEPARATED, TipAct.ENTERED, TipAct.IMPORTED})
"""Steps that are not entered one by one."""


def step_items(act: TipAct, *, is_taken: bool) -> tuple[str, ...]:
    """Return what is typed at a step, in its order; `is_taken` tells whether somebody has the tip in charge."""
    if act is TipAct.ENTRY:
        return ENTRY_ITEMS
    if act in PASSED_TO:
        return TO_WHOM, DECIDER
    if act in SAYS_WHO:
        return (DECIDER,)
    if act is TipAct.IN_CHARGE:
        return (HANDED_ON,) if is_taken else ()
    return (act.value,) if act in {TipAct.ACCEPTED, TipAct.DECLINED, TipAct.NOTE} else ()


def limit_of(item: str) -> int:
    """Return how many characters an item may have."""
    if item == TipAct.NOTE:
        return NOTE_LIMIT
    return QUESTION_LIMIT if item in {QUESTION, ENTRY_ITEMS[-1]} else SHORT_LIMIT


def read_words(text: str, item: str) -> str:
    """Return what was typed as an item; what stands in a cell has no lines.

    Raises RefusalError: tip-register-words-only for nothing, tips-short-too-long.
    """
    words = text.strip() if item in {QUESTION, TipAct.NOTE} else " ".join(text.split())
    if not words:
        raise RefusalError("tip-register-words-only")
    if len(words) > limit_of(item):
        raise RefusalError("tips-short-too-long", limit=limit_of(item))
    return words


def note_of(act: TipAct, given: Mapping[str, str]) -> str | None:
    """Return what is sealed of the words `given` at a step by their items; None for none."""
    if act is TipAct.ENTRY:
        return json.dumps({item: given.get(item, "") for item in ENTRY_ITEMS}, ensure_ascii=False)
    if act in PASSED_TO:
        # Whoever opens it reads what the paper says, in the language of papers.
        return f"办理单位：{given[TO_WHOM]}\n决定人：{given[DECIDER]}"
    return next(iter(given.values()), None)


def filled_entry(
    view: TipView, entry: RegisterEntry, way: str | None, typed: Mapping[str, str]
) -> RegisterEntry:
    """Return a step with its `way` (by its name) and words, all `typed` at once, by their items.

    Raises RefusalError: access-old-button for what no window asks, as `read_words` for what was typed.
    """
    act, items = entry.act, step_items(entry.act, is_taken=view.in_charge is not None)
    ways = CHOICES.get(act, {})
    if act in ELSEWHERE or (way is None) != (not ways) or not typed.keys() <= set(items):
        raise RefusalError(OUTDATED)
    if way is not None and way.upper() not in ways:
        raise RefusalError(OUTDATED)
    given = {
        item: read_words(typed.get(item, ""), item)
        for item in items
        if item not in LEFT_OUT or typed.get(item, "").strip()
    }
    chosen = None if way is None else ways[way.upper()]
    note = note_of(act, given)
    return RegisterEntry(entry.number, entry.version, act, chosen, note, entry.person_id)


def send_question(uow: UnitOfWork, request: Request, number: str, asked: int, text: str) -> RegisterLook:
    """Seal a question to the reporter and put it into the thread, where `asked` were before; return the tip then.

    Raises RefusalError: tip-register-not-askable, tip-register-changed where another was sent meanwhile.
    """
    seen = look(uow, request, number)
    check_question(seen.view, asked)
    sealed = seal_text(text, [uow.tips.reply_recipient(number)])
    uow.tip_threads.add_message(number, NewMessage(sealed, request.today, from_reporter=False))
    note_down(uow, request, seen, "tip-question")
    return look(uow, request, number)


def check_question(view: TipView, asked: int) -> None:
    """Raise RefusalError where nobody can read a question (tip-register-not-askable), or others were sent meanwhile."""
    if not view.askable:
        raise RefusalError("tip-register-not-askable")
    if view.asked != asked:
        raise RefusalError(CHANGED, number=view.number)
