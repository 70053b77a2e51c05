"""What the page says of what it sends, in the open: checked field by field, and nothing else is taken."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import RefusalError
from domain.tips.padding import padme
from domain.tips.routing import Body
from domain.tips.tips import FILES_LIMIT, Area
from usecases.tips.from_page import SentTip

_LOOKUP_HEX = 64
_TEXTS_MOST = 2
_OVER_BYTES = 256 * 1024
"""Bytes of a sealed text: 20,000 characters of four bytes, its padding, and a header for hundreds of handlers.

Also what a sealed file may be longer than what is sealed in it.
"""
FILE_LIMIT = 20 * 2**20
"""Bytes of one file, as in the chat; padding comes to it."""
ALL_LIMIT = 200 * 2**20
"""Bytes of one tip, sealed."""
# fmt: off
EXTENSIONS = (
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".bmp", ".tif", ".tiff",
    ".pdf", ".docx", ".xlsx", ".pptx", ".txt", ".csv",
    ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".amr", ".wav", ".webm",
)
# fmt: on
"""Endings of what the page takes: pictures, papers, sound. What it is, its content says where it is opened."""

Lookup = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
AreaName = Literal["power", "service", "suppliers", "research", "business", "ethics"]


_SEALED_MOST = padme(FILE_LIMIT) + FILE_LIMIT // 8 + _OVER_BYTES


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Worked(_Said):
    """The work done for a challenge (web/admission.py)."""

    challenge: str = Field(max_length=200)
    number: int = Field(ge=0, lt=2**32)


class _Sent(_Said):
    bundle: str
    sealed_to: tuple[str, ...] = Field(min_length=1, max_length=1000)
    sizes: tuple[Annotated[int, Field(gt=0, le=_SEALED_MOST)], ...] = Field(
        min_length=1, max_length=_TEXTS_MOST + FILES_LIMIT
    )
    extensions: tuple[str, ...] = Field(default=(), max_length=FILES_LIMIT)
    work: Worked
    lookup: Lookup

    @property
    def recipients(self) -> tuple[str, ...]:
        """To whose keys it says it is sealed, each once."""
        return tuple(sorted(set(self.sealed_to)))


class TipManifest(_Sent):
    """A tip."""

    kind: Literal["tip"]
    body: Body
    area: AreaName
    named: bool
    concerns_inspector: bool
    reply_recipient: str = Field(max_length=80)

    @property
    def texts(self) -> int:
        """How many of its parts are texts; the others are files."""
        return 1 + self.named

    def tip(self) -> SentTip:
        """Return what it says."""
        return SentTip(
            body=self.body,
            area=Area[self.area.upper()],
            named=self.named,
            concerns_inspector=self.concerns_inspector,
            lookup=bytes.fromhex(self.lookup),
            reply_recipient=self.reply_recipient,
        )


class AddedManifest(_Sent):
    """What is added by a receipt."""

    kind: Literal["added"]
    texts: ClassVar[int] = 1
    """How many of its parts are texts; the others are files."""


class ThreadAsked(_Said):
    """A receipt's thread is asked for."""

    bundle: str
    lookup: Lookup
    work: Worked


class CommitAsked(_Said):
    """All pieces are there."""

    bundle: str
    upload: str = Field(max_length=64)


Manifest = TipManifest | AddedManifest


def read_manifest(said: Mapping[str, object]) -> Manifest:
    """Return what is going to be sent. Raises RefusalError (page-fault-unknown) for what makes no sense."""
    kind: type[Manifest] = AddedManifest if said.get("kind") == "added" else TipManifest
    try:
        found = kind.model_validate(said)
    except ValidationError:
        raise RefusalError("page-fault-unknown") from None
    known = set(found.extensions) <= set(EXTENSIONS)
    if not known or len(found.sizes) != found.texts + len(found.extensions):
        raise RefusalError("page-fault-unknown")
    if sum(found.sizes) > ALL_LIMIT or max(found.sizes[: found.texts]) > _OVER_BYTES:
        raise RefusalError("page-fault-size")
    return found


def read_thread_asked(said: Mapping[str, object]) -> ThreadAsked:
    """Return which thread is asked for. Raises RefusalError (page-fault-unknown)."""
    try:
        return ThreadAsked.model_validate(said)
    except ValidationError:
        raise RefusalError("page-fault-unknown") from None


def read_commit(said: Mapping[str, object]) -> CommitAsked:
    """Return what is to be committed. Raises RefusalError (page-fault-unknown)."""
    try:
        return CommitAsked.model_validate(said)
    except ValidationError:
        raise RefusalError("page-fault-unknown") from None
