"""The page's endpoints. Of a request nothing is kept and nothing logged but, by the day, that something failed."""

import base64
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from aiohttp import web

from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.tips.padding import is_padded, is_text_size
from domain.tips.patience import Acts, FloodLimit, OwnSources, Sources
from storage.shared.family import Family
from storage.shared.page_state import SharedChallenges
from storage.tips.arrived import as_arrived
from storage.tips.sealed_files import SealedFile
from storage.unit_of_work import UnitOfWork
from usecases.house import House
from usecases.shared.shared_counts import SharedSources, shared_acts
from usecases.tips.from_page import (
    SentParts,
    check_added,
    check_sent,
    enter_from_receipt,
    enter_sent,
    look_at_line,
    nobodys_request,
    open_thread,
)
from web.admission import WORK_KIB, Admission
from web.headers import headers_of
from web.manifests import AddedManifest, Manifest, TipManifest, read_commit, read_manifest, read_thread_asked
from web.parcels import SharedUploads
from web.said import answer, read_said
from web.uploads import HeldParcel, Uploads

log = logging.getLogger(__name__)

TIPS_PER_HOUR = 600
"""Tips and additions of all who use the page."""
BYTES_PER_HOUR = 4 * 2**30
"""Of all who use it: a flood must not fill a disk before somebody looks."""
Taken = tuple[tuple[datetime, int], ...]
"""When, in the last hour, how many bytes were taken."""
_HOUR = timedelta(hours=1)
_EVERYBODY = 0
_PLACE_DIGITS = 5
_PREFIX = "page-fault-"

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageApi:
    """Answers the page of `house`."""

    def __init__(self, house: House, bundle: str) -> None:
        """Answer pages of the hash `bundle` and no others."""
        self._house = house
        self._bundle = bundle
        family = house.family
        self._admission = Admission(None if family is None else SharedChallenges(family))
        self._uploads: Uploads | SharedUploads = Uploads() if family is None else SharedUploads(family)
        self._everybody = FloodLimit(TIPS_PER_HOUR, kept=_acts(family, "page"))
        self._receipts = FloodLimit(kept=_acts(family, "page receipts"))
        self._taken: Sources[Taken] = (
            OwnSources() if family is None else SharedSources(family, "page bytes", Taken)
        )

    def routes(self) -> list[web.RouteDef]:
        """Return the endpoints."""
        return [
            web.post("/api/open", self._open),
            web.post("/api/begin", self._begin),
            web.post("/api/piece", self._piece),
            web.post("/api/commit", self._commit),
            web.post("/api/thread", self._thread),
        ]

    @property
    def _elapsed_s(self) -> float:
        clock = self._house.clock
        # Several machines have no other clock in common.
        return clock.elapsed().total_seconds() if self._house.family is None else clock.now().timestamp()

    async def _open(self, request: web.Request) -> web.Response:
        """What the page has to know today: to whose keys, with which salt, what work it is to do."""
        await self._said(request)
        asking = nobodys_request(self._house)
        line = await asking.run(lambda uow: look_at_line(uow, asking))
        challenge, bits = self._admission.challenge(self._elapsed_s)
        return answer(
            {
                "hospital": self._house.hospital_name,
                "letters_to": self._house.letters_to,
                "closed": None if line.closed is None else line.closed.key,
                "bodies": line.recipients,
                "stretching": self._house.receipts.stretching(),
                "work": {"challenge": challenge, "bits": bits, "memory_kib": WORK_KIB},
            }
        )

    async def _begin(self, request: web.Request) -> web.Response:
        manifest = read_manifest(await self._said(request))
        self._check_work(manifest.work.challenge, manifest.work.number)
        self._check_flood(manifest)
        asking = nobodys_request(self._house)

        def check(uow: UnitOfWork) -> bool:
            if isinstance(manifest, TipManifest):
                return check_sent(uow, asking, manifest.tip(), manifest.recipients)
            check_added(
                uow, asking, bytes.fromhex(manifest.lookup), manifest.recipients, len(manifest.extensions)
            )
            return False

        if await asking.run(check):
            return answer({"done": True})
        name, size = self._uploads.begin(manifest, self._elapsed_s)
        return answer({"done": False, "upload": name, "piece": size})

    async def _piece(self, request: web.Request) -> web.Response:
        if request.content_type != "application/octet-stream":
            raise RefusalError("page-fault-unknown")
        name, place = request.headers.get("X-Upload", ""), request.headers.get("X-Piece", "")
        if not (place.isascii() and place.isdigit()) or len(place) > _PLACE_DIGITS:
            raise RefusalError("page-fault-unknown")
        self._uploads.take(name, int(place), await request.read(), self._elapsed_s)
        return answer({})

    async def _commit(self, request: web.Request) -> web.Response:
        asked = read_commit(await self._said(request))
        upload = await self._uploads.gather(asked.upload, self._elapsed_s)
        if not upload.is_done:
            await self._enter(upload)
            self._uploads.finish(asked.upload)
        return answer({})

    async def _enter(self, upload: HeldParcel) -> None:
        manifest = upload.manifest
        parts = await in_a_thread(_parts, upload)
        asking = nobodys_request(self._house)

        def enter(uow: UnitOfWork) -> None:
            if isinstance(manifest, TipManifest):
                enter_sent(uow, asking, manifest.tip(), manifest.recipients, parts)
            else:
                lookup = bytes.fromhex(manifest.lookup)
                enter_from_receipt(uow, asking, lookup, manifest.recipients, parts)

        await asking.run(enter)
        self._everybody.count(_EVERYBODY, asking.now)
        self._taken.change(_EVERYBODY, partial(_also, (asking.now, sum(manifest.sizes))), asking.now)
        if isinstance(manifest, AddedManifest):
            self._receipts.count(_source_of(manifest), asking.now)
        self._house.wake_outbox()

    async def _thread(self, request: web.Request) -> web.Response:
        asked = read_thread_asked(await self._said(request))
        self._check_work(asked.work.challenge, asked.work.number)
        asking = nobodys_request(self._house)
        thread = await asking.run(lambda uow: open_thread(uow, asking, bytes.fromhex(asked.lookup)))
        messages = [
            {
                "on": message.written_on.isoformat(),
                "sealed": None if message.sealed is None else base64.b64encode(message.sealed).decode(),
            }
            for message in thread.messages
        ]
        return answer(
            {
                "state": thread.state,
                "erased": thread.erased,
                "messages": messages,
                "asked": bool(messages) and messages[-1]["sealed"] is not None,
                "sealed_to": thread.sealed_to,
            }
        )

    async def _said(self, request: web.Request) -> Mapping[str, object]:
        return await read_said(request, self._bundle)

    def _check_work(self, challenge: str, number: int) -> None:
        if not self._admission.admits(challenge, number, self._elapsed_s):
            raise RefusalError("page-fault-again")

    def _check_flood(self, manifest: Manifest) -> None:
        now = self._house.clock.now()
        taken = sum(size for at, size in self._taken.find(_EVERYBODY, now) or () if abs(now - at) < _HOUR)
        if taken + sum(manifest.sizes) > BYTES_PER_HOUR or self._everybody.wait_s(_EVERYBODY, now):
            raise RefusalError("page-fault-busy")
        if isinstance(manifest, AddedManifest) and (
            wait_s := self._receipts.wait_s(_source_of(manifest), now)
        ):
            raise RefusalError("page-fault-flood", limit=self._receipts.limit, minutes=-(-wait_s // 60))


def _acts(family: Family | None, what: str) -> Sources[Acts] | None:
    return None if family is None else shared_acts(family, what)


def _also(one: tuple[datetime, int], taken: Taken | None) -> Taken:
    return (*(each for each in taken or () if abs(one[0] - each[0]) < _HOUR), one)


def _source_of(manifest: Manifest) -> int:
    return int(manifest.lookup, 16)


def _parts(upload: HeldParcel) -> SentParts:
    """Return what was sent, each part looked at from outside; raises RefusalError for what must not be kept."""
    manifest = upload.manifest
    arrived = [as_arrived(part, len(manifest.recipients)) for part in upload.parts()]
    texts, files = arrived[: manifest.texts], arrived[manifest.texts :]
    if not all(is_text_size(part.size) for part in texts) or not all(is_padded(part.size) for part in files):
        raise RefusalError("page-fault-sealing")
    return SentParts(
        text=texts[0].sealed,
        reporter=texts[1].sealed if manifest.texts > 1 else None,
        files=[
            SealedFile(extension, part.sealed, None)
            for extension, part in zip(manifest.extensions, files, strict=True)
        ],
    )


@web.middleware
async def answer_plainly(request: web.Request, handler: Answering) -> web.StreamResponse:
    """Answer whatever happens with our headers and a few words; of what fails, its kind alone is noted."""
    try:
        answered = await handler(request)
    except RefusalError as refusal:
        key = refusal.key.removeprefix(_PREFIX)
        answered = answer({"error": key, **refusal.details}, status=409)
    except web.HTTPException as refused:
        answered = web.Response(status=refused.status)
    except Exception as error:  # noqa: BLE001 - told to nobody: it may hold what was sent
        log.error("the page's server failed: %s", type(error).__name__)  # noqa: TRY400 - no traceback
        answered = web.Response(status=500)
    answered.headers.update(headers_of(request.path))
    return answered
