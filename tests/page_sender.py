"""What the page does in a browser, done in Python: works, seals, sends in pieces. Tests bend what they want bent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import ClientSession

from domain.tips.receipts import new_receipt
from domain.tips.tips import Area, TipText
from storage.tips.receipt_keys import ReceiptKeys, derive
from storage.tips.sealing import recipient_of, seal_text
from web.admission import is_worked
from web.uploads import PIECE_BYTES

BUNDLE = "0" * 64


@dataclass(frozen=True)
class Said:
    """An answer: its status, and what it says."""

    status: int
    body: Any


@dataclass
class PageSender:
    """A reporter's browser at `url`."""

    url: str
    client: ClientSession
    bundle: str = BUNDLE
    code: str = field(default_factory=new_receipt)

    async def say(self, path: str, said: dict[str, object]) -> Said:
        async with self.client.post(f"{self.url}{path}", json={"bundle": self.bundle} | said) as answer:
            return Said(answer.status, await answer.json())

    async def line(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.say("/api/open", {})).body
        return found

    async def work(self) -> dict[str, object]:
        asked = (await self.line())["work"]
        challenge = bytes.fromhex(asked["challenge"])
        number = next(n for n in count() if is_worked(challenge, n, asked["bits"]))
        return {"challenge": asked["challenge"], "number": number}

    async def keys(self) -> ReceiptKeys:
        return derive(self.code, bytes.fromhex((await self.line())["stretching"]["salt"]))

    async def manifest(
        self, sealed_to: Sequence[str], parts: Sequence[bytes], **bent: object
    ) -> dict[str, object]:
        keys = await self.keys()
        return {
            "kind": "tip",
            "body": "office",
            "area": "ethics",
            "named": False,
            "concerns_inspector": False,
            "lookup": keys.lookup.hex(),
            "reply_recipient": recipient_of(keys.reply_identity()),
            "sealed_to": list(sealed_to),
            "sizes": [len(part) for part in parts],
            "work": await self.work(),
        } | bent

    async def piece(self, upload: str, place: int, piece: bytes) -> Said:
        headers = {"X-Upload": upload, "X-Piece": str(place), "Content-Type": "application/octet-stream"}
        async with self.client.post(f"{self.url}/api/piece", data=piece, headers=headers) as answer:
            return Said(answer.status, await answer.json())

    async def pieces(self, upload: str, parts: Sequence[bytes], size: int = PIECE_BYTES) -> None:
        whole = b"".join(parts)
        for place in range(-(-len(whole) // size)):
            piece = whole[place * size : (place + 1) * size].ljust(size, b"\0")
            assert (await self.piece(upload, place, piece)).status == 200

    async def send(self, manifest: dict[str, object], parts: Sequence[bytes]) -> Said:
        """Send it whole; return the answer to the last step that was taken."""
        begun = await self.say("/api/begin", manifest)
        if begun.status != 200 or begun.body["done"]:
            return begun
        await self.pieces(begun.body["upload"], parts, begun.body["piece"])
        return await self.say("/api/commit", {"upload": begun.body["upload"]})

    async def tell(self, text: str) -> Said:
        """Hand in an anonymous tip as the page does."""
        sealed_to = (await self.line())["bodies"]["office"]
        parts = [seal_text(TipText(text, Area.ETHICS).render(), sealed_to)]
        return await self.send(await self.manifest(sealed_to, parts), parts)
