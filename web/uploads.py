"""What is being sent: in memory alone until it is committed, in pieces of one size, forgotten when nobody goes on."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from web.manifests import Manifest

PIECE_BYTES = 64 * 1024
"""All pieces are of this size, the last one is filled up: whoever watches the line counts pieces."""
FILE_PIECE_BYTES = 512 * 1024
"""Of this one where there are files."""
IDLE_S = 600
HELD_LIMIT = 256 * 2**20
"""Bytes that may be held of all that is being sent."""
OPEN_LIMIT = 500


def piece_bytes(manifest: Manifest) -> int:
    """Return how large the pieces are in which it comes."""
    return FILE_PIECE_BYTES if manifest.extensions else PIECE_BYTES


@dataclass(slots=True, repr=False)
class HeldParcel(InMemoryOnly):
    """Something that is being sent, and when it was last heard of (seconds of a clock that only goes forward)."""

    manifest: Manifest
    touched_s: float
    content: bytearray = field(default_factory=bytearray)
    is_done: bool = False

    @property
    def piece_bytes(self) -> int:
        """How large its pieces are."""
        return piece_bytes(self.manifest)

    def parts(self) -> Sequence[bytes]:
        """Return what was sent, part by part; raises RefusalError (page-fault-again) where a piece is missing."""
        ends = [0, *accumulate(self.manifest.sizes)]
        if len(self.content) < ends[-1]:
            raise RefusalError("page-fault-again")
        return [bytes(self.content[start:end]) for start, end in pairwise(ends)]


class Uploads:
    """All that is being sent."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._open: dict[str, HeldParcel] = {}

    def begin(self, manifest: Manifest, now_s: float) -> tuple[str, int]:
        """Return a name for what is going to be sent, and how large its pieces are.

        Raises RefusalError (page-fault-busy) where too much is being sent.
        """
        self._forget_idle(now_s)
        if len(self._open) >= OPEN_LIMIT:
            raise RefusalError("page-fault-busy")
        name = secrets.token_hex(16)
        self._open[name] = HeldParcel(manifest, now_s)
        return name, self._open[name].piece_bytes

    def take(self, name: str, place: int, piece: bytes, now_s: float) -> None:
        """Take the piece at `place`, from 0; one that was taken before is passed over.

        Raises RefusalError: page-fault-again for one out of turn or of nothing that is being sent, page-fault-size
        for one of another size or one too many, page-fault-busy where too much is held.
        """
        upload = self.find(name, now_s)
        size = upload.piece_bytes
        if len(piece) != size or place >= -(-sum(upload.manifest.sizes) // size):
            raise RefusalError("page-fault-size")
        expected = len(upload.content) // size
        if place > expected:
            raise RefusalError("page-fault-again")
        if place < expected or upload.is_done:
            return
        if sum(len(other.content) for other in self._open.values()) + size > HELD_LIMIT:
            raise RefusalError("page-fault-busy")
        upload.content += piece

    def find(self, name: str, now_s: float) -> HeldParcel:
        """Return what is being sent under `name`; raises RefusalError (page-fault-again) where nothing is."""
        self._forget_idle(now_s)
        if name not in self._open:
            raise RefusalError("page-fault-again")
        upload = self._open[name]
        upload.touched_s = now_s
        return upload

    async def gather(self, name: str, now_s: float) -> HeldParcel:
        """Return what is being sent under `name`; raises as `find`."""
        return self.find(name, now_s)

    def finish(self, name: str) -> None:
        """Drop what was sent, once it is committed; that it was stays known, should the answer be lost."""
        upload = self._open[name]
        upload.content.clear()
        upload.is_done = True

    def _forget_idle(self, now_s: float) -> None:
        for name in [name for name, upload in self._open.items() if now_s - upload.touched_s > IDLE_S]:
            del self._open[name]
