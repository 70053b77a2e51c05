"""/settings [表单与台账]: which forms and registers are in use, one of them, its windows, its file to edit."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_turn
from forms.fields import Form
from forms.xlsform.writing import workbook_of
from handlers.found import Acts
from handlers.settings.asked_texts import ask_below
from handlers.settings.previews.all_kinds import TOML, XLSX, previewed
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.settings.listed_texts import (
    GONE,
    TextInUse,
    count_in_use,
    file_text,
    find_in_use,
    list_in_use,
)
from usecases.settings.text_changes import read_text
from windows.page_turns import PageOf
from windows.settings.own_texts import (
    FETCH,
    LIST,
    ONE,
    SEE,
    TEXTS,
    ListedText,
    list_window,
    one_window,
    preview_window,
    texts_window,
)
from windows.windows import Attachment, Button, Window


async def open_texts(call: CallbackQuery, request: Request) -> None:
    """表单与台账: the kinds; a file can be sent at once."""

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        counts, own = count_in_use(uow, request)
        return texts_window(counts, own, speech_of(request, viewer))

    await ask_below(call, request, await request.run(work))


async def list_texts(call: CallbackQuery, request: Request) -> None:
    """What is in use of a kind."""
    kind, page = part_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        speech = speech_of(request, viewer)
        found = [listed(text, speech.language) for text in list_in_use(uow, request, kind)]
        return list_window(kind, found, page, speech)

    await ask_below(call, request, await request.run(work))


async def open_text(call: CallbackQuery, request: Request) -> None:
    """One of them."""
    await _show_one(call, request)


async def see_text(call: CallbackQuery, request: Request) -> None:
    """预览: a window that people see."""
    kind, text_id, number = part_of(call, 1), part_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        speech = speech_of(request, viewer)
        find_in_use(uow, request, kind, text_id)
        said = read_text(kind, text_id, file_text(uow, request, kind, text_id))
        windows = previewed(said, request.house.registers, speech, request.today)
        if not windows:
            raise RefusalError(GONE)
        number_shown = min(number, len(windows) - 1)
        shown = windows[number_shown]
        back = Button(speech.label("report-back"), f"{ONE}:{kind}:{text_id}")
        page = PageOf(number_shown, len(windows))
        return preview_window(shown.caption, shown.window, page, (f"{SEE}:{kind}:{text_id}", back), speech)

    await show(call, request, await request.run(work))


async def fetch_text(call: CallbackQuery, request: Request) -> None:
    """取得文件: as it can be changed and sent back."""
    wanted = part_of(call, 3)
    if wanted not in (TOML, XLSX):
        raise RefusalError(GONE)
    await _show_one(call, request, wanted)


async def _show_one(call: CallbackQuery, request: Request, wanted: str = "") -> None:
    """Show the one that was tapped, with its file in the format `wanted`; as a workbook where one says all of it."""
    kind, text_id = part_of(call, 1), part_of(call, 2)
    said = await request.run(lambda uow: file_text(uow, request, kind, text_id))
    form = read_text(kind, text_id, said)
    book = await in_turn(workbook_of, form) if isinstance(form, Form) else None
    contents = {TOML: said.encode(), **({} if book is None else {XLSX: book})}

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        speech = speech_of(request, viewer)
        text = listed(find_in_use(uow, request, kind, text_id), speech.language)
        if wanted and wanted not in contents:
            raise RefusalError(GONE)
        files = [Attachment(f"{text_id}.{wanted}", contents[wanted])] if wanted else []
        return one_window(text, list(contents), speech, files=files)

    await ask_below(call, request, await request.run(work))


def listed(text: TextInUse, language: str) -> ListedText:
    """Return one that is in use as a window lists it."""
    title = text.title[language]
    return ListedText(
        text.kind, text.text_id, title, text.version, text.is_own, text.since, text.by, text.change
    )


ASKED_AT = 643
ACTS: Acts = {ActorStanding.OFFICE: f"{TEXTS} {LIST} {ONE} {SEE} {FETCH}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.own_texts")
    router.callback_query.register(open_texts, Tapped(TEXTS))
    router.callback_query.register(list_texts, TappedOn(LIST))
    router.callback_query.register(open_text, TappedOn(ONE))
    router.callback_query.register(see_text, TappedOn(SEE))
    router.callback_query.register(fetch_text, TappedOn(FETCH))
    return router
