"""What Telegram takes of one message (core.telegram.org/bots/api), and a window brought within it.

Windows that may grow long are paged where they are made. This is what is left to do about one that was not: nobody
must stand before a message that Telegram refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from windows.text_parts import TEXT_MOST, cut_to, shown_units
from windows.windows import Button, Window

TOAST_MOST = 200
"""Characters of the word that answers a tap."""
BUTTONS_MOST = 100
DATA_BYTES_MOST = 64
LABEL_MOST = 64
"""Characters. Telegram names no figure; a phone shows about half of it."""
KEYBOARD_BYTES_MOST = 9_000
"""Telegram names no figure either; keyboards of over 10,000 bytes as JSON were refused."""
_BYTES_A_BUTTON = 60
"""What the names and signs around a label and its data take, and no less."""

Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A window that Telegram takes, and what of it was cut: text, buttons. Mostly nothing."""

    window: Window
    cut: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What kind of window it is: how the data of its first button begin, which no person wrote."""
        data = (button.data for row in self.window.rows for button in row if button.data)
        return next(data, "without buttons").partition(":")[0]


def fitted(window: Window, said: str) -> Fitted:
    """Return `window` as Telegram takes it; where anything was cut, `said` (HTML) stands below and says so."""
    rows = fitted_rows(window.rows)
    cut = ["buttons"] if _count(rows) < _count(window.rows) else []
    text = window.text
    if cut or not _takes(text):
        text = cut_to(text, TEXT_MOST - shown_units(said) - 1)
        cut += ["text"] if text != window.text else []
        text += f"\n{said}"
    elif rows is window.rows:
        return Fitted(window)
    return Fitted(Window(text, rows, window.attachments), tuple(cut))


def fitted_rows(rows: Rows) -> Rows:
    """Return the rows that Telegram takes, the last among them, which leads back; long labels end in a sign."""
    if any(map(_is_amiss, (button for row in rows for button in row))):
        rows = [[_short(button) for button in row if _has_room(button)] for row in rows]
    kept = _first_and_last(rows)
    return rows if len(kept) == len(rows) else kept


def _count(rows: Rows) -> int:
    return sum(map(len, rows))


def _takes(text: str) -> bool:
    return len(text) * 2 <= TEXT_MOST or shown_units(text) <= TEXT_MOST


def _is_amiss(button: Button) -> bool:
    return len(button.label) > LABEL_MOST or not _has_room(button)


def _has_room(button: Button) -> bool:
    return len(button.data.encode()) <= DATA_BYTES_MOST


def _short(button: Button) -> Button:
    label = button.label
    return Button(
        label if len(label) <= LABEL_MOST else f"{label[: LABEL_MOST - 1]}…", button.data, button.url
    )


def _first_and_last(rows: Rows) -> Rows:
    """Return as many rows from the top as there is room for beside the last, and the last."""
    count = size = 0
    for above, row in enumerate([*rows[-1:], *rows[:-1]]):
        count += len(row)
        size += sum(map(_bytes, row))
        if count > BUTTONS_MOST or size > KEYBOARD_BYTES_MOST:
            return [*rows[: max(above - 1, 0)], *rows[-1:]]
    return rows


def _bytes(button: Button) -> int:
    return _BYTES_A_BUTTON + len((button.label + button.data + button.url).encode())
