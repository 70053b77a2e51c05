"""What level 1's menu says of who is away today."""

from handlers.found import AtMenu, Menu, MenuPart
from usecases.duties.away import away_today
from windows.duties.away import menu_line


def who_is_away(at: AtMenu) -> MenuPart:
    """Return the line, none where everybody is there."""
    unit = at.viewer.unit_code
    away = [] if unit is None else away_today(at.uow, unit, at.request.today)
    return MenuPart(menu_line(away, at.speech))


MENU: Menu = {196: who_is_away}
