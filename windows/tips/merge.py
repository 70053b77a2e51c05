"""The windows of 并案: what a tip may be merged into, the one question before it, what is merged into a tip."""

from collections.abc import Sequence

from locales import Speech
from storage.tips.tips import ListedTip
from usecases.tips.view import TipView
from windows.entries import merge_tip, open_tip
from windows.page_turns import TIPS_BY_AGE, ListPage, turn_rows
from windows.tips.register import tip_button
from windows.windows import Button, Window

A_PAGE = 5


def candidates_window(
    view: TipView, candidates: Sequence[ListedTip], page: ListPage, speech: Speech, note: str = ""
) -> Window:
    """Return what asks which tip `view` is merged into; `candidates` are those of the page, `note` (HTML) is below."""
    number, version = view.number, view.version
    lines = [speech.text("tip-merging-which", number=number)]
    lines.append(speech.text("tip-merging-type" if candidates else "tip-merging-none"))
    rows = [
        [tip_button(candidate, speech, f"merge-in:{number}:{version}:{candidate.number}")]
        for candidate in candidates
    ]
    turns = _turns(page, merge_tip(number, version), speech)
    return Window("\n".join([*lines, *([note] if note else [])]), [*rows, *turns, [_back(number, speech)]])


def sure_to_merge_window(view: TipView, main: str, speech: Speech) -> Window:
    """Return the one question before `view` is merged into `main`."""
    numbers = {"number": view.number, "main": main}
    text = (
        f"<b>{speech.text('tip-merging-sure', **numbers)}</b>\n{speech.text('tip-merging-means', **numbers)}"
    )
    yes = Button(speech.label("tip-merging-yes", **numbers), f"merge-do:{view.number}:{view.version}:{main}")
    return Window(text, [[yes], [_back(view.number, speech)]])


def sure_to_separate_window(view: TipView, speech: Speech) -> Window:
    """Return the one question before a tip is on its own again."""
    numbers = {"number": view.number, "main": view.tip.merged_into or ""}
    text = f"<b>{speech.text('tip-separating-sure', **numbers)}</b>\n{speech.text('tip-separating-means', **numbers)}"
    yes = Button(speech.label("tip-separating-yes", **numbers), f"separate-do:{view.number}:{view.version}")
    return Window(text, [[yes], [_back(view.number, speech)]])


def merged_window(main: str, merged: Sequence[ListedTip], page: ListPage, speech: Speech) -> Window:
    """Return a page of those merged into `main`, each to be opened."""
    rows = [[tip_button(merged_tip, speech, open_tip(merged_tip.number))] for merged_tip in merged]
    turns = _turns(page, f"merged:{main}", speech)
    text = speech.text("tip-merging-listed", number=main, count=page.count)
    return Window(text, [*rows, *turns, [_back(main, speech)]])


def _turns(page: ListPage, entry: str, speech: Speech) -> list[list[Button]]:
    return turn_rows(page.of(A_PAGE), lambda to: f"{entry}:{to}", speech, TIPS_BY_AGE)


def _back(number: str, speech: Speech) -> Button:
    return Button(speech.label("tip-register-back"), open_tip(number))
