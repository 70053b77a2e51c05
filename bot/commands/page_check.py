"""What doctor says of the page: whether it is there, behind TLS, and led to."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.commands.findings import Finding, fault, good, note
from bot.config import Config
from domain.tips.handlers_page import HandlersPage
from web.served import is_built, page_files

_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]"})


def check_page_served(config: Config) -> Iterator[Finding]:
    """Where [page] is set: the page was built, browsers will seal on it, and nobody can read along on the way."""
    page = config.page
    if not page.listen and not page.address:
        return
    if not is_built():
        yield fault("command-doctor-page-not-built")
        return
    if not page.listen:
        yield fault("command-doctor-page-nowhere", address=page.address)
        return
    host = page.listen.rpartition(":")[0]
    if host not in _THIS_MACHINE:
        yield note("command-doctor-page-open", listen=page.listen)
    if not page.address:
        yield note("command-doctor-page-unnamed")
    elif not _is_sealing(page.address):
        # Browsers lend what sealing needs to https, onion services and the own machine alone.
        yield fault("command-doctor-page-plain", address=page.address)
    else:
        yield good("command-doctor-page", address=page.address, bundle=page_files().bundle)
    if page.address and page.handlers is HandlersPage.KEYS:
        yield note("command-doctor-page-keys")


def _is_sealing(address: str) -> bool:
    parts = urlsplit(address)
    name = parts.hostname or ""
    return parts.scheme == "https" or name.endswith(".onion") or name in _THIS_MACHINE
