"""The host's side of hearings: who has chosen what, to record what was said, to take slots back."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.duties.hearings import Next, Slot
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.hearings.buttons import duty_of
from handlers.wire.button_data import number_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import period_name
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import A_PAGE, Hearing, host_unit, hosted_hearing, open_hearings
from usecases.hearings.letters import tell_of_withdrawal
from usecases.house import Request
from windows.entries import HEARINGS, back_to_menu, host_hearing, host_hearings, offer_slots, report_on
from windows.hearing_words import hearing_title, moment_name, slot_name
from windows.hearings.rows import item_title
from windows.page_turns import ROWS_MOST, PageIn, page_of, paged_rows, turn_rows
from windows.windows import Button, Window

ALL, FREE, ASK, YES = "hears-all", "hears-free", "hears-ask", "hears-yes"
_ORDER = ("record", "chosen", "open", "done")
"""How the list is ordered: what the host has to do first."""


async def list_all(call: CallbackQuery, request: Request) -> None:
    """The hearings of a duty, a page at a time."""
    duty_id, page = duty_of(call), number_of(call, 2)
    await show(call, request, await request.read(lambda uow: _all_window(uow, request, duty_id, page)))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """One hearing: when, where, and what there is to do."""
    item_id = number_of(call, 1)
    await show(call, request, await request.run(lambda uow: _item_window(uow, request, item_id)))


async def list_free(call: CallbackQuery, request: Request) -> None:
    """The free slots of a duty, to take one back."""
    duty_id, page = duty_of(call), number_of(call, 2)
    await show(call, request, await request.read(lambda uow: _free_window(uow, request, duty_id, page)))


async def ask(call: CallbackQuery, request: Request) -> None:
    """撤回: asked once."""
    slot_id = number_of(call, 1)
    await show(call, request, await request.run(lambda uow: _ask_window(uow, request, slot_id)))


async def withdraw(call: CallbackQuery, request: Request) -> None:
    """确定撤回: the slot is offered no more; whoever chose it is told and chooses again."""
    slot_id, item_id = number_of(call, 1), number_of(call, 2)
    window = await request.run(lambda uow: _withdraw(uow, request, slot_id, item_id))
    request.house.wake_outbox()
    await show(call, request, window)


def _all_window(uow: UnitOfWork, request: Request, duty_id: str, page: int) -> Window:
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    duty, unit_code = host_unit(request, viewer, duty_id)
    items = open_hearings(uow, request, duty, unit_code)
    if not items:
        return Window(speech.text("hearing-list-none"), [[back_to_menu(speech)]])
    chosen = uow.hearing_slots.of_items(item.id for item in items)
    waiting = [item for item in items if item.submitted_at is None]
    tree = uow.rosters.paths({item.grid_code for item in waiting})
    turns = uow.hearing_slots.next_of(waiting, tree, request.now)
    known = [(item, _state(item, chosen.get(item.id), turns)) for item in items]
    known.sort(key=lambda pair: (_ORDER.index(pair[1]), _when(chosen.get(pair[0].id)), pair[0].grid_code))
    several = len({item.period_id for item in items}) > 1
    title = hearing_title(speech, request.house.forms, duty, items[-1].period_id)
    counts = {state: sum(found == state for _one, found in known) for state in _ORDER}
    lines = [speech.text("hearing-all", title=title), speech.text("hearing-all-counts", **counts)]
    listed = [
        Button(_line(speech, item, chosen.get(item.id), state, several=several), host_hearing(item.id))
        for item, state in known
    ]
    rows = paged_rows(listed, PageIn(page, ROWS_MOST - 2), lambda to: f"{ALL}:{duty_id}:{to}", speech)
    ways = [
        Button(speech.label("hearing-offer"), offer_slots(duty_id)),
        Button(speech.label("hearing-free"), f"{FREE}:{duty_id}:0"),
    ]
    back = [Button(speech.label("report-back"), HEARINGS)]
    return Window("\n".join(lines), [*rows, ways, back])


def _state(item: DutyItem, slot: Slot | None, turns: dict[int, Next]) -> str:
    if item.submitted_at is not None:
        return "done"
    if slot is None:
        return "open"
    return "record" if turns[item.id] is Next.HOST else "chosen"


def _when(slot: Slot | None) -> float:
    return slot.starts_at.timestamp() if slot else 0.0


def _line(speech: Speech, item: DutyItem, slot: Slot | None, state: str, *, several: bool) -> str:
    when = moment_name(speech, slot.starts_at) if slot else ""
    line = speech.label("hearing-all-line", grid=item.grid_name, state=state, when=when)
    return f"{period_name(speech, item.period_id)} {line}" if several else line


def _item_window(uow: UnitOfWork, request: Request, item_id: int) -> Window:
    viewer, hearing = hosted_hearing(uow, request, item_id)
    speech = speech_of(request, viewer)
    item, slot = hearing.item, hearing.slot
    lines = [speech.text("hearing-item", title=item_title(speech, request, hearing.item))]
    if slot is None:
        lines.append(speech.text("hearing-item-open"))
    else:
        lines.append(speech.text("hearing-when", when=slot_name(speech, slot)))
        lines.append(speech.text("hearing-place", place=slot.place))
    names = [
        holder.name
        for holder in uow.holders.owing([item.grid_code], request.today)
        if holder.role in hearing.duty.roles
    ]
    if names:
        people = speech.label("list-comma").join(dict.fromkeys(names))
        key = "hearing-item-listens" if hearing.duty.is_heard_by_roles else "hearing-item-who"
        lines.append(speech.text(key, names=people))
    rows = _item_rows(request, speech, hearing)
    back = [Button(speech.label("report-back"), host_hearings(item.duty_id))]
    return Window("\n".join(lines), [*rows, back])


def _item_rows(request: Request, speech: Speech, hearing: Hearing) -> list[list[Button]]:
    """Return what the host may do: record what has begun or was held without a slot; take the slot back."""
    item, slot = hearing.item, hearing.slot
    if item.closes_on < request.today or item.exempt_reason is not None:
        return []
    if item.submitted_at is not None:
        return [[Button(speech.label("report-look"), report_on(item.id))]]
    rows = []
    if slot is None or request.now >= slot.starts_at:
        rows.append([Button(speech.label("hearing-write"), report_on(item.id))])
    if slot is not None:
        key = "hearing-not-held" if request.now >= slot.starts_at else "hearing-withdraw"
        rows.append([Button(speech.label(key), f"{ASK}:{slot.id}")])
    return rows


def _free_window(uow: UnitOfWork, request: Request, duty_id: str, page: int) -> Window:
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    duty, unit_code = host_unit(request, viewer, duty_id)
    free = [
        slot
        for slot in uow.hearing_slots.free(request.now)
        if (slot.duty_id, slot.unit_code) == (duty.id, unit_code)
    ]
    page = min(page, max(len(free) - 1, 0) // A_PAGE)
    rows = [
        [Button(f"{slot_name(speech, slot)} · {slot.place}", f"{ASK}:{slot.id}")]
        for slot in free[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    rows += turn_rows(page_of(page, len(free), A_PAGE), lambda to: f"{FREE}:{duty_id}:{to}", speech)
    offer = [Button(speech.label("hearing-offer"), offer_slots(duty_id))]
    back = [Button(speech.label("report-back"), host_hearings(duty_id))]
    text = speech.text("hearing-free-list" if free else "hearing-free-none", count=len(free))
    return Window(text, [*rows, offer, back])


def _slot(uow: UnitOfWork, request: Request, slot_id: int) -> tuple[Speech, Slot]:
    """Return a slot of the unit that the person hosts in, as long as its hearing was not recorded."""
    viewer = request.viewer(uow)
    slot = uow.hearing_slots.find(slot_id)
    if slot is None:
        raise RefusalError("hearing-withdrawn-already")
    _duty, unit_code = host_unit(request, viewer, slot.duty_id)
    if slot.unit_code != unit_code:
        raise RefusalError("access-not-your-grid")
    if slot.item_id is not None:
        item = uow.duty_items.find(slot.item_id)
        if item is not None and item.submitted_at is not None:
            raise RefusalError("hearing-recorded-already")
    return speech_of(request, viewer), slot


def _ask_window(uow: UnitOfWork, request: Request, slot_id: int) -> Window:
    speech, slot = _slot(uow, request, slot_id)
    lines = [speech.text("hearing-ask", when=slot_name(speech, slot), place=slot.place)]
    back = f"{FREE}:{slot.duty_id}:0"
    if slot.item_id is not None:
        _viewer, hearing = hosted_hearing(uow, request, slot.item_id)
        lines.append(speech.text("hearing-ask-taken", grid=hearing.item.grid_name))
        back = host_hearing(slot.item_id)
    yes = Button(speech.label("hearing-ask-yes"), f"{YES}:{slot_id}:{slot.item_id or 0}")
    return Window("\n".join(lines), [[yes], [Button(speech.label("report-back"), back)]])


def _withdraw(uow: UnitOfWork, request: Request, slot_id: int, item_id: int) -> Window:
    speech, slot = _slot(uow, request, slot_id)
    if (slot.item_id or 0) != item_id:
        # Chosen or given back since the question: asked again, for what is true now.
        return _ask_window(uow, request, slot_id)
    uow.hearing_slots.withdraw(slot_id, request.now)
    line = speech.text("hearing-withdrawn", when=slot_name(speech, slot))
    offer = [Button(speech.label("hearing-offer"), offer_slots(slot.duty_id))]
    back = [Button(speech.label("report-back"), host_hearings(slot.duty_id))]
    if slot.item_id is None:
        return Window(line, [offer, back])
    _viewer, hearing = hosted_hearing(uow, request, slot.item_id)
    tell_of_withdrawal(uow, request, hearing, slot)
    told = speech.text("hearing-withdrawn-told", grid=hearing.item.grid_name)
    return Window(f"{line}\n{told}", [offer, back])


ASKED_AT = 560
ACTS: Acts = {ActorStanding.BOUND: "hears-all hears hears-free hears-ask hears-yes"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="hearings.host")
    router.callback_query.register(list_all, TappedOn(ALL))
    router.callback_query.register(open_one, TappedOn("hears"))
    router.callback_query.register(list_free, TappedOn(FREE))
    router.callback_query.register(ask, TappedOn(ASK))
    router.callback_query.register(withdraw, TappedOn(YES))
    return router
