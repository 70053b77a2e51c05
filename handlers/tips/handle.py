"""Handle tips (/tips): a body's register, steps, questions, recusal (docs/domain.md section 4).

Level 1 has one register and the supervisor another; neither sees anything of the other's. The words that a handler
types are taken in handlers/tips/words.py; sealed files are sent by handlers/tips/download.py.
"""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.tips.register import CHOICES
from domain.tips.tips import StepWay, TipAct
from handlers.found import Acts, ListedCommand, Menu, MenuEntry, runs_no_unit, runs_unit
from handlers.tips.register import answer, enter, look, register_page, spoken
from handlers.tips.words import (
    WantedStep,
    ask,
    begin,
    send_template,
    skip_words,
    take_words,
)
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling.register import (
    CHANGED,
    OUTDATED,
    PASSED_TO,
    SAYS_WHO,
    RegisterEntry,
    bars_before,
    check,
    may_recuse,
    recuse_from,
)
from usecases.tips.handling.words import QUESTION
from windows.entries import TIPS
from windows.tips.register import (
    register_window,
    tip_window,
)
from windows.tips.register_acts import (
    bars_window,
    choice_window,
    decided_together,
    recuse_window,
    sure_window,
)
from windows.windows import Window

_IN_WORDS = PASSED_TO | {TipAct.ACCEPTED, TipAct.DECLINED, TipAct.ENTRY, TipAct.NOTE, TipAct.REVIEW}
"""Steps for which words are asked; that window is the one question before them, too."""
_AT_ONCE = frozenset({TipAct.REOPENED})
"""Steps that can be undone."""
_ELSEWHERE = frozenset({TipAct.MERGED, TipAct.SEPARATED, TipAct.IN_CHARGE, TipAct.ENTERED, TipAct.IMPORTED})
"""Steps of other conversations (handlers/tips/merge.py, arrange.py, enter_clue.py, bring_in.py)."""


async def open_list(event: Event, request: Request) -> None:
    """/tips, 线索: the newest first."""
    await answer(event, request, lambda uow: register_page(uow, request, 0))


async def open_page(call: CallbackQuery, request: Request) -> None:
    """An earlier or later page."""
    await answer(call, request, lambda uow: register_page(uow, request, number_of(call, 1)))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """What the register knows of one tip; what it says is in the sealed files."""

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, part_of(call, 1), "tip-open")
        return tip_window(seen.view, seen.speech)

    await answer(call, request, work)


async def open_register(call: CallbackQuery, request: Request) -> None:
    """登记: every step that can be entered now."""

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, part_of(call, 1))
        return register_window(seen.view, seen.speech)

    await answer(call, request, work)


async def begin_act(call: CallbackQuery, request: Request) -> None:
    """A step: its way is chosen, its words are typed, it is asked once, or done at once if it can be undone."""
    number, act = part_of(call, 1), _act(call)
    if act in _IN_WORDS:
        await ask(call, request, begin(number, number_of(call, 2), act))
        return

    def work(uow: UnitOfWork) -> Window:
        if act in _AT_ONCE:
            return _do(uow, request, RegisterEntry(number, number_of(call, 2), act))
        seen = look(uow, request, number)
        check(seen.view, number_of(call, 2), act)
        if act in CHOICES:
            return choice_window(seen.view, act, seen.speech)
        if bars := bars_before(uow, request, seen, RegisterEntry(number, number_of(call, 2), act)):
            return bars_window(seen.view, bars, seen.speech)
        return sure_window(seen.view, act, seen.speech)

    await answer(call, request, work)


async def do_act(call: CallbackQuery, request: Request) -> None:
    """A step whose question was answered with yes; of one whose way was chosen, who decided it is asked."""
    act = _act(call)
    number, version = part_of(call, 1), number_of(call, 2)
    way = _way(call, act) if act in CHOICES else None
    if way is not None and act in SAYS_WHO:
        await ask(call, request, replace(begin(number, version, act), given=(way.name.lower(),)))
        return

    def work(uow: UnitOfWork) -> Window:
        if act in _IN_WORDS or act in _AT_ONCE:
            raise RefusalError(OUTDATED)
        return _do(uow, request, RegisterEntry(number, version, act, way))

    await answer(call, request, work)


