"""The paper forms say what was filed: read from the tables, and again out of the docx by another library."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx2python import docx2python

from domain.campaigns.campaigns import phase_spans
from domain.duties.duties import Duty
from domain.errors import RefusalError
from domain.time.clock import SHANGHAI
from domain.time.periods import Period
from forms.campaigns.reader import shipped_campaigns
from locales import Speech
from reminders.desk import Desk
from reports.documents.compile_papers import PAPERS, PROGRESS_KEYS, PaperAsked
from reports.documents.progress import ROWS
from storage.campaigns.campaigns import KeptPhase, NewCampaign
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
        for period, said in (
            ("2026-09", [("心内科", 1, "500.00")]),
            ("2026-10", [("心内科", 2, "12345.60"), ("药剂科", 3, "0.40")]),
            ("2026-11", [("心内科", 9, "9.00")]),
        ):
            answers: dict[str, Any] = {"departments": len(said)}
            for number, (department, persons, money) in enumerate(said, start=1):
                item = {
                    "department": department,
                    "persons": persons,
                    "problems": persons,
                    "handed_over": True,
                }
                item |= {"money": money, "goods": 1}
                answers |= {f"departments.{number}.{key}": value for key, value in item.items()}
            file(uow, ("self_report_summary", period, "1"), ("self_report_summary", answers), AT)

    words = printed(desk, "self_report_summary", work)
    assert "1 心内科 3 3 1.28456 2" in words
    assert "2 药剂科 3 3 0.00004 1" in words
    assert "合计 6 6 1.2846 3" in words


def test_self_reports_of_departments_themselves_still_count(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        answers = {"any": True, "persons": 2, "problems": 4, "money": "100.00", "goods": None}
        file(uow, ("self_report_summary", "2026-09", "30101"), ("self_report_summary", answers), AT)
        file(uow, ("self_report_summary", "2026-10", "1"), ("self_report_summary", {"departments": 0}), AT)

    words = printed(desk, "self_report_summary", work)
    assert "合计 2 4 0.01 0" in words


def test_the_campaigns_summary_has_a_row_for_each_item_and_everything_since_the_start(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        for period, clinical, form in (("2026-09", 2, 1), ("2026-10", 5, 3), ("2026-11", 50, 30)):
            items = [
                {"item": "ethics", "administrative": 1, "clinical": clinical, "form_1": form, "improved": 4}
            ]
            items.append(
                {"item": "power" if period == "2026-09" else "ethics", "technical": 7, "notified": 1}
            )
            answers = {"items": 2} | {
                f"items.{number}.{key}": value
                for number, item in enumerate(items, start=1)
                for key, value in item.items()
            }
            file(uow, ("campaign_summary", period, "1"), ("campaign_summary", answers), AT)
        flat = {"administrative": 1, "improved": 2}
        file(uow, ("campaign_summary", "2026-08", "1"), ("campaign_summary", flat), AT)

    words = printed(desk, "campaign_summary", work)
    assert "重点岗位权力运行 0 0 7 7 0 0 0 0 0 0 0 0 0 1 0" in words
    assert f"医疗服务 {' '.join('0' * 15)}" in words
    assert "医德医风 2 7 7 16 0 0 0 4 0 0 0 4 0 1 8" in words
    assert "未分项目 1 0 0 1 0 0 0 0 0 0 0 0 0 0 2" in words
    assert "合计 3 7 14 24 0 0 0 4 0 0 0 4 0 2 10" in words


def test_where_a_campaign_runs_its_first_day_and_name_are_the_papers(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        template = shipped_campaigns()
        new = NewCampaign("1", "corruption", template.text("corruption"), "清风行动", "", 1, AT)
        spans = phase_spans(date(2026, 9, 15), [phase.days for phase in template["corruption"].phases])
        uow.campaigns.add(new, [KeptPhase(span, None) for span in spans])
        for period, persons in (("2026-08", 50), ("2026-09", 2), ("2026-10", 3)):
            answers = {"any": True, "persons": persons, "problems": persons, "money": "0.00", "goods": None}
            file(uow, ("self_report_summary", period, "30101"), ("self_report_summary", answers), AT)

    words = printed(desk, "self_report_summary", work)
    assert "清风行动有关人员主动说明问题情况汇总表" in words
    assert "合计 5 5 0 0" in words
    assert "累计数自2026.9.15起" in words


def test_where_every_report_names_its_item_there_is_no_row_besides(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        file(uow, ("campaign_summary", "2026-10", "1"), ("campaign_summary", {"items": 0}), AT)

    assert "未分项目" not in printed(desk, "campaign_summary", work)


def test_an_item_that_the_form_has_no_longer_is_counted_besides(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        answers = {"items": 1, "items.1.item": "given_up", "items.1.clinical": 3, "items.1.improved": 2}
        file(uow, ("campaign_summary", "2026-10", "1"), ("campaign_summary", answers), AT)

    words = printed(desk, "campaign_summary", work)
    assert "未分项目 0 3 0 3 0 0 0 0 0 0 0 0 0 0 2" in words
    assert "合计 0 3 0 3 0 0 0 0 0 0 0 0 0 0 2" in words


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
