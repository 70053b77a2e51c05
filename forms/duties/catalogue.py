"""The shipped catalogue of duties (catalogue.toml): terms, names, meanings, which are on at first."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from domain.duties.duty_block import DutyTerms, terms_of

_OWN = frozenset({"id", "on", "asked_at_setup", "name", "meaning", "needs"})


@dataclass(frozen=True, slots=True)
class CataloguedDuty:
    """A duty of the documents. `needs` names the terms that only the hospital itself can say, before it is put on.

    `is_on` says whether a new installation has it on; `is_asked` whether it does so only where the office, asked
    once at set-up, wants it.
    """

    id: str
    terms: DutyTerms
    name: Mapping[str, str]
    meaning: Mapping[str, str]
    needs: frozenset[str] = frozenset()
    is_on: bool = False
    is_asked: bool = False


@cache
def catalogue() -> Mapping[str, CataloguedDuty]:
    """Return the duties of the documents by id, in their order."""
    text = files("forms.duties").joinpath("catalogue.toml").read_text(encoding="utf-8")
    blocks: list[dict[str, Any]] = tomllib.loads(text)["duty"]
    return {block["id"]: _read(block) for block in blocks}


def first_duties(*, with_asked: bool = True) -> dict[str, DutyTerms]:
    """Return the terms, by id, of those that a new installation has on; `with_asked`: with those asked about."""
    return {
        duty.id: duty.terms
        for duty in catalogue().values()
        if duty.is_on and (with_asked or not duty.is_asked)
    }


def _read(block: Mapping[str, Any]) -> CataloguedDuty:
    return CataloguedDuty(
        block["id"],
        terms_of({name: value for name, value in block.items() if name not in _OWN}),
        block["name"],
        block["meaning"],
        frozenset(block.get("needs", ())),
        block.get("on", False),
        block.get("asked_at_setup", False),
    )
