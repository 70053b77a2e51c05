"""The three risk-prevention forms (annexes 2 to 4, docs/domain.md section 3) of entries of the register `risk`.

A form each, in the order given: what stands in it was approved by itself. 审核意见 and 审定意见 are those of the
entry's signatures; where nobody has signed, the form has room to sign by hand.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from reports.papers.risk_sheets import (
    Opinion,
    RiskDepartmentSheet,
    RiskPersonSheet,
    RiskUnitSheet,
    risk_department_document,
    risk_person_document,
    risk_unit_document,
)
from reports.registers.printed import PrintedEntry
from reports.registers.signatures import Signature


def person_forms(entries: Sequence[PrintedEntry], on: date) -> bytes:
    """Return annex 2 for each of `entries` about a person's post, as a docx dated `on`; ValueError for none."""
    sheets = [
        RiskPersonSheet(
            entry.unit,
            entry.post("person"),
            entry.words("level"),
            entry.name("person"),
            *_texts(entry),
            *_opinions(entry),
        )
        for entry in entries
    ]
    return risk_person_document(sheets, on)


def department_forms(entries: Sequence[PrintedEntry], heads: Mapping[str, str], on: date) -> bytes:
    """Return annex 3 for each of `entries` about a department, as a docx dated `on`; ValueError for none.

    `heads` are the names of those who head a grid (负责人), by its name.
    """
    sheets = [
        RiskDepartmentSheet(
            entry.unit,
            entry.grid,
            entry.words("level"),
            heads.get(entry.grid, ""),
            *_texts(entry),
            *_opinions(entry),
        )
        for entry in entries
    ]
    return risk_department_document(sheets, on)


def unit_forms(entries: Sequence[PrintedEntry], on: date) -> bytes:
    """Return annex 4 for each of `entries` about the unit, as a docx dated `on`; ValueError for none."""
    sheets = [
        RiskUnitSheet(entry.unit, entry.words("level"), *_texts(entry), *_opinions(entry))
        for entry in entries
    ]
    return risk_unit_document(sheets, on)


def _texts(entry: PrintedEntry) -> tuple[str, str, str]:
    return entry.words("duties"), entry.words("risks"), entry.words("measures")


def _opinions(entry: PrintedEntry) -> tuple[Opinion, Opinion]:
    return _opinion(entry.signatures.review), _opinion(entry.signatures.approval)


def _opinion(signature: Signature | None) -> Opinion:
    return Opinion(signature.words, signature.signed_by, signature.day) if signature else Opinion()
