"""What the menu says to who has nothing to do yet: which duties will come to them, and when."""

from collections.abc import Sequence

from domain.duties.duties import Occurrence
from locales import Speech
from locales.dates import day_name, duty_title
from usecases.house import Request

SHOWN = 3


def coming_lines(coming: Sequence[Occurrence], request: Request, speech: Speech) -> list[str]:
    """Return which duties open next; that they will be told, where none is known."""
    if not coming:
        return [speech.text("menu-nothing-comes")]
    house = request.house
    lines = [speech.text("menu-comes")]
    for occurrence in coming[:SHOWN]:
        form = house.form_of(house.duties[occurrence.duty_id])
        title = duty_title(speech, form.title, occurrence.period_id)
        opens, due = day_name(speech, occurrence.opens_on), day_name(speech, occurrence.due_on)
        lines.append(speech.text("menu-comes-line", title=title, opens=opens, due=due))
    return lines
