import json
from dataclasses import replace
from datetime import date

import pytest

from domain.errors import RefusalError
from reports.tips.ledger_bundle import LedgerBundle, SealedLedgerRow, opened_rows, read_bundle, write_bundle

BUNDLE = LedgerBundle(
    "问题线索台账",
    "本院",
    date(2026, 5, 12),
    [
        SealedLedgerRow("信访举报", date(2026, 5, 3), "初步核实", b"sealed", (b"before",)),
        SealedLedgerRow("转递", None, "", None),
    ],
)
ENTRY = json.dumps({"name": "某职工", "post": "科主任", "summary": "收受回扣"})


def test_a_bundle_is_read_as_it_was_written() -> None:
    assert read_bundle(write_bundle(BUNDLE)) == BUNDLE


def test_the_rows_are_opened_with_the_key_and_keep_what_was_not_entered_blank() -> None:
    first, second = opened_rows(BUNDLE, lambda sealed: {b"sealed": ENTRY}[sealed])
    assert (first.name, first.post, first.summary) == ("某职工", "科主任", "收受回扣")
    assert (second.name, second.accepted_on) == ("", None)


def test_an_entry_that_its_present_header_does_not_open_opens_as_it_was_sealed_before() -> None:
    def open_entry(sealed: bytes) -> str:
        if sealed != b"before":
            raise RefusalError("tips-not-opened")
        return ENTRY

    assert opened_rows(BUNDLE, open_entry)[0].name == "某职工"
    rows = [replace(row, earlier=()) for row in BUNDLE.rows]
    with pytest.raises(RefusalError, match="tips-not-opened"):
        opened_rows(replace(BUNDLE, rows=rows), open_entry)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"[]", b"{}", b'{"format": 2}', b'{"format": 1, "rows": [1]}', "台账".encode("gbk")],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(RefusalError) as refused:
        read_bundle(content)
    assert refused.value.key == "ledger-bundle-unreadable"
