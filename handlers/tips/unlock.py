"""Read a tip in the chat, where custody is `unlock`: passphrase, ten minutes, every reading in the audit log."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.tips.register import counts_as_named
from domain.tips.tips import TipAct
from handlers.found import Acts
from handlers.tips.ask_secrets import SecretSent, ask_secret, typed_secret
from handlers.tips.page_files import clean_page_files
from handlers.tips.who_reads import who_reads
from handlers.wire.button_data import number_of, part_of
from handlers.wire.chat_traces import erase
from handlers.wire.filters import AskedFor, InPrivate, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.audit import AuditEntry
from storage.tips.fact_requests import FactAnswer
from storage.tips.tips import ListedTip, TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.hand_over import check_readable
from usecases.tips.handling.reading import opened_reporter
from usecases.tips.news import note_seen
from usecases.tips.open_key import find_open_key, open_key, reads_here
from usecases.tips.open_tips import TipOpener, tip_opener
from usecases.tips.secret_questions import AskedPassphrase
from windows.entries import TIPS, UNLOCK, open_tip, read_reporter, read_tip
from windows.tips.read import ReadTip, read_window, reporter_window
from windows.windows import Attachment, Button, Window

PAGE = 2
"""Where the data of a button to a further page of a tip names that page."""


async def read(call: CallbackQuery, request: Request) -> None:
    """阅读: what was said and sent, cleaned; without an open key, the passphrase is asked for."""
    page = number_of(call, PAGE) if (call.data or "").count(":") >= PAGE else 0
    await _read(call, request, part_of(call, 1), page=page)


async def read_who(call: CallbackQuery, request: Request) -> None:
    """查看署名: sealed apart, and opened apart."""
    number = part_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        name = opened_reporter(uow, request, number)
        return reporter_window(number, name, who_reads(uow, request)[0])

    await show(call, request, await request.run(work))


async def take_passphrase(message: Message, request: Request, asked: AskedPassphrase) -> None:
    """The passphrase: taken out of the chat before anything else is done with it."""
    left = await erase(message, request.chat_id, [message.message_id])
    number = asked.number
    speech, _reader = await request.run(lambda uow: who_reads(uow, request))
    stayed = speech.text("unlock-left") if left else ""
    try:
        await open_key(request, typed_secret(message))
    except RefusalError as refusal:
        said = speech.text(refusal.key, **refusal.details)
        await _ask(message, request, number, speech, f"{said}\n{stayed}".strip())
        return
    await _read(message, request, number, stayed)


async def lock(call: CallbackQuery, request: Request) -> None:
    """上锁: forget the key now."""
    speech, reader = await request.run(lambda uow: who_reads(uow, request))
    request.house.custody.lock(reader.person_id)
    await show(
        call, request, Window(speech.text("unlock-done"), [[Button(speech.label("tips-list-back"), TIPS)]])
    )


async def _read(event: Event, request: Request, number: str, note: str = "", page: int = 0) -> None:
    def work(uow: UnitOfWork) -> tuple[Speech, Window | None]:
        speech, tip, reader = _find(uow, request, number)
        if not reads_here(uow, request, reader):
            raise RefusalError("access-old-button")
        identity = find_open_key(uow, request)
        if identity is None:
            return speech, None
        uow.audit.add(AuditEntry(request.now, reader.person_id, "tip-read", number, chain=tip.body.value))
        try:
            opener = tip_opener(uow, request, reader, number, identity)
            said, files = _opened(uow, tip, opener, speech)
        except RefusalError as refusal:
            raise check_readable(refusal) from refusal
        note_seen(uow, request, reader, number)
        return speech, read_window(said, files, speech, page)

    speech, window = await request.run(work)
    if window is None:
        await _ask(event, request, number, speech)
        return
    files, left = await clean_page_files(request.house, window.attachments)
    unclean = speech.text("unlock-unclean", files=speech.label("list-comma").join(left)) if left else ""
    text = "\n".join(line for line in (window.text, unclean, note) if line)
    await show(event, request, Window(text, window.rows, files))


async def _ask(event: Event, request: Request, number: str, speech: Speech, note: str = "") -> None:
    text = speech.text("unlock-ask", number=number)
    back = Button(speech.label("tips-list-back"), open_tip(number) if number else TIPS)
    window = Window(f"{text}\n{note}" if note else text, [[back]])
    await ask_secret(event, request, window, AskedPassphrase(number))


def _opened(
    uow: UnitOfWork, tip: ListedTip, opener: TipOpener, speech: Speech
) -> tuple[ReadTip, list[Attachment]]:
    text, _reporter = uow.tips.sealed(tip.number)
    if text is None:
        raise RefusalError("unlock-erased")
    added = [
        (message.written_on, opener.text(message.sealed_text))
        for message in uow.tip_threads.messages(tip.number)
        if message.from_reporter
    ]
    answers = uow.fact_requests.answers(tip.number)
    facts = [(answer.written_on, answer.grid_name, opener.text(answer.sealed_text)) for answer in answers]
    files = _files(uow, tip.number, answers, opener, speech)
    notes = [
        (step.done_on, opener.text(step.sealed_note))
        for step in uow.tip_threads.steps(tip.number)
        if step.act is TipAct.NOTE and step.sealed_note is not None
    ]
    said = opener.text(text)
    opened = ReadTip(tip.number, said, added, _named(uow, tip), facts, opener.by_earlier, notes)
    return opened, files


def _files(
    uow: UnitOfWork, number: str, answers: Sequence[FactAnswer], opener: TipOpener, speech: Speech
) -> list[Attachment]:
    grids: dict[int | None, str] = {answer.message_id: answer.grid_name for answer in answers}
    files = []
    for place, file in enumerate(uow.tip_threads.files(number), start=1):
        sealed = uow.tip_threads.find_file(number, file.id, original=False)
        if sealed is not None:
            grid = grids.get(file.message_id)
            key = "unlock-file" if grid is None else "facts-file-read"
            name = speech.label(key, number=number, place=place, grid=grid or "") + file.extension
            files.append(Attachment(name, opener.open(sealed)))
    return files


def _named(uow: UnitOfWork, tip: ListedTip) -> bool:
    return counts_as_named([step.act for step in uow.tip_threads.steps(tip.number)], named=tip.named)


def _find(uow: UnitOfWork, request: Request, number: str) -> tuple[Speech, ListedTip, TipReader]:
    viewer, reader = request.tip_handler(uow)
    tip = uow.tips.find(reader, number)
    if tip is None:
        raise RefusalError("access-old-button")
    return speech_of(request, viewer), tip, reader


ASKED_AT = 150
ACTS: Acts = {ActorStanding.TIPS: "tips-read tips-who unlock"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.unlock")
    in_private = InPrivate()
    router.message.register(take_passphrase, in_private, SecretSent(), AskedFor(AskedPassphrase))
    router.callback_query.register(read, TappedOn(read_tip("").rstrip(":")), in_private)
    router.callback_query.register(read_who, TappedOn(read_reporter("").rstrip(":")), in_private)
    router.callback_query.register(lock, Tapped(UNLOCK), in_private)
    return router
