from dataclasses import fields
from pathlib import Path

import pytest

from forms.fields import COMPUTED, AddsUp, Carry, Field, FieldKind, Form
from forms.reading.reader import FormError, faults_of, read_form, read_forms, shipped_forms
from forms.steps import applicable
from tests.forms.made_up import EVERY_KIND, every_kind
from tests.forms.meeting import meeting
from tests.forms.wrong_forms import errors_of, line_of, said


def error_of(old: str, new: str) -> FormError:
    """Return the first error; the others follow from it."""
    return errors_of(old, new)[0]


def test_a_field_is_found_by_its_key_also_in_a_group() -> None:
    form = every_kind()
    assert form.field("people").maximum == 500
    assert form.field("matters.what").required
    with pytest.raises(KeyError):
        form.field("what")


def test_broken_toml_is_reported_with_its_line() -> None:
    error = error_of("version = 1", "version = ")
    assert (error.file, error.line, error.key) == ("every_kind.toml", 3, "form-fault-not-toml")


def test_a_file_that_ends_too_early_is_reported_at_its_end() -> None:
    (error,) = faults_of('id = "every_kind"\ntitle = {', "every_kind.toml")
    assert error.line == 2


def test_an_error_names_file_line_field_and_what_in_the_language_of_the_office() -> None:
    error = error_of('field = "held", equals', 'field = "helt", equals')
    line = line_of('field = "held", equals')
    assert said(error) == f"every_kind.toml，第 {line} 行，people：条件引用了 helt，表中没有这个项目。"
    english = (
        f"every_kind.toml, line {line}, people: the condition names helt, which is no field of this form."
    )
    assert said(error, "en") == english


def test_a_key_of_the_wrong_kind_is_reported_at_its_own_line() -> None:
    error = error_of('kind = "money"', 'kind = "coins"')
    assert (error.line, error.field, error.key) == (line_of('kind = "money"'), "cost", "form-fault-none-of")
    assert "money, one_of" in said(error)


def test_an_error_in_a_group_names_the_group_and_the_field() -> None:
    error = error_of("max_length = 20", "longest = 20")
    assert (error.line, error.field) == (line_of("max_length = 20"), "matters.what")
    assert said(error).endswith("不认识 longest，请检查拼写。")


def test_a_field_without_a_key_is_named_by_its_number() -> None:
    error = error_of('key = "people"\n', "")
    assert (error.line, error.field) == (line_of('key = "people"') - 1, "no. 2")
    assert said(error).endswith("缺少 key。")


def test_an_error_in_a_field_written_inline_names_its_line_too() -> None:
    text = 'id = "a"\nversion = 1\ntitle = { zh = "一", en = "A" }\nfields = [\n  { key = "b", kind = "c" },\n]\n'
    assert [(error.line, error.field) for error in faults_of(text, "a.toml")] == [(5, "b"), (5, "b")]


def test_a_table_below_a_field_is_part_of_it() -> None:
    written = 'when = { field = "held", equals = true }'
    apart = EVERY_KIND.replace(written + "\njoins", "joins", 1).replace(
        '[[fields]]\nkey = "cost"',
        '[[fields.when]]\nfield = "helt"\nequals = true\n\n[[fields]]\nkey = "cost"',
        1,
    )
    (error,) = [fault for fault in faults_of(apart, "every_kind.toml") if fault.field == "people"]
    assert (error.key, error.line) == ("form-fault-condition-unknown", line_of("[[fields.when]]", apart))
    with_fault_behind = apart.replace('"helt"', '"held"').replace('kind = "date"', 'kind = "day"')
    assert faults_of(with_fault_behind, "every_kind.toml")[0].line == line_of(
        'kind = "day"', with_fault_behind
    )


def test_words_that_look_like_keys_do_not_mislead_about_the_line() -> None:
    hint = 'hint = { zh = """\nkind = "x"\n[[fields]]\nkey = "y"\n""", en = "x" }\nunit = 3\n'
    text = EVERY_KIND.replace('key = "receipt"\n', 'key = "receipt"\n' + hint, 1)
    (error,) = faults_of(text, "every_kind.toml")
    assert (error.line, error.field) == (line_of("unit = 3", text), "receipt")


