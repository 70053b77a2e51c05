"""`make bench-tips`: the tip line's cost, on a SQLite file as the product opens it.

Tips per second accepted, without and with a photo (cleaned, sealed twice), receipts derived as for real; the time of a
look-up by receipt, also behind a flood of wrong codes; and how the register's own work grows from 1,000 tips to
100,000. The last line is JSON.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Coroutine
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
from PIL import Image

from domain.threads import in_a_thread
from domain.tips.receipts import new_receipt
from domain.tips.routing import Body
from domain.tips.tips import Area, Source, TipText
from reports.evidence.cleaning import clean
from storage.database import Database
from storage.schema import upgrade
from storage.tips.derivation_lanes import DERIVATIONS_AT_A_TIME, DerivationLane, DerivationTurn
from storage.tips.receipt_keys import ReceiptKeyring, new_salt
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import Sealed, new_office_key, recipient_of, seal, seal_tip
from storage.tips.tips import NewTip, TipReader
from storage.unit_of_work import UnitOfWork
from tests.bench.tip_flood import WRONG_CODES, flood_lookup_s

TIPS = 60
FEW, MANY = 1_000, 100_000
TIMES = 200
PHOTO_SIZE = (1600, 1200)
TODAY = date(2026, 5, 12)
MIB = 1024 * 1024
READER = TipReader(Body.OFFICE, 1)


def photo() -> bytes:
    file = BytesIO()
    Image.effect_noise(PHOTO_SIZE, 40).convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


class Line:
    """A tip line with its database and key."""

    def __init__(self, folder: str) -> None:
        self.database = Database(f"sqlite:///{Path(folder) / 'tips.db'}")
        upgrade(self.database)
        self.key = new_office_key()
        self.receipts = ReceiptKeyring(new_salt())
        self.codes: list[str] = []

    async def accept(self, files: list[bytes]) -> None:
        """All that 提交 does after the last tap, but for fetching the files from Telegram."""
        recipients = [self.key.recipient]
        sealed_files = [await in_a_thread(self._seal, content) for content in files]
        code = new_receipt()
        keys = await self.receipts.derive(code)
        sealed = seal_tip(TipText(what="某科室的耗材入库与使用对不上。" * 20), None, recipients)
        tip = NewTip(
            Body.OFFICE,
            keys.lookup,
            recipient_of(keys.reply_identity()),
            TODAY,
            Source.ACCUSATION,
            Area.SUPPLIERS,
            sealed.text,
            None,
            files=sealed_files,
        )
        await self.database.run(lambda uow: uow.tips.add(tip))
        self.codes.append(code)

    async def look_up(self, code: str) -> None:
        keys = await self.receipts.derive(code, DerivationTurn(DerivationLane.LOOK_UPS))
        found = await self.database.run(lambda uow: uow.tips.find_by_lookup(keys.lookup))
        if found is None:
            raise RuntimeError("a receipt that opens nothing")

    def _seal(self, content: bytes) -> SealedFile:
        cleaned = clean(content, "photo.jpg")
        to = [self.key.recipient]
        return SealedFile(cleaned.extension, seal(cleaned.content, to), seal(content, to))

    def fill(self, until: int, text: Sealed) -> None:
        """Enter tips until there are `until` of them: the register's growth, without the receipts' cost."""
        start = self.database.write(lambda uow: uow.tips.count(READER))
        for first in range(start, until, 5_000):
            self.database.write(partial(_add, range(first, min(first + 5_000, until)), text))

    def work_ms(self, text: Sealed, first: int) -> dict[str, float]:
        """Return what each of the register's operations takes now, in milliseconds, one transaction each."""
        numbers = iter(range(first, first + 10 * TIMES))
        operations: dict[str, Callable[[], object]] = {
            "accept": lambda: self.database.write(lambda uow: uow.tips.add(_tip(next(numbers), text))),
            "look up": lambda: self.database.write(lambda uow: uow.tips.find_by_lookup(_lookup(7))),
            "open one": lambda: self.database.write(lambda uow: uow.tips.find(READER, "2026-007")),
            "newest page": lambda: self.database.write(lambda uow: uow.tips.latest(READER, 8)),
        }
        return {name: _median_ms(operation) for name, operation in operations.items()}


def _add(numbers: range, text: Sealed, uow: UnitOfWork) -> None:
    for number in numbers:
        uow.tips.add(_tip(number, text))


def _lookup(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _tip(number: int, text: Sealed) -> NewTip:
    return NewTip(Body.OFFICE, _lookup(number), "age1", TODAY, Source.ACCUSATION, Area.ETHICS, text, None)


def _median_ms(operation: Callable[[], object]) -> float:
    taken = []
    for _time in range(TIMES):
        started = time.perf_counter()
        operation()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


async def per_second(act: Callable[[], Coroutine[Any, Any, None]], count: int) -> float:
    # As many as derive at a time: more would wait, and on a busy machine be told to try again.
    at_once = asyncio.Semaphore(DERIVATIONS_AT_A_TIME)

    async def in_turn() -> None:
        async with at_once:
            await act()

    started = time.perf_counter()
    await asyncio.gather(*(in_turn() for _ in range(count)))
    return count / (time.perf_counter() - started)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        line = Line(folder)
        await line.accept([])
        tips_per_s = await per_second(lambda: line.accept([]), TIPS)
        picture = photo()
        files_per_s = await per_second(lambda: line.accept([picture]), TIPS)
        taken = []
        for code in line.codes[:20]:
            started = time.perf_counter()
            await line.look_up(code)
            taken.append(time.perf_counter() - started)
        rss_mib = psutil.Process().memory_info().rss / MIB
        print(
            f"{TIPS} tips at once: {tips_per_s:.1f}/s; with a photo of {len(picture) // 1024} KiB: {files_per_s:.1f}/s"
        )
        print(f"a look-up by receipt: {statistics.median(taken) * 1000:.0f} ms; memory {rss_mib:.0f} MiB")
        line.receipts.close()
        line.database.close()
    with tempfile.TemporaryDirectory() as folder:
        line = Line(folder)
        text = seal(b"x" * 1024, [line.key.recipient])
        works = []
        for count in (FEW, MANY):
            line.fill(count, text)
            works.append(line.work_ms(text, count + 10 * MANY))
        ratios = {name: works[1][name] / works[0][name] for name in works[0]}
        for name, ratio in ratios.items():
            print(
                f"{name:12} {works[0][name]:7.3f} ms at {FEW}  {works[1][name]:7.3f} ms at {MANY}  x{ratio:.2f}"
            )
        line.receipts.close()
        line.database.close()
    with tempfile.TemporaryDirectory() as folder:
        flood_s = await flood_lookup_s(Path(folder))
    print(
        f"behind {WRONG_CODES} wrong codes a right one and a submission are answered within {flood_s:.1f} s"
    )
    result = {
        "tips_per_s": round(tips_per_s, 1),
        "tips_files_per_s": round(files_per_s, 1),
        "lookup_ms": round(statistics.median(taken) * 1000, 1),
        "flood_lookup_s": round(flood_s, 1),
        "rss_mib": round(rss_mib, 1),
        "growth_100k": round(max(ratios.values()), 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    asyncio.run(main())
