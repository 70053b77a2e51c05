import pytest

from forms.reading.reader import faults_of
from locales import LANGUAGES
from tests.forms.made_up import EVERY_KIND, every_kind
from tests.forms.meeting import MEETING
from tests.forms.wrong_forms import errors_of, line_of, said

# What stands in the form, what is put in its place, the fault, and a text that stands in its line ("": as `old`).
WRONG = [
    ('title = { zh = "样表", en', 'title = { zh = " ", en', "untranslated", ""),
    (
        'question = { zh = "多少人？", en = "How many?" }',
        'question = { zh = "多少人？" }',
        "untranslated",
        "",
    ),
    ('label = { zh = "绿", en = "Green" }', 'label = { zh = "绿" }', "untranslated", ""),
    (
        'unit = { zh = "人", en = "present" }',
        'unit = { zh = "人", en = "p", fr = "p" }',
        "unknown-language",
        "",
    ),
    ('unit = { zh = "人", en = "present" }', 'unit = { zh = "人", en = 3 }', "no-text", ""),
    ('zh = "多少人？"', f'zh = "{"多" * 501}"', "too-long", ""),
    ('question = { zh = "哪天？", en = "On which day?" }', "", "missing-key", 'key = "day"'),
    ('key = "people"', 'key = "held"', "same-key", ""),
    ('key = "why"', 'key = "what"', "same-key", ""),
    ('key = "people"', 'key = "People.1"', "key", ""),
    ('id = "every_kind"', "id = 3", "no-text", ""),
    ("version = 1", 'version = "1"', "no-whole-number", ""),
    ("version = 1", "version = 0", "version", ""),
    ("required = true", 'required = "yes"', "no-yes-no", ""),
    ("quick = [1, 2, 3]", "quick = 1", "no-list", ""),
    ("quick = [1, 2, 3]", "quick = [1.5]", "no-whole-number", ""),
    ('when = { field = "held", equals = true }', 'when = "held"', "no-list", ""),
    (
        'when = { field = "held", equals = true }',
        'when = { field = "held", equals = 1 }',
        "condition-value",
        "",
    ),
    ('when = { field = "held", equals = true }', 'when = { field = "held", is = true }', "unknown-key", ""),
    ('zh = "票据号？", en = "Which receipt?" }', 'zh = "票据号？" }\nlines = 2', "unknown-key", "lines"),
    ("maximum = 500\n", "", "no-maximum", 'key = "people"'),
    ("maximum = 500", "maximum = 0", "maximum-below-minimum", ""),
    ("maximum = 3", "maximum = 201", "too-many-items", ""),
    ("quick = [1, 2, 3]", "quick = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0]", "too-many-quick", ""),
    ("quick = [1, 2, 3]", "quick = [0, 1]", "no-answer", ""),
    ("zero = false", 'zero = "no"', "no-answer", ""),
    ("quick = [1, 2, 3]", "default = 0", "no-answer", ""),
    ("maximum = 100000", "maximum = 100000\ndefault = 12.5", "no-answer", "default"),
    ('kind = "date"', 'kind = "date"\ndefault = "昨天"', "no-answer", "default"),
    ("zero = false\n", "", "zero-lacks", "zero_report"),
    ("max_length = 20", "maximum = 20", "not-for-kind", ""),
    ("maximum = 100000", "maximum = 100000\nmax_length = 3", "not-for-kind", "max_length"),
    ("maximum = 100000", "maximum = 100000\nquick = [1]", "not-for-kind", "quick"),
    ("maximum = 100000", 'maximum = 100000\nlatest = "today"', "not-for-kind", "latest"),
    ("maximum = 2\n", 'maximum = 2\ndefault = "照片"\n', "not-for-kind", "default"),
    ('kind = "date"', 'kind = "one_of"', "missing-key", 'key = "day"'),
    ('kind = "several_of"', 'kind = "date"', "not-for-kind", "choices"),
    ('kind = "date"', 'kind = "group"\nmaximum = 3', "missing-key", 'key = "day"'),
    ('kind = "group"', 'kind = "whole_number"', "not-for-kind", "[[fields.fields]]"),
    ('value = "cases"', 'value = "rules"', "same-choice", 'value = "rules"'),
    ('zh = "案例"', 'zh = "制度"', "same-choice", 'value = "rules"'),
    ('kind = "date"', 'kind = "date"\nearliest = "yesterday"', "no-day", "earliest"),
    (
        'kind = "date"',
        'kind = "date"\nlatest = 2026-01-01\nearliest = 2026-02-01',
        "latest-before-earliest",
        "latest",
    ),
    ('field = "held", equals', 'field = "day", equals', "condition-later", ""),
    ('field = "held", equals', 'field = "people", equals', "circle", ""),
    ('field = "grave", equals', 'field = "files", equals', "condition-later", ""),
    ('field = "held", equals', 'field = "grave", equals', "condition-inside", ""),
    (
        "maximum = 2\n",
        'maximum = 2\nwhen = { field = "figure", above = 0 }\n',
        "condition-not-asked",
        'field = "figure"',
    ),
    (
        "maximum = 2\n",
        'maximum = 2\nwhen = { field = "topics", equals = "rules" }\n',
        "condition-never",
        'when = { field = "topics"',
    ),
    (
        "maximum = 2\n",
        'maximum = 2\nwhen = { field = "topics", contains = "rule" }\n',
        "condition-never",
        "contains",
    ),
    ("equals = true", 'equals = "true"', "condition-never", 'field = "held"'),
    ("equals = true", "above = 0", "condition-not-number", 'field = "held"'),
    ("above = 1", 'above = 1, equals = "2"', "condition-one-of", ""),
    ("above = 1", "above = 1, below = 3", "condition-one-of", ""),
    ('field = "held", equals = true', 'field = "held"', "condition-one-of", ""),
    ('joins = "held"', 'joins = "files"', "joins", ""),
    ('adds_up = "count"', 'adds_up = "sum"', "adds-up", ""),
    ('value = "yellow"', 'value = "amber"', "lights", "choices = ["),
    ("maximum = 99", 'maximum = 99\nsource = "a.b"', "source-alone", "source"),
    ("zero = 0", 'zero = 0\ncarry = "year_sum"', "source-alone", "carry"),
    ("maximum = 100000", 'maximum = 100000\ncarry = "year_sum"\nsource = "ab"', "source-written", "source"),
    ("maximum = 100000", 'maximum = 100000\ncounted = "ab"', "counted-written", "counted"),
    ("maximum = 100000", 'maximum = 100000\ncounted = "a.b="', "counted-written", "counted"),
    ('kind = "date"', 'kind = "date"\ncarry = "year_sum"\nsource = "a.b"', "not-for-kind", "source"),
    ("maximum = 99", "maximum = 99\nzero = 0", "not-for-figures", "zero = 0"),
    ('computed = "tips_forwarded"', 'computed = "profits"', "none-of", ""),
    ("maximum = 99", 'maximum = 99\nwhen = { field = "held", equals = true }', "not-for-figures", None),
    ('key = "grave"', 'key = "grave"\ncarry = "last"', "not-in-groups", "carry"),
]


