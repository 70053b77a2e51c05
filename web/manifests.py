"""What the page says of what it sends, in the open: checked field by field, and nothing else is taken."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import RefusalError
from domain.tips.routing import Body
from domain.tips.tips import Area
from usecases.tips.from_page import SentTip

_LOOKUP_HEX = 64
_PARTS_MOST = 2
_SEALED_MOST = 256 * 1024
"""Bytes of a sealed text: 20,000 characters of four bytes, its padding, and a header for hundreds of handlers."""

Lookup = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
AreaName = Literal["power", "service", "suppliers", "research", "business", "ethics"]


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
        min_length=1, max_length=_PARTS_MOST
    )
    work: Worked
    lookup: Lookup


class TipManifest(_Sent):
    """A tip."""

    kind: Literal["tip"]
    body: Body
    area: AreaName
    named: bool
    concerns_inspector: bool
    reply_recipient: str = Field(max_length=80)

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
    try:
        if said.get("kind") == "added":
            return AddedManifest.model_validate(said)
        found = TipManifest.model_validate(said)
    except ValidationError:
        raise RefusalError("page-fault-unknown") from None
    if len(found.sizes) != 1 + found.named:
        raise RefusalError("page-fault-unknown")
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
