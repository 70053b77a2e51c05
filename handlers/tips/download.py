"""Download a tip's sealed files: as they are sealed now, or as they were before a hand-over that opens for nobody else.

The versions are counted backwards: 0 is what is in force, 1 what the latest hand-over replaced (decision 0005).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.tips.reading import FILES_AT_ONCE
from handlers.found import Acts
from handlers.tips.register import TipLook, answer, look
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, TappedOn
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling.reading import grids_of_files
from usecases.tips.handling.register import OUTDATED, note_down
from usecases.tips.open_key import opening_key
from windows.tips.download import Batch, earlier_button, earlier_window, files_window
from windows.tips.register import tip_window
from windows.windows import Attachment, Window


@dataclass(frozen=True, slots=True)
class _Version:
    """Gives the ciphertexts of the tip `number` as they were sealed `back` hand-overs ago."""

    uow: UnitOfWork
    number: str
    back: int

    def of(self, sealed: bytes) -> bytes | None:
        """Return `sealed` in this version; None where it was not handed over so often."""
        if not self.back:
            return sealed
        kept = self.uow.kept_headers.below(self.number, sealed)
        return kept[self.back - 1] if self.back <= len(kept) else None


async def download(call: CallbackQuery, request: Request) -> None:
    """下载内容（加密）: the text; apart, if named, who reports; what the reporter added; the register's notes."""

    def work(uow: UnitOfWork) -> Window:
        version = _version(uow, call, 2)
        seen = look(uow, request, version.number, "tip-download")
        if seen.view.erased:
            raise RefusalError("tip-register-gone")
        files = [
            Attachment(name, found)
            for name, sealed in _sealed_texts(uow, seen)
            if (found := version.of(sealed)) is not None
        ]
        if not version.back:
            return _in_force(uow, request, seen, files)
        if not files:
            raise RefusalError(OUTDATED)
        return earlier_window(seen.view, version.back, files, seen.speech)

    await answer(call, request, work)


async def send_files(call: CallbackQuery, request: Request) -> None:
    """附件: the cleaned copies first."""
    await answer(call, request, lambda uow: _batch(uow, request, call, original=False))


async def send_originals(call: CallbackQuery, request: Request) -> None:
    """原件: what was sent, with whatever is in it."""
    await answer(call, request, lambda uow: _batch(uow, request, call, original=True))


def _in_force(uow: UnitOfWork, request: Request, seen: TipLook, files: list[Attachment]) -> Window:
    _viewer, reader = request.tip_handler(uow)
    key = opening_key(uow, reader, handed_over=seen.view.handed_over)
    note = seen.speech.text("tips-file-how", by=key)
    data = f"tips-download:{seen.view.number}"
    window = tip_window(seen.view, seen.speech, note, earlier_button(seen.view, data, 0, seen.speech))
    return Window(window.text, window.rows, files)


def _version(uow: UnitOfWork, call: CallbackQuery, place: int) -> _Version:
    """Return the version that the button names at `place`; one that names none asks for what is in force."""
    return _Version(uow, part_of(call, 1), number_of(call, place) if part_of(call, place) else 0)


def _sealed_texts(uow: UnitOfWork, seen: TipLook) -> Iterator[tuple[str, bytes]]:
    number, speech, view = seen.view.number, seen.speech, seen.view
    text, reporter = uow.tips.sealed(number)
    if text is not None:
        yield speech.label("tips-file-text", number=number), text
    # Once it counts as anonymous, nobody looks any more into who reported (docs/domain.md section 7, promise 8).
    if reporter is not None and view.named:
        yield speech.label("tips-file-reporter", number=number), reporter
    answers = [answer.sealed_text for answer in uow.tip_threads.messages(number) if answer.from_reporter]
    for place, sealed in enumerate(answers, start=1):
        yield speech.label("tip-register-file-answer", number=number, place=place), sealed
    for place, fact in enumerate(uow.fact_requests.answers(number), start=1):
        yield speech.label("facts-file", number=number, place=place, grid=fact.grid_name), fact.sealed_text
    for place, step in enumerate(view.steps, start=1):
        if step.sealed_note is not None:
            act = speech.label(f"tips-act-{step.act}")
            yield (
                speech.label("tip-register-file-note", number=number, place=place, act=act),
                step.sealed_note,
            )


def _batch(uow: UnitOfWork, request: Request, call: CallbackQuery, *, original: bool) -> Window:
    start, version = number_of(call, 2), _version(uow, call, 3)
    seen = look(uow, request, version.number)
    number = version.number
    found = uow.tip_threads.files(number)[start : start + FILES_AT_ONCE]
    if not found:
        raise RefusalError("tip-register-gone" if seen.view.erased else OUTDATED)
    attachments, grids = [], grids_of_files(uow, number)
    for place, file in enumerate(found, start=start + 1):
        grid = grids.get(file.message_id)
        kind = "original" if original else "cleaned"
        key = f"tip-register-file-{kind}" if grid is None else f"facts-file-{kind}"
        name = seen.speech.label(key, number=number, place=place, extension=file.extension, grid=grid or "")
        content = version.of(uow.tip_threads.find_file(number, file.id, original=original) or b"")
        if content is not None:
            attachments.append(Attachment(name, content))
    if not attachments:
        raise RefusalError(OUTDATED)
    note_down(uow, request, seen, "tip-originals" if original else "tip-files")
    batch = Batch(start, start + len(found), attachments, version.back, original=original)
    return files_window(seen.view, batch, seen.speech)


ASKED_AT = 600
ACTS: Acts = {ActorStanding.TIPS: "tips-download tips-files tips-originals"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.download")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(download, TappedOn("tips-download"))
    router.callback_query.register(send_files, TappedOn("tips-files"))
    router.callback_query.register(send_originals, TappedOn("tips-originals"))
    return router
