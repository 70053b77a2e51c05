"""选择时段: who reports face to face chooses a slot by tap, changes it or gives it back until the day before.

A slot taken meanwhile is no longer offered; of two who tap it at once the second is told, and chooses another. With
the choice comes a file for the calendar of the phone. Once the hearing was held, what was recorded can be read.
"""

from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.duties.hearings import Slot
from domain.errors import RefusalError
from forms.summary import summary_lines
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import day_name
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import Hearing, own_hearing
from usecases.hearings.letters import tell_of_choice, tell_of_return
from usecases.house import Request
from windows.entries import HEARINGS, back_to_menu, open_hearing
from windows.hearing_words import hearing_file, hearing_title, slot_name
from windows.hearings.rows import item_title
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.windows import Button, Window

FREE, TAKE, FILE, DROP = "hearing-free", "hearing-take", "hearing-file", "hearing-drop"
SUMMARY_TEXT_LENGTH = 1200


async def open_one(call: CallbackQuery, request: Request) -> None:
    """The hearing: slots to choose from, the slot chosen, or what was recorded."""
    item_id = number_of(call, 1)
    await show(call, request, await request.run(lambda uow: _page(uow, request, item_id)))


async def list_free(call: CallbackQuery, request: Request) -> None:
    """The free slots, a page at a time; also to change the one chosen."""
    item_id, page = number_of(call, 1), number_of(call, 2)
    await show(call, request, await request.run(lambda uow: _free_window(uow, request, item_id, page)))


async def take(call: CallbackQuery, request: Request) -> None:
    """A slot was tapped: it is theirs, unless somebody was faster."""
    item_id, slot_id = number_of(call, 1), number_of(call, 2)
    window, toast = await request.run(lambda uow: _take(uow, request, item_id, slot_id))
    request.house.wake_outbox()
    await show(call, request, window, toast=toast)


async def send_file(call: CallbackQuery, request: Request) -> None:
    """加入日历: the file once more."""
    item_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, hearing = own_hearing(uow, request, item_id)
        if hearing.slot is None:
            raise RefusalError("hearing-not-yours")
        return _chosen_window(request, speech_of(request, viewer), hearing, hearing.slot, with_file=True)

    await show(call, request, await request.run(work))


async def drop(call: CallbackQuery, request: Request) -> None:
    """取消预约: the slot is free again."""
    item_id, slot_id = number_of(call, 1), number_of(call, 2)
    window = await request.run(lambda uow: _drop(uow, request, item_id, slot_id))
    request.house.wake_outbox()
    await show(call, request, window)


def _page(uow: UnitOfWork, request: Request, item_id: int) -> Window:
    viewer, hearing = own_hearing(uow, request, item_id)
    speech = speech_of(request, viewer)
    if hearing.item.submitted_at is not None:
        return _record_window(uow, request, speech, hearing)
    if hearing.slot is not None:
        return _chosen_window(request, speech, hearing, hearing.slot)
    return _free_window(uow, request, item_id, 0)


def _free_window(uow: UnitOfWork, request: Request, item_id: int, page: int, note: str = "") -> Window:
    viewer, hearing = own_hearing(uow, request, item_id)
    _check_open(request, hearing)
    _check_change(request, hearing)
    speech = speech_of(request, viewer)
    free = _suiting(uow, request, hearing)
    lines = [note] if note else []
    lines.append(
        speech.text(
            "hearing-choose",
            title=item_title(speech, request, hearing.item),
            due=day_name(speech, hearing.item.due_on),
        )
    )
    places = sorted({slot.place for slot in free})
    if hearing.slot is not None:
        lines.append(speech.text("hearing-choose-now", when=slot_name(speech, hearing.slot)))
    if not free:
        lines.append(speech.text("hearing-choose-none"))
    elif len(places) == 1:
        lines.append(speech.text("hearing-place", place=places[0]))
    listed = [
        Button(
            slot_name(speech, slot) if len(places) == 1 else f"{slot_name(speech, slot)} · {slot.place}",
            f"{TAKE}:{item_id}:{slot.id}",
        )
        for slot in free
    ]
    back = [] if hearing.slot is None else [[Button(speech.label("report-back"), open_hearing(item_id))]]
    back.append([back_to_menu(speech)])
    room = ROWS_MOST - len(back)
    rows = paged_rows(listed, PageIn(page, room), lambda to: f"{FREE}:{item_id}:{to}", speech)
    return Window("\n".join(lines), [*rows, *back])


def _suiting(uow: UnitOfWork, request: Request, hearing: Hearing) -> list[Slot]:
    """Return the free slots among which this hearing may choose."""
    item = hearing.item
    return [
        slot
        for slot in uow.hearing_slots.free(request.now)
        if (slot.duty_id, slot.unit_code) == (item.duty_id, hearing.unit_code)
        and slot.suits(item.opens_on, item.closes_on, request.now)
    ]


