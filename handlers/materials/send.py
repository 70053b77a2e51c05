"""发送学习资料、工作要求: what, to which grids, until when; shown once, then sent (docs/domain.md section 6).

Until it is sent it is in memory alone: a restart in between asks for it anew, and what was typed still stands in the
chat above.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.materials.materials import (
    FileKind,
    MaterialKind,
    SentFile,
    Timing,
    Unsent,
    add_words,
    check_due,
    steps_taken_by,
)
from domain.people.leaves import read_day
from domain.people.people import Viewer
from domain.time.clock import day_in_shanghai
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.pieces import is_piece
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.materials.materials import NewMaterial
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.materials.house import material_letters
from usecases.materials.unsent import (
    CONTENT,
    AskedContent,
    AskedDay,
    Composed,
    refuse_incomplete,
    whom_it_reaches,
)
from windows.entries import SENT_MATERIALS
from windows.materials.send import (
    DAYS_OFFERED,
    TOP,
    TreePlace,
    check_window,
    codes_meant,
    content_window,
    done_window,
    when_window,
    where_window,
)
from windows.windows import Button, Window

GONE = "compose-gone"
_MARKS = 1_000_000
"""Of so many one is drawn: the buttons of two drafts in one chat hardly ever get the same."""

Draw = Callable[[UnitOfWork, Viewer, str, Speech], Window]


async def begin(call: CallbackQuery, request: Request) -> None:
    """发送学习资料 or 发送工作要求: what is it?"""
    try:
        kind = MaterialKind(part_of(call, 1))
    except ValueError:
        raise RefusalError("access-old-button") from None
    await _ask_what(call, request, Unsent(secrets.randbelow(_MARKS), kind))


async def ask_what(call: CallbackQuery, request: Request) -> None:
    """修改内容."""
    await _ask_what(call, request, _unsent(call, request))


async def take(message: Message, request: Request, asked: AskedContent) -> None:
    """A text, a link, a picture or a document; or a day typed where one is asked for."""
    composed = request.memory.get(Composed)
    if composed is None:
        raise RefusalError(GONE)
    unsent = composed.unsent
    piece = is_piece(message, request)
    if not piece and isinstance(asked, AskedDay) and message.text is not None:
        await _take_day(message, request, unsent)
        return
    speech = speech_of(request, await request.run(request.find_viewer))
    if piece:
        # What came before is no whole text either.
        unsent = replace(unsent, content=replace(unsent.content, text=""))
        await _ask_what(message, request, unsent, speech.text("report-piece-of-long"))
        return
    note = ""
    try:
        unsent = _with(unsent, message)
    except RefusalError as refusal:
        note = speech.text(refusal.key, **refusal.details)
    await _ask_what(message, request, unsent, note)


async def list_grids(call: CallbackQuery, request: Request) -> None:
    """The unit's branches, or one branch's grids, each with a tick."""
    unsent = _unsent(call, request)
    in_branch = part_of(call, 0) == "compose-in"
    mark = part_of(call, 2) if in_branch else TOP
    page = number_of(call, 3 if in_branch else 2)
    await _ask_where(call, request, unsent, mark, page)


async def pick(call: CallbackQuery, request: Request) -> None:
    """A tick: on, or off where all that it means were chosen."""
    unsent = _unsent(call, request)
    what, mark, page = part_of(call, 2), part_of(call, 3), number_of(call, 4)

    def work(uow: UnitOfWork) -> Unsent:
        _viewer, unit_code = request.level_one(uow)
        codes = codes_meant(TreePlace(uow.rosters.tree(), unit_code), what)
        if codes is None:
            raise RefusalError("access-old-button")
        return unsent.toggled(codes)

    await _ask_where(call, request, await request.run(work), mark, page)


async def ask_when(call: CallbackQuery, request: Request) -> None:
    """阅读期限: in some days, typed, or none."""
    unsent = _unsent(call, request)

    def draw(_uow: UnitOfWork, _viewer: Viewer, _unit: str, speech: Speech) -> Window:
        return when_window(unsent, request.today, speech)

    await _show(call, request, unsent, draw, AskedDay())


async def choose_when(call: CallbackQuery, request: Request) -> None:
    """One of the days offered, or none."""
    unsent, days = _unsent(call, request), number_of(call, 2)
    if days not in (0, *DAYS_OFFERED):
        raise RefusalError("access-old-button")
    due_on = request.today + timedelta(days=days) if days else None
    await _check(call, request, replace(unsent, due_on=due_on))


async def send(call: CallbackQuery, request: Request) -> None:
    """发送: once, however often it is tapped."""
    unsent = _unsent(call, request)

    def work(uow: UnitOfWork) -> Window:
        viewer, unit_code = request.level_one(uow)
        readers = whom_it_reaches(uow, request, unsent, unit_code)
        refuse_incomplete(unsent, readers, request)
        # What reaches them on the day of a reminder needs no reminder that day.
        reaches_on = day_in_shanghai(request.house.hours.first_from(request.now))
        timing = Timing(0, reaches_on, unsent.due_on)
        calendar = request.calendar(uow) if request.house.hours.working_days_only else None
        material_id = uow.materials.add(
            NewMaterial(
                unit_code,
                unsent.kind,
                unsent.content,
                unsent.due_on,
                viewer.person_id,
                request.now,
                steps_taken_by(timing, reaches_on, calendar),
            ),
            readers,
        )
        uow.outbox.add_once(material_letters(request, material_id, readers))
        return done_window(material_id, len(readers), speech_of(request, viewer))

    with request.memory.taken(Composed):
        window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


async def drop(call: CallbackQuery, request: Request) -> None:
    """放弃: nothing was sent."""
    _unsent(call, request)
    request.memory.take(Composed)
    speech = speech_of(request, await request.run(request.viewer))
    back = Button(speech.label("report-back"), SENT_MATERIALS)
    await show(call, request, Window(speech.text("compose-dropped"), [[back]]))


def _unsent(call: CallbackQuery, request: Request) -> Unsent:
    """Return what the button is about; raises RefusalError where that was sent, dropped or lost in a restart."""
    composed = request.memory.get(Composed)
    if composed is None or composed.unsent.mark != number_of(call, 1, GONE):
        raise RefusalError(GONE)
    return composed.unsent


def _with(unsent: Unsent, message: Message) -> Unsent:
    """Return it with what was sent in place of what it had of the same sort; a file's caption is its text."""
    content = unsent.content
    if message.photo:
        content = replace(content, file=SentFile(message.photo[-1].file_id, FileKind.PHOTO))
    elif message.document:
        content = replace(content, file=SentFile(message.document.file_id, FileKind.DOCUMENT))
    elif message.text is None:
        raise RefusalError("compose-no-such-message")
    words = message.text or message.caption
    return replace(unsent, content=content if words is None else add_words(content, words))


