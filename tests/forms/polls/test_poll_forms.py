"""Forms of polls: the shipped ones are sound, and whatever could not be counted alike is refused, by its line."""

from collections.abc import Sequence

import pytest

from forms.polls.language import About, questions_of
from forms.polls.reader import PollForms, poll_faults, read_poll_form, shipped_poll_forms, shipped_poll_texts
from forms.reading.faults import FormError

HEAD = """
id = "own"
version = 1
title = { zh = "测", en = "t" }
"""
SCALE = """
[[fields]]
key = "score"
kind = "whole_number"
minimum = 1
maximum = 5
label = { zh = "分", en = "s" }
question = { zh = "几分？", en = "how many?" }
unit = { zh = "分", en = "points" }
"""


def field(kind: str, more: str = "", key: str = "a") -> str:
    return (
        f'\n[[fields]]\nkey = "{key}"\nkind = "{kind}"\nlabel = {{ zh = "甲", en = "a" }}\n'
        f'question = {{ zh = "如何？", en = "how?" }}\n{more}\n'
    )


def choices(count: int) -> str:
    one = '[[fields.choices]]\nvalue = "{0}"\nlabel = {{ zh = "选{0}", en = "c{0}" }}\n'
    return "".join(one.format(number) for number in range(count))


def keys(text: str) -> list[str]:
    return [error.key for error in poll_faults({"own.toml": text})]


def test_the_shipped_forms_are_sound_and_ask_about_persons_departments_and_nobody() -> None:
    forms = shipped_poll_forms()
    assert {form.about for form in forms.values()} == set(About)
    grade = questions_of(forms["democratic"])[0]
    assert [words["zh"] for words in grade.choices][:4] == ["优秀", "称职", "基本称职", "不称职"]
    assert list(poll_faults(shipped_poll_texts())) == []
    assert len(forms) == len(list(forms))
    assert forms.text("public") == shipped_poll_texts()["public.toml"]


def test_a_scale_yes_or_no_and_choices_have_the_answers_that_they_offer_and_a_note_stands_above() -> None:
    note = field("note", "", "n").replace("如何？", "注意").replace("how?", "mind")
    form = read_poll_form(
        HEAD + SCALE + note + field("yes_no") + field("one_of", choices(2), "b"), "own.toml"
    )
    scale, yes_no, one_of = questions_of(form)
    assert [words["zh"] for words in scale.choices] == ["1分", "2分", "3分", "4分", "5分"]
    assert [words["en"] for words in scale.choices][:2] == ["1 points", "2 points"]
    assert (scale.lowest, yes_no.lowest) == (1, None)
    assert [words["zh"] for words in yes_no.choices] == ["是", "否"]
    assert [words["zh"] for words in one_of.choices] == ["选0", "选1"]
    assert (scale.hint, one_of.hint) == (None, None)
    assert yes_no.hint == {"zh": "注意", "en": "mind"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (field("short_text", "max_length = 10"), ["poll-fault-no-question", "poll-fault-free-text"]),
        (SCALE + field("long_text", "max_length = 10"), ["poll-fault-free-text"]),
        (SCALE + field("date"), ["poll-fault-kind"]),
        (SCALE + field("several_of", choices(3)), ["poll-fault-kind"]),
        (SCALE + field("person"), ["poll-fault-kind"]),
        (SCALE + field("yes_no", 'when = { field = "score", above = 3 }'), ["poll-fault-when"]),
        (field("one_of", choices(1)), ["poll-fault-choices"]),
        (field("one_of", choices(7)), ["poll-fault-choices"]),
        (SCALE.replace("maximum = 5", "maximum = 12"), ["poll-fault-steps"]),
        (SCALE.replace("maximum = 5", "maximum = 1"), ["poll-fault-steps"]),
        (SCALE + 'adds_up = "sum"', ["poll-fault-report-only"]),
        ("".join(field("yes_no", "", f"a{number}") for number in range(31)), ["poll-fault-too-many"]),
        ("", ["form-fault-missing-key"]),
        ("\nfields = 3", ["form-fault-no-list"]),
        ("\n]", ["form-fault-not-toml"]),
        (SCALE.replace('key = "score"', 'key = "Score"'), ["form-fault-key"]),
    ],
)
def test_what_can_not_be_counted_of_everybody_alike_is_refused(text: str, found: Sequence[str]) -> None:
    assert keys(HEAD + text) == found


def test_a_fault_names_its_line_and_a_file_named_otherwise_is_refused() -> None:
    with pytest.raises(FormError) as error:
        read_poll_form(HEAD + field("short_text", "max_length = 3") + SCALE, "own.toml")
    assert (error.value.key, error.value.line, error.value.field) == ("poll-fault-free-text", 8, "a")
    assert [error.key for error in poll_faults({"other.toml": HEAD + SCALE})] == ["form-fault-other-name"]


def test_an_own_form_stands_beside_the_shipped_ones_or_in_the_place_of_one() -> None:
    own = PollForms({"own.toml": HEAD + SCALE, "public.toml": (HEAD + SCALE).replace('"own"', '"public"')})
    assert set(own) == {*shipped_poll_forms(), "own"}
    assert len(questions_of(own["public"])) == 1
    with pytest.raises(FormError):
        PollForms({"own.toml": HEAD})
