"""The paper forms say what was filed: read from the tables, and again out of the docx by another library."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from docx2python import docx2python

from domain.duties.duties import Duty
from domain.errors import RefusalError
from domain.time.clock import SHANGHAI
from domain.time.periods import Period
from locales import Speech
from reminders.desk import Desk
from reports.documents.compile_papers import PAPERS, PROGRESS_KEYS, PaperAsked
from reports.documents.progress import ROWS
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS, WORDS, open_desk
from tests.reports.documents.papers_filed import file, owe

ON = date(2026, 10, 26)
AT = datetime(2026, 10, 20, 9, tzinfo=SHANGHAI)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


def asked(uow: UnitOfWork, form_id: str, period_id: str = "2026-10") -> PaperAsked:
    duty = Duty(id=form_id, form_id=form_id, rule="FREQ=MONTHLY;BYMONTHDAY=25", period=Period.MONTH)
    unit = uow.rosters.tree().get("1")
    return PaperAsked(duty, FORMS[form_id], period_id, unit, ON, Speech(WORDS, "zh"))


def printed(
    desk: Desk, form_id: str, work: Callable[[UnitOfWork], object], period_id: str = "2026-10"
) -> str:
    """Do `work`, make the paper, and return its words with cells parted by blanks."""

    def compile_it(uow: UnitOfWork) -> Callable[[], bytes]:
        work(uow)
        return PAPERS[form_id](uow, asked(uow, form_id, period_id))

    with docx2python(io.BytesIO(desk.database.write(compile_it)())) as document:
        return " ".join(str(document.text).split())


def test_self_reports_are_listed_by_department_and_added_up_since_the_campaigns_start(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        for period, grid, persons, money in (
            ("2026-09", "30101", 1, "500.00"),
            ("2026-10", "30101", 2, "12345.60"),
            ("2026-10", "30102", 3, "0.40"),
            ("2026-11", "30101", 9, "9.00"),
        ):
            answers = {"any": True, "persons": persons, "problems": persons, "money": money, "goods": 1}
            report = ("self_report_summary", answers)
            file(uow, ("self_report_summary", period, grid), report, AT)
        owe(uow, "self_report_summary", "2026-10", "30103")

    words = printed(desk, "self_report_summary", work)
    assert "2 2 1.23456 1" in words
    assert "3 3 0.00004 1" in words
    assert "合计 5 5 1.2346 2" in words
    assert "累计（自2026.9.1起） 6 6 1.2846 3" in words


def test_the_campaigns_summary_adds_up_the_period_and_everything_before(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        for period, clinical, form in (("2026-09", 2, 1), ("2026-10", 5, 3), ("2026-11", 50, 30)):
            answers = {
                "administrative": 1,
                "clinical": clinical,
                "technical": 0,
                "form_1": form,
                "improved": 4,
            }
            file(uow, ("campaign_summary", period, "1"), ("campaign_summary", answers), AT)

    words = printed(desk, "campaign_summary", work)
    assert "本期 1 5 0 6 0 0 0 3 0 0 0 3 0 0 4" in words
    assert "2 7 0 9 0 0 0 4 0 0 0 4 0 0 8" in words


def test_every_row_of_annex_5_is_answered_by_fields_of_the_form() -> None:
    form = FORMS["progress_29"]
    assert [len(keys) for keys in PROGRESS_KEYS] == [len(parts) for _label, parts in ROWS]
    for keys, (label, parts) in zip(PROGRESS_KEYS, ROWS, strict=True):
        for key, part in zip(keys, parts, strict=True):
            assert form.field(key) is not None
            assert (part or label)[:2] in f"{form.field(key).label['zh']}{label}", key


def test_annex_5_prints_each_answer_behind_its_number(desk: Desk) -> None:
    answers = {
        "nature": "full",
        "rules_made": True,
        "division_heads": 3,
        "section_heads": 4,
        "participants": 30,
    }

    def work(uow: UnitOfWork) -> None:
        choices = FORMS["progress_29"].field("nature").choices
        filled = {**answers, "nature": choices[0].value}
        file(uow, ("progress_29", "2026-10", "1"), ("progress_29", filled), AT)

    words = printed(desk, "progress_29", work)
    assert "2 是否制定工作细则 是" in words
    assert "5 参与查找风险点党员干部、职工数（名） 30" in words
    for said in ("处级3", "科级4"):
        assert said in words.replace(" ", "").replace("：", "")


@pytest.mark.parametrize("form_id", PAPERS)
def test_a_paper_of_which_nothing_was_filed_is_refused(desk: Desk, form_id: str) -> None:
    with pytest.raises(RefusalError, match="documents-empty"):
        printed(desk, form_id, lambda uow: owe(uow, form_id, "2026-10", "1"))
