"""A tip as its handler reads it in the chat once the key is open. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from locales import Speech
from locales.dates import day_name
from windows.entries import EXPORT_CASE, UNLOCK, hand_over_again, open_tip, read_reporter, read_tip
from windows.page_turns import PageOf, numbered, turn_rows
from windows.text_parts import LINES_ON_A_PHONE, WIDE_ON_A_LINE, parts
from windows.windows import Attachment, Button, Window

SHOWN = 3_000
"""Characters read page by page; what is longer comes as a text file besides."""
LINES_A_PAGE = LINES_ON_A_PHONE - 3
"""The number of the tip stands above them, and below that the passphrase is still in the chat."""
LINES_OF_WHY = 4
"""Why a tip opened only as it was before a hand-over, where it did."""
UNITS_A_PIECE = LINES_A_PAGE * WIDE_ON_A_LINE - 2 * len("&quot;")
"""Of a paragraph that alone is higher than a page, so much stands on one."""


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
    notes: Sequence[tuple[date, str]] = ()
    """What handlers noted between them, with the days."""


def read_window(tip: ReadTip, files: Sequence[Attachment], speech: Speech, page: int = 0) -> Window:
    """Return a page (from 0; the last for one that is not there) of an opened tip, its evidence with the first."""
    said = [
        tip.text,
        *(f"{speech.label('unlock-added', day=day_name(speech, day))}\n{words}" for day, words in tip.added),
        *(
            f"{speech.label('facts-answer', day=day_name(speech, day), grid=grid)}\n{words}"
            for day, grid, words in tip.facts
        ),
        *(f"{speech.label('case-note', day=day_name(speech, day))}\n{words}" for day, words in tip.notes),
    ]
    whole = "\n\n".join(said)
    if len(whole) > SHOWN:
        files = [Attachment(speech.label("unlock-text-file", number=tip.number), whole.encode()), *files]
    lines = escape(whole, quote=False).split("\n")
    found = parts(lines, UNITS_A_PIECE, LINES_A_PAGE - LINES_OF_WHY * tip.by_earlier)
    page = min(page, len(found) - 1)
    rows = [[Button(speech.label("unlock-who"), read_reporter(tip.number))]] if tip.named else []
    if tip.by_earlier:
        rows.insert(0, [Button(speech.label("keys-again"), hand_over_again(tip.number))])
    rows += turn_rows(PageOf(page, len(found)), lambda to: read_tip(tip.number, to), speech)
    rows.append(
        [
            Button(speech.label("case-export"), f"{EXPORT_CASE}:{tip.number}"),
            Button(speech.label("unlock-back"), open_tip(tip.number)),
            Button(speech.label("unlock-lock"), UNLOCK),
        ]
    )
    head = numbered(speech.text("unlock-tip", number=tip.number), page, len(found), speech)
    if tip.by_earlier:
        head = f"{head}\n{speech.text('keys-again-why')}"
    return Window("\n".join([head, *found[page]]), rows, [] if page else files)


def reporter_window(number: str, reporter: str, speech: Speech) -> Window:
    """Return the window that shows who gave a named tip."""
    rows = [
        [Button(speech.label("unlock-back"), open_tip(number)), Button(speech.label("unlock-lock"), UNLOCK)]
    ]
    return Window(f"{speech.text('unlock-tip', number=number)}\n{escape(reporter, quote=False)}", rows)
