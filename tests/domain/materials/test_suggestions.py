import pytest

from domain.errors import RefusalError
from domain.materials.suggestions import LIMIT, Correction, correction, read_words, suggested


@pytest.mark.parametrize(
    ("known", "new", "answered", "what"),
    [
        (None, None, False, Correction.KEEP),
        (None, "新", False, Correction.ADD),
        ("旧", "旧", False, Correction.KEEP),
        ("旧", "旧", True, Correction.KEEP),
        ("旧", "新", False, Correction.REPLACE),
        ("旧", "新", True, Correction.ADD_BESIDE),
        ("旧", None, False, Correction.WITHDRAW),
        ("旧", None, True, Correction.KEEP),
    ],
)
def test_a_corrected_report_changes_its_suggestion_until_it_is_answered(
    known: str | None, new: str | None, what: Correction, *, answered: bool
) -> None:
    assert correction(known, new, answered=answered) is what


@pytest.mark.parametrize("words", [None, "", "  ", "无", "无。", " 暂无 ", "没有", "None", "-", 3])
def test_a_report_that_suggests_nothing_makes_no_suggestion(words: object) -> None:
    assert suggested({"suggestions": words}) is None
    assert suggested({}) is None


def test_what_a_report_suggests_is_taken_as_written() -> None:
    assert suggested({"suggestions": " 无纸化办公\n尽快推行 "}) == "无纸化办公\n尽快推行"


def test_words_are_neither_empty_nor_too_long() -> None:
    assert read_words(" 好\n的 ") == "好\n的"
    assert len(read_words("好" * LIMIT)) == LIMIT
    for words, key in ((" \n", "suggestion-empty"), ("好" * (LIMIT + 1), "suggestion-too-long")):
        with pytest.raises(RefusalError) as refused:
            read_words(words)
        assert refused.value.key == key
