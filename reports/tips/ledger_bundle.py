"""The clue ledger before it is opened: the register's rows, and sealed beside each whom it concerns.

Where custody is `office`, the server can't read names, posts and summaries: the bot hands out this bundle (JSON), and
`gridbot ledger` makes the ledger of it where the key is. Where custody is `unlock`, both happen in the chat.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.errors import RefusalError
from reports.tips.clue_ledger import NOBODY, LedgerRow

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SealedLedgerRow:
    """A row in words, but for `entry`: the sealed JSON {"name", "post", "summary"}, None where none was entered.

    `earlier` is the same, the latest first, as it was sealed before hand-overs: one may open what the present does not.
    """

    source: str
    accepted_on: date | None
    handling: str
    entry: bytes | None
    earlier: Sequence[bytes] = ()
    in_charge: str = ""
    traceable: str = ""


@dataclass(frozen=True, slots=True)
class LedgerBundle:
    """A whole ledger, with what stands above it."""

    title: str
    unit_name: str
    on: date
    rows: Sequence[SealedLedgerRow]
    filled_in: Sequence[str] = NOBODY


def write_bundle(bundle: LedgerBundle) -> bytes:
    """Return the bundle as JSON."""
    rows = [
        {
            "source": row.source,
            "accepted_on": None if row.accepted_on is None else row.accepted_on.isoformat(),
            "handling": row.handling,
            "entry": None if row.entry is None else base64.b64encode(row.entry).decode(),
            "in_charge": row.in_charge,
            "traceable": row.traceable,
            "earlier": [base64.b64encode(sealed).decode() for sealed in row.earlier],
        }
        for row in bundle.rows
    ]
    whole = {
        "format": _FORMAT,
        "title": bundle.title,
        "unit": bundle.unit_name,
        "on": bundle.on.isoformat(),
        "rows": rows,
        "filled_in": list(bundle.filled_in),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read_bundle(content: bytes) -> LedgerBundle:
    """Return what `write_bundle` wrote; raises RefusalError (ledger-bundle-unreadable) for anything else."""
    try:
        whole = json.loads(content)
        if whole["format"] != _FORMAT:
            raise RefusalError("ledger-bundle-unreadable")
        rows = [_row(row) for row in whole["rows"]]
        filler, phone, checker = map(str, whole.get("filled_in", NOBODY))
        on = date.fromisoformat(whole["on"])
        return LedgerBundle(whole["title"], whole["unit"], on, rows, (filler, phone, checker))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusalError("ledger-bundle-unreadable") from error


def opened_rows(bundle: LedgerBundle, open_entry: Callable[[bytes], str]) -> list[LedgerRow]:
    """Return the ledger's rows; `open_entry` opens a sealed text and raises RefusalError where it can't."""
    return [_opened(row, open_entry) for row in bundle.rows]


def _row(row: Mapping[str, Any]) -> SealedLedgerRow:
    accepted_on, entry = row["accepted_on"], row["entry"]
    return SealedLedgerRow(
        str(row["source"]),
        None if accepted_on is None else date.fromisoformat(accepted_on),
        str(row["handling"]),
        None if entry is None else base64.b64decode(entry, validate=True),
        tuple(base64.b64decode(sealed, validate=True) for sealed in row.get("earlier", ())),
        str(row.get("in_charge", "")),
        str(row.get("traceable", "")),
    )


def _opened(row: SealedLedgerRow, open_entry: Callable[[bytes], str]) -> LedgerRow:
    whom = {} if row.entry is None else json.loads(_open_any(row.entry, row.earlier, open_entry))
    return LedgerRow(
        name=whom.get("name", ""),
        post=whom.get("post", ""),
        summary=whom.get("summary", ""),
        source=row.source,
        accepted_on=row.accepted_on,
        handling=row.handling,
        in_charge=row.in_charge,
        traceable=row.traceable,
    )


def _open_any(entry: bytes, earlier: Sequence[bytes], open_entry: Callable[[bytes], str]) -> str:
    try:
        return open_entry(entry)
    except RefusalError:
        for sealed in earlier:
            with suppress(RefusalError):
                return open_entry(sealed)
        raise
