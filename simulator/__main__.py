"""Run the simulator alone: `python -m simulator --port 8081 --token 42:TEST`."""

import argparse
import asyncio
import contextlib
import sys

from simulator.server import Simulator


async def _serve(port: int, token: str, username: str, *, limits: bool) -> None:
    simulator = Simulator(limits=limits)
    simulator.add_bot(token, username)
    async with simulator.serve(port) as base_url:
        sys.stdout.write(f"{base_url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted; the first line printed is the base URL."""
    parser = argparse.ArgumentParser(
        prog="simulator", description="A local Bot API server with virtual users."
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument("--token", default="42:TEST", help="token that the bot calls with")
    parser.add_argument("--username", default="gridbot_test", help="username of the bot, without @")
    parser.add_argument("--limits", action="store_true", help="refuse with 429 what Telegram would refuse")
    asked = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked.port, asked.token, asked.username, limits=asked.limits))


if __name__ == "__main__":
    main()
