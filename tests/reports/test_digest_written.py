"""What a digest says was written: each listed field by the label of its own form (DOMAIN.md sections 3 and 6)."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from forms.fields import AddsUp, Form
from forms.sums import Total
from locales import LANGUAGES, Speech
from reports.digest import Digest
from reports.digest_files import DigestRows, digest_xlsx
from reports.digest_lists import Listed, listed_fields, listed_groups, listed_texts
from reports.digest_text import digest_text
from tests.desks import FORMS, WORDS
from tests.reports.digests_made_up import YEAR, counts, digest

LISTING = [form for form in FORMS.values() if listed_fields(form)]
ZH = Speech(WORDS, "zh")
TENDENCY = "苗头"


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


@pytest.mark.parametrize("form", LISTING, ids=lambda form: form.id)
def test_the_xlsx_has_a_sheet_for_each_listed_field_with_all_that_its_items_are_asked(form: Form) -> None:
    items = [Listed("301", "心内科", "1支部", group, {}) for group in listed_groups(form)]
    texts = [Listed("301", "心内科", "1支部", field, "已写") for field in listed_texts(form)]
    file = digest_xlsx(of_form(form, 1), DigestRows([], items, texts), WORDS, ZH)
    book = load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["汇总", "明细", *(one.label["zh"] for one in listed_fields(form)), "1支部"]
    for field in listed_fields(form):
        asked = [part for part in field.fields if part.kind != "note"] or [field]
        head, row = book[field.label["zh"]].values
        assert head == ("支部", "网格", *(part.label["zh"] for part in asked))
        assert row[:2] == ("1支部", "心内科")
