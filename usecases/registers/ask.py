"""What an entry, or a move of one, is asked: its draft, saved after every answer, until it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.drafts import CHOOSE_ANSWER, SUMMARY
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.drafts import EntryDraft
from domain.registers.entries import Entry, EntryPlace
from forms.filling import review, start
from forms.renewing import still_fitting
from forms.steps import applicable, unanswered
from registers.language import ABOUT, Register, RegisterMove
from registers.moves import with_items
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.named_entries import entries_for
from usecases.questions.named_people import names_for
from usecases.questions.pages import AT_FIRST, Change, PageLook, QuestionPage, Tap
from usecases.registers.above import check_reached
from usecases.registers.around import look_at
from usecases.registers.asked_forms import REASON, asked_form, asks_anything, begun_with
from usecases.registers.head_last import head_last
from usecases.registers.keep import Moving, Opening, enter, find_move, make_move, place_at
from usecases.registers.people.offered import counted_for
from usecases.registers.referred import EntriesInSight
from usecases.registers.shown import find_seen, may_open, mover_of, register_of

OLD = "access-old-button"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage(QuestionPage):
    """What a window of an entry being opened, or moved on, is drawn from.

    `entry` is what is moved on and `move` the move; both None for an opening. `draft` None: nothing is asked; it is
    gone, or `kept` for another time.
    """

    register: Register
    entry: Entry | None = None
    move: RegisterMove | None = None
    kept: bool = False


def places_to_open(uow: UnitOfWork, request: Request, register: Register) -> tuple[Viewer, list[str]]:
    """Return who is acting and at which grids, or below them, they may open an entry; level 1 at its whole unit.

    Raises RefusalError (registers-not-to-open) where they may open none.
    """
    viewer = request.viewer(uow)
    if not may_open(register, viewer):
        raise RefusalError("registers-not-to-open")
    own = uow.officials.known([viewer.person_id])[viewer.person_id].grid_code
    if register.about == "unit":
        place = place_at(uow, own)
        return viewer, [place.unit_code if place else own]
    if viewer.unit_code is not None:
        return viewer, [viewer.unit_code]
    held = list(dict.fromkeys([*viewer.grid_codes, own]))
    return viewer, [own] if register.about == "official" else held


def begin_opening(
    uow: UnitOfWork, request: Request, register_id: str, grid_code: str, parent_id: int = 0
) -> EntryPage:
    """Begin an entry at this grid, or go on with the one begun before; of a part, below `parent_id`."""
    register = register_of(request, register_id)
    viewer, grid_code = checked_place(uow, request, register, grid_code, parent_id)
    draft = opening_draft(viewer, register, grid_code, parent_id)
    page = page_of_draft(uow, request, viewer, draft)
    return go_on_with(uow, request, page, draft)


def opening_draft(viewer: Viewer, register: Register, grid_code: str, parent_id: int = 0) -> EntryDraft:
    """Return the draft of an entry that `viewer` opens at this grid, nothing answered yet."""
    return EntryDraft(
        item_id=0,
        person_id=viewer.person_id,
        form_version=register.version,
        place=SUMMARY,
        register_id=register.id,
        unit_code=viewer.unit_code or grid_code,
        grid_code=grid_code,
        parent_id=parent_id,
    )


def checked_place(
    uow: UnitOfWork, request: Request, register: Register, grid_code: str, parent_id: int
) -> tuple[Viewer, str]:
    """Return who is acting and at which grid the entry belongs; raises RefusalError where they may not open it there.

    Asked when it is begun and again when it is handed in: a post may have changed hands, a whole been closed meanwhile.
    """
    viewer, codes = places_to_open(uow, request, register)
    if register.about not in ABOUT:
        _viewer, parent = find_seen(uow, request, parent_id)
        if parent.register.id != register.about or not parent.entry.standing.is_open:
            raise RefusalError(OLD)
        return viewer, parent.entry.place.grid_code
    if not uow.holders.hanging_below([grid_code], codes):
        raise RefusalError("registers-not-to-open")
    check_reached(uow, request, register, grid_code)
    return viewer, grid_code


def begin_move(uow: UnitOfWork, request: Request, entry_id: int, changes: int, number: int) -> EntryPage:
    """Begin what the move of that number (in its register's file) asks of the entry, or go on with it.

    The page has no draft where the move asks nothing. Raises RefusalError as `make_move` does.
    """
    viewer, found = find_seen(uow, request, entry_id)
    entry, register = found.entry, found.register
    if not 0 <= number < len(register.moves):
        raise RefusalError(OLD)
    if entry.changes != changes and not register.moves[number].confidential:
        raise RefusalError("registers-moved-meanwhile")
    move = find_move(mover_of(request, viewer), found, register.moves[number].id)
    draft = EntryDraft(
        item_id=entry.id,
        person_id=viewer.person_id,
        form_version=register.version,
        place=SUMMARY,
        answers=_known(entry, move),
        register_id=register.id,
        move_id=move.id,
        unit_code=entry.place.unit_code,
        grid_code=entry.place.grid_code,
        parent_id=entry.parent_id or 0,
        changes=entry.changes,
    )
    page = page_of_draft(uow, request, viewer, draft)
    return go_on_with(uow, request, page, draft) if asks_anything(move) else replace(page, draft=None)


def tapped(uow: UnitOfWork, request: Request, tap: Tap, look: PageLook = AT_FIRST) -> EntryPage:
    """Return the page of the draft that was tapped, marked stale where the button is an old one.

    Raises RefusalError (registers-handed-in) where the draft is gone: it was handed in, or taken back.
    """
    viewer = request.viewer(uow)
    draft = uow.entry_drafts.find(tap.draft_id, viewer.person_id)
    if draft is None:
        raise RefusalError("registers-handed-in")
    page = page_of_draft(uow, request, viewer, draft)
    old = draft.turn != tap.turn or draft.has_seen(request.update_id)
    return with_names(uow, request, replace(page, stale=old, look=look))


def change_draft(
    uow: UnitOfWork, request: Request, tap: Tap, change: Change, look: PageLook = AT_FIRST
) -> EntryPage:
    """Apply a tap to the draft; an old button changes nothing, None of `change` leaves it, kept if anything is said."""
    page = tapped(uow, request, tap)
    if page.stale or page.draft is None:
        return page
    changed = change(page.form, page.draft)
    if changed is None:
        is_kept = any(value is not None for value in page.draft.answers.values())
        if not is_kept:
            uow.entry_drafts.delete(tap.draft_id)
        return replace(page, draft=None, kept=is_kept)
    look = look if changed.place == page.draft.place else AT_FIRST
    return with_names(uow, request, replace(saved(uow, request, page, changed), look=look))


def hand_in(uow: UnitOfWork, request: Request, tap: Tap) -> tuple[EntryPage, Entry | None]:
    """提交: open the entry, or make the move, once; the entry is None where something is still to be answered."""
    page = tapped(uow, request, tap)
    draft = page.draft
    if page.stale or not isinstance(draft, EntryDraft):
        return page, None
    if unanswered(page.form, draft.answers):
        return with_names(uow, request, saved(uow, request, page, review(page.form, draft))), None
    answers = {key: value for key, value in applicable(page.form, draft.answers).items() if value is not None}
    mover = mover_of(request, page.viewer)
    if page.move is None:
        if (renewed := _wanted_besides(page, draft)) is not None:
            return with_names(uow, request, saved(uow, request, renewed, renewed.draft)), None
        checked_place(uow, request, page.register, draft.grid_code, draft.parent_id)
        place = _place(uow, draft)
        answers = head_last(uow, request, page.register, place.unit_code, answers)
        opening = Opening(page.register, place, answers, draft.parent_id or None)
        entry = enter(uow, mover, opening, page.viewer.person_id)
    else:
        reason = " ".join(str(answers.pop(REASON, "")).split())
        cleared = {key: None for key in page.move.asks_again if key not in answers}
        moving = Moving(page.move.id, draft.changes, {**answers, **cleared}, reason)
        _viewer, found = find_seen(uow, request, draft.item_id)
        ordered = head_last(uow, request, page.register, found.entry.place.unit_code, moving.answers)
        moving = replace(moving, answers=ordered)
        entry = make_move(uow, mover, found, moving)
    uow.entry_files.attach(tap.draft_id, entry.id)
    uow.entry_drafts.delete(tap.draft_id)
    return page, entry


def _wanted_besides(page: EntryPage, draft: EntryDraft) -> EntryPage | None:
    """Return the page at what the register in use must have besides, if anything: a version before did not ask it."""
    form = asked_form(page.register, None, None)
    if draft.form_version == page.register.version or not unanswered(form, draft.answers):
        return None
    answers = still_fitting(form, draft.answers)
    renewed = replace(draft, form_version=page.register.version, answers=answers, turn=draft.turn + 1)
    return replace(page, form=form, draft=review(form, renewed), renewed=True)


def go_on_with(uow: UnitOfWork, request: Request, page: EntryPage, draft: EntryDraft) -> EntryPage:
    """Keep `draft`, begun anew, or go on with the one that was begun before."""
    kept = uow.entry_drafts.find_for(draft)
    if kept is not None and begun_with(request, kept) is not None:
        page = page_of_draft(uow, request, page.viewer, kept)
        if kept.changes == draft.changes:
            return with_names(uow, request, replace(page, draft=kept))
        if (
            page.move is not None and not page.move.asks_again
        ):  # moved on meanwhile: what was answered still holds
            moved_on = replace(kept, changes=draft.changes)
            return with_names(uow, request, saved(uow, request, page, moved_on))
    if kept is not None and kept.id is not None:
        uow.entry_drafts.delete(kept.id)
    move = page.move
    if move is not None and len(move.asks_again) > 1:
        begun: EntryDraft = replace(draft, place=CHOOSE_ANSWER)
    else:
        begun = start(page.form, draft)
    return with_names(uow, request, saved(uow, request, page, begun))


def _known(entry: Entry, move: RegisterMove) -> Mapping[str, Any]:
    """Return what is there already of several things asked again: it is corrected, not asked for anew."""
    if len(move.asks_again) <= 1:
        return {}
    return with_items(entry.answers, move.asks_again)


def page_of_draft(uow: UnitOfWork, request: Request, viewer: Viewer, draft: EntryDraft) -> EntryPage:
    """Return the page at which `draft` stands; raises RefusalError where its register, entry or move is no more."""
    register = register_of(request, draft.register_id)
    entry = uow.entries.find(draft.item_id) if draft.item_id else None
    move = next((known for known in register.moves if known.id == draft.move_id), None)
    if draft.item_id and (entry is None or move is None):
        raise RefusalError(OLD)
    chain = None
    if entry is not None and move is not None and move.asks_of:
        chain = look_at(uow, register, entry, request.today).now.chain
    begun = begun_with(request, draft) or register
    asks = next((known for known in begun.moves if known.id == draft.move_id), move)
    return EntryPage(
        viewer=viewer,
        form=asked_form(begun, asks, chain),
        today=request.today,
        grid_code=draft.unit_code,
        draft=draft,
        register=register,
        entry=entry,
        move=move,
    )


def with_names(uow: UnitOfWork, request: Request, page: EntryPage) -> EntryPage:
    """Return `page` with the people or entries from whom to choose, where its question asks for one."""
    entries, offer = entries_for(request, page, EntriesInSight(uow, request)), counted_for(uow, request, page)
    return replace(page, names=names_for(uow, request, page), entries=entries, offer=offer)


def saved(uow: UnitOfWork, request: Request, page: EntryPage, draft: Any) -> EntryPage:
    """Keep `draft` as this update has changed it; return `page` with it."""
    draft = replace(draft, last_update_id=request.update_id)
    return replace(page, draft=replace(draft, id=uow.entry_drafts.save(draft, request.now)))


def _place(uow: UnitOfWork, draft: EntryDraft) -> EntryPlace:
    place = place_at(uow, draft.grid_code)
    if place is None:
        raise RefusalError("registers-grid-gone")
    return place
