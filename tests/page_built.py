"""The page as it is built, for tests that look at it; where npm can't be reached they are skipped by name."""

import fcntl
from functools import cache
from pathlib import Path

import pytest

from web.building import UnbuildableError, build_page
from web.served import PageFiles, page_files

ROOT = Path(__file__).parent.parent


@cache
def _why_not() -> str:
    (ROOT / "build").mkdir(exist_ok=True)
    # One process of a run builds, the others find it there.
    with (ROOT / "build" / "page.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            build_page()
        except UnbuildableError as error:
            return str(error)
    return ""


def built_page() -> PageFiles:
    """Return the page's files; skips the test where they can't be built."""
    if why := _why_not():
        pytest.skip(f"the page can't be built here: {why}")
    return page_files()
