"""What a new roster changes, shown before it counts: a sheet's and a single change's alike."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from domain.errors import RefusalError
from domain.people.roster import RosterDiff
from locales import Speech
from reports.sheets.roster_changes import change_lines
from usecases.house import Request
from usecases.memory import Remembered
from usecases.settings.roster_import import NewRoster, compare_with, leaves_an_office
from windows.settings.roster import Losing, preview_window
from windows.windows import Window

_TOKEN_BYTES = 3


@dataclass(frozen=True, slots=True)
class ReadRoster(Remembered):
    """A roster that was read, and what it was shown to change: just that is confirmed by the button with `token`."""

    life = timedelta(hours=2)

    token: int
    new: NewRoster
    diff: RosterDiff


async def changes_window(request: Request, new: NewRoster, speech: Speech, said: str = "") -> Window:
    """Return what `new` changes, below `said` (HTML), and remember it: it counts once the button is tapped.

    Raises RefusalError where it changes nothing (command-roster-same), or leaves nobody who runs the bot from the
    chat (roster-no-office-left).
    """
    found = await request.read(lambda uow: compare_with(uow, new))
    if found.diff.is_empty():
        raise RefusalError("command-roster-same")
    if not leaves_an_office(found, new):
        raise RefusalError("roster-no-office-left")
    lines = list(change_lines(speech, found.diff, (*found.old.grids, *new.roster.grids)))
    losing = Losing(
        [official.name for official in found.losing], len(found.bound), found.is_a_loss_to_confirm
    )
    token = int.from_bytes(sha256(f"{new.subject}{lines}".encode()).digest()[:_TOKEN_BYTES])
    request.memory.put(ReadRoster(token, new, found.diff))
    window = preview_window(found.diff, lines, losing, token, speech)
    return Window(f"{said}\n{window.text}", window.rows, window.attachments) if said else window
