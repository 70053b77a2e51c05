"""The page's files as they are served: what the build made (web/build.mjs), with the words of locales/ and hashes.

Nothing in them depends on the installation: whoever has the same program has the same bytes.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from locales import LANGUAGES, Speech, shared_words
from web.spoken import handlers_words, reporters_words

BUILT = Path(__file__).parent / "dist"
PAGES = {"/t": "tell.html", "/r": "receipt.html", "/h": "handle.html"}
_SCRIPTS = ("tell.js", "receipt.js", "handle.js", "worker.js")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


class NotBuiltError(Exception):
    """The page was not built: npm could not be reached when this program was installed."""


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file of the page, and as what it is served."""

    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class PageFiles:
    """All files by their path, and the hash that stands for them."""

    by_path: Mapping[str, ServedFile]
    bundle: str
    """64 hex digits: SHA-256 over every path and content, the pages' with this very number left out."""


def is_built(folder: Path = BUILT) -> bool:
    """Tell whether the page is there, all of it: what an earlier program built may lack some."""
    return all((folder / name).is_file() for name in (*_SCRIPTS, *PAGES.values()))


@cache
def page_files(folder: Path = BUILT) -> PageFiles:
    """Return the page's files as they are served; raises NotBuiltError."""
    if not is_built(folder):
        raise NotBuiltError
    found = {
        f"/assets/{name}": (folder / name).read_bytes() for name in (*_SCRIPTS, "style.css", "NOTICE.txt")
    }
    found["/assets/words.json"] = reporters_words()
    found["/assets/handling.json"] = handlers_words()
    hashes = {path: _integrity(content) for path, content in found.items()}
    for path, name in PAGES.items():
        found[path] = _with_integrity((folder / name).read_text(encoding="utf-8"), hashes).encode()
    bundle = _bundle_hash(found)
    served = {}
    for path, content in found.items():
        name = PAGES.get(path, path)
        if path in PAGES:
            content = content.replace(_BUNDLE % b"", _BUNDLE % bundle.encode())  # noqa: PLW2901 - the page with its hash
        served[path] = ServedFile(content, _TYPES[Path(name).suffix])
    return PageFiles(served, bundle)


_BUNDLE = b'<meta name="bundle" content="%b">'


def _bundle_hash(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for path, content in sorted(files.items()):
        whole.update(f"{path} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _integrity(content: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"


def _with_integrity(page: str, hashes: Mapping[str, str]) -> str:
    for path, hashed in hashes.items():
        for name in ("src", "href"):
            page = page.replace(f'{name}="{path}"', f'{name}="{path}" integrity="{hashed}"')
    unscripted = "".join(
        f'<p lang="{language}">{Speech(shared_words(), language).text("page-noscript")}</p>'
        for language in LANGUAGES
    )
    return page.replace("{noscript}", unscripted)
