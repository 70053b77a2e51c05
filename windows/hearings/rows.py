"""Rows of buttons that the conversations about hearings share, and their way in from the menu."""

from locales import Speech
from storage.duty_items import DutyItem
from usecases.hearings.house import HearingsAhead
from usecases.house import Request
from windows.entries import HEARINGS
from windows.hearing_words import hearing_title, moment_name
from windows.windows import Button


def menu_buttons(ahead: HearingsAhead, speech: Speech) -> list[Button]:
    """Return the menu's way to hearings: for hosts, and for who has one before them."""
    if not ahead.are_there:
        return []
    if ahead.next_at is None:
        return [Button(speech.label("hearing-menu"), HEARINGS)]
    when = moment_name(speech, ahead.next_at)
    return [Button(speech.label("hearing-menu-chosen", when=when), HEARINGS)]


def item_title(speech: Speech, request: Request, item: DutyItem) -> str:
    """Return e.g. 二季度当面报告 · 心内科, plain."""
    duty = request.house.duties[item.duty_id]
    return f"{hearing_title(speech, request.house.forms, duty, item.period_id)} · {item.grid_name}"
