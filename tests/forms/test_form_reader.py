import pytest

from forms.reader import FormError, read_form, read_forms, shipped_forms
from tests.forms.made_up import EVERY_KIND, every_kind


def error_of(old: str, new: str) -> FormError:
    assert old in EVERY_KIND
    with pytest.raises(FormError) as caught:
        read_form(EVERY_KIND.replace(old, new, 1), "every_kind.toml")
    return caught.value


def line_of(header_before: str) -> int:
    """Return the line of the [[fields]] above a key."""
    lines = EVERY_KIND.splitlines()
    return lines.index(f'key = "{header_before}"')


def test_a_field_is_found_by_its_key_also_in_a_group() -> None:
    form = every_kind()
    assert form.field("people").maximum == 500
    assert form.field("matters.what").required
    with pytest.raises(KeyError):
        form.field("what")


def test_broken_toml_is_reported_with_its_line() -> None:
    error = error_of("version = 1", "version = ")
    assert (error.file, error.line) == ("every_kind.toml", 3)


def test_a_file_that_ends_too_early_is_reported() -> None:
    with pytest.raises(FormError, match=r"every_kind\.toml"):
        read_form('id = "every_kind"\ntitle = {', "every_kind.toml")


def test_an_error_names_file_line_field_and_what() -> None:
    error = error_of('kind = "money"', 'kind = "coins"')
    assert (error.line, error.field) == (line_of("cost"), "cost")
    assert str(error).startswith(
        f"every_kind.toml, line {line_of('cost')}, field cost: kind: Input should be"
    )


def test_an_error_in_a_group_names_the_group_and_the_field() -> None:
    error = error_of("max_length = 20", "longest = 20")
    assert (error.line, error.field) == (line_of("what"), "matters.what")
    assert "longest" in error.what


def test_a_field_without_a_key_is_named_by_its_number() -> None:
    error = error_of('key = "people"\n', "")
    assert (error.line, error.field, error.what) == (line_of("people"), "no. 2", "key: Field required")


def test_an_error_in_a_field_written_inline_names_the_field_without_a_line() -> None:
    text = 'id = "a"\nversion = 1\ntitle = { zh = "一", en = "A" }\nfields = [{ key = "b", kind = "c" }]\n'
    with pytest.raises(FormError) as caught:
        read_form(text, "a.toml")
    assert (caught.value.line, caught.value.field) == (None, "b")


@pytest.mark.parametrize("fields", ["fields = 3", "fields = [3]", "", "fields = []"])
def test_fields_that_are_no_fields_are_refused(fields: str) -> None:
    with pytest.raises(FormError):
        read_form(f'id = "a"\nversion = 1\ntitle = {{ zh = "一", en = "A" }}\n{fields}\n', "a.toml")


def test_a_form_is_called_as_its_file() -> None:
    with pytest.raises(FormError, match="the id is every_kind"):
        read_form(EVERY_KIND, "another.toml")


