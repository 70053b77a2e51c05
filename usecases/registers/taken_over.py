"""What was filed before there was a register, kept in it from now on."""

from dataclasses import replace
from datetime import datetime

from domain.registers.entries import Entry, EntryMove, EntryStanding
from registers.counting import figures_of
from registers.language import Register, RegisterMove
from registers.moves import EntryNow, is_there
from registers.relations import Relation
from registers.waiting import waiting
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import look_at, people_of
from usecases.registers.keep import Opening, count_in, place_of_owner, put_down
from usecases.registers.stand import Mover, as_it_stands


def take_over(
    uow: UnitOfWork, mover: Mover, opening: Opening, filed: tuple[int, datetime], reason: str
) -> Entry:
    """Keep what somebody filed at a moment before there was a register, as an entry that was handed in; return it.

    `filed` is by whom and when. It stands where the first move of its opener leads; nobody is written to.
    """
    register, (opener_id, filed_at) = opening.register, filed
    people = people_of(uow, register, dict(opening.answers), opener_id)
    state = register.states[0].id
    entry = Entry(
        register_id=register.id,
        version=register.version,
        place=place_of_owner(uow, register, people.owner_id) or opening.place,
        people=people,
        standing=EntryStanding(state, mover.today),
        title="",
        opened_at=filed_at,
        answers=opening.answers,
        changes=1,
    )
    entry = as_it_stands(uow, mover, register, entry)  # its number is that of a first state
    move = _handing_in(register, look_at(uow, register, entry, mover.today).now)
    entry = replace(entry, standing=replace(entry.standing, state=move.leads_to(state)))
    entry = as_it_stands(uow, mover, register, entry)
    found = look_at(uow, register, entry, mover.today)
    entry = replace(entry, id=uow.entries.add(entry, waiting(register, found.now, found.around)))
    found, target = replace(found, entry=entry), entry.standing.state
    opened = EntryMove(entry.id, "", opener_id, "", "", "", filed_at, "", state, entry.answers)
    handed_in = EntryMove(entry.id, move.id, None, "", "", "", mover.now, state, target, reason=reason)
    for line in (opened, handed_in):
        put_down(uow, mover, found, line)
    count_in(uow, entry, figures_of(register, entry, [opened, handed_in]))
    return entry


def _handing_in(register: Register, now: EntryNow) -> RegisterMove:
    """Return the first move that leads on from where an entry is opened, and is its opener's."""
    return next(
        move
        for move in register.moves
        if now.state in move.sources
        and move.leads_to(now.state) != now.state
        and Relation.OPENER in move.by
        and is_there(move, now)
    )
