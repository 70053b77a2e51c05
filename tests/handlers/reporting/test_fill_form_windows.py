"""Every window of every form, in both languages, drawn from made-up pages: no bot, no database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from domain.drafts import CHOOSE_ANSWER, DELETE_ITEM, GIVE_REASON, ITEM, ITEMS, SUMMARY, ZERO, Draft
from domain.errors import RefusalError
from domain.people.people import Post, Role, Viewer
from domain.time.calendar_page import Month
from forms.answers import longest_text
from forms.fields import Field, FieldKind, Form
from forms.filling import begin
from forms.reading.reader import read_form, shipped_forms
from forms.steps import next_open, set_answer, steps
from forms.xlsform.xlsform import import_xlsform
from handlers.questions.acts import look_of
from handlers.wire.pieces import HALF_MESSAGE
from locales import LANGUAGES, Speech, Words
from storage.duty_items import DutyItem
from storage.people.officials import NamedOfficial
from storage.reporting.submissions import Submission
from tests.handlers.own_form import meeting_form, widest_form
from usecases.questions.pages import A_LEAF, PAST_NOTES, FromRegisters, Listed, PageLook
from usecases.reporting.form_pages import FormPage
from windows.page_turns import ROWS_MOST
from windows.reporting.form import page_window, zero_said
from windows.windows import Window

WORDS = Words()
X2 = Path(__file__).parents[2] / "forms" / "x2_nine_notes.xlsx"
NINE_NOTES = import_xlsform(X2.read_bytes(), X2.name)
FORMS = {
    **shipped_forms(),
    "meeting": meeting_form(),
    "red_packets": read_form(NINE_NOTES.text(1, []), "red_packets.toml"),
    "widest": widest_form(),
}
DAY, NOW = date(2026, 12, 31), datetime(2026, 12, 31, tzinfo=UTC)
GRID = "某" * 40
PERIODS = {"monthly_report": "2026-12", "quarterly_selfcheck": "2026-Q4", "halfyear_selfcheck": "2026-H2"}
TEXT_LIMIT = 4096
BUTTONS_LIMIT = 100
DATA_LIMIT = 64
DAYS_A_WEEK = 7
LARGE = 2**53
"""More drafts, turns and items than anybody will ever have: still their numbers fit into a button."""


OFFICIAL = NamedOfficial(999_999_999, "9" * 32, "某" * 64, "职" * 64, "1", "某" * 128, has_namesake=True)
NAMES = Listed([OFFICIAL] * A_LEAF, 100, 5, "<某>" * 21)
"""As many and as long as the tables take."""


class Plain(HTMLParser):
    """Reads a window as Telegram does: what is left when the tags are gone."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(form: Form, draft: Draft | None = None) -> FormPage:
    period = PERIODS.get(form.id, "2026")
    item = DutyItem(LARGE, form.id, period, "30101", DAY, DAY, DAY, 0, None, GRID)
    viewer = Viewer(1, "心内科特邀监察员", "zh", (Post(Role.INSPECTOR, "30101", 3),))
    return FormPage(viewer=viewer, item=item, form=form, today=DAY, grid_code="30101", draft=draft)


