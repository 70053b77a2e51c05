"""C2SP's test vectors of the age format (npm's cctv-age, 0BSD), locked in web/package-lock.json for tests alone."""

import base64
import fcntl
import json
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from web.building import HERE, UnbuildableError, bring_packages, run_in

_PRINT = """
import * as vectors from "cctv-age";
const coded = Object.entries(vectors).map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]);
process.stdout.write(JSON.stringify(Object.fromEntries(coded)));
"""
_BUILD = Path(__file__).parent.parent / "build"
_KNOWN = {"expect", "payload", "identity", "passphrase", "armored", "compressed", "file key", "comment"}


@dataclass(frozen=True)
class Vector:
    """An age file, who opens it, and what is to come of it."""

    name: str
    expect: str
    """success, no match, HMAC failure, header failure or payload failure."""
    sealed: bytes
    identities: Sequence[str]
    payload: str | None
    """SHA-256 of what comes out, where anything does."""


def age_vectors() -> list[Vector]:
    """Return the vectors of binary files to X25519 keys; skips the test where npm can't be reached.

    Left out, since nothing here reads or writes them: armor (files are binary everywhere), passphrases (scrypt;
    custody locks keys in its own way), post-quantum keys (`age1pq`, which the page's bundle leaves out). The set
    has none of ssh keys or plugins.
    """
    raw = {name: base64.b64decode(coded) for name, coded in _coded().items()}
    found = [_read(name, content) for name, content in raw.items()]
    return [vector for vector in found if vector is not None]


def _read(name: str, content: bytes) -> Vector | None:
    head, _blank, sealed = content.partition(b"\n\n")
    said = defaultdict(list)
    for line in head.decode().splitlines():
        key, _colon, value = line.partition(": ")
        said[key].append(value)
    assert set(said) <= _KNOWN, name
    if said["armored"] or said["passphrase"] or any("-PQ-" in key for key in said["identity"]):
        return None
    if said["compressed"]:
        sealed = zlib.decompress(sealed)
    return Vector(name, said["expect"][0], sealed, said["identity"], next(iter(said["payload"]), None))


@cache
def _coded() -> dict[str, str]:
    _BUILD.mkdir(exist_ok=True)
    kept = _BUILD / "age-vectors.json"
    with (_BUILD / "age-vectors.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        locked = (HERE / "package-lock.json").stat().st_mtime
        if not kept.is_file() or kept.stat().st_mtime < locked:
            _bring(kept)
    found: dict[str, str] = json.loads(kept.read_text(encoding="ascii"))
    return found


def _bring(kept: Path) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            node = bring_packages(folder)
        except UnbuildableError as error:
            pytest.skip(f"age's test vectors can't be had here: {error}")
        (folder / "print.mjs").write_text(_PRINT, encoding="ascii")
        kept.write_text(run_in(folder, node, str(folder / "print.mjs")), encoding="ascii")
