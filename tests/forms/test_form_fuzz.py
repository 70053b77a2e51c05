"""Whatever somebody writes into a form's file: it is read, or every fault is told with its line."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.fields import FieldKind
from forms.reading.reader import faults_of, read_form
from forms.steps import applicable, steps
from locales import LANGUAGES
from tests.forms.made_up import EVERY_KIND, STEADY
from tests.forms.meeting import MEETING
from tests.forms.wrong_forms import said

VALUES = [
    *(
        '""',
        '"字"',
        '"held"',
        '"gifts.worth"',
        '"2026-02-30"',
        "2026-01-01",
        "12:00:00",
        "nan",
        "1e400",
        "-1",
        "0",
    ),
    *(
        "99999999999999999999",
        "true",
        "[]",
        "{}",
        '["staff"]',
        '["all", "all"]',
        "[[1]]",
        '{ zh = "字" }',
        "[1, 2]",
    ),
    *(
        '{ field = "worth", above = 1 }',
        '[{ field = "all", below = 3 }, { field = "x" }]',
        '"year_sum"',
        '"sum"',
    ),
    *(f'"{kind.value}"' for kind in FieldKind),
]
KEYS = [
    *(
        "key",
        "kind",
        "label",
        "question",
        "hint",
        "unit",
        "required",
        "minimum",
        "maximum",
        "max_length",
        "earliest",
    ),
    *(
        "latest",
        "choices",
        "quick",
        "when",
        "default",
        "zero",
        "computed",
        "sum_of",
        "carry",
        "source",
        "adds_up",
    ),
    *(
        "joins",
        "fields",
        "version",
        "title",
        "zero_report",
        "colour",
        "[fields.when]",
        "[[fields]]",
        "[[fields.fields]]",
    ),
]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """Return a form's file after a few careless edits, and its name."""
    name, text = draw(st.sampled_from([("every_kind.toml", EVERY_KIND), ("meeting.toml", MEETING)]))
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, value = draw(st.sampled_from(KEYS)), draw(st.sampled_from(VALUES))
        edit: Any = draw(st.sampled_from(["drop", "double", "add", "change"]))
        if edit == "drop":
            del lines[at]
        elif edit == "double":
            lines.insert(at, lines[at])
        elif edit == "add" or "=" not in lines[at]:
            lines.insert(at, key if key.startswith("[") else f"{key} = {value}")
        else:
            lines[at] = f"{lines[at].split('=')[0]}= {value}"
    return name, "\n".join(lines)


@STEADY
@given(edited())
def test_a_careless_edit_is_taken_or_told_with_its_line(form_file: tuple[str, str]) -> None:
    name, text = form_file
    found = faults_of(text, name)
    for error in found:
        assert error.line is not None
        assert 1 <= error.line <= len(text.splitlines())
        assert all(said(error, language).startswith(name) for language in LANGUAGES)
    if not found:
        form = read_form(text, name)
        assert applicable(form, {}) == {}
        assert steps(form, {})