def test_a_choice_is_reported_at_its_own_line() -> None:
    error = error_of('label = { zh = "案例", en', 'label = { zh = "", en')
    assert error.line == line_of('value = "cases"')
    assert said(error).endswith("choices cases label 缺少 zh 的文字。")


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = EVERY_KIND.replace('question = { zh = "多少元？", en = "How much?" }', "")
    text = (
        text.replace('en = "Sample"', 'en = ""')
        .replace('joins = "held"', 'joins = "hold"')
        .replace("= 99", "= -1")
    )
    found = faults_of(text, "every_kind.toml")
    assert [(error.field, error.key.removeprefix("form-fault-")) for error in found] == [
        ("", "untranslated"),
        ("people", "joins"),
        ("cost", "missing-key"),
        ("figure", "maximum-below-minimum"),
    ]
    assert [error.line for error in found] == sorted(error.line or 0 for error in found)


def test_reading_a_form_raises_the_first_of_its_faults() -> None:
    with pytest.raises(FormError) as caught:
        read_form(EVERY_KIND.replace('zh = "样表"', 'zh = " "'), "every_kind.toml")
    assert (caught.value.line, caught.value.details["lang"]) == (4, "zh")
    assert "every_kind.toml" in str(caught.value)


@pytest.mark.parametrize("fields", ["fields = 3", "fields = [3]", "", "fields = []"])
def test_fields_that_are_no_fields_are_refused_with_a_line(fields: str) -> None:
    (error,) = faults_of(f'id = "a"\nversion = 1\ntitle = {{ zh = "一", en = "A" }}\n{fields}\n', "a.toml")
    assert error.line == (4 if fields else 1)


def test_a_form_is_called_as_its_file() -> None:
    (error,) = faults_of(EVERY_KIND, "another.toml")
    assert (error.key, error.line, error.details["id"]) == ("form-fault-other-name", 2, "every_kind")
    assert faults_of(EVERY_KIND, "/somewhere/every_kind.toml") == []


def test_a_condition_in_a_group_may_name_a_field_before_the_group() -> None:
    text = EVERY_KIND.replace('field = "grave", equals', 'field = "held", equals')
    (condition,) = read_form(text, "every_kind.toml").field("matters.why").when
    assert condition.field == "held"


def test_a_day_may_be_written_as_toml_writes_days() -> None:
    assert meeting().field("held_on").earliest == "2026-01-01"


@pytest.mark.parametrize(
    "source", ["every_kind.peoples", "another.people", "every_kind.light", "every_kind.cost"]
)
def test_a_source_is_a_field_of_the_same_kind_that_is_summed(source: str) -> None:
    carried = EVERY_KIND.replace("maximum = 500", f'maximum = 500\ncarry = "year_sum"\nsource = "{source}"')
    yearly = carried.replace('id = "every_kind"', 'id = "yearly"')
    with pytest.raises(FormError) as caught:
        read_forms({"every_kind.toml": EVERY_KIND, "yearly.toml": yearly})
    error = caught.value
    assert (error.key, error.file, error.field) == ("form-fault-source", "yearly.toml", "people")
    assert error.line == line_of("source = ", yearly)


def test_shipped_forms_are_read_once() -> None:
    assert shipped_forms() is shipped_forms()


DOCS = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")


def test_the_form_that_the_documentation_shows_is_a_form() -> None:
    text = DOCS.split("```toml\n")[1].split("```")[0]
    assert faults_of(text, "gifts.toml") == []
    given = {"gifts": 2, "gifts.1.worth": "900.00", "gifts.2.worth": "200.00"}
    assert applicable(read_form(text, "gifts.toml"), given)["total"] == "1100.00"


def test_the_documentation_names_every_kind_key_and_way_of_adding_up() -> None:
    names = {
        *FieldKind,
        *AddsUp,
        *Carry,
        *COMPUTED,
        *(field.name for field in (*fields(Field), *fields(Form)) if field.init),
    }
    missing = {
        name for name in names if not any(way in DOCS for way in (f"`{name}`", f'"{name}"', f"{name} = "))
    }
    assert missing == {"none"}
