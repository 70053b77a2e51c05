"""Who may talk to the server: programs on this machine and its own page, never a page from elsewhere.

A browser lets any web page send requests to 127.0.0.1, and a name that points there (DNS rebinding) makes that page
its own origin. Both show in the headers that the browser itself sets: Host, Origin and Sec-Fetch-Site
(developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site).
"""

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

_OWN_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]{1,5})?")
_OWN_SITES = frozenset({"same-origin", "none"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; media-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def own_requests_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to what comes from another site's page; add the headers that keep the own page its own."""
    if not _is_own(request):
        return web.Response(status=403, text="403: only this machine's own pages and programs may ask here\n")
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on every answer just before it goes (a signal of aiohttp)."""
    response.headers.update(_HEADERS)


def _is_own(request: web.Request) -> bool:
    host = request.host.lower()
    if _OWN_HOST.fullmatch(host) is None or len(request.headers.getall("Host", [])) > 1:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"http://{host}":
        return False
    return request.headers.get("Sec-Fetch-Site", "none") in _OWN_SITES
