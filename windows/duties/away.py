"""Who is away today, as level 1 is shown it: in its menu, and in full under /leave."""

from locales import Speech
from locales.dates import day_name
from storage.people.leaves import TakenLeave

NAMED = 3


LISTED = 20


def menu_line(away: list[TakenLeave], speech: Speech) -> list[str]:
    """Return the line of the menu, none where everybody is there."""
    if not away:
        return []
    named = [
        speech.label("leave-away-name", name=absent.name, deputy=absent.deputy_name or "none")
        for absent in away[:NAMED]
    ]
    names = speech.label("list-comma").join(named)
    if len(away) > NAMED:
        names = speech.label("leave-away-more", names=names, count=len(away))
    return [speech.text("leave-away-menu", names=names)]


def lines(away: list[TakenLeave], speech: Speech) -> list[str]:
    """Return the whole list, none where everybody is there."""
    if not away:
        return []
    listed = [
        speech.text(
            "leave-away-line",
            name=absent.name,
            grid=absent.grid_name,
            to=day_name(speech, absent.leave.ends_on),
            deputy=absent.deputy_name or "none",
        )
        for absent in away[:LISTED]
    ]
    return [speech.text("leave-away-count", count=len(away)), *listed]
