"""Figures of a form that contradict each other, pointed out before it is handed in (docs/forms.md, `[[checks]]`).

A check is written "forms = dealt_with", "open <= found", "parts.part + 1 >= total": sums of figures on both sides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import eq, ge, le
from typing import Final

from forms.fields import Field, FieldKind, Form, FormCheck
from forms.steps import Answers, items

_WRITTEN = re.compile(r"(?P<left>[^<>=]+?)\s*(?P<sign><=|>=|=)\s*(?P<right>[^<>=]+)")
_TERM = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?|\d{1,12}")
_HOLDS: Final = {"=": eq, "<=": le, ">=": ge}
_PLACE = re.compile(r"\{(?P<term>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A check taken apart: the terms that are added up on each side, keys or numbers, and what must hold between."""

    left: tuple[str, ...]
    sign: str
    right: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """All that it names, in order."""
        return (*self.left, *self.right)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that it names, "group.key" for one in a group."""
        return tuple(term for term in self.terms if not term.isdigit())

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields without which nothing can be said; parts of what must not be more are nought where left open."""
        sides = {"=": self.terms, "<=": self.right, ">=": self.left}
        return tuple(term for term in sides[self.sign] if not term.isdigit())


def agreement_of(check: str) -> Agreement | None:
    """Return what `check` says, or None where it is not written as a check is."""
    written = _WRITTEN.fullmatch(check.strip())
    if written is None:
        return None
    left, right = (tuple(term.strip() for term in written[side].split("+")) for side in ("left", "right"))
    found = Agreement(left, written["sign"], right)
    return found if found.keys and all(map(_TERM.fullmatch, found.terms)) else None


def places_of(sentence: str) -> list[str]:
    """Return what a sentence names between braces, in which a figure is put."""
    return [place["term"] for place in _PLACE.finditer(sentence)]


def contradictions(form: Form, answers: Answers, language: str) -> list[str]:
    """Return a sentence for each check of `form` that its answers break, with their figures; plain text.

    A figure that was left open says nothing: a check that needs it (`Agreement.needed`) is passed over.
    Raises KeyError for a language that the form does not speak.
    """
    found = (_contradiction(form, check, answers, language) for check in form.checks)
    return [sentence for sentence in found if sentence]


def _contradiction(form: Form, check: FormCheck, answers: Answers, language: str) -> str:
    agreement = agreement_of(check.check)
    if agreement is None:
        raise ValueError(check.check)  # a form that was read has none such
    figures = {key: _figure(form, key, answers) for key in agreement.keys}
    known = {key: figure for key, figure in figures.items() if figure is not None}
    if any(key not in known for key in agreement.needed):
        return ""
    left, right = (_sum(side, known) for side in (agreement.left, agreement.right))
    if _HOLDS[agreement.sign](left, right):
        return ""
    said = {key: _said(form.field(key), known.get(key, Decimal(0))) for key in agreement.keys}
    return _PLACE.sub(lambda place: said[place["term"]], check.says[language])


def _sum(terms: tuple[str, ...], figures: Mapping[str, Decimal]) -> Decimal:
    given = (Decimal(term) if term.isdigit() else figures.get(term, Decimal(0)) for term in terms)
    return sum(given, Decimal(0))


def _figure(form: Form, key: str, answers: Answers) -> Decimal | None:
    """Return a figure as it was given, of a field in a group the sum over all items; None where nobody gave one."""
    outer, _, inner = key.partition(".")
    if not inner:
        return None if answers.get(key) is None else Decimal(answers[key])
    given = [item[inner] for item in items(form.field(outer), answers) if item.get(inner) is not None]
    return sum(map(Decimal, given), Decimal(0)) if given else None


def _said(field: Field, figure: Decimal) -> str:
    return f"{figure:,.2f}" if field.kind is FieldKind.MONEY else str(figure)
