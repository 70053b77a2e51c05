"""Where processes are forked from one that has imported everything."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

from bot.config import TOKEN_VARIABLE
from tests.processes.member import Told

ROOT = Path(__file__).parents[2]


class Nursery:
    """The forking process, from outside."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._one_at_a_time = asyncio.Lock()

    async def start(self, told: Told) -> int:
        """Start a process and return its number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        async with self._one_at_a_time:
            self._process.stdin.write(f"{json.dumps(asdict(told))}\n".encode())
            return int(await self._process.stdout.readline())


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Have processes forked until the block ends; whoever starts one ends it."""
    # A live token would outweigh the trial's own; and what is imported is compiled once, not by each run.
    left_out = {TOKEN_VARIABLE, "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.processes.member"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=kept,
    )
    try:
        yield Nursery(process)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()
