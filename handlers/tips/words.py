"""Words that a handler types below a tip: a reason, the ledger's entry, a question to the reporter.

Until they are sealed they are in memory alone, and only while they are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram.types import CallbackQuery, Message

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.tips.register import CHOICES
from domain.tips.tips import StepWay, TipAct
from handlers.tips.register import TipLook, answer, enter, look, spoken
from handlers.wire.chat_traces import erase
from handlers.wire.screen import Event
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.tips.handling.register import (
    CHANGED,
    OUTDATED,
    PASSED_TO,
    SAYS_WHO,
    RegisterEntry,
    check,
)
from usecases.tips.handling.words import (
    DECIDER,
    ENTRY_ITEMS,
    HANDED_ON,
    LEFT_OUT,
    QUESTION,
    TO_WHOM,
    check_question,
    limit_of,
    note_of,
    read_words,
    send_question,
)
from windows.tips.register import (
    tip_window,
)
from windows.tips.register_acts import (
    TEMPLATES,
    Decision,
    decided_window,
    question_window,
    words_window,
)
from windows.tips.step_words import way_said
from windows.windows import Button, Window


@dataclass(frozen=True, slots=True, repr=False)
class WantedStep(InMemoryOnly, Question):
    """What the chat's live window asks for: the `kind` (a TipAct, or QUESTION), of which tip, and what was given.

    `version` is how many steps, or questions, the tip had then. Never shows itself in a log, hence no repr.
    """

    kind: str
    number: str
    version: int
    given: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """What is asked for now, as locales name it."""
        if self.kind in PASSED_TO and not self.given:
            return TO_WHOM
        if self.kind in SAYS_WHO:
            return DECIDER
        if self.kind == TipAct.IN_CHARGE:
            return HANDED_ON
        return ENTRY_ITEMS[len(self.given)] if self.kind == TipAct.ENTRY else self.kind

    @property
    def way(self) -> StepWay | None:
        """What was chosen of a step that somebody decides."""
        chosen = self.kind in CHOICES and self.given
        return CHOICES[TipAct(self.kind)][self.given[0].upper()] if chosen else None

    @property
    def limit(self) -> int:
        """How many characters it may have."""
        return limit_of(self.item)

    @property
    def skip(self) -> str:
        """The callback data that leaves it out."""
        return f"tips-skip:{self.number}:{self.version}:{self.kind}:{len(self.given)}"

    def note(self, words: str) -> str | None:
        """Return what is sealed of the last `words` that were asked for."""
        act = TipAct(self.kind)
        if act is TipAct.ENTRY:
            return note_of(act, dict(zip(ENTRY_ITEMS, (*self.given, words), strict=True)))
        if act in PASSED_TO:
            return note_of(act, {TO_WHOM: self.given[0], DECIDER: words})
        return words or None


def begin(number: str, version: int, act: TipAct) -> WantedStep:
    """Return what a step that is told in words asks for first."""
    return WantedStep(act.value, number, version)


async def ask(event: Event, request: Request, wanted: WantedStep, note: str = "") -> bool:
    """Show the window that asks for `wanted` and tell whether it may be asked.

    `note` (HTML) says what was wrong with the words before.
    """

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, wanted.number)
        _check(seen, wanted)
        if wanted.kind == QUESTION:
            return question_window(seen.view, seen.speech, note)
        if wanted.item == DECIDER:
            return decided_window(seen.view, _decision(wanted, seen.speech), seen.speech, note)
        return words_window(seen.view, wanted.item, _skip_button(wanted, seen.speech), seen.speech, note)

    if not await answer(event, request, work):
        return False
    request.memory.put(wanted)
    return True


async def take_words(message: Message, request: Request, asked: WantedStep) -> None:
    """The words, or something that is none."""
    try:
        words = read_words(message.text or "", asked.item)
    except RefusalError as refusal:
        speech = speech_of(request, await request.run(request.find_viewer))
        await ask(message, request, asked, speech.text(refusal.key, **refusal.details))
        return
    done = await _go_on(message, request, asked, words)
    if done and asked.kind != QUESTION:
        # It says who is accused of what: the chat is not the place where that is kept.
        await erase(message, request.chat_id, [message.message_id])


async def skip_words(call: CallbackQuery, request: Request) -> None:
    """跳过, of the window that asks now; of one before, it is out of date."""
    wanted = request.memory.get(WantedStep)
    if wanted is None or call.data != wanted.skip or not _may_skip(wanted):
        number = (call.data or "").split(":")[1]
        await answer(call, request, _refuse(RefusalError(CHANGED, number=number)))
        return
    await _go_on(call, request, wanted, "")


async def send_template(call: CallbackQuery, request: Request) -> None:
    """A ready-made question: what the button says is what is sent."""
    _entry, number, version, name = ((call.data or "").split(":") + [""] * 4)[:4]
    if not version.isdecimal() or name not in TEMPLATES:
        await answer(call, request, _refuse(RefusalError(OUTDATED)))
        return
    wanted = WantedStep(QUESTION, number, int(version))

    def work(uow: UnitOfWork) -> Window:
        speech = speech_of(request, request.find_viewer(uow))
        return _send_question(uow, request, wanted, speech.label(f"tip-register-template-{name}"))

    await answer(call, request, work)


async def _go_on(event: Event, request: Request, wanted: WantedStep, words: str) -> bool:
    if wanted.kind == QUESTION:
        return await answer(event, request, lambda uow: _send_question(uow, request, wanted, words))
    act = TipAct(wanted.kind)
    if act is TipAct.ENTRY and len(wanted.given) + 1 < len(ENTRY_ITEMS):
        return await ask(event, request, replace(wanted, given=(*wanted.given, words)))
    if act in PASSED_TO and not wanted.given:
        return await ask(event, request, replace(wanted, given=(words,)))
    note = wanted.note(words)
    person_id = int(wanted.given[0]) if act is TipAct.IN_CHARGE else None
    entry = RegisterEntry(wanted.number, wanted.version, act, wanted.way, note, person_id)

    def work(uow: UnitOfWork) -> Window:
        seen = enter(uow, request, entry)
        said = seen.speech.text("tip-register-sealed") if note else ""
        return tip_window(seen.view, seen.speech, said)

    done = await answer(event, request, work)
    if person_id is not None:
        request.house.wake_outbox()
    return done


def _send_question(uow: UnitOfWork, request: Request, wanted: WantedStep, text: str) -> Window:
    seen = spoken(request, send_question(uow, request, wanted.number, wanted.version, text))
    return tip_window(seen.view, seen.speech, seen.speech.text("tip-register-question-sent"))


def _check(seen: TipLook, wanted: WantedStep) -> None:
    view = seen.view
    if wanted.kind != QUESTION:
        check(view, wanted.version, TipAct(wanted.kind))
        return
    check_question(view, wanted.version)


def _may_skip(wanted: WantedStep) -> bool:
    return wanted.item in LEFT_OUT


def _decision(wanted: WantedStep, speech: Speech) -> Decision:
    """Return what is to be decided; to whom a tip is passed was typed, and stands in no button."""
    act, way = TipAct(wanted.kind), wanted.way
    if way is not None:
        return Decision(act, way_said(act, way, speech), way.name.lower())
    return Decision(act, "".join(wanted.given), "")


def _skip_button(wanted: WantedStep, speech: Speech) -> Button | None:
    if not _may_skip(wanted):
        return None
    if wanted.kind == TipAct.ENTRY:
        return Button(speech.label("tips-skip"), wanted.skip)
    act = speech.label(f"tips-act-{wanted.kind}")
    return Button(speech.label("tip-register-skip-reason", act=act), wanted.skip)


def _refuse(refusal: RefusalError) -> Callable[[UnitOfWork], Window]:
    def work(_uow: UnitOfWork) -> Window:
        raise refusal

    return work
