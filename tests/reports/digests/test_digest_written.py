"""What a digest says was written: each listed field by the label of its own form (docs/domain.md sections 3 and 6)."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from domain.duties.standing import Standing
from domain.people.grids import Grid, GridKind
from forms.fields import AddsUp, Field, FieldKind, Form
from forms.sample_walks import Samples, sample_walks
from forms.summary import say_answer
from forms.sums import Total
from locales import LANGUAGES, Speech
from reports.digests.digest import Digest
from reports.digests.files import digest_xlsx
from reports.digests.lists import GridReport, listed_fields, listed_groups, listed_texts
from tests.desks import FORMS, WORDS, shanghai
from tests.reports.digests.digests_made_up import YEAR, counts, digest
from windows.digests.text import digest_text

LISTING = [form for form in FORMS.values() if listed_fields(form)]
ZH = Speech(WORDS, "zh")
TENDENCY = "苗头"
YES_NO = {"zh": ("是", "否"), "en": ("Yes", "No")}
FILED_AT = shanghai(6, 20)


def of_form(form: Form, sums: int) -> Digest:
    """Return a digest in which every figure and list of `form` came to `sums`."""
    totals = {key: Total(9, sums) for key, field in form.all_fields() if field.adds_up is not AddsUp.NONE}
    return digest({YEAR[-1]: [replace(counts("1支部", (9, 0, 0)), totals=totals)]}, form)


@pytest.mark.parametrize("form", LISTING, ids=lambda form: form.id)
def test_every_form_counts_what_was_written_by_its_own_labels(form: Form) -> None:
    for language in LANGUAGES:
        text = digest_text(of_form(form, 12), Speech(WORDS, language), for_level_one=True)
        for field in listed_fields(form):
            assert field.label[language] in text
    text = digest_text(of_form(form, 12), ZH, for_level_one=True)
    own = any(TENDENCY in field.label["zh"] for field in form.fields)
    assert (TENDENCY in text) == own
    counted = [
        line for field in listed_groups(form) for line in text.split("\n") if field.label["zh"] in line
    ]
    assert all(" 12 " in f"{line} " for line in counted)


@pytest.mark.parametrize("form", LISTING, ids=lambda form: form.id)
def test_outside_level_one_no_small_number_and_no_text_of_any_form_is_counted(form: Form) -> None:
    few = digest_text(of_form(form, 3), ZH, for_level_one=False)
    for group in listed_groups(form):
        assert f"{group.label['zh']}不足 5" in few
    assert not [field for field in listed_texts(form) if f"{field.label['zh']} 3 条" in few]
    if not any(TENDENCY in field.label["zh"] for field in form.fields):
        assert TENDENCY not in few + digest_text(of_form(form, 12), ZH, for_level_one=False)


def reported(answers: Mapping[str, Any]) -> GridReport:
    """Return the report of 心内科 with these answers."""
    ward, branch = Grid("301", "心内科", 3, "201", GridKind.CLINICAL), Grid("201", "1支部", 2, "1")
    return GridReport(ward, branch, Standing.ON_TIME, None, FILED_AT, 1, "received", answers)


def filled_in(form: Form) -> dict[str, Any]:
    """Return answers to the questions of a form; texts are what Excel would take for a formula."""
    person = {"staff_number": "1", "name": "=1+1", "post": "护士"}
    walks, _unmet = sample_walks(form, Samples("=1+1", person, FILED_AT.date()))
    return dict(walks[0].answers)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_the_sheets_of_every_form_have_its_own_fields_and_nothing_else(form: Form) -> None:
    answers = filled_in(form)
    for language in LANGUAGES:
        speech = Speech(WORDS, language)
        book = load_workbook(io.BytesIO(digest_xlsx(of_form(form, 1), [reported(answers)], WORDS, speech)))
        fields = [field for field in form.fields if field.kind != "note"]
        head, row = book.worksheets[1].values
        assert list(head[5:]) == [headed(field, language) for field in fields]
        for field, cell in zip(fields, row[5:], strict=True):
            assert cell == said(field, answers.get(field.key), language), field.key
        summed = next(iter(book.worksheets[0].values))[6:]
        assert list(summed) == [
            above
            for field in form.fields
            if field.adds_up != AddsUp.NONE
            for above in (
                [f"{field.label[language]}：{choice.label[language]}" for choice in field.choices]
                if field.adds_up in (AddsUp.SHARE, AddsUp.WORST_LIGHT)
                else [headed(field, language)]
            )
        ]
        cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("=1+1"))


def headed(field: Field, language: str) -> str:
    return field.label[language] + (f"（{field.unit[language]}）" if field.unit else "")


def said(field: Field, answer: Any, language: str) -> Any:
    """Return what a cell is to say of an answer: in its own type, or in the words of the form."""
    if answer is None:
        return None
    labels = {choice.value: choice.label[language] for choice in field.choices}
    comma = "、" if language == "zh" else ", "
    words: dict[FieldKind, Callable[[], Any]] = {
        FieldKind.YES_NO: lambda: YES_NO[language][not answer],
        FieldKind.ONE_OF: lambda: labels[answer],
        FieldKind.SEVERAL_OF: lambda: comma.join(labels[value] for value in answer),
        FieldKind.DATE: lambda: datetime.fromisoformat(answer),
        FieldKind.MONEY: lambda: float(answer),
        FieldKind.ATTACHMENTS: lambda: len(answer),
        FieldKind.PERSON: lambda: say_answer(field, answer, language),
    }
    return words.get(field.kind, lambda: answer)()


@pytest.mark.parametrize("form", LISTING, ids=lambda form: form.id)
def test_the_xlsx_has_a_sheet_for_each_listed_field_with_all_that_its_items_are_asked(form: Form) -> None:
    file = digest_xlsx(of_form(form, 1), [reported(filled_in(form))], WORDS, ZH)
    book = load_workbook(io.BytesIO(file))
    assert book.sheetnames == [
        "汇总",
        "明细",
        *(listed.label["zh"] for listed in listed_fields(form)),
        "1支部",
    ]
    for field in listed_fields(form):
        asked = [part for part in field.fields if part.kind != "note"] or [field]
        head, row, *_more = book[field.label["zh"]].values
        assert head == ("支部", "网格", *(headed(part, "zh") for part in asked))
        assert row[:2] == ("1支部", "心内科")
