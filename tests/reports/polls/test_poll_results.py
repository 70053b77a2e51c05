"""Results as files: the very counts, shares of all who took part, the mean of a scale."""

from datetime import date
from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from domain.polls.polls import PollFigures, PollSpan, Shape
from forms.polls.language import questions_of
from forms.polls.reader import shipped_poll_forms
from reports.polls.results import PollResults, results_paper, results_sheet

SPAN = PollSpan(date(2026, 5, 12), date(2026, 5, 18))
SHAPE = Shape(2, (4, 10))
COUNTS = (5, 1, 0, 0, *(0, 0, 0, 0, 0, 0, 0, 0, 1, 5), 0, 0, 6, 0, *(6, 0, 0, 0, 0, 0, 0, 0, 0, 0))


def results(subjects: tuple[str, ...] = ("骨科", "=心内科")) -> PollResults:
    questions = questions_of(shipped_poll_forms()["department"])
    figures = PollFigures(SHAPE, COUNTS, 6, 8)
    return PollResults("科室测评", "某医院", SPAN, date(2026, 5, 15), subjects, questions, figures)


def test_the_document_says_who_took_part_and_has_a_row_for_each() -> None:
    document = Document(BytesIO(results_paper(results())))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "某医院，2026年5月12日至2026年5月15日，参加 6 人，共请 8 人。" in text
    openness, score = document.tables
    assert [cell.text for cell in openness.rows[1].cells] == [
        "骨科",
        "5（83.3%）",
        "1（16.6%）",
        "0（0%）",
        "0（0%）",
    ]
    assert [cell.text for cell in score.rows[1].cells][-3:] == ["1（16.6%）", "5（83.3%）", "9.83"]
    assert [cell.text for cell in score.rows[2].cells][-1] == "1.00"


def test_the_workbook_has_a_sheet_a_question_and_runs_no_formula() -> None:
    book = load_workbook(BytesIO(results_sheet(results())))
    assert book.sheetnames == ["办事公开", "总体评分"]
    rows = list(book["办事公开"].iter_rows(values_only=True))
    assert rows[0][:3] == ("测评对象", "好", "好占比")
    assert rows[1] == ("骨科", 5, "83.3%", 1, "16.6%", 0, "0%", 0, "0%")
    assert book["办事公开"]["A3"].data_type == "s"


def test_about_nobody_there_is_one_row() -> None:
    figures = PollFigures(Shape(1, (4, 10)), COUNTS[:14], 6, None)
    alone = PollResults(
        "问卷", "某医院", SPAN, SPAN.ends_on, (), questions_of(shipped_poll_forms()["department"]), figures
    )
    rows = list(load_workbook(BytesIO(results_sheet(alone)))["办事公开"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["测评对象", "合计"]
