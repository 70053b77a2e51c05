"""A report with its number, who signs it for issue and whom to ask, as LibreOffice prints it."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.reporting.paper_facts import PaperFacts
from reports.documents.campaign import campaign_document
from reports.documents.report import supervisor_document
from tests.reports.documents.sample_documents import CAMPAIGN, SUPERVISOR
from tests.reports.evidence.office import SOFFICE, pages, print_out

GIVEN = PaperFacts("市某院纪〔2026〕3号", "签发的人", "监察室 8801", "填报的人", "8802", "审核的人")


def test_what_was_given_stands_where_the_paper_has_the_place(tmp_path: Path) -> None:
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    drawn = {
        "report": supervisor_document(replace(SUPERVISOR, issue=GIVEN)),
        "table": campaign_document(replace(CAMPAIGN, issue=GIVEN)),
    }
    print_out(drawn, tmp_path)
    report, table = (
        ["".join(page.text.split()) for page in pages(tmp_path / f"{name}.pdf")] for name in drawn
    )
    first = report[0]
    assert first.index("情况的报告") < first.index("市某院纪〔2026〕3号签发人：签发的人")
    assert first.index("签发的人") < first.index("驻市卫生健康委纪检监察组：")
    assert report[-1].index("2026年7月3日") < report[-1].index("（联系人及电话：监察室8801）")
    assert len(table) == 1, "still one page"
    assert "填报人：填报的人联系电话：8802审核人：审核的人" in table[0]
