"""A report of every shipped form as a docx of its own, printed by LibreOffice: each question asked with its answer."""

from collections.abc import Mapping
from datetime import date

import pytest

from forms.fields import FieldKind, Form
from forms.reading.reader import shipped_forms
from forms.sample_walks import Samples, sample_walks
from forms.steps import Answers, applicable, steps
from forms.summary import say_answer
from reports.documents.filed_report import FiledBy, ReportPaper, report_document
from tests.reports.evidence.office import SOFFICE, Page, pages, print_out

ON = date(2026, 6, 30)
SAMPLES = Samples("填写的内容", {"staff_number": "0107", "name": "某人", "post": "主任"}, ON)
FORMS = {form.id: form for form in shipped_forms().values() if form.document is None}
"""All but what is a document itself."""


def answers_of(form: Form) -> Answers:
    walks, _unmet = sample_walks(form, SAMPLES)
    return applicable(form, walks[0].answers)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Page]]:
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("reports")
    drawn = {
        form.id: report_document(
            ReportPaper(
                "绍兴某某医院",
                "心内科",
                form,
                "2026年6月",
                answers_of(form),
                FiledBy("填报的人", ON),
                FiledBy("审核的人", ON),
                "同意",
            )
        )
        for form in FORMS.values()
    }
    print_out(drawn, folder)
    return {name: pages(folder / f"{name}.pdf") for name in drawn}


@pytest.mark.parametrize("form_id", sorted(FORMS))
def test_a_report_of_each_form_is_a_paper_with_every_answer(
    printed: Mapping[str, list[Page]], form_id: str
) -> None:
    form = FORMS[form_id]
    answers = answers_of(form)
    said = "".join("".join(page.text.split()) for page in printed[form_id])
    for words in (form.title["zh"], "填报单位：心内科", "2026年6月", "填报人：填报的人", "审核人：审核的人"):
        assert words in said, words
    asked = [step.field for step in steps(form, answers) if step.group is None]
    assert asked
    for field in asked:
        assert field.label["zh"] in said, field.key
        words = say_answer(field, answers.get(field.key), "zh")
        if field.kind is not FieldKind.ATTACHMENTS:
            assert "".join(words.split()) in said, field.key
