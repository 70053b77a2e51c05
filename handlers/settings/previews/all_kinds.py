"""The windows of a form, register, form of polls or template, whichever it is, and its file to edit."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from forms.campaigns.language import CampaignTemplate
from forms.fields import Form
from forms.polls.language import PollForm
from handlers.settings.previews.campaigns import campaign_lines
from handlers.settings.previews.forms import preview_of
from handlers.settings.previews.polls import poll_windows
from handlers.settings.previews.register_words import RegisterWords
from handlers.settings.previews.registers import register_windows
from locales import Speech
from registers.language import Register
from usecases.settings.text_changes import AnyText
from windows.reporting.form_preview import ShownWindow
from windows.text_parts import parts
from windows.windows import Window

TOML: Final = "toml"
XLSX: Final = "xlsx"
_LINES = 14


def previewed(
    said: AnyText, registers: Mapping[str, Register], speech: Speech, today: date
) -> Sequence[ShownWindow]:
    """Return the windows that people meet, in their order; of a register first what it says in words."""
    if isinstance(said, Form):
        return preview_of(said, speech, today).windows
    if isinstance(said, PollForm):
        return poll_windows(said, speech, today)
    if isinstance(said, CampaignTemplate):
        return _in_words(list(campaign_lines(said, today, speech)), speech)
    number = None
    if said.number is not None:
        number = said.number.written(speech.label("register-preview-sample-unit"), today.year, 1)
    words = list(RegisterWords(said, {**registers, said.id: said}, speech).lines(number))
    return [*_in_words(words, speech), *register_windows(said, speech, today, number)]


def _in_words(lines: Sequence[str], speech: Speech) -> Sequence[ShownWindow]:
    pages = parts([escape(line, quote=False) for line in lines], lines_most=_LINES)
    return [
        ShownWindow(speech.label("own-text-in-words"), Window("\n".join(page).strip("\n"))) for page in pages
    ]
