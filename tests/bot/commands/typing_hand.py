"""Typing commands: in this process, or as a process of their own."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.commands.given import Given
from bot.commands.line import run_line
from domain.time.clock import Clock, SteerableClock
from locales import Words
from tests.harness import MAY

ROOT = Path(__file__).parents[3]
WORDS = Words()


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass
class Hand:
    """Somebody who types in `folder`, on 12 May 2026 unless the clock is moved."""

    folder: Path
    clock: Clock = field(default_factory=lambda: SteerableClock(MAY))
    language: str = "zh"

    def types(self, *args: str) -> Ended:
        given = Given(self.clock, WORDS, self.language)
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr("sys.stdin", io.StringIO())
            code = run_line(list(args), given)
        return Ended(code, out.getvalue(), err.getvalue())

    def settles_in(self, token: str = "", server: str = "") -> Path:
        """Have gridbot init run here, with what is named written into config.toml; return its path."""
        assert self.types("init").code == 0
        path = self.folder / "config.toml"
        text = path.read_text(encoding="utf-8").replace('token = ""', f'token = "{token}"')
        path.write_text(text.replace("https://api.telegram.org", server or "http://127.0.0.1:9"), "utf-8")
        return path

    def imports_the_sample(self) -> None:
        assert self.types("sample-roster", "样例.xlsx").code == 0
        assert self.types("import-roster", "样例.xlsx").code == 0


def environment(**more: str) -> dict[str, str]:
    """Return a bare environment for a process that is to find this project."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1", **more}


def run_gridbot(folder: Path, *args: str, **more: str) -> Ended:
    """Run gridbot as a process of its own in `folder`, with standard input closed."""
    done = subprocess.run(  # noqa: S603 - what the tests type
        [sys.executable, "-m", "bot", *args],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
