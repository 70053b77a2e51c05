"""`make bench-page`: what the page's server takes, over HTTP, on a SQLite file as the product opens it.

Tips in words per second, and with a file of 5 MB; the memory of the process, senders included; how long a
stranger in the chat waits for the menu meanwhile. What a browser does (deriving, sealing, the work asked for) is done
before the clock starts. The last line is JSON.
"""

import asyncio
import json
import os
import secrets
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from aiohttp import ClientSession

from domain.tips.padding import pad_file
from simulator.phone import Phone
from storage.tips.sealing import new_office_key, seal, seal_text
from tests.harness import open_hospital
from tests.page_sender import BUNDLE, PageSender
from web.served import PageFiles
from web.server import serve_page

TIPS, LARGE = 100, 12
AT_ONCE = 4
MIB = 2**20
FILE_BYTES = 5 * MIB

Parcel = tuple[dict[str, object], list[bytes]]


async def prepare(sender: PageSender, files: Sequence[bytes]) -> Parcel:
    """Return a tip as a browser would send it next."""
    sealed_to = (await sender.line())["bodies"]["office"]
    parts: list[bytes] = [seal_text("某科室的耗材入库与使用对不上。" * 20, sealed_to)]
    parts += [seal(pad_file(content), sealed_to) for content in files]
    manifest: dict[str, object] = {
        "kind": "tip",
        "body": "office",
        "area": "suppliers",
        "named": False,
        "concerns_inspector": False,
        "lookup": secrets.token_hex(32),
        "reply_recipient": new_office_key().recipient,
        "sealed_to": sealed_to,
        "sizes": [len(part) for part in parts],
        "extensions": [".pdf"] * len(files),
        "work": await sender.work(),
    }
    return manifest, parts


async def rate(sender: PageSender, parcels: list[Parcel]) -> float:
    """Return how many of `parcels` are taken a second, a few senders at once."""
    waiting = list(parcels)

    async def send() -> None:
        while waiting:
            said = await sender.send(*waiting.pop())
            assert said.status == 200, said

    began = time.perf_counter()
    await asyncio.gather(*(send() for _sender in range(AT_ONCE)))
    return len(parcels) / (time.perf_counter() - began)


async def ask_menu(phone: Phone, waits_s: list[float]) -> None:
    """Ask for the menu again and again, until cancelled."""
    while True:
        began = time.perf_counter()
        await phone.send("/start")
        waits_s.append(time.perf_counter() - began)


async def measure(folder: Path) -> dict[str, float]:
    """Return the figures."""
    async with (
        open_hospital(folder) as hospital,
        ClientSession() as client,
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as url,
    ):
        sender = PageSender(url, client)
        phone = await hospital.stranger()
        content = secrets.token_bytes(FILE_BYTES)
        small = [await prepare(sender, []) for _tip in range(TIPS)]
        large = [await prepare(sender, [content]) for _tip in range(LARGE)]
        waits_s: list[float] = []
        beside = asyncio.ensure_future(ask_menu(phone, waits_s))
        tips_per_s = await rate(sender, small)
        beside.cancel()
        large_per_s = await rate(sender, large)
    rss = psutil.Process(os.getpid()).memory_info().rss
    return {
        "page_tips_per_s": round(tips_per_s, 1),
        "page_5mb_per_s": round(large_per_s, 2),
        "rss_mib": round(rss / MIB),
        "beside_p99_ms": round(1000 * sorted(waits_s)[int(len(waits_s) * 0.99)]),
    }


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        figures = asyncio.run(measure(Path(name)))
    print(f"{TIPS} tips in words: {figures['page_tips_per_s']} a second")
    print(f"{LARGE} with a file of 5 MB: {figures['page_5mb_per_s']} a second")
    print(f"the process, senders included: {figures['rss_mib']} MiB")
    print(f"the menu in the chat meanwhile, p99: {figures['beside_p99_ms']} ms")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
