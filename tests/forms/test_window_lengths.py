from pathlib import Path

import pytest

from forms.reader import faults_of
from forms.xlsform import XlsFormError, import_xlsform
from tests.forms.wrong_forms import said

NINE_NOTES = Path(__file__).with_name("x2_nine_notes.xlsx")
HEAD = 'id = "notes"\nversion = 1\ntitle = { zh = "说明", en = "Notes" }\nzero_report = false\n'
NOTE = (
    '[[fields]]\nkey = "note_%d"\nkind = "note"\n'
    'label = { zh = "说明", en = "Note" }\nquestion = { zh = "%s", en = "Note" }\n'
)
QUESTION = (
    '[[fields]]\nkey = "asked"\nkind = "yes_no"\n'
    'label = { zh = "有无", en = "Any" }\nquestion = { zh = "有吗？", en = "Any?" }\n'
)


def test_a_workbook_whose_notes_exceed_a_message_is_refused_at_import() -> None:
    with pytest.raises(XlsFormError) as refused:
        import_xlsform(NINE_NOTES.read_bytes(), NINE_NOTES.name)
    assert "form-fault-window-too-long" in {fault.key for fault in refused.value.faults}


@pytest.mark.parametrize("order", [lambda notes: notes + QUESTION, lambda notes: QUESTION + notes])
def test_notes_above_a_question_or_the_summary_fit_into_one_message_and_one_character_more_names_them(
    order: object,
) -> None:
    assert callable(order)
    short = "".join(NOTE % (number, "好" * 900) for number in range(4))
    assert faults_of(HEAD + order(short), "notes.toml") == []
    [error] = faults_of(HEAD + order(short + NOTE % (4, "好" * 900)), "notes.toml")
    assert error.key == "form-fault-window-too-long"
    assert "note_0, note_1, note_2, note_3, note_4" in said(error)


def test_a_character_beyond_the_basic_plane_counts_twice() -> None:
    notes = "".join(NOTE % (number, "𠮷" * 900) for number in range(3))
    assert [error.key for error in faults_of(HEAD + notes + QUESTION, "notes.toml")] == [
        "form-fault-window-too-long"
    ]
