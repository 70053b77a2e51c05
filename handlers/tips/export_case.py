"""案卷: all that there is of a clue as one document, for the handler who asks and nobody else.

It is made in memory where the key is open in the chat; else the sealed bundle goes out, for `gridbot case`.
"""

from collections.abc import Iterator, Mapping

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.threads import in_turn
from domain.tips.tips import TipAct
from handlers.found import Acts
from handlers.tips.register import TipLook, look
from handlers.wire.button_data import part_of
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import show
from locales import Speech
from locales.dates import dated_day_name
from reports.tips.case_file import CaseFile, CaseItem, CasePart, case_document, opened_case, write_case
from storage.tips.threads import TipStep
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.open_key import find_open_key, opening_key
from usecases.tips.open_tips import tip_opener
from windows.entries import EXPORT_CASE, open_tip
from windows.tips.case import case_facts
from windows.tips.step_words import step_way_said
from windows.windows import Attachment, Button, Window


async def export(call: CallbackQuery, request: Request) -> None:
    """案卷: docx where the key is open here; else the sealed bundle, and how to open it."""
    number = part_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[Speech, CaseFile, str, bool]:
        seen = look(uow, request, number, "tip-case")
        _viewer, reader = request.tip_handler(uow)
        case, key = _case(uow, request, seen), opening_key(uow, reader, handed_over=seen.view.handed_over)
        identity = find_open_key(uow, request)
        if identity is None:
            return seen.speech, case, key, False
        opener = tip_opener(uow, request, reader, number, identity)
        return seen.speech, opened_case(case, opener.text), key, True

    speech, case, key, is_open = await request.run(work)
    content = await in_turn(case_document, case) if is_open else write_case(case)
    name = speech.label("case-name", number=number) + (".docx" if is_open else ".json")
    said = speech.text("case-opened") if is_open else speech.text("case-how", number=number, by=key)
    back = Button(speech.label("tip-register-back"), open_tip(number))
    await show(call, request, Window(said, [[back]], [Attachment(name, content)]))


def _case(uow: UnitOfWork, request: Request, seen: TipLook) -> CaseFile:
    """Return the case with all that is sealed in it as it lies."""
    speech, view = seen.speech, seen.view
    names = uow.people.names({step.person_id for step in view.steps} | set(view.names))
    steps = list(_steps(uow, seen, names))
    notes = [item for step, item in steps if step.act is TipAct.NOTE]
    others = [item for step, item in steps if step.act is not TipAct.NOTE]
    parts = {
        "case-said": list(_said(uow, seen)),
        "case-thread": list(_thread(uow, seen)),
        "case-verified": list(_facts(uow, seen)),
        "case-steps": others,
        "case-notes": notes,
        "case-files": list(_files(uow, seen)),
    }
    return CaseFile(
        speech.label("case-title", number=view.number),
        request.today,
        case_facts(view, speech),
        [CasePart(speech.label(heading), items) for heading, items in parts.items() if items],
    )


def _item(uow: UnitOfWork, seen: TipLook, head: str, sealed: bytes, *, ledger: bool = False) -> CaseItem:
    earlier = uow.kept_headers.below(seen.view.number, sealed)
    return CaseItem(head, sealed=sealed, earlier=earlier, ledger=ledger)


def _said(uow: UnitOfWork, seen: TipLook) -> Iterator[CaseItem]:
    text, _reporter = uow.tips.sealed(seen.view.number)
    if text is None:
        yield CaseItem("", seen.speech.label("unlock-erased"))
    else:
        yield _item(uow, seen, "", text)


def _thread(uow: UnitOfWork, seen: TipLook) -> Iterator[CaseItem]:
    speech = seen.speech
    for message in uow.tip_threads.messages(seen.view.number):
        day = dated_day_name(speech, message.written_on)
        if message.from_reporter:
            yield _item(uow, seen, speech.label("case-answered", day=day), message.sealed_text)
        else:
            yield CaseItem(speech.label("case-asked", day=day), speech.label("case-asked-sealed"))


def _facts(uow: UnitOfWork, seen: TipLook) -> Iterator[CaseItem]:
    speech = seen.speech
    for fact in uow.fact_requests.answers(seen.view.number):
        day = dated_day_name(speech, fact.written_on)
        head = speech.label("case-fact", day=day, grid=fact.grid_name)
        yield _item(uow, seen, head, fact.sealed_text)


def _steps(uow: UnitOfWork, seen: TipLook, names: Mapping[int, str]) -> Iterator[tuple[TipStep, CaseItem]]:
    speech = seen.speech
    for step in seen.view.steps:
        day, act = dated_day_name(speech, step.done_on), speech.label(f"tips-act-{step.act}")
        way = step_way_said(step, names, speech)
        key = "case-step" if way is None else "case-step-way"
        head = speech.label(key, day=day, act=act, way=way or "", who=names.get(step.person_id, ""))
        if step.sealed_note is None:
            yield step, CaseItem(head)
        else:
            yield step, _item(uow, seen, head, step.sealed_note, ledger=step.act is TipAct.ENTRY)


def _files(uow: UnitOfWork, seen: TipLook) -> Iterator[CaseItem]:
    speech = seen.speech
    for place, file in enumerate(uow.tip_threads.files(seen.view.number), start=1):
        with_it = speech.label("case-file-first" if file.message_id is None else "case-file-later")
        yield CaseItem("", speech.label("case-file", place=place, extension=file.extension, came=with_it))


ASKED_AT = 594
ACTS: Acts = {ActorStanding.TIPS: EXPORT_CASE}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.export_case")
    router.callback_query.register(export, TappedOn(EXPORT_CASE), InPrivate())
    return router
