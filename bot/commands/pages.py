"""page-hash: which page this program serves; page-check: whether a server serves that very one."""

import httpx
import typer

from bot.commands.given import Given
from domain.errors import RefusalError
from web.headers import headers_of
from web.served import NotBuiltError, PageFiles, page_files

_TIMEOUT_S = 30
_POLICIES = ("Content-Security-Policy", "Permissions-Policy")


def print_hash() -> None:
    """Print 64 hex digits that stand for every byte of the page; raises RefusalError where it was not built."""
    typer.echo(_files().bundle)


def check_page(given: Given, url: str) -> bool:
    """Compare every byte of the page at `url` with this program's; say which paths differ, return whether none does.

    Raises RefusalError where it can't be fetched, or the page was not built here.
    """
    files = _files()
    with httpx.Client(
        timeout=_TIMEOUT_S, follow_redirects=False, headers={"Accept-Encoding": "identity"}
    ) as client:
        try:
            different = [path for path in files.by_path if not _is_same(client, url.rstrip("/"), path, files)]
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RefusalError("command-page-not-reached", url=url, reason=type(error).__name__) from error
    for path in different:
        given.say("command-page-differs", path=path)
    if not different:
        given.say("command-page-same")
    return not different


def _is_same(client: httpx.Client, url: str, path: str, files: PageFiles) -> bool:
    served, known = client.get(f"{url}{path}"), files.by_path[path]
    # The policies keep a page from loading more than these files, and from hearing and seeing who reads it.
    return (
        served.status_code == httpx.codes.OK
        and served.content == known.content
        and served.headers.get("Content-Type") == known.content_type
        and all(served.headers.get(policy) == headers_of(path)[policy] for policy in _POLICIES)
    )


def _files() -> PageFiles:
    try:
        return page_files()
    except NotBuiltError as error:
        raise RefusalError("command-page-not-built") from error
