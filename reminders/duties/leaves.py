"""Leave in words: level 1 hears who is away, who stands in, the deputy what that means (docs/domain.md section 2)."""

from datetime import date

from locales import Speech
from locales.dates import day_name
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.people.leaves import TakenLeave
from storage.unit_of_work import UnitOfWork
from usecases.duties.leave_letters import LEAVE_ALONE, LEAVE_DEPUTY, LEAVE_ENDED, LEAVE_STOOD_IN, LEAVE_TAKEN
from windows.entries import DUTIES, back_to_menu
from windows.windows import Button, Window


def leave_taken_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return what level 1 is told; None where the leave has been ended meanwhile."""
    del desk, today
    taken = uow.leaves.find(letter.payload["leave"])
    if taken is None or taken.ended:
        return None
    deputy = taken.deputy_name or "none"
    text = speech.text("leave-told-level-one", **_facts(taken, speech), deputy=deputy)
    return Window(text, [[back_to_menu(speech)]])


def leave_deputy_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return what the deputy is told, with the way to what is open once the leave has begun."""
    del desk
    taken = uow.leaves.find(letter.payload["leave"])
    if taken is None or taken.ended:
        return None
    rows = [[back_to_menu(speech)]]
    if taken.leave.starts_on <= today <= taken.leave.ends_on:
        rows.insert(0, [Button(speech.label("leave-told-open"), DUTIES)])
    return Window(speech.text("leave-told-deputy", **_facts(taken, speech)), rows)


def leave_ended_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell that somebody is back."""
    del desk, today
    taken = uow.leaves.find(letter.payload["leave"])
    if taken is None:
        return None
    return Window(speech.text("leave-told-ended", **_facts(taken, speech)), [[back_to_menu(speech)]])


def leave_stood_in_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell a deputy who goes on leave whose duties hang on them; None where one of both is back."""
    del desk, today
    both = _both(uow, letter)
    if both is None:
        return None
    _gone, other, days = both
    text = speech.text("leave-told-stood-in", name=other.name, grid=other.grid_name, **_span(days, speech))
    return Window(text, [[back_to_menu(speech)]])


def leave_alone_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell who is away that their deputy goes, too; None as above."""
    del desk, today
    both = _both(uow, letter)
    if both is None:
        return None
    gone, _other, days = both
    text = speech.text("leave-told-alone", name=gone.name, **_span(days, speech))
    return Window(text, [[back_to_menu(speech)]])


def _both(uow: UnitOfWork, letter: Letter) -> tuple[TakenLeave, TakenLeave, tuple[date, date]] | None:
    """Return the deputy's leave, the other's, and the first and last day that lie in both."""
    gone, other = uow.leaves.find(letter.payload["leave"]), uow.leaves.find(letter.payload["other"])
    if gone is None or other is None or gone.ended or other.ended:
        return None
    first = max(gone.leave.starts_on, other.leave.starts_on)
    return gone, other, (first, min(gone.leave.ends_on, other.leave.ends_on))


def _span(days: tuple[date, date], speech: Speech) -> dict[str, str]:
    return {"from": day_name(speech, days[0]), "to": day_name(speech, days[1])}


def _facts(taken: TakenLeave, speech: Speech) -> dict[str, str]:
    return {
        "name": taken.name,
        "grid": taken.grid_name,
        "from": day_name(speech, taken.leave.starts_on),
        "to": day_name(speech, taken.leave.ends_on),
    }


LETTERS: Letters = {
    LEAVE_TAKEN: leave_taken_window,
    LEAVE_DEPUTY: leave_deputy_window,
    LEAVE_ENDED: leave_ended_window,
    LEAVE_STOOD_IN: leave_stood_in_window,
    LEAVE_ALONE: leave_alone_window,
}