@pytest.mark.parametrize(
    ("old", "new", "key", "at"), WRONG, ids=[f"{key}-{new[:30]}" for _, new, key, _ in WRONG]
)
def test_a_wrong_form_is_refused_with_the_reason_and_its_line(
    old: str, new: str, key: str, at: str | None
) -> None:
    text = EVERY_KIND.replace(old, new, 1)
    found = {error.key.removeprefix("form-fault-"): error for error in errors_of(old, new)}
    assert key in found
    error = found[key]
    assert all(said(error, language) for language in LANGUAGES)
    if at is not None:
        lines = [
            number
            for number, line in enumerate(text.splitlines(), 1)
            if (at or new.split("\n", maxsplit=1)[0]) in line
        ]
        # A key that is missing is reported at its field's header, right above its key.
        assert any(error.line in (number, number - 1) for number in lines), f"{error.line} is none of {lines}"


WRONG_SUMS = [
    ('sum_of = ["staff", "leaders"]', 'sum_of = ["staff", "leadres"]', "sum-unknown"),
    ('sum_of = ["staff", "leaders"]', 'sum_of = ["staff", "cash"]', "sum-unknown"),
    ('sum_of = ["cash", "goods"]', 'sum_of = ["cash", "gifts.goods"]', "sum-unknown"),
    ('sum_of = ["cash", "goods"]', 'sum_of = ["cash", "staff"]', "sum-unknown"),
    ('sum_of = ["staff", "leaders"]', 'sum_of = ["staff", "gifts.cash"]', "sum-kind"),
    ('sum_of = ["gifts.worth"]', 'sum_of = ["gifts"]', "sum-kind"),
    ('sum_of = ["gifts.worth"]', 'sum_of = "gifts.worth"', "no-list"),
    ('sum_of = ["gifts.worth"]', 'sum_of = ["gifts.worth"]\nzero = "0.00"', "not-for-figures"),
    ('sum_of = ["gifts.worth"]', 'sum_of = ["gifts.worth"]\ncomputed = "tips"', "not-for-figures"),
    ('sum_of = ["staff", "leaders"]', 'sum_of = ["all", "leaders"]', "circle"),
    ('field = "topics", contains = "gifts"', 'field = "handed_over", above = 0', "circle"),
    ('field = "handed_over"', 'field = "gifts.worth"', "condition-unknown"),
    ("default = 3", 'when = { field = "all", above = 0 }', "circle"),
    ('kind = "note"', 'kind = "note"\nrequired = true', "not-for-kind"),
    ('kind = "note"', 'kind = "note"\nadds_up = "count"', "adds-up"),
    ('kind = "person"', 'kind = "person"\ndefault = "某人"', "not-for-kind"),
    ('field = "all", above = 0', 'field = "read_first", above = 0', "condition-not-asked"),
]


