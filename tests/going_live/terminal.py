"""A terminal with a shell in it, as somebody sits before it: typing, waiting for the prompt, answering questions."""

import os
import pty
import re
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

_PROMPT = re.compile(r"(?:^|[\r\n])[^\r\n]*[#$] $")
_STATUS = re.compile(r"=(\d+)=")


class FailedError(Exception):
    """A command ended with another code than 0, or never; what was on the screen is told."""


class Terminal:
    """One shell. `answers` says what to type when the screen ends with a text that contains a key."""

    def __init__(
        self, shell: Sequence[str], environment: Mapping[str, str], answers: Mapping[str, str]
    ) -> None:
        """Start `shell` with that environment and nothing else in it."""
        self._answers = answers
        self._shell, self._environment = shell, environment
        self._screen = ""

    def __enter__(self) -> Self:
        """Wait for the first prompt."""
        self._ours, theirs = pty.openpty()
        # A terminal of its own: what asks for a secret asks the terminal, not standard input.
        command = ("setsid", "--ctty", "--wait", *self._shell)
        self._process = subprocess.Popen(  # noqa: S603 - a shell of the tests' own
            command,
            env=dict(self._environment),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        self._wait("the shell", 30)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the shell: its terminal is gone."""
        os.close(self._ours)
        self._process.wait(10)

    def types(self, command: str, within_s: float) -> str:
        """Type `command`; return what the screen showed. Raises FailedError for any exit code but 0."""
        shown = self._enter(command, within_s)
        status = _STATUS.search(self._enter("echo =$?=", within_s))
        if status is None or status[1] != "0":
            raise FailedError(f"{command}\nended with {status and status[1]}:\n{shown}")
        return shown

    def _enter(self, text: str, within_s: float) -> str:
        self._screen = ""
        os.write(self._ours, f"{text}\n".encode())
        return self._wait(text, within_s)

    def _wait(self, command: str, within_s: float) -> str:
        """Read until the prompt is there again, answering what is asked on the way."""
        until, asked_at = time.monotonic() + within_s, 0
        while time.monotonic() < until:
            if not self._read():
                continue
            fresh = self._screen[asked_at:].splitlines()[-1:] or [""]
            answer = next((said for asked, said in self._answers.items() if asked in fresh[0]), None)
            if answer is not None:
                asked_at = len(self._screen)
                os.write(self._ours, f"{answer}\n".encode())
            elif _PROMPT.search(self._screen):
                return self._screen
        raise FailedError(f"{command}\ndid not end within {within_s} s:\n{self._screen}")

    def _read(self) -> bool:
        """Take in what is new on the screen; tell whether it stands still since."""
        ready, _, _ = select.select([self._ours], [], [], 0.1)
        if not ready:
            return True
        try:
            self._screen += os.read(self._ours, 65536).decode(errors="replace")
        except OSError as gone:
            raise FailedError(f"the shell ended:\n{self._screen}") from gone
        return False
