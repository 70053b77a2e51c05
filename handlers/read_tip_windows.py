"""A tip as its handler reads it in the chat once the key is open. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from domain.entries import UNLOCK, hand_over_again, open_tip, read_reporter
from domain.windows import Attachment, Button, Window
from locales import Speech
from locales.dates import day_name

SHOWN = 3_000
"""Characters of one window; what is longer comes as a text file besides, so that nothing is lost."""


@dataclass(frozen=True, slots=True, repr=False)
class ReadTip:
    """What a tip says, opened: its text, and what its reporter added, with the days.

    `facts` are the inspectors' answers: day, grid, words. `by_earlier` tells whether something of it opened only as it
    was sealed before a hand-over.
    """

    number: str
    text: str
    added: Sequence[tuple[date, str]]
    named: bool
    facts: Sequence[tuple[date, str, str]] = ()
    by_earlier: bool = False


def read_window(tip: ReadTip, files: Sequence[Attachment], speech: Speech) -> Window:
    """Return the window of an opened tip with its evidence, cleaned."""
    parts = [
        tip.text,
        *(f"{speech.label('unlock-added', day=day_name(speech, day))}\n{words}" for day, words in tip.added),
        *(
            f"{speech.label('facts-answer', day=day_name(speech, day), grid=grid)}\n{words}"
            for day, grid, words in tip.facts
        ),
    ]
    whole = "\n\n".join(parts)
    shown = escape(whole if len(whole) <= SHOWN else f"{whole[:SHOWN]}…", quote=False)
    if len(whole) > SHOWN:
        files = [Attachment(speech.label("unlock-text-file", number=tip.number), whole.encode()), *files]
    rows = [[Button(speech.label("unlock-who"), read_reporter(tip.number))]] if tip.named else []
    if tip.by_earlier:
        rows.insert(0, [Button(speech.label("keys-again"), hand_over_again(tip.number))])
    rows.append(
        [
            Button(speech.label("unlock-back"), open_tip(tip.number)),
            Button(speech.label("unlock-lock"), UNLOCK),
        ]
    )
    head = speech.text("unlock-tip", number=tip.number)
    if tip.by_earlier:
        head = f"{head}\n{speech.text('keys-again-why')}"
    return Window(f"{head}\n{shown}", rows, files)


def reporter_window(number: str, reporter: str, speech: Speech) -> Window:
    """Return the window that shows who gave a named tip."""
    rows = [
        [Button(speech.label("unlock-back"), open_tip(number)), Button(speech.label("unlock-lock"), UNLOCK)]
    ]
    return Window(f"{speech.text('unlock-tip', number=number)}\n{escape(reporter, quote=False)}", rows)
