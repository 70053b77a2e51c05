"""The windows of a handler's own key and of the hand-over. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from locales import Speech
from locales.dates import day_name
from reports.tips.hand_over_bundle import KeyOfHandler
from windows.entries import KEYS, TIPS, open_tip
from windows.text_parts import key_ends
from windows.windows import Attachment, Button, Window


@dataclass(frozen=True, slots=True)
class KeysView:
    """A body's keys as one of its handlers sees them.

    `recipient` and `added_on` are of the own key, None without; `with_key` and `without_key` are the names of all
    handlers; `shared` tells whether the body has a shared key; `waiting` counts the tips that wait for a hand-over;
    `in_chat` tells whether the own key lies here under a passphrase, or the body's does; `by_file` whether a hand-over
    may be done elsewhere, with a key that does not.
    """

    recipient: str | None
    added_on: date | None
    with_key: Sequence[str]
    without_key: Sequence[str]
    shared: bool
    waiting: int
    in_chat: bool
    by_file: bool


def keys_window(view: KeysView, speech: Speech, note: str = "") -> Window:
    """Return what there is of keys, and what can be done now; `note` (HTML) stands on top."""
    lines = [note, ""] if note else []
    lines.append(f"<b>{speech.text('keys-title')}</b>")
    if view.recipient is None or view.added_on is None:
        lines.append(speech.text("keys-own-none"))
    else:
        day = day_name(speech, view.added_on)
        lines.append(speech.text("keys-own", day=day, ends=key_ends(view.recipient)))
    if view.with_key:
        lines.append(speech.text("keys-with", names=_names(view.with_key, speech)))
    if view.without_key:
        key = "keys-without-shared" if view.shared else "keys-without"
        lines.append(speech.text(key, names=_names(view.without_key, speech)))
    key = "keys-waiting" if view.waiting else "keys-none-waiting"
    lines.append(speech.text(key, count=view.waiting))
    rows = []
    if view.waiting:
        rows.append([Button(speech.label("keys-hand-over", count=view.waiting), f"{KEYS}:hand")])
    setting = "keys-set" if view.recipient is None else "keys-replace"
    rows.append([Button(speech.label(setting), f"{KEYS}:set")])
    if view.recipient is not None and view.in_chat:
        rows[-1].append(Button(speech.label("keys-change-passphrase"), f"{KEYS}:change"))
    return Window("\n".join(lines), [*rows, [Button(speech.label("tips-list-back"), TIPS)]])


def asking_window(
    key: str, speech: Speech, note: str = "", *, in_chat: bool = False, **details: str | int
) -> Window:
    """Return what asks for a public key, a passphrase or a file; `note` (HTML) says what was wrong before.

    `in_chat`: it may be left here under a passphrase instead.
    """
    lines = [speech.text(key, **details), *([note] if note else [])]
    here = [[Button(speech.label("keys-here"), f"{KEYS}:here")]] if in_chat else []
    return Window("\n".join(lines), [*here, [Button(speech.label("keys-back"), KEYS)]])


def price_window(speech: Speech) -> Window:
    """Return what it costs to leave one's key here under a passphrase, and the two ways to do it."""
    return Window(
        speech.text("keys-here-price"),
        [
            [Button(speech.label("keys-here-new"), f"{KEYS}:here-new")],
            [Button(speech.label("keys-here-file"), f"{KEYS}:here-file")],
            [Button(speech.label("keys-back"), KEYS)],
        ],
    )


def replace_window(speech: Speech) -> Window:
    """Return the one question before a key is replaced by another."""
    return Window(
        speech.text("keys-replace-sure"),
        [
            [Button(speech.label("keys-replace-yes"), f"{KEYS}:new")],
            [Button(speech.label("keys-back"), KEYS)],
        ],
    )


def hand_over_window(view: KeysView, handlers: Sequence[KeyOfHandler], speech: Speech) -> Window:
    """Return the one question before a hand-over: how many tips, and by which keys they open afterwards."""
    lines = [speech.text("keys-hand-over-sure", count=view.waiting), *_opens_for(view, handlers, speech)]
    label = "keys-hand-over-here" if view.in_chat else "keys-hand-over-file"
    rows = [[Button(speech.label(label), f"{KEYS}:do")]]
    if view.in_chat and view.by_file:
        rows.append([Button(speech.label("keys-hand-over-file"), f"{KEYS}:file")])
    return Window("\n".join(lines), [*rows, [Button(speech.label("keys-back"), KEYS)]])


def again_window(number: str, view: KeysView, handlers: Sequence[KeyOfHandler], speech: Speech) -> Window:
    """Return the one question before a tip is handed over once more, from what was replaced."""
    lines = [speech.text("keys-again-sure", number=number), *_opens_for(view, handlers, speech)]
    label = "keys-hand-over-here" if view.in_chat else "keys-hand-over-file"
    return Window(
        "\n".join(lines),
        [
            [Button(speech.label(label), f"keys-redo:{number}")],
            [Button(speech.label("tip-register-back"), open_tip(number))],
        ],
    )


def _opens_for(view: KeysView, handlers: Sequence[KeyOfHandler], speech: Speech) -> list[str]:
    lines = [speech.text("keys-hand-over-to", name=name, ends=key_ends(key)) for name, key in handlers]
    if view.without_key and view.shared:
        lines.append(speech.text("keys-hand-over-shared"))
    return [*lines, speech.text("keys-hand-over-check")]


def bundle_window(count: int, file: Attachment, speech: Speech) -> Window:
    """Return the headers to be written anew elsewhere, and how."""
    text = speech.text("keys-bundle", count=count, name=escape(file.name))
    return Window(text, [[Button(speech.label("keys-back"), KEYS)]], [file])


def _names(names: Sequence[str], speech: Speech) -> str:
    return speech.label("keys-comma").join(names)
