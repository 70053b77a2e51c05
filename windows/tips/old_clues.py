"""导入旧线索 and 起底: the sheet asked for, its faults or what it says, and what is yet to be gone through."""

from collections.abc import Sequence

from domain.tips.tips import Source
from locales import Speech
from reports.tips.old_clues_sheet import OldClue
from storage.tips.old_clues import GoneThroughCount
from storage.tips.tips import ListedTip
from usecases.tips.old_clues import BroughtIn
from windows.entries import BRING_OLD_CLUES, OLD_CLUES, TIPS, open_tip
from windows.page_turns import TIPS_BY_AGE, ListPage, turn_rows
from windows.tips.register import A_PAGE, tip_button
from windows.windows import Attachment, Button, Window

TEMPLATE, YES, NO = "tips-old-template", "tips-old-yes", "tips-old-no"
FAULTS_SHOWN = 8
_FAULT_LENGTH = 120


def ask_window(speech: Speech, said: str = "", files: Sequence[Attachment] = ()) -> Window:
    """Return what asks for the sheet; `said` (HTML) stands above it."""
    lines = [speech.text("old-clues-head"), *([said] if said else []), speech.text("old-clues-ask")]
    template = Button(speech.label("bring-in-template"), TEMPLATE)
    return Window("\n".join(lines), [[template], [_back(speech)]], files)


def template_window(content: bytes, speech: Speech) -> Window:
    """Return the template as a file, and the question below it."""
    name = speech.label("old-clues-template-name")
    return ask_window(speech, files=[Attachment(f"{name}.xlsx", content)])


def faults_window(faults: Sequence[str], speech: Speech) -> Window:
    """Return what is wrong with a sheet: the first few lines (plain), all of them as a file where there are more."""
    shown = [line if len(line) <= _FAULT_LENGTH else f"{line[:_FAULT_LENGTH]}…" for line in faults]
    lines = [speech.text("bring-in-faults", count=len(faults))]
    lines += [speech.text("bring-in-fault", line=line) for line in shown[:FAULTS_SHOWN]]
    files = []
    if shown[:FAULTS_SHOWN] != list(faults):
        lines.append(speech.text("bring-in-more"))
        name = speech.label("bring-in-faults-name")
        files.append(Attachment(f"{name}.txt", ("\ufeff" + "\r\n".join(faults) + "\r\n").encode()))
    return ask_window(speech, "\n".join(lines), files)


def preview_window(clues: Sequence[OldClue], token: int, speech: Speech) -> Window:
    """Return what comes in when it is confirmed: how many, from where, of which years."""
    years = sorted({clue.received_on.year for clue in clues})
    counts = {source: sum(clue.source is source for clue in clues) for source in Source}
    said = [
        speech.text("figures-one", what=speech.label(f"tips-source-{source.name.lower()}"), count=count)
        for source, count in counts.items()
        if count
    ]
    lines = [
        speech.text("old-clues-head"),
        speech.text("old-clues-counted", count=len(clues), first=str(years[0]), last=str(years[-1])),
        *said,
    ]
    if past := sum(clue.past for clue in clues):
        lines.append(speech.text("old-clues-past", count=past))
    yes = Button(speech.label("bring-in-yes"), f"{YES}:{token}")
    return Window("\n".join(lines), [[yes], [Button(speech.label("bring-in-no"), NO)]])


def done_window(brought: BroughtIn, speech: Speech) -> Window:
    """Return what came in, and the way to going through it."""
    lines = [speech.text("old-clues-done", count=brought.entered)]
    if not brought.entered:
        lines = [speech.text("old-clues-all-known")]
    elif brought.known:
        lines.append(speech.text("old-clues-known", count=brought.known))
    if brought.past and brought.entered:
        lines.append(speech.text("old-clues-past", count=brought.past))
    through = Button(speech.label("old-clues-through"), f"{OLD_CLUES}:0")
    return Window("\n".join(lines), [[through], [_back(speech)]])


def waiting_window(
    clues: Sequence[ListedTip], page: ListPage, count: GoneThroughCount, speech: Speech
) -> Window:
    """Return a page of the old clues that have not been gone through; `count` is of all."""
    lines = [speech.text("old-clues-counted-through", done=count.done, of=count.of)]
    lines.append(speech.text("old-clues-waiting" if clues else "old-clues-none-waiting"))
    rows = [[tip_button(clue, speech, open_tip(clue.number))] for clue in clues]
    turns = turn_rows(page.of(A_PAGE), lambda to: f"{OLD_CLUES}:{to}", speech, TIPS_BY_AGE)
    bring = Button(speech.label("old-clues-bring"), BRING_OLD_CLUES)
    return Window("\n".join(lines), [*rows, *turns, [bring, _back(speech)]])


def _back(speech: Speech) -> Button:
    return Button(speech.label("tips-list-back"), TIPS)
