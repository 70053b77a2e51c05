"""Sentences take whatever people wrote, however long it is once escaped."""

import pytest

from locales import Speech, Words

WORDS = Words()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_answer_stands_in_its_sentence_escaped(language: str) -> None:
    said = "<" * 1000
    line = Speech(WORDS, language).text("digest-section-said", grid="心内科", said=said)
    assert line.endswith("&lt;" * 1000)
    assert "心内科" in line
    assert "\x00" not in line


def test_two_long_answers_keep_their_places() -> None:
    old, new = "旧" * 3000, "新" * 3000
    line = Speech(WORDS, "zh").text("drill-change-line", label="主要职责", old=old, new=new)
    assert line == f"主要职责：{old} → {new}"
