"""The whole register at once from /h: the ledger as an Excel file, and the hand-over to today's handlers.

With the key in the tab, what is sealed goes out sealed and is put into the workbook, or wrapped anew, there.
"""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiohttp import web

from domain.errors import RefusalError
from domain.reporting.paper_facts import NO_FACTS
from domain.threads import in_a_thread
from domain.tips.handlers_page import HandlersPage
from locales import Speech, shared_words
from reports.tips.clue_ledger import LedgerRow, ledger_sheet
from reports.tips.hand_over_bundle import rows_back, rows_out
from reports.tips.ledger_bundle import LedgerBundle, SealedLedgerRow, opened_rows
from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import ledger_key
from usecases.documents.paper_facts import find_facts
from usecases.house import House, Request
from usecases.tips.hand_over import Run, bundle, hand_over_here, put_back, waiting
from usecases.tips.handling.handed import HandOverBegun
from usecases.tips.handling.ledger import ledger_facts, note_reading
from usecases.tips.handling.sessions import as_handler
from usecases.tips.open_key import find_open_key
from web.handling.asked import HandedOverAsked, LedgerAsked, SessionAsked
from web.said import answer, read_as, read_said
from windows.tips.ledger import ledger_bundle

NO_KEY = "page-fault-no-key-here"
_NAMED = ("name", "post", "summary")


@dataclass(frozen=True, slots=True, repr=False)
class _Export:
    """A ledger, and the key that opens it here, None where it is opened in the tab."""

    ledger: LedgerBundle
    identity: str | None


class PapersApi:
    """Answers what /h asks of the whole register of `house`."""

    def __init__(self, house: House, bundle: str) -> None:
        """Answer pages of the hash `bundle` and no others."""
        self._house = house
        self._bundle = bundle

    def routes(self) -> list[web.RouteDef]:
        """Return the endpoints."""
        found = {
            "ledger": self._ledger,
            "hand-over": self._hand_over,
            "hand-over-headers": self._headers,
            "hand-over-back": self._back,
            "hand-over-there": self._there,
        }
        return [web.post(f"/api/h/{name}", answering) for name, answering in found.items()]

    async def _ledger(self, request: web.Request) -> web.Response:
        """The ledger: whole where the key is open here, else with marks where what is sealed is to be put in."""
        asked = read_as(LedgerAsked, await read_said(request, self._bundle))
        export = await as_handler(self._house, asked.token, partial(self._export, here=asked.here))
        if export.identity is not None:
            open_entry = partial(open_text, identity=export.identity)
            rows: Sequence[LedgerRow] = await in_a_thread(opened_rows, export.ledger, open_entry)
            told: list[dict[str, Any]] = []
        else:
            mark = secrets.token_hex(4)
            marked = [_marked(row, f"{mark}-{place}") for place, row in enumerate(export.ledger.rows)]
            rows, told = [row for row, _told in marked], [told for _row, told in marked if told]
        ledger = export.ledger
        sheet = await in_a_thread(ledger_sheet, rows, ledger.title, ledger.on, ledger.filled_in)
        return answer({"sheet": base64.b64encode(sheet).decode(), "on": ledger.on.isoformat(), "rows": told})

    def _export(self, uow: UnitOfWork, acting: Request, *, here: bool) -> _Export:
        viewer, reader = acting.tip_handler(uow)
        identity = None if here else find_open_key(uow, acting)
        if here:
            self._check_keys()
        elif identity is None:
            raise RefusalError(NO_KEY)
        given = find_facts(uow, ledger_key(viewer)) or NO_FACTS
        speech = Speech(shared_words(), acting.language(viewer))
        hospital = self._house.hospital_name
        facts = ledger_facts(uow, reader)
        note_reading(uow, acting, "ledger-export")
        return _Export(ledger_bundle(facts, given.filled_in, hospital, acting.today, speech), identity)

    async def _hand_over(self, request: web.Request) -> web.Response:
        """How many tips wait for a hand-over, and who would open them then."""

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            _viewer, reader = acting.tip_handler(uow)
            handlers = [handler._asdict() for handler in bundle(uow, acting, reader).handlers]
            count = len(waiting(uow, acting, reader).rows)
            return {"count": count, "handlers": handlers, "shared": bool(self._house.recipients[reader.body])}

        asked = read_as(SessionAsked, await read_said(request, self._bundle))
        return answer(await as_handler(self._house, asked.token, work))

    async def _headers(self, request: web.Request) -> web.Response:
        """The headers of what waits, for a key that is in the tab alone; that they went out is written down."""

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            _viewer, reader = acting.tip_handler(uow)
            self._check_keys()
            numbers = tuple(waiting(uow, acting, reader).rows)
            note_reading(uow, acting, "tip-headers-out")
            acting.memory.put(HandOverBegun(secrets.token_hex(8), numbers))
            return {"rows": rows_out(bundle(uow, acting, reader).rows), "count": len(numbers)}

        asked = read_as(SessionAsked, await read_said(request, self._bundle))
        return answer(await as_handler(self._house, asked.token, work))

    async def _back(self, request: web.Request) -> web.Response:
        """Headers written anew in the tab, taken by the chat's own door."""
        asked = read_as(HandedOverAsked, await read_said(request, self._bundle))

        def work(uow: UnitOfWork, acting: Request) -> dict[str, int]:
            _viewer, reader = acting.tip_handler(uow)
            self._check_keys()
            begun = acting.memory.get(HandOverBegun)
            if begun is None:
                raise RefusalError("page-fault-unknown")
            run = Run(begun.name, begun.numbers)
            done, stale = put_back(uow, acting, reader, rows_back(asked.rows), run)
            return {"done": done, "stale": stale}

        told = await as_handler(self._house, asked.token, work)
        self._house.wake_outbox()
        return answer(told)

    async def _there(self, request: web.Request) -> web.Response:
        """The hand-over by the key that is open on the server, as 交接 in the chat."""
        asked = read_as(SessionAsked, await read_said(request, self._bundle))

        def check(uow: UnitOfWork, acting: Request) -> Request:
            if find_open_key(uow, acting) is None:
                raise RefusalError(NO_KEY)
            return acting

        done, left = await hand_over_here(await as_handler(self._house, asked.token, check))
        return answer({"done": done, "left": left, "stale": 0})

    def _check_keys(self) -> None:
        if self._house.handlers_page is not HandlersPage.KEYS:
            raise RefusalError("page-fault-keys-off")


def _marked(row: SealedLedgerRow, mark: str) -> tuple[LedgerRow, dict[str, Any]]:
    """Return a row of the workbook with marks in place of what is sealed, and what is to be put there."""
    marks = dict.fromkeys(_NAMED, "") if row.entry is None else {name: f"{mark}-{name}" for name in _NAMED}
    made = LedgerRow(
        **marks,
        source=row.source,
        accepted_on=row.accepted_on,
        handling=row.handling,
        in_charge=row.in_charge,
        traceable=row.traceable,
    )
    if row.entry is None:
        return made, {}
    sealed = [base64.b64encode(each).decode() for each in (row.entry, *row.earlier)]
    return made, {"marks": marks, "sealed": sealed}
