"""Risks that were filed as forms before they had a register: once, each becomes an entry that waits to be reviewed.

A form of up to 16 people becomes one entry a person. Nobody has signed them, and nobody is written to because of them:
they wait in 待我办理, and their clock begins on the day on which they are taken over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from domain.registers.entries import EntryPlace
from registers.language import Register
from registers.moves import in_this_version
from storage.reporting.filed_forms import FiledForm
from storage.unit_of_work import UnitOfWork
from usecases.registers.keep import Opening, place_at
from usecases.registers.stand import Mover
from usecases.registers.taken_over import take_over

FORMS: Mapping[str, str] = {"risk_person": "person", "risk_department": "department", "risk_unit": "unit"}
"""The forms of before (annexes 2 to 4), and what an entry answers to its field `form`."""
PEOPLE_MOST = 16
TAKEN_OVER = "filed-risks-taken-over"
"""The setting that says that it was done."""
_KEPT = ("level", "duties", "risks", "measures")
_REGISTER = "risk"


def take_over_filed_risks(uow: UnitOfWork, mover: Mover, reason: str) -> int:
    """Make entries of what was filed, unless that was done before; return how many.

    `reason` stands in their history. Forms that the office still uses as its own are left alone, as is a register that
    is the office's own.
    """
    if uow.settings.find(TAKEN_OVER):
        return 0
    site = mover.site
    register = site.registers.get(_REGISTER)
    forms = [form_id for form_id in FORMS if form_id not in site.forms]
    count = 0
    if register is not None and all(any(f.key == key for f in register.fields) for key in ("form", *_KEPT)):
        for filed in uow.filed_forms.newest(forms):
            count += _take_over(uow, mover, register, filed, reason)
    uow.settings.put(TAKEN_OVER, mover.today.isoformat())
    return count


def _take_over(uow: UnitOfWork, mover: Mover, register: Register, filed: FiledForm, reason: str) -> int:
    place = place_at(uow, filed.grid_code) or EntryPlace(filed.unit_code, filed.branch_code, filed.grid_code)
    count = 0
    for answers in entries_in(filed.form_id, filed.answers):
        opening = Opening(register, place, in_this_version(register, answers))
        take_over(uow, replace(mover, viewer=None), opening, (filed.person_id, filed.submitted_at), reason)
        count += 1
    return count


def entries_in(form_id: str, answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what an entry answers for each person, department or unit in a form that was filed; pure."""
    whose = FORMS[form_id]
    if whose != "person":
        yield {"form": whose, **_said(answers, "")}
        return
    for n in range(1, min(int(answers.get("people") or 0), PEOPLE_MOST) + 1):
        person = answers.get(f"people.{n}.person")
        if person:
            yield {"form": whose, "person": person, **_said(answers, f"people.{n}.")}


def _said(answers: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    said = {key: answers.get(f"{prefix}{key}") for key in _KEPT}
    return {key: answer for key, answer in said.items() if answer is not None}