def _take(uow: UnitOfWork, request: Request, item_id: int, slot_id: int) -> tuple[Window, str]:
    """Return the window, and the word above it where the slot was gone."""
    viewer, hearing = own_hearing(uow, request, item_id)
    speech = speech_of(request, viewer)
    if hearing.slot is not None and hearing.slot.id == slot_id:  # a second tap
        return _chosen_window(request, speech, hearing, hearing.slot), ""
    _check_open(request, hearing)
    _check_change(request, hearing)
    slot = next((suiting for suiting in _suiting(uow, request, hearing) if suiting.id == slot_id), None)
    if slot is None or not uow.hearing_slots.take(slot_id, item_id, request.now):
        gone = speech.label("hearing-gone")
        return _free_window(uow, request, item_id, 0, speech.text("hearing-gone")), gone
    tell_of_choice(uow, request, hearing, slot, viewer.person_id)
    return _chosen_window(request, speech, hearing, slot, with_file=True), ""


def _drop(uow: UnitOfWork, request: Request, item_id: int, slot_id: int) -> Window:
    viewer, hearing = own_hearing(uow, request, item_id)
    if hearing.slot is None or hearing.slot.id != slot_id:
        raise RefusalError("hearing-not-yours")
    _check_open(request, hearing)
    _check_change(request, hearing)
    uow.hearing_slots.release(item_id)
    tell_of_return(uow, request, hearing, hearing.slot)
    note = speech_of(request, viewer).text(
        "hearing-dropped", when=slot_name(speech_of(request, viewer), hearing.slot)
    )
    return _free_window(uow, request, item_id, 0, note)


def _check_open(request: Request, hearing: Hearing) -> None:
    item = hearing.item
    if item.exempt_reason is not None:
        raise RefusalError("exemption-nothing-to-file")
    if item.submitted_at is not None:
        raise RefusalError("hearing-recorded-already")
    if not item.opens_on <= request.today <= item.closes_on:
        raise RefusalError("report-closed")


def _check_change(request: Request, hearing: Hearing) -> None:
    """Refuse a change on the day itself; the host can still take the slot back."""
    if hearing.slot is not None and not hearing.slot.may_be_changed(request.today):
        raise RefusalError("hearing-too-late-to-change")


def _chosen_window(
    request: Request, speech: Speech, hearing: Hearing, slot: Slot, *, with_file: bool = False
) -> Window:
    lines = [
        speech.text("hearing-chosen", title=item_title(speech, request, hearing.item)),
        speech.text("hearing-when", when=slot_name(speech, slot)),
        speech.text("hearing-place", place=slot.place),
    ]
    rows: list[list[Button]] = []
    item_id = hearing.item.id
    if request.now >= slot.ends_at:
        lines.append(speech.text("hearing-chosen-over"))
    else:
        rows.append([Button(speech.label("hearing-file"), f"{FILE}:{item_id}")])
    if slot.may_be_changed(request.today):
        lines.append(speech.text("hearing-chosen-until"))
        rows.append(
            [
                Button(speech.label("hearing-change"), f"{FREE}:{item_id}:0"),
                Button(speech.label("hearing-drop"), f"{DROP}:{item_id}:{slot.id}"),
            ]
        )
    title = hearing_title(speech, request.house.forms, hearing.duty, hearing.item.period_id)
    files = [hearing_file(speech, title, hearing.item, slot, request.now)] if with_file else []
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]], files)


def _record_window(uow: UnitOfWork, request: Request, speech: Speech, hearing: Hearing) -> Window:
    filed = uow.submissions.find_for(hearing.item.id)
    lines = [speech.text("hearing-record", title=item_title(speech, request, hearing.item))]
    form = request.house.forms.as_filed(filed.form_id, filed.form_version) if filed else None
    if filed is not None and form is not None:
        lines += [
            escape(line, quote=False)
            for line in summary_lines(form, filed.answers, speech.language, SUMMARY_TEXT_LENGTH)
        ]
    back = [Button(speech.label("report-back"), HEARINGS)]
    return Window("\n".join(lines), [back, [back_to_menu(speech)]])


ASKED_AT = 550
ACTS: Acts = {ActorStanding.BOUND: "hearing hearing-free hearing-take hearing-file hearing-drop"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="hearings.choose")
    router.callback_query.register(open_one, TappedOn("hearing"))
    router.callback_query.register(list_free, TappedOn(FREE))
    router.callback_query.register(take, TappedOn(TAKE))
    router.callback_query.register(send_file, TappedOn(FILE))
    router.callback_query.register(drop, TappedOn(DROP))
    return router
