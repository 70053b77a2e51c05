"""By whom a tip is handled: 承办人, 提级 交叉 联合办理, 可查性, notes between handlers. Values in, windows out."""

from collections.abc import Sequence
from typing import NamedTuple

from locales import Speech
from usecases.tips.view import TipView
from windows.entries import EXPORT_CASE
from windows.page_turns import button_rows
from windows.tips.register import act_button, back_to_tip
from windows.windows import Button, Window

SHOWN = 6
"""People whom one window offers; a body has fewer handlers."""


class Handler(NamedTuple):
    """Somebody who can have a tip in charge."""

    person_id: int
    name: str


def arrange_window(view: TipView, speech: Speech) -> Window:
    """Return every step that arranges by whom and how the tip is handled."""
    buttons = [act_button(view, act, speech) for act in view.arranging]
    buttons.append(Button(speech.label("case-export"), f"{EXPORT_CASE}:{view.number}"))
    text = speech.text("clues-arrange-which", number=view.number)
    return Window(text, [*button_rows(buttons), back_to_tip(view, speech)])


def in_charge_window(view: TipView, handlers: Sequence[Handler], speech: Speech) -> Window:
    """Return the question whose the tip is to be; `handlers` are those who may see it, without who has it now."""
    rows = [
        [
            Button(
                handler.name,
                f"tips-charged:{view.number}:{view.version}:{handler.person_id}",
            )
        ]
        for handler in handlers[:SHOWN]
    ]
    now = view.in_charge
    lines = [speech.text("clues-in-charge-which", number=view.number)]
    if now is not None:
        lines.append(speech.text("clues-in-charge-now", name=view.names.get(now, "")))
    if not rows:
        lines.append(speech.text("clues-in-charge-nobody"))
    return Window("\n".join(lines), [*rows, back_to_tip(view, speech)])
