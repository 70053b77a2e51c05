"""The half-year and yearly reports in official form: to the supervisor and to the committee (docs/domain.md section 6).

What both tell of their span, PeriodFacts, is in documents_report_parts.py. No person is named in either: the values
have no place for one. Groups of fewer than five are put together by whoever makes the values; here they are printed
as they come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.reporting.paper_facts import NO_FACTS, PaperFacts
from reports.documents.report_parts import (
    SUBJECT,
    TO_BE_WRITTEN,
    PeriodFacts,
    ReportFigure,
    add_list,
    add_overview,
    add_problems,
    add_work,
)
from reports.papers.official import OfficialDocument


@dataclass(frozen=True, slots=True)
class SupervisorReport:
    """The half-year or yearly written report of a unit to 驻组 (`addressee`).

    `period_name` in words, as 2026年上半年 or 2026年度. `clues` are counts of tips by source or handling, and
    never of those that went past the unit. `plan` is what the unit means to do next; `issue` its number, who signs it,
    whom to ask: what is "" is not printed.
    """

    unit: str
    addressee: str
    period_name: str
    facts: PeriodFacts
    signed_by: str
    signed_on: date
    clues: Sequence[ReportFigure] = ()
    issue: PaperFacts = NO_FACTS
    plan: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CommitteeReport:
    """The half-year report to 医院党委 (`addressee`); `suggestions` are opinions from the grids, without names."""

    unit: str
    addressee: str
    period_name: str
    facts: PeriodFacts
    signed_by: str
    signed_on: date
    suggestions: Sequence[str] = ()
    issue: PaperFacts = NO_FACTS
    plan: Sequence[str] = ()


def supervisor_document(report: SupervisorReport) -> bytes:
    """Return a docx after GB/T 9704: title, 主送, numbered sections, tables by month and by branch, signature."""
    subject = f"{report.unit}关于{report.period_name}"
    document = OfficialDocument(f"{subject}{SUBJECT}的报告", report.signed_on)
    document.title(subject, f"{SUBJECT}的报告")
    _add_issue(document, report.issue)
    document.addressee(report.addressee)
    document.paragraph(f"现将{report.unit}{report.period_name}{SUBJECT}报告如下。")
    add_overview(document, report.period_name, report.facts)
    add_work(document, report.facts, report.clues)
    add_problems(document, report.facts)
    add_list(document, "下一步工作", report.plan, TO_BE_WRITTEN)
    document.paragraph("特此报告。")
    document.signature(report.signed_by, report.signed_on)
    if report.issue.contact:
        document.paragraph(f"（联系人及电话：{report.issue.contact}）")
    return document.content()


def committee_document(report: CommitteeReport) -> bytes:
    """Return a docx after GB/T 9704, for the committee's half-year hearing of the work."""
    subject = f"关于{report.period_name}"
    document = OfficialDocument(f"{subject}{SUBJECT}的报告", report.signed_on)
    document.title(subject, f"{SUBJECT}的报告")
    _add_issue(document, report.issue)
    document.addressee(report.addressee)
    document.paragraph(f"现将{report.unit}{report.period_name}{SUBJECT}报告如下，请审议。")
    add_overview(document, report.period_name, report.facts)
    add_work(document, report.facts, ())
    add_problems(document, report.facts)
    add_list(document, "意见建议", report.suggestions, "本期没有收到意见建议。")
    add_list(document, "下一步工作", report.plan, TO_BE_WRITTEN)
    document.signature(report.signed_by, report.signed_on)
    if report.issue.contact:
        document.paragraph(f"（联系人及电话：{report.issue.contact}）")
    return document.content()


def _add_issue(document: OfficialDocument, issue: PaperFacts) -> None:
    """Add below the title the number and who signs for issue, as far as they were given."""
    signer = f"签发人：{issue.signer}" if issue.signer else ""
    if issue.number or signer:
        document.subtitle("　　".join(said for said in (issue.number, signer) if said))
