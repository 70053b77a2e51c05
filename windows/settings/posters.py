"""/settings [表单与台账 · 张贴海报]: for all departments or for some, as one PDF to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.people.grids import Grid
from locales import Speech
from windows.grid_marks import grid_mark
from windows.settings.own_texts import to_texts
from windows.windows import Attachment, Button, Window

POSTERS, ALL, CHOSEN, ADD, CLEAR = "posters", "posters-all", "posters-chosen", "posters-add", "posters-clear"
FOUND_MOST = 3
NAMED_MOST = 12


@dataclass(frozen=True, slots=True)
class PosterDesk:
    """How many departments and branches there are, which are chosen, which were found for what was typed."""

    count: int
    chosen: Sequence[Grid]
    found: Sequence[Grid]
    turn: int


def posters_window(
    desk: PosterDesk, speech: Speech, said: str = "", files: Sequence[Attachment] = ()
) -> Window:
    """Return for which posters are made; `said` (HTML) stands above."""
    names = speech.label("list-comma").join(grid.name for grid in desk.chosen[:NAMED_MOST])
    more = "more" if len(desk.chosen) > NAMED_MOST else "all" if desk.chosen else "none"
    lines = [*([said] if said else []), speech.text("posters-head")]
    if desk.chosen:
        lines.append(speech.text("posters-chosen", count=len(desk.chosen), names=names, more=more))
    lines.append(speech.text("posters-ask"))
    made = [Button(speech.label("posters-make", count=len(desk.chosen)), f"{CHOSEN}:{desk.turn}")]
    rows = [
        *([made] if desk.chosen else []),
        *([Button(grid.name, f"{ADD}:{grid_mark(grid)}")] for grid in desk.found[:FOUND_MOST]),
        *([[Button(speech.label("posters-clear"), CLEAR)]] if desk.chosen else []),
        [Button(speech.label("posters-all", count=desk.count), f"{ALL}:{desk.turn}")],
        [to_texts(speech)],
    ]
    return Window("\n".join(lines), rows, files)
