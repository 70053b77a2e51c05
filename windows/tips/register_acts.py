"""The windows in which a step of the register is chosen, confirmed and told. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.tips.register import CHOICES, CloseBar
from domain.tips.tips import TipAct
from locales import Speech
from usecases.tips.view import TipView
from windows.tips.register import (
    _reading,
    act_button,
    back_to_tip,
)
from windows.tips.step_words import way_said
from windows.windows import Button, Window


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """A step that somebody decides, and what it says in words (plain; "": nothing); `name` stands for it in data."""

    act: TipAct
    said: str
    name: str


TEMPLATES = ("checking", "details", "papers")
"""Ready-made questions and replies to a reporter."""


def choice_window(view: TipView, act: TipAct, speech: Speech) -> Window:
    """Return the question which way a tip is to be handled, or in which form it ended."""
    rows = [
        [Button(way_said(act, way, speech), f"tips-do:{view.number}:{view.version}:{act}:{name.lower()}")]
        for name, way in CHOICES[act].items()
    ]
    text = speech.text(f"tip-register-choose-{act}", number=view.number)
    return Window(text, [*rows, back_to_tip(view, speech)])


def sure_window(view: TipView, act: TipAct, speech: Speech) -> Window:
    """Return the one question before a step that can't be taken back."""
    named = speech.label(f"tips-act-{act}")
    yes = Button(speech.label("tip-register-yes", act=named), f"tips-do:{view.number}:{view.version}:{act}")
    return Window(
        f"<b>{speech.text('tip-register-sure', number=view.number, act=named)}</b>\n"
        + speech.text(f"tip-register-sure-{act}"),
        [[yes], back_to_tip(view, speech)],
    )


def decided_window(view: TipView, decision: Decision, speech: Speech, note: str = "") -> Window:
    """Return what asks who decided a step, and when: typed, or the whole body by one tap."""
    act, number = decision.act, view.number
    data = f"tips-decided:{number}:{view.version}:{act}:{decision.name}"
    named = speech.label(f"tips-act-{act}")
    if decision.said:
        text = speech.text("tip-register-words-decided", number=number, act=named, way=decision.said)
    else:
        text = speech.text("tip-register-words-decided-alone", number=number, act=named)
    lines = [text, *([note] if note else [])]
    return Window(
        "\n".join(lines), [[Button(decided_together(view, speech), data)], back_to_tip(view, speech)]
    )


def decided_together(view: TipView, speech: Speech) -> str:
    """Return the words of the button that the tip's body decided as a whole, which are what is written down."""
    return speech.label(f"tip-register-together-{view.tip.body.value}")


def bars_window(view: TipView, bars: Sequence[CloseBar], speech: Speech) -> Window:
    """Return what is still to be done before a tip can be closed, each with its way there."""
    lines = [speech.text("tip-register-bars", number=view.number)]
    lines += [speech.text(f"tip-register-bar-{bar}") for bar in bars]
    rows = _reading(view, speech) if CloseBar.UNREAD in bars else []
    if CloseBar.UNDECIDED in bars:
        rows.append([act_button(view, TipAct.RESULT, speech)])
    if CloseBar.NO_SUMMARY in bars:
        rows.append([act_button(view, TipAct.ENTRY, speech)])
    return Window("\n".join(lines), [*rows, back_to_tip(view, speech)])


def recuse_window(view: TipView, speech: Speech) -> Window:
    """Return the one question before a handler recuses themselves."""
    yes = Button(speech.label("tip-register-recuse-yes"), f"tips-recused:{view.number}")
    lines = [speech.text("tip-register-recuse-sure", number=view.number)]
    if view.merged or view.tip.merged_into is not None:
        lines.append(speech.text("tip-merging-recuse"))
    return Window("\n".join(lines), [[yes], back_to_tip(view, speech)])


def question_window(view: TipView, speech: Speech, note: str = "") -> Window:
    """Return what asks for a question to the reporter."""
    rows = [
        [
            Button(
                speech.label(f"tip-register-template-{template}"),
                f"tips-asked:{view.number}:{view.asked}:{template}",
            )
        ]
        for template in TEMPLATES
    ]
    lines = [speech.text("tip-register-question", number=view.number), *([note] if note else [])]
    return Window("\n".join(lines), [*rows, back_to_tip(view, speech)])


def words_window(view: TipView, asked: str, skip: Button | None, speech: Speech, note: str = "") -> Window:
    """Return what asks for typed words; `asked` names them, `skip` leaves them out where that is allowed."""
    lines = [speech.text(f"tip-register-words-{asked}", number=view.number), *([note] if note else [])]
    return Window("\n".join(lines), [*([[skip]] if skip else []), back_to_tip(view, speech)])
