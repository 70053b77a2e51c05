"""The link behind a poster's QR code: a tip about the department in which it hangs (docs/domain.md section 4)."""

import base64
import binascii
from collections.abc import Iterable, Sequence

from domain.errors import RefusalError
from domain.people.grids import Grid

_PREFIX = "d-"
PAYLOAD_LIMIT = 64
"""Characters that Telegram lets a link carry: letters, digits, - and _."""


def poster_payload(grid_code: str) -> str:
    """Return what the link carries for the grid `grid_code`; raises ValueError for a code too long for a link."""
    coded = base64.urlsafe_b64encode(grid_code.encode()).decode().rstrip("=")
    payload = f"{_PREFIX}{coded}"
    if len(payload) > PAYLOAD_LIMIT:
        raise ValueError(f"a grid code too long for a link: {grid_code}")
    return payload


def page_link(address: str, grid: Grid) -> str:
    """Return the page's link with the department's name behind #, which browsers keep to themselves.

    Empty where the page has no `address`.
    """
    coded = base64.urlsafe_b64encode(grid.name.encode()).decode().rstrip("=")
    return f"{address}/t#{_PREFIX}{coded}" if address else ""


def read_poster_payload(payload: str) -> str | None:
    """Return the grid code that a link carries, or None where it is no poster's."""
    coded = payload.removeprefix(_PREFIX)
    if coded == payload or len(payload) > PAYLOAD_LIMIT:
        return None
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def poster_link(username: str, grid: Grid) -> str:
    """Return the link of the code that hangs at `grid`; `username` is the bot's."""
    return f"https://t.me/{username}?start={poster_payload(grid.code)}"


def poster_grids(grids: Iterable[Grid], codes: Sequence[str]) -> list[Grid]:
    """Return those of `grids` that have these codes, or else all below level 1, by code.

    Raises RefusalError: poster-unknown-grid for a code that none has, poster-none where there is none at all.
    """
    known = {grid.code: grid for grid in grids}
    for code in codes:
        if code not in known:
            raise RefusalError("poster-unknown-grid", code=code)
    wanted = [known[code] for code in codes] or [grid for grid in known.values() if grid.level > 1]
    if not wanted:
        raise RefusalError("poster-none")
    return sorted(wanted, key=lambda grid: grid.code)
