"""Every button of a phone tapped, each kind a few times, and every window noted that any chat is shown meanwhile."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest

from reports.sheets.invite_sheet import invite_sheet
from reports.tips.posters import poster_pages
from simulator.phone import Phone
from simulator.refusals import ApiError, Json
from simulator.screen import Group, Message
from simulator.state.chats import Chat
from tests.forged import press
from tests.harness import Hospital
from windows.text_parts import phone_lines

LINES_MOST, ROWS_MOST = 20, 7
"""What a phone shows at once (docs/windows.md)."""
A_KIND = 3
"""How many buttons of one kind, data alike but for the figures, are tapped on one phone."""
FINISH_FIRST = re.compile("尚未提交|Not submitted yet")
"""What the bot says to a tap while a tip is being written."""
LEFT_OUT = re.compile(r"language|unbind|chat-delete")
"""What would change the walker rather than lead to a window."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A window on a phone: after which act, and what it shows."""

    after: str
    html: str
    rows: Sequence[Sequence[Json]]

    @property
    def lines(self) -> int:
        """How many lines of a phone the text takes."""
        return phone_lines(self.html)

    @property
    def too_high(self) -> bool:
        """Whether a phone shows only part of it."""
        return self.lines > LINES_MOST or len(self.rows) > ROWS_MOST


class Notes:
    """What was shown, and by which act."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.act = ""

    def note(self, message: Json) -> None:
        read = Message.read(message)
        if read.from_bot and read.text:
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            self.shown.append(Shown(kind_of(self.act), read.html, rows))


def kind_of(data: str) -> str:
    """Return the data of a button without its figures."""
    return re.sub(r"\d+", "#", data)


@contextmanager
def windows_noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Notes]:
    """Note every message that the bot sends or edits meanwhile, in any chat."""
    notes = Notes()
    show, change = Chat.show, Chat.change

    def shown(chat: Chat, message: Json) -> Json:
        notes.note(message)
        return show(chat, message)

    def changed(chat: Chat, message: Json) -> Json:
        notes.note(message)
        return change(chat, message)

    with monkeypatch.context() as patched:
        patched.setattr(Chat, "show", shown)
        patched.setattr(Chat, "change", changed)
        yield notes


@contextmanager
def refusals_noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note why the simulator refuses calls meanwhile."""
    noted: list[str] = []
    make = ApiError.__init__

    def made(error: ApiError, status: int, description: str, retry_after_s: int | None = None) -> None:
        noted.append(description)
        make(error, status, description, retry_after_s)

    with monkeypatch.context() as patched:
        patched.setattr(ApiError, "__init__", made)
        yield noted


@dataclass(frozen=True, slots=True)
class Walk:
    """How a phone is walked: how many buttons of a kind are tapped, and which are not.

    `often` counts otherwise for some kinds; `typed` is what is sent where the window after a kind asks for words.
    """

    a_kind: int = A_KIND
    leave_out: str = "$"
    often: Mapping[str, int] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    def goes_to(self, data: str, taps: Counter[str]) -> bool:
        """Tell whether a button is to be tapped, after `taps` of each kind."""
        kind = kind_of(data)
        return taps[kind] < self.often.get(kind, self.a_kind) and not re.match(self.leave_out, data)


WALK = Walk()


def draw_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one poster drawn of ten, and one invitation of a sheet: the windows around them say the same."""
    for place, drawing in (
        ("handlers.settings.posters.poster_pages", poster_pages),
        ("windows.people.invitation_sheet.invite_sheet", invite_sheet),
    ):
        monkeypatch.setattr(place, partial(_of_the_first, drawing))


def _of_the_first(drawing: Callable[..., bytes], many: Sequence[object], *said: object) -> bytes:
    return drawing(many[:1], *said)


async def crawl(hospital: Hospital, phone: Phone, notes: Notes, walk: Walk = WALK) -> int:
    """Send every command and tap all that follows; return how many taps there were."""
    waiting: deque[str] = deque()
    known: set[str] = set()
    taps: Counter[str] = Counter()

    def look(since: int) -> None:
        for shown in notes.shown[since:]:
            found = [button.get("callback_data", "") for row in shown.rows for button in row]
            waiting.extend(data for data in found if data and data not in known and not LEFT_OUT.search(data))
            known.update(found)

    for command in ("start", *(str(offered["command"]) for offered in await phone.commands())):
        if command not in ("language", "cancel"):
            since, notes.act = len(notes.shown), f"/{command}"
            await phone.send(f"/{command}")
            look(since)
    while waiting:
        data = waiting.popleft()
        if walk.goes_to(data, taps):
            taps[kind_of(data)] += 1
            since, notes.act = len(notes.shown), data
            if FINISH_FIRST.search(await press(hospital, phone, data)):
                await press(hospital, phone, "tip-cancel")
                await press(hospital, phone, data)
            if kind_of(data) in walk.typed:
                await phone.send(walk.typed[kind_of(data)])
            look(since)
    return taps.total()


async def crawl_group(hospital: Hospital, phone: Phone, group: Group, notes: Notes) -> None:
    """Send what a group may be asked for, and something else, and tap whatever buttons come."""
    for command in ("/digest", "/help"):
        since, notes.act = len(notes.shown), f"{command} in a group"
        await phone.send(command, group)
        rows = [row for shown in notes.shown[since:] for row in shown.rows]
        for data in {str(button["callback_data"]) for row in rows for button in row}:
            notes.act = f"{data} in a group"
            await press(hospital, phone, data, group)
