"""A hand-over where the server holds no key: the headers of sealed rows out, written anew on a handler's own computer.

What leaves is the headers alone, not a byte of what was said; what comes back is headers for the handlers of today,
each with the SHA-256 of the one it takes the place of, so that what changed in the meantime is left as it is.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from domain.errors import RefusalError
from storage.tips.rewrap import header_hash, prove, rewrap

_FORMAT = 1
_OUT, _BACK = "hand-over", "handed-over"


class KeyOfHandler(NamedTuple):
    """Who is to open it, with which public key."""

    name: str
    recipient: str


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A row to be handed over: its kind and key (storage/tips/seals.py), its headers by column, and to which keys."""

    kind: str
    key: str | int
    headers: Mapping[str, bytes]
    to: Sequence[str]
    earlier: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    """The headers that earlier hand-overs replaced, by column: one of them may open what the present one does not."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """What is to be handed over, and to whom: `handlers` are all who are to open it."""

    handlers: Sequence[KeyOfHandler]
    rows: Sequence[HandOverRow]


@dataclass(frozen=True, slots=True)
class HandedOverRow:
    """A row handed over: the hashes (hex) of the headers before, the headers now, and to which keys they are.

    `proofs` are those of who wrote them (storage/tips/rewrap.py), by column; none for what was sealed before there
    were any.
    """

    kind: str
    key: str | int
    was: Mapping[str, str]
    headers: Mapping[str, bytes]
    to: Sequence[str]
    proofs: Mapping[str, bytes] = field(default_factory=dict)


def write_hand_over(hand_over: HandOver) -> bytes:
    """Return it as JSON."""
    return _write(
        _OUT,
        handlers=[handler._asdict() for handler in hand_over.handlers],
        rows=rows_out(hand_over.rows),
    )


def rows_out(rows: Sequence[HandOverRow]) -> list[dict[str, Any]]:
    """Return rows to be handed over as JSON has them."""
    return [
        {
            "kind": row.kind,
            "key": row.key,
            "headers": _encoded(row.headers),
            "to": list(row.to),
            "earlier": {name: [_text(kept) for kept in some] for name, some in row.earlier.items()},
        }
        for row in rows
    ]


def read_hand_over(content: bytes) -> HandOver:
    """Return what `write_hand_over` wrote; raises RefusalError (keys-file-unreadable) for anything else."""
    try:
        whole = _read(content, _OUT)
        rows = [
            HandOverRow(
                row["kind"],
                row["key"],
                _decoded(row["headers"]),
                _texts(row["to"]),
                {name: [_bytes(kept) for kept in some] for name, some in row.get("earlier", {}).items()},
            )
            for row in whole["rows"]
        ]
        return HandOver(
            [KeyOfHandler(str(handler["name"]), str(handler["recipient"])) for handler in whole["handlers"]],
            rows,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusalError("keys-file-unreadable") from error


def hand_over_rows(hand_over: HandOver, identity: str) -> tuple[list[HandedOverRow], int]:
    """Return the rows with headers written anew by `identity`, and how many it does not open.

    Raises RefusalError (tips-key-unreadable) where it is no key.
    """
    done: list[HandedOverRow] = []
    left = 0
    for row in hand_over.rows:
        try:
            written = {name: _written(row, name, identity) for name in row.headers}
        except RefusalError as refusal:
            if refusal.key != "tips-not-opened":
                raise
            left += 1
            continue
        was = {name: header_hash(header) for name, header in row.headers.items()}
        headers = {name: header for name, (header, _proof) in written.items()}
        proofs = {name: proof for name, (_header, proof) in written.items() if proof is not None}
        done.append(HandedOverRow(row.kind, row.key, was, headers, row.to, proofs))
    return done, left


def _written(row: HandOverRow, name: str, identity: str) -> tuple[bytes, bytes | None]:
    """Return the header of a column written anew, with its proof: by the present one, or by the latest that opens."""
    held = row.headers[name]
    for header in (held, *reversed(row.earlier.get(name, ()))):
        try:
            new = rewrap(header, identity, row.to)
        except RefusalError as refusal:
            if refusal.key != "tips-not-opened":
                raise
            continue
        return new, prove(new, header_hash(held), header, identity)
    raise RefusalError("tips-not-opened")


def write_handed_over(rows: Sequence[HandedOverRow]) -> bytes:
    """Return the rows as JSON."""
    return _write(
        _BACK,
        rows=[
            {
                "kind": row.kind,
                "key": row.key,
                "was": dict(row.was),
                "headers": _encoded(row.headers),
                "to": list(row.to),
                "proofs": _encoded(row.proofs),
            }
            for row in rows
        ],
    )


def read_handed_over(content: bytes) -> list[HandedOverRow]:
    """Return what `write_handed_over` wrote; raises RefusalError (keys-file-unreadable) for anything else."""
    try:
        return rows_back(_read(content, _BACK)["rows"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusalError("keys-file-unreadable") from error


def rows_back(rows: Sequence[Mapping[str, Any]]) -> list[HandedOverRow]:
    """Return rows handed over, out of JSON; raises RefusalError (keys-file-unreadable) for what is none."""
    try:
        return [
            HandedOverRow(
                row["kind"],
                row["key"],
                dict(row["was"]),
                _decoded(row["headers"]),
                _texts(row["to"]),
                _decoded(row.get("proofs", {})),
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusalError("keys-file-unreadable") from error


def _write(kind: str, **content: object) -> bytes:
    return json.dumps({"format": _FORMAT, "kind": kind, **content}, ensure_ascii=False, indent=1).encode()


def _read(content: bytes, kind: str) -> Mapping[str, Any]:
    whole: Mapping[str, Any] = json.loads(content)
    if (whole["format"], whole["kind"]) != (_FORMAT, kind):
        raise RefusalError("keys-file-unreadable")
    return whole


def _encoded(headers: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _text(header) for name, header in headers.items()}


def _decoded(headers: Mapping[str, str]) -> dict[str, bytes]:
    return {name: _bytes(header) for name, header in headers.items()}


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
