"""posters: pages to hang up, with QR codes that open a tip about the department."""

from collections.abc import Sequence
from pathlib import Path

from bot.commands.account import bot_username
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import refuse_to_overwrite, write_private
from bot.hospital_facts import facts_of
from domain.tips.poster_links import page_link, poster_grids, poster_link
from reports.tips.posters import Poster, poster_pages
from usecases.live_facts import Fact
from web.served import is_built, page_files


def make_posters(given: Given, out: Path, codes: Sequence[str]) -> None:
    """Write the new PDF `out` with a page for each grid of `codes`, or else for every grid below level 1.

    Raises RefusalError for an unknown code, for a roster without departments, and for an `out` that exists.
    """
    refuse_to_overwrite(out)
    config = given.config()
    with open_database(config) as database:
        grids = poster_grids(database.look(lambda uow: list(uow.rosters.tree())), codes)
        hospital = facts_of(config, database)[Fact.NAME]
    username = bot_username(config)
    address = config.page.address.rstrip("/") if is_built() else ""
    bundle = page_files().bundle if address else ""
    posters = [
        Poster(grid.name, poster_link(username, grid), page_link(address, grid), bundle) for grid in grids
    ]
    speech = given.speech
    pages = poster_pages(posters, hospital, given.words, speech.language)
    write_private(out, pages)
    given.say("command-file-written", path=str(out))
