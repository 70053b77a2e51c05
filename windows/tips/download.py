"""The windows of a tip's sealed files. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.tips.reading import FILES_AT_ONCE
from locales import Speech
from usecases.tips.view import TipView
from windows.entries import hand_over_again, open_tip
from windows.windows import Attachment, Button, Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of a tip from `start` (from 0) up to `end`, as they were sealed `back` hand-overs ago, cleaned or not."""

    start: int
    end: int
    attachments: Sequence[Attachment]
    back: int
    original: bool


def files_window(view: TipView, batch: Batch, speech: Speech) -> Window:
    """Return a batch of evidence, with the way to the originals, to the next, and to how it was sealed before."""
    number, start = view.number, batch.start
    entry = "tips-originals" if batch.original else "tips-files"
    of_version = f":{batch.back}" if batch.back else ""
    rows: list[list[Button]] = []
    if not batch.original:
        data = f"tips-originals:{number}:{start}{of_version}"
        rows.append([Button(speech.label("tip-register-originals"), data)])
    if batch.end < view.files:
        last = min(batch.end + FILES_AT_ONCE, view.files)
        label = speech.label("tip-register-files-next", first=batch.end + 1, last=last)
        rows.append([Button(label, f"{entry}:{number}:{batch.end}{of_version}")])
    rows += _earlier(view, f"{entry}:{number}:{start}", batch.back, speech)
    key = "tip-register-are-originals" if batch.original else "tip-register-are-cleaned"
    lines = [speech.text(key, first=start + 1, last=batch.end, count=view.files)]
    if batch.back:
        lines.append(speech.text("tips-earlier", place=batch.back, count=view.versions))
    lines.append(speech.text("tip-register-originals-warning"))
    return Window("\n".join(lines), [*rows, [_back(view, speech)]], batch.attachments)


def earlier_window(view: TipView, back: int, files: Sequence[Attachment], speech: Speech) -> Window:
    """Return the texts of a tip as they were sealed `back` hand-overs ago."""
    rows = _earlier(view, f"tips-download:{view.number}", back, speech)
    if view.files:
        label = speech.label("tip-register-files", count=view.files)
        rows.insert(0, [Button(label, f"tips-files:{view.number}:0:{back}")])
    text = speech.text("tips-earlier", place=back, count=view.versions)
    return Window(text, [*rows, [_back(view, speech)]], files)


def earlier_button(view: TipView, data: str, back: int, speech: Speech) -> Button | None:
    """Return the button to how it was sealed a hand-over earlier, None where there was none; it adds that to `data`."""
    if back >= view.versions:
        return None
    return Button(speech.label("tips-earlier-more" if back else "tips-earlier-first"), f"{data}:{back + 1}")


def _earlier(view: TipView, data: str, back: int, speech: Speech) -> list[list[Button]]:
    again = Button(speech.label("keys-again"), hand_over_again(view.number)) if back else None
    return [[button] for button in (again, earlier_button(view, data, back, speech)) if button is not None]


def _back(view: TipView, speech: Speech) -> Button:
    return Button(speech.label("tip-register-back"), open_tip(view.number))