async def decide_together(call: CallbackQuery, request: Request) -> None:
    """The step was decided by the body as a whole: the words of the button are what is written down."""
    number, version = part_of(call, 1), number_of(call, 2)
    asked = request.memory.get(WantedStep)

    def work(uow: UnitOfWork) -> Window:
        act = _act(call)
        if act not in SAYS_WHO:
            raise RefusalError(OUTDATED)
        seen = look(uow, request, number)
        words = decided_together(seen.view, seen.speech)
        if act in PASSED_TO:
            if asked is None or (asked.kind, asked.number, asked.version) != (act, number, version):
                raise RefusalError(CHANGED, number=number)
            words = asked.note(words) or words
        way = _way(call, act) if act in CHOICES else None
        return _do(uow, request, RegisterEntry(number, version, act, way, words))

    await answer(call, request, work)


async def ask_reporter(call: CallbackQuery, request: Request) -> None:
    """提问: typed, or one of the ready-made ones."""
    await ask(call, request, WantedStep(QUESTION, part_of(call, 1), number_of(call, 2)))


async def ask_recuse(call: CallbackQuery, request: Request) -> None:
    """回避 is asked once."""

    def work(uow: UnitOfWork) -> Window:
        seen = spoken(request, may_recuse(uow, request, part_of(call, 1)))
        return recuse_window(seen.view, seen.speech)

    await answer(call, request, work)


async def recuse(call: CallbackQuery, request: Request) -> None:
    """回避: from now on the tip is not there for this handler, nor what it is merged with."""

    def work(uow: UnitOfWork) -> Window:
        seen = spoken(request, recuse_from(uow, request, part_of(call, 1)))
        said = seen.speech.text("tip-register-recused", number=seen.view.number)
        return register_page(uow, request, 0, said)

    await answer(call, request, work)


def _do(uow: UnitOfWork, request: Request, entry: RegisterEntry) -> Window:
    seen = enter(uow, request, entry)
    return tip_window(seen.view, seen.speech)


def _act(call: CallbackQuery) -> TipAct:
    try:
        act = TipAct(part_of(call, 3))
    except ValueError:
        raise RefusalError(OUTDATED) from None
    if act in _ELSEWHERE:
        raise RefusalError(OUTDATED)
    return act


def _way(call: CallbackQuery, act: TipAct) -> StepWay:
    """Return the chosen way; raises RefusalError (access-old-button) for none."""
    try:
        return CHOICES[act][part_of(call, 4).upper()]
    except KeyError:
        raise RefusalError(OUTDATED) from None


ASKED_AT = 590
ACTS: Acts = {
    ActorStanding.TIPS: (
        "tips /tips tips-page tips-register tips-act tips-do tips-skip tips-decided tips-ask "
        "tips-asked tips-recuse tips-recused"
    ),
}
MENU: Menu = {211: MenuEntry(TIPS, offered=runs_unit), 510: MenuEntry(TIPS, offered=runs_no_unit)}
COMMANDS = (ListedCommand("tips", 110, 110),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.handle")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(open_list, Command("tips"))
    router.message.register(take_words, NotACommand(), AskedFor(WantedStep))
    router.callback_query.register(open_list, Tapped(TIPS))
    router.callback_query.register(open_page, TappedOn("tips-page"))
    router.callback_query.register(open_one, TappedOn(TIPS))
    router.callback_query.register(open_register, TappedOn("tips-register"))
    router.callback_query.register(begin_act, TappedOn("tips-act"))
    router.callback_query.register(do_act, TappedOn("tips-do"))
    router.callback_query.register(skip_words, TappedOn("tips-skip"))
    router.callback_query.register(decide_together, TappedOn("tips-decided"))
    router.callback_query.register(ask_reporter, TappedOn("tips-ask"))
    router.callback_query.register(send_template, TappedOn("tips-asked"))
    router.callback_query.register(ask_recuse, TappedOn("tips-recuse"))
    router.callback_query.register(recuse, TappedOn("tips-recused"))
    return router