@pytest.mark.parametrize(
    ("old", "new", "key"), WRONG_SUMS, ids=[f"{key}-{new[:40]}" for _, new, key in WRONG_SUMS]
)
def test_a_wrong_sum_note_or_person_is_refused(old: str, new: str, key: str) -> None:
    found = errors_of(old, new, MEETING, "meeting.toml")
    assert f"form-fault-{key}" in [error.key for error in found]
    assert all(error.line for error in found)


def test_a_sum_cannot_hold_a_figure_that_the_bot_counts_whenever_it_is_shown() -> None:
    total = '[[fields]]\nkey = "total"\nkind = "whole_number"\nlabel = { zh = "总", en = "T" }\n'
    text = f'{EVERY_KIND}\n{total}sum_of = ["people", "figure"]\n'
    assert [fault.key for fault in faults_of(text, "every_kind.toml")] == ["form-fault-sum-known"]


@pytest.mark.parametrize("key", ["held", "what"])
@pytest.mark.parametrize("kind", ["entry", "entries"])
def test_no_form_asks_for_an_entry_of_a_register(key: str, kind: str) -> None:
    was = next(field.kind for name, field in every_kind().all_fields() if name.rpartition(".")[2] == key)
    text = EVERY_KIND.replace(
        f'key = "{key}"\nkind = "{was}"', f'key = "{key}"\nkind = "{kind}"\nregister = "risk"'
    )
    first = next(error for error in faults_of(text, "every_kind.toml") if error.key == "form-fault-none-of")
    assert first.line == line_of(f'kind = "{kind}"', text)
    assert "person" in said(first)
    assert "entry" not in said(first)


def test_a_circle_is_told_with_every_field_on_it_once() -> None:
    text = MEETING.replace('field = "topics", contains = "gifts"', 'field = "handed_over", above = 0')
    (error,) = [fault for fault in faults_of(text, "meeting.toml") if fault.key == "form-fault-circle"]
    assert error.details["chain"] == "gifts → handed_over → gifts.worth → gifts"
    assert said(error).endswith("循环引用：gifts → handed_over → gifts.worth → gifts。")


def test_a_condition_may_not_name_a_sum_of_what_is_asked_only_later() -> None:
    text = MEETING.replace("default = 3", 'when = { field = "handed_over", above = 0 }')
    assert [fault.key for fault in faults_of(text, "meeting.toml")] == ["form-fault-condition-later"]
    summed_first = EVERY_KIND.replace(
        '[[fields]]\nkey = "people"',
        '[[fields]]\nkey = "total"\nkind = "whole_number"\nlabel = { zh = "总", en = "T" }\nsum_of = ["people"]\n'
        '[[fields]]\nkey = "early"\nkind = "yes_no"\nlabel = { zh = "早", en = "E" }\n'
        'question = { zh = "早？", en = "E?" }\nwhen = { field = "total", above = 1 }\n[[fields]]\nkey = "people"',
    )
    assert [fault.key for fault in faults_of(summed_first, "every_kind.toml")] == [
        "form-fault-condition-sum-later"
    ]


def test_a_condition_in_an_item_may_not_name_the_sum_over_all_items() -> None:
    """What is asked in the first item would hang on what is answered in the last."""
    behind = MEETING.replace('field = "worth", above = 1000', 'field = "handed_over", above = 1000')
    assert [fault.key for fault in faults_of(behind, "meeting.toml")] == ["form-fault-condition-later"]
    total = behind[
        behind.index('[[fields]]\nkey = "handed_over"') : behind.index('[[fields]]\nkey = "receipt"')
    ]
    before = behind.replace(total, "").replace(
        '[[fields]]\nkey = "gifts"', total + '[[fields]]\nkey = "gifts"'
    )
    assert [fault.key for fault in faults_of(before, "meeting.toml")] == ["form-fault-condition-sum-later"]


def test_a_circle_begins_with_its_first_field_wherever_it_was_come_upon() -> None:
    text = EVERY_KIND.replace('key = "people"', 'key = "people"\nwhen = { field = "cost", above = 0 }')
    text = text.replace('when = { field = "held", equals = true }\n', "")
    text = text.replace(
        'required = true\nlabel = { zh = "开会"',
        'when = { field = "cost", above = 0 }\nlabel = { zh = "开会"',
    )
    found = faults_of(text, "every_kind.toml")
    assert [fault.key for fault in found] == ["form-fault-condition-later", "form-fault-circle"]
    assert found[1].details["chain"] == "people → cost → people"


def test_every_fault_has_its_sentence_in_both_languages() -> None:
    texts = [EVERY_KIND.replace(old, new, 1) for old, new, _, _ in WRONG]
    found = {error.key: error for text in texts for error in faults_of(text, "every_kind.toml")}
    for error in found.values():
        assert said(error, "zh") != said(error, "en")
