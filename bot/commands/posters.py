"""posters: pages to hang up, with QR codes that open a tip about the department."""

from collections.abc import Sequence
from pathlib import Path

from bot.commands.account import bot_username
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import refuse_to_overwrite, write_private
from bot.hospital_facts import facts_of
from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.tips.poster_links import poster_payload
from reports.tips.posters import Poster, poster_pages
from storage.unit_of_work import UnitOfWork
from usecases.live_facts import Fact


def make_posters(given: Given, out: Path, codes: Sequence[str]) -> None:
    """Write the new PDF `out` with a page for each grid of `codes`, or else for every grid below level 1.

    Raises RefusalError for an unknown code, for a roster without departments, and for an `out` that exists.
    """
    refuse_to_overwrite(out)
    config = given.config()
    with open_database(config) as database:
        grids = database.look(lambda uow: _grids(uow, codes))
        hospital = facts_of(config, database)[Fact.NAME]
    if not grids:
        raise RefusalError("poster-none")
    username = bot_username(config)
    posters = [
        Poster(grid.name, f"https://t.me/{username}?start={poster_payload(grid.code)}") for grid in grids
    ]
    speech = given.speech
    pages = poster_pages(posters, hospital, given.words, speech.language)
    write_private(out, pages)
    given.say("command-file-written", path=str(out))


def _grids(uow: UnitOfWork, codes: Sequence[str]) -> list[Grid]:
    known = {grid.code: grid for grid in uow.rosters.tree()}
    for code in codes:
        if code not in known:
            raise RefusalError("poster-unknown-grid", code=code)
    wanted = [known[code] for code in codes] or [grid for grid in known.values() if grid.level > 1]
    return sorted(wanted, key=lambda grid: grid.code)
