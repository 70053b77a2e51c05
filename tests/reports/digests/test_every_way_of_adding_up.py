"""Every kind of field with every way of adding up that the check of forms lets through: added up, and shown."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from domain.duties.duties import Duty
from domain.people.grids import Grid
from domain.people.people import Official, Rank
from domain.people.roster import Roster, compare
from domain.time.periods import Period
from domain.time.working_days import WorkingDays
from forms.fields import FORM_KINDS, AddsUp, Choice, Field, FieldKind, Form
from forms.reading.checks import faults
from forms.sums import add_up
from locales import Speech
from reminders.duties.open_periods import open_periods
from reports.digests.digest import DutyForm, UnitPeriod, compile_digest
from storage.database import Database
from storage.reporting.submissions import Submission
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork
from tests.desks import WORDS
from usecases.digests.whole import read_whole
from windows.digests.text import digest_text
from windows.digests.whole import whole_parts

DUTY = Duty(id="d", form_id="d", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
PERIOD, OPENED_ON, FILED_AT = "2026-05", date(2026, 5, 2), datetime(2026, 5, 12, 2, tzinfo=UTC)
UNIT = (
    Grid("A", "医院", 1),
    Grid("B", "支部", 2, "A"),
    *(Grid(f"C{n}", f"科室{n}", 3, "B") for n in range(4)),
)
ZH = Speech(WORDS, "zh")
NAME = "甲事"
CHOICES = tuple(
    Choice(value, {"zh": label, "en": label}) for value, label in (("green", "选甲"), ("red", "选乙"))
)
SAID: dict[FieldKind, tuple[Any, Any]] = {
    FieldKind.NOTE: (None, None),
    FieldKind.YES_NO: (True, False),
    FieldKind.WHOLE_NUMBER: (3, 4),
    FieldKind.MONEY: ("3.05", "4.00"),
    FieldKind.ONE_OF: ("green", "red"),
    FieldKind.SEVERAL_OF: (["green", "red"], ["red"]),
    FieldKind.DATE: ("2026-05-01", "2026-05-02"),
    FieldKind.SHORT_TEXT: ("某事", "另一事"),
    FieldKind.LONG_TEXT: ("某事", "另一事"),
    FieldKind.ATTACHMENTS: ([{"file_id": "x"}], [{"file_id": "y"}, {"file_id": "z"}]),
    FieldKind.PERSON: ({"staff_number": "1", "name": "某", "post": "干事"},) * 2,
    FieldKind.GROUP: (1, 2),
}
"""Two answers of each kind; a third report skips it, a fourth comes from a version that did not ask."""


def _words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _field(kind: FieldKind, adds_up: AddsUp, name: str) -> Field:
    made = Field("what", kind, _words(name), question=_words(name), adds_up=adds_up)
    if kind in (FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP):
        made = replace(made, unit=_words("件"), maximum=9)
    if kind is FieldKind.ATTACHMENTS:
        made = replace(made, maximum=5)
    if kind in (FieldKind.ONE_OF, FieldKind.SEVERAL_OF):
        made = replace(made, choices=CHOICES)
    if kind is FieldKind.GROUP:
        made = replace(made, fields=(_plain("inner"),))
    return made


def _plain(key: str) -> Field:
    return Field(key, FieldKind.SHORT_TEXT, _words("丙事"), question=_words("丙事"))


def _form(field: Field, *, inside: bool) -> Form:
    if inside:
        group = Field(
            "matters", FieldKind.GROUP, _words("各件"), question=_words("各件"), unit=_words("件"), maximum=9
        )
        return Form("d", 1, _words("样表"), (replace(group, fields=(field,)),))
    return Form("d", 1, _words("样表"), (field,))


ALLOWED = [
    pytest.param(kind, adds_up, inside, id=f"{kind}-{adds_up}-{'inside' if inside else 'outside'}")
    for inside in (False, True)
    for kind in FieldKind
    if kind in FORM_KINDS
    for adds_up in AddsUp
    if not faults(_form(_field(kind, adds_up, NAME), inside=inside))
]


def _filed(kind: FieldKind, *, inside: bool) -> list[dict[str, Any]]:
    first, second = SAID[kind]
    if inside:
        answers = {"matters": 2, "matters.1.what": first, "matters.2.what": second}
        return [answers, {"matters": 1, "matters.1.what": None}, {"matters": 0}, {}]
    found: list[dict[str, Any]] = [{"what": first}, {"what": second}, {"what": None}, {}]
    if kind is FieldKind.GROUP:
        found[0] |= {"what.1.inner": "某事"}
        found[1] |= {"what.1.inner": "某事", "what.2.inner": "某事"}
    return found


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path_factory.mktemp('sums') / 'grid.db'}")
    upgrade(opened)
    roster = Roster(UNIT, (Official("1", "某", "干事", Rank.OTHER, False, "A", None),), ())
    opened.write(lambda uow: uow.roster_changes.apply(compare(Roster(), roster, OPENED_ON), OPENED_ON))
    opened.write(
        partial(open_periods, duties={"d": DUTY}, working_days=WorkingDays(), today=OPENED_ON),
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(("kind", "adds_up", "inside"), ALLOWED)
def test_what_the_check_allows_is_added_up_and_shown(
    database: Database, kind: FieldKind, adds_up: AddsUp, *, inside: bool
) -> None:
    form, filed = _form(_field(kind, adds_up, NAME), inside=inside), _filed(kind, inside=inside)
    shown, totals = _digest(database, form, filed)
    for key, total in add_up(form, filed).items():
        assert (totals[key].answered, totals[key].figure, totals[key].counts) == (
            total.answered,
            total.figure,
            total.counts,
        )
    told = {
        AddsUp.NONE: [],
        AddsUp.SUM: [f"{NAME}.{{0,3}}7.05" if kind is FieldKind.MONEY else f"{NAME}.{{0,3}}(7|3)"],
        AddsUp.COUNT: [f"{NAME}.{{0,3}}{1 if kind is FieldKind.YES_NO else 2}"],
        AddsUp.SHARE: [f"{NAME}.*选甲 1、选乙 {2 if kind is FieldKind.SEVERAL_OF else 1}"],
        AddsUp.WORST_LIGHT: [f"{NAME}.*选甲 1、选乙 1"] if inside else [],
        AddsUp.LIST: ["某事"] if not inside else [],
    }[adds_up]
    for pattern in told:
        assert re.search(pattern, shown), shown


def test_no_kind_is_left_out() -> None:
    kinds = {param.values[0] for param in ALLOWED}
    assert kinds == FORM_KINDS == set(SAID)


def _digest(database: Database, form: Form, filed: list[dict[str, Any]]) -> tuple[str, Any]:
    """File in a transaction that is undone, and return all that level 1 reads, with the totals."""
    with database.engine.connect() as connection, connection.begin() as transaction:
        uow = UnitOfWork(connection)
        items = uow.duty_items.open_of([grid.code for grid in UNIT], OPENED_ON)
        for item, answers in zip(items, filed, strict=False):
            uow.submissions.add(Submission(0, item.id, "d", 1, answers, False, FILED_AT, 1))
            uow.duty_items.mark_filed(item.id, FILED_AT)
        digest = compile_digest(uow, DutyForm(DUTY, form), UnitPeriod(PERIOD, "A"), OPENED_ON)
        assert digest is not None
        overview = digest_text(digest, ZH, for_level_one=True)
        parts = [[overview], *whole_parts(digest, read_whole(uow, digest, FILED_AT), FILED_AT, ZH)]
        transaction.rollback()
    return "\n".join(line for part in parts for line in part), digest.totals
