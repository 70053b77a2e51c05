"""The page's own server: on an address of its own, behind whatever speaks TLS; it writes no log of requests."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from domain.errors import RefusalError
from usecases.house import House
from web.api import Answering, PageApi, answer_plainly
from web.handling.api import HandlingApi
from web.handling.papers import PapersApi
from web.handling.steps import StepsApi
from web.served import PageFiles, ServedFile, page_files
from web.uploads import FILE_PIECE_BYTES

_SHUTDOWN_S = 0.5
_REQUEST_MOST = 2 * FILE_PIECE_BYTES

silent = logging.getLogger(f"{__name__}.silent")
"""aiohttp would name the peer, and what it sent, where a request makes no sense."""
silent.disabled = True


@asynccontextmanager
async def serve_page(listen: str, house: House, files: PageFiles | None = None) -> AsyncIterator[str]:
    """Serve the page of `house` on `listen` (host:port) while the block runs; yields the base URL.

    `files` are those of this program if not given. Raises RefusalError where the address can't be used,
    NotBuiltError where the page was not built.
    """
    files = files or page_files()
    app = web.Application(middlewares=[answer_plainly], client_max_size=_REQUEST_MOST)
    for path, file in files.by_path.items():
        app.router.add_get(path, _giving(file))
    app.router.add_get("/favicon.ico", _nothing)
    for api in (PageApi, HandlingApi, PapersApi, StepsApi):
        app.add_routes(api(house, files.bundle).routes())
    runner = web.AppRunner(app, access_log=None, logger=silent, shutdown_timeout=_SHUTDOWN_S)
    await runner.setup()
    try:
        host, _, port = listen.rpartition(":")
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise RefusalError("command-page-cannot-listen", address=listen, reason=reason) from error
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _giving(file: ServedFile) -> Answering:
    async def give(_request: web.Request) -> web.Response:
        return web.Response(body=file.content, headers={"Content-Type": file.content_type})

    return give


async def _nothing(_request: web.Request) -> web.Response:
    return web.Response(status=204)
