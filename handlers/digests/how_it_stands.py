"""What level 1's menu says above its buttons: how far the duties have got, and what could not be delivered."""

from datetime import timedelta

from handlers.found import AtMenu, Menu, MenuPart, runs_unit
from locales.dates import duty_title

DUTIES_SHOWN = 6
"""How many duties are counted, in the order of the configuration."""
FAILED_SHOWN = timedelta(days=7)
"""How long messages are spoken of that could not be delivered."""


def how_far(at: AtMenu) -> MenuPart:
    """Return how far each duty has got whose latest period is still open and that several grids owe."""
    if not runs_unit(at):
        return MenuPart()
    lines = []
    for duty in at.request.house.duties.values():
        for period_id, _due_on, closes_on in at.uow.duty_items.periods(duty.id, 1):
            if closes_on < at.request.today:
                continue
            filed, expected = at.uow.duty_items.count_filed(duty.id, period_id)
            # What one grid alone owes stands among what is due, or in the digest: the menu must fit a phone.
            if expected != 1:
                title = duty_title(at.speech, at.request.house.form_of(duty).title, period_id)
                lines.append(at.speech.text("menu-reported", title=title, filed=filed, expected=expected))
    if len(lines) > DUTIES_SHOWN:
        more = len(lines) - DUTIES_SHOWN
        lines[DUTIES_SHOWN:] = [at.speech.text("menu-reported-more", count=more)]
    return MenuPart(lines)


def what_failed(at: AtMenu) -> MenuPart:
    """Return how many messages could not be delivered lately."""
    failed = at.uow.sent_letters.count_failed(at.request.now - FAILED_SHOWN) if runs_unit(at) else 0
    return MenuPart([at.speech.text("delivery-failed", count=failed)] if failed else [])


MENU: Menu = {190: how_far, 193: what_failed}
