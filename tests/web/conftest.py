"""The page's server before a hospital, without the page: what comes is made in Python (tests/page_sender.py)."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from tests.harness import Hospital
from tests.page_sender import BUNDLE, PageSender
from web.served import PageFiles
from web.server import serve_page


@pytest.fixture
async def sender(hospital: Hospital) -> AsyncIterator[PageSender]:
    """A browser of somebody unknown, at the page of the sample hospital."""
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as url,
        ClientSession() as client,
    ):
        yield PageSender(url, client)
