"""The simulator as a process of its own, and as a package that needs no bot library."""

import asyncio
import sys

import aiohttp


async def test_it_runs_alone_and_prints_where() -> None:
    command = [sys.executable, "-m", "simulator", "--token", "7:ALONE", "--username", "alone_bot", "--limits"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        base_url = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        async with aiohttp.ClientSession() as http, http.get(f"{base_url}/bot7:ALONE/getMe") as answer:
            assert (await answer.json())["result"]["username"] == "alone_bot"
    finally:
        process.terminate()
        await process.wait()


async def test_it_loads_neither_bot_library() -> None:
    script = "import simulator, sys; sys.exit(bool({'aiogram', 'telegram', 'pydantic'} & set(sys.modules)))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script)
    assert await process.wait() == 0