async def _take_day(message: Message, request: Request, unsent: Unsent) -> None:
    try:
        due_on = read_day(message.text or "", request.today)
        check_due(due_on, request.today)
    except RefusalError as refusal:
        key, details = refusal.key, refusal.details

        def draw(_uow: UnitOfWork, _viewer: Viewer, _unit: str, speech: Speech) -> Window:
            return when_window(unsent, request.today, speech, speech.text(key, **details))

        await _show(message, request, unsent, draw, AskedDay())
        return
    await _check(message, request, replace(unsent, due_on=due_on))


async def _ask_what(event: Event, request: Request, unsent: Unsent, note: str = "") -> None:
    def draw(_uow: UnitOfWork, _viewer: Viewer, _unit: str, speech: Speech) -> Window:
        return content_window(unsent, speech, note)

    await _show(event, request, unsent, draw)


async def _ask_where(event: Event, request: Request, unsent: Unsent, mark: str, page: int) -> None:
    def draw(uow: UnitOfWork, _viewer: Viewer, unit_code: str, speech: Speech) -> Window:
        readers = whom_it_reaches(uow, request, unsent, unit_code)
        return where_window(
            unsent, TreePlace(uow.rosters.tree(), unit_code, mark, page), len(readers), speech
        )

    await _show(event, request, unsent, draw)


async def _check(event: Event, request: Request, unsent: Unsent) -> None:
    def draw(uow: UnitOfWork, _viewer: Viewer, unit_code: str, speech: Speech) -> Window:
        readers = whom_it_reaches(uow, request, unsent, unit_code)
        refuse_incomplete(unsent, readers, request)
        return check_window(unsent, readers, len(readers.keys() - uow.people.reachable(readers)), speech)

    await _show(event, request, unsent, draw)


async def _show(
    event: Event, request: Request, unsent: Unsent, draw: Draw, asked: AskedContent = CONTENT
) -> None:
    """Show a window of this conversation to level 1, and keep what was put together so far."""

    def work(uow: UnitOfWork) -> Window:
        viewer, unit_code = request.level_one(uow)
        return draw(uow, viewer, unit_code, speech_of(request, viewer))

    window = await request.run(work)
    request.memory.put(Composed(unsent))
    await show(event, request, window)
    request.memory.put(asked)


ASKED_AT = 120
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: (
        "compose compose-what compose-where compose-in compose-pick compose-when compose-due "
        "compose-send compose-drop"
    ),
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="materials.send")
    router.message.filter(InPrivate())
    router.message.register(take, NotACommand(), AskedFor(AskedContent))
    router.callback_query.register(begin, TappedOn("compose"))
    router.callback_query.register(ask_what, TappedOn("compose-what"))
    router.callback_query.register(list_grids, TappedOn("compose-where"))
    router.callback_query.register(list_grids, TappedOn("compose-in"))
    router.callback_query.register(pick, TappedOn("compose-pick"))
    router.callback_query.register(ask_when, TappedOn("compose-when"))
    router.callback_query.register(choose_when, TappedOn("compose-due"))
    router.callback_query.register(send, TappedOn("compose-send"))
    router.callback_query.register(drop, TappedOn("compose-drop"))
    return router