WRONG = [
    ('title = { zh = "样表", en', 'title = { zh = " ", en', "title has no translation into zh"),
    (
        'question = { zh = "多少人？", en = "How many?" }',
        'question = { zh = "多少人？" }',
        "question has no trans",
    ),
    (
        'label = { zh = "绿", en = "Green" }',
        'label = { zh = "绿", fr = "Vert" }',
        "label of choice green has no",
    ),
    ('unit = { zh = "人", en = "present" }', 'unit = { zh = "人", en = "p", fr = "p" }', "words in fr"),
    ('question = { zh = "哪天？", en = "On which day?" }', "", "question is missing"),
    ('key = "people"', 'key = "held"', "two fields with the key held"),
    ('key = "why"', 'key = "what"', "two fields with the key what"),
    ('key = "people"', 'key = "People.1"', "a key is made of small letters"),
    ("maximum = 500\n", "", "maximum is missing"),
    ("maximum = 500", "maximum = 0", "maximum is below minimum"),
    ("quick = [1, 2, 3]", "quick = [0, 1]", "0 is no answer"),
    ("zero = false", 'zero = "no"', "'no' is no answer"),
    ("zero = false\n", "", "a zero report would lack held"),
    ("max_length = 20", "maximum = 20", "short_text has no minimum or maximum"),
    ("maximum = 100000", "maximum = 100000\nmax_length = 3", "money has no max_length"),
    ("maximum = 100000", "maximum = 100000\nquick = [1]", "money has no quick values"),
    ('kind = "date"', 'kind = "one_of"', "one_of needs choices"),
    ('kind = "several_of"', 'kind = "date"', "date has no choices"),
    ('value = "cases"', 'value = "rules"', "two choices are called rules"),
    ('zh = "案例"', 'zh = "制度"', "two choices are called 制度"),
    ('kind = "date"', 'kind = "group"\nmaximum = 3', "a group has fields"),
    ('field = "held", equals', 'field = "day", equals', "names day, which is no earlier field"),
    ('field = "held", equals', 'field = "people", equals', "names people, which is no earlier field"),
    ('field = "grave", equals', 'field = "files", equals', "names files, which is no earlier field"),
    ("equals = true", 'equals = "true"', "expects held to be true, which it never is"),
    ("equals = true", "above = 0", "compares held, which is no number"),
    ("above = 1", 'above = 1, equals = "2"', "one of above and equals"),
    ('field = "held", equals = true', 'field = "held"', "one of above and equals"),
    ('joins = "held"', 'joins = "files"', "joins names files"),
    ('adds_up = "count"', 'adds_up = "sum"', "yes_no does not add up as sum"),
    ("maximum = 99", 'maximum = 99\nsource = "a.b"', "carry year_sum and source belong together"),
    ("maximum = 99", 'maximum = 99\ncarry = "year_sum"', "carry year_sum and source belong together"),
    ("maximum = 99", 'maximum = 99\ncarry = "year_sum"\nsource = "ab"', "source is written form.field"),
    ('kind = "date"', 'kind = "date"\ncarry = "year_sum"\nsource = "a.b"', "only a number or money"),
    ("maximum = 99", "maximum = 99\nzero = 0", "a computed field has no"),
    ('key = "grave"', 'key = "grave"\ncarry = "last"', "a field in a group cannot"),
]


@pytest.mark.parametrize(("old", "new", "what"), WRONG, ids=[what for _, _, what in WRONG])
def test_a_wrong_form_is_refused_with_the_reason(old: str, new: str, what: str) -> None:
    assert what in error_of(old, new).what


def test_a_condition_in_a_group_may_name_a_field_before_the_group() -> None:
    text = EVERY_KIND.replace('field = "grave", equals', 'field = "held", equals')
    condition = read_form(text, "every_kind.toml").field("matters.why").when
    assert condition is not None
    assert condition.field == "held"


def test_a_condition_outside_a_group_cannot_name_a_field_in_it() -> None:
    error = error_of('key = "files"', 'key = "files"\nwhen = { field = "grave", equals = true }')
    assert error.what == "the condition names grave, which is no earlier field"


def test_a_condition_cannot_name_a_figure_of_the_bots_own() -> None:
    error = error_of('key = "files"', 'key = "files"\nwhen = { field = "figure", above = 0 }')
    assert error.what == "the condition names figure, which nobody is asked"


def test_a_form_without_fields_is_refused() -> None:
    with pytest.raises(FormError, match="at least one field"):
        read_form('id = "a"\nversion = 1\ntitle = { zh = "一", en = "A" }\nfields = []\n', "a.toml")


@pytest.mark.parametrize(
    "source", ["every_kind.peoples", "another.people", "every_kind.light", "every_kind.cost"]
)
def test_a_source_is_a_field_of_the_same_kind_that_is_summed(source: str) -> None:
    carried = EVERY_KIND.replace("maximum = 99", f'maximum = 99\ncarry = "year_sum"\nsource = "{source}"')
    yearly = carried.replace('id = "every_kind"', 'id = "yearly"')
    with pytest.raises(FormError, match=rf"yearly\.toml, field figure: {source} is no field"):
        read_forms({"every_kind.toml": EVERY_KIND, "yearly.toml": yearly})


def test_shipped_forms_are_read_once() -> None:
    assert shipped_forms() is shipped_forms()
