"""What the menu says of one's own reports: what came back from its review, what is due, the way to filling in."""

from handlers.found import AtMenu, Menu, MenuPart
from locales.dates import due_line, duty_title
from usecases.reporting.returned_reports import returned_reports
from windows.entries import REPORT
from windows.reporting.returned_rows import returned_buttons, returned_lines


def what_came_back(at: AtMenu) -> MenuPart:
    """Return what is to be corrected."""
    returned = returned_reports(at.uow, at.request, at.viewer)
    return MenuPart(
        returned_lines(returned, at.request, at.speech), returned_buttons(returned, at.request, at.speech)
    )


def what_is_due(at: AtMenu) -> MenuPart:
    """Return what is due, and when; who inspects nothing hears of it only while something is."""
    if not (at.viewer.inspected or at.waiting):
        return MenuPart()
    # What is to be told face to face has its own button; nothing else may wait for committee and supervisor.
    duties = at.request.house.duties
    can_fill = at.viewer.inspected or any(not duties[item.duty_id].hearing for item in at.waiting)
    return MenuPart(_due_lines(at), [at.button(REPORT)] if can_fill else [])


def _due_lines(at: AtMenu) -> list[str]:
    if not at.waiting:
        return [at.speech.text("menu-nothing-due")]
    house = at.request.house
    lines = [at.speech.text("menu-due", count=len(at.waiting))]
    for item in at.waiting:
        form = house.form_of(house.duties[item.duty_id])
        title = duty_title(at.speech, form.title, item.period_id)
        lines.append(due_line(at.speech, title, item.due_on, at.request.today))
    return lines


MENU: Menu = {100: what_came_back, 310: what_is_due}
