"""书面报告: filing the document of 文书 fulfils the unit's duty; one filed before the duty began, by a tap."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from handlers.documents.pages import about, document_page, expect_file, fulfil_by, open_named
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import show
from storage.reporting.filed_documents import NamedDocument
from storage.unit_of_work import UnitOfWork
from usecases.documents.duties import document_duty
from usecases.house import Request
from windows.windows import Window

FULFIL = "doc-done"


async def tap_fulfil(call: CallbackQuery, request: Request) -> None:
    """按存档第 N 版完成任务: of a document that was filed before the duty began."""
    version = number_of(call, 1)
    kind, subject = about(call, 2)

    def work(uow: UnitOfWork) -> tuple[Window, NamedDocument]:
        viewer, _unit_code = request.level_one(uow)
        _viewer, opened = open_named(uow, request, kind, subject)
        duty = document_duty(uow, request, opened.key)
        versions = uow.filed_documents.versions(opened.key)
        if duty is None or duty.filed is not None or [version] != [filed.version for filed in versions[:1]]:
            raise RefusalError(OLD_BUTTON)
        fulfil_by(uow, request, viewer, opened.key, version)
        return document_page(uow, request, kind, subject)

    window, opened = await request.run(work)
    await show(call, request, window)
    expect_file(request, opened)


ASKED_AT = 466
ACTS: Acts = {ActorStanding.LEVEL_ONE: FULFIL}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="documents.fulfil")
    router.callback_query.register(tap_fulfil, TappedOn(FULFIL), InPrivate())
    return router