def longest(field: Field) -> Any:
    """Return the answer to `field` that takes most room."""
    values = [choice.value for choice in field.choices]
    files = (field.maximum or 1) if field.kind is FieldKind.ATTACHMENTS else 0
    answers: dict[FieldKind, Any] = {
        FieldKind.YES_NO: True,
        FieldKind.WHOLE_NUMBER: field.maximum,
        FieldKind.GROUP: field.maximum,
        FieldKind.MONEY: f"{field.maximum}.00",
        FieldKind.ONE_OF: max(values, key=len, default=""),
        FieldKind.SEVERAL_OF: values,
        FieldKind.DATE: "2026-12-31",
        FieldKind.PERSON: {"staff_number": "9" * 32, "name": "<某>" * 21, "post": "职" * 64},
        FieldKind.ATTACHMENTS: [{"file_id": "A" * 80, "kind": "document"}] * files,
    }
    return answers.get(field.kind, "<&>" * (longest_text(field) // 3))


def windows_of(form: Form, speech: Speech) -> Iterator[Window]:
    """Walk through the form giving the longest answers, and yield every window on the way and at its end."""
    yield page_window(page_of(form), speech)
    draft = Draft(LARGE, 1, form.version, SUMMARY, {}, turn=LARGE, id=LARGE)
    refusal = RefusalError("forms-answer-too-long", limit=2000, length=4096)
    while (step := next_open(form, draft.answers)) is not None:
        draft = replace(draft, place=step.path)
        names = NAMES if step.field.kind is FieldKind.PERSON else None
        page = replace(page_of(form, draft), before=longest(step.field), names=names)
        yield page_window(page, speech)
        yield page_window(replace(page, look=PageLook(Month(2026, 8), leaf=1, note=PAST_NOTES)), speech)
        yield page_window(page, speech, refusal)
        draft = replace(draft, answers=set_answer(form, draft.answers, step.path, longest(step.field)))
        yield page_window(page_of(form, draft), speech)
    for place in (SUMMARY, CHOOSE_ANSWER, GIVE_REASON, *([ZERO] if form.zero_report else [])):
        yield page_window(page_of(form, replace(draft, place=place)), speech, refusal)
    for group in (field for field in form.fields if draft.answers.get(field.key) and field.fields):
        for place in (f"{ITEMS}{group.key}", f"{ITEM}{group.key}.1", f"{DELETE_ITEM}{group.key}.1"):
            yield page_window(page_of(form, replace(draft, place=place)), speech)
    filed = Submission(1, LARGE, form.id, form.version, draft.answers, False, NOW, 1)
    yield page_window(replace(page_of(form, replace(draft, place=SUMMARY)), filed=filed), speech)
    yield page_window(replace(page_of(form), filed=filed), speech)
    yield page_window(replace(page_of(form), filed=filed, counts=(100_000, 100_000)), speech)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_window_of_a_form_fits_into_a_message(form: Form, language: str) -> None:
    drawn = 0
    for window in windows_of(form, Speech(WORDS, language)):
        text = Plain(window.text).text
        assert 0 < len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT
        buttons = [button for row in window.rows for button in row]
        assert 0 < len(buttons) <= BUTTONS_LIMIT
        # A month has up to six weeks, and stands whole.
        assert len(window.rows) <= ROWS_MOST or any(len(row) == DAYS_A_WEEK for row in window.rows)
        for button in buttons:
            assert button.label.strip()
            assert 0 < len(button.data.encode()) <= DATA_LIMIT
        drawn += 1
    assert drawn > 2 * len(steps(form, {}))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_no_window_speaks_two_languages(form: Form) -> None:
    spoken = [page_window(page_of(form), Speech(WORDS, language)).text for language in LANGUAGES]
    assert len(set(spoken)) == len(LANGUAGES)


def test_no_answer_is_as_long_as_what_a_phone_leaves_of_a_text_it_cuts() -> None:
    texts = [
        field
        for form in FORMS.values()
        for _key, field in form.all_fields()
        if field.kind in (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT)
    ]
    assert max(longest_text(field) for field in texts) < HALF_MESSAGE


ZERO_SAID = {
    "monthly_report": "本期各项均为零，灯色：绿",
    "procurement_report": "本期各项均为零",
    "meeting_record": "是否召开：否",
    "self_report_summary": "本期各项均为零",
    "campaign_summary": "本期各项均为零",
    "risk_search": "查找情况：无变化",
}


def test_a_zero_report_of_every_form_says_what_that_form_says() -> None:
    forms, speech = shipped_forms(), Speech(Words(), "zh")
    said = {form.id: zero_said(form, speech) for form in forms.values() if form.zero_report}
    assert said == ZERO_SAID
    assert [form_id for form_id, words in said.items() if "灯色" in words] == ["monthly_report"]


def test_figures_that_contradict_each_other_are_told_above_the_summary_and_changed_first() -> None:
    form = shipped_forms()["campaign_summary"]
    given: dict[str, Any] = {"items": 1, "items.1.any_dealt_with": True}
    answers = dict.fromkeys((step.path for step in steps(form, given)), 0) | given
    answers |= {"items.1.item": "power", "items.1.middle": 2, "items.1.dealt_with": 2}
    answers |= {"items.1.form_1": 4, "items.1.forms": 4}
    draft = Draft(LARGE, 1, form.version, SUMMARY, answers, turn=1, id=1)
    window = page_window(page_of(form, draft), Speech(WORDS, "zh"))
    assert "前后不一致，请核对：\n· 处理 2 人，四种形态合计 4 人，多于处理人数。" in window.text
    assert [[button.label for button in row] for row in window.rows] == [
        ["修改"],
        ["仍然提交", "保存，以后再填"],
    ]
    agreed = replace(draft, answers={**answers, "items.1.form_1": 2, "items.1.forms": 2})
    window = page_window(page_of(form, agreed), Speech(WORDS, "zh"))
    assert "前后不一致" not in window.text
    assert window.rows[0][0].label == "提交"


@pytest.mark.parametrize("name", ["red_packets", "widest"])
def test_notes_too_long_for_one_window_are_turned_until_the_question_can_be_answered(name: str) -> None:
    form, speech = FORMS[name], Speech(WORDS, "zh")
    step = next_open(form, {})
    assert step is not None
    page = page_of(form, Draft(LARGE, 1, form.version, step.path, {}, turn=1, id=1))
    read = ""
    for _leaf in range(20):
        window = page_window(page, speech)
        read += Plain(window.text).text
        further = [b.data.rpartition(":")[2] for row in window.rows for b in row if "下一页" in b.label]
        if not further:
            break
        look = look_of(further[0])
        assert look is not None
        page = replace(page, look=look)
    assert all((note.question or note.label)["zh"] in read for note in step.notes)
    assert (step.field.question or step.field.label)["zh"] in read
    assert len(window.rows) > 1, "the question can be answered"
    refused = page_window(replace(page, look=PageLook()), speech, RefusalError("report-only-text"))
    assert refused.rows == window.rows


def test_a_unit_s_form_says_what_is_from_registers_and_where_the_answer_is_another() -> None:
    form = FORMS["progress_29"]
    counted = FromRegisters({"warned": True, "warnings": 3, "powers_checked": True, "powers_listed": 12}, DAY)
    draft = begin(form, 1, 1, counted.answers)
    draft = replace(draft, answers={**draft.answers, "warnings": 5}, place=SUMMARY)
    said = page_window(replace(page_of(form, draft), counted=counted), Speech(WORDS, "zh")).text
    assert "3 项按工作台账统计填入（截至12月31日），请核对。" in said
    assert "与台账统计不同 1 项：风险预警" in said
    asked = page_window(
        replace(page_of(form, replace(draft, place="warnings")), counted=counted), Speech(WORDS, "zh")
    ).text
    assert "已填：5 次" in asked
    assert "工作台账统计（截至12月31日）：3 次" in asked
    assert "台账" not in page_window(page_of(form, draft), Speech(WORDS, "zh")).text
