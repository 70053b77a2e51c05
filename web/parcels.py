"""What is being sent to any of several servers: each piece comes to whichever the balancer chose (web/uploads.py)."""

import json
import secrets

from domain.errors import RefusalError
from domain.threads import in_a_thread
from storage.shared.family import Family
from storage.shared.page_state import ParcelStore
from web.manifests import Manifest, read_manifest
from web.uploads import HELD_LIMIT, IDLE_S, OPEN_LIMIT, HeldParcel, piece_bytes


class SharedUploads:
    """All that is being sent to the servers of `family` (see Uploads). Raises AwayError where Redis does not answer."""

    def __init__(self, family: Family) -> None:
        """Begin with what is there."""
        self._store = ParcelStore(family, IDLE_S)

    def begin(self, manifest: Manifest, _now_s: float) -> tuple[str, int]:
        """Return a name for what is going to be sent, and how large its pieces are; raises as Uploads.begin."""
        name = secrets.token_hex(16)
        if not self._store.begin(name, manifest.model_dump_json().encode(), OPEN_LIMIT):
            raise RefusalError("page-fault-busy")
        return name, piece_bytes(manifest)

    def take(self, name: str, place: int, piece: bytes, _now_s: float) -> None:
        """Take the piece at `place`, from 0; raises as Uploads.take."""
        manifest = _manifest(self._store.manifest(name))
        size = piece_bytes(manifest)
        if len(piece) != size or place >= -(-sum(manifest.sizes) // size):
            raise RefusalError("page-fault-size")
        taken = self._store.take(name, place, piece, HELD_LIMIT)
        if not taken:
            raise RefusalError("page-fault-again" if taken is None else "page-fault-busy")

    async def gather(self, name: str, now_s: float) -> HeldParcel:
        """Return what is being sent under `name`; raises as Uploads.find."""
        found = await in_a_thread(self._store.whole, name)
        manifest, is_done, content = found or (None, False, b"")
        return HeldParcel(_manifest(manifest), now_s, bytearray(content), is_done)

    def finish(self, name: str) -> None:
        """Drop what was sent, once it is committed; that it was stays known."""
        self._store.finish(name)


def _manifest(said: bytes | None) -> Manifest:
    if said is None:
        raise RefusalError("page-fault-again")
    return read_manifest(json.loads(said))
