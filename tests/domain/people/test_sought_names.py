import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.sought_names import Readings, exact_key, key_sought, name_keys, title_keys

READ = Readings()


def meant(words: str, name: str) -> bool:
    return key_sought(words) in name_keys(name, READ)


@pytest.mark.parametrize("name", ["某甲", "某 甲", "某\u3000甲", " 某\u00a0甲 "])
@pytest.mark.parametrize(
    "words", ["某甲", "某\u3000甲", "甲", "mj", "MJ", "ｍｊ", "moujia", "mou jia", "mou", ""]
)
def test_a_padded_name_is_found_by_its_characters_its_pinyin_and_its_initials(name: str, words: str) -> None:
    assert meant(words, name)


@pytest.mark.parametrize("words", ["乙", "jia", "jm", "ou", "某乙", "mjj"])
def test_nobody_else_is_found(words: str) -> None:
    assert not meant(words, "某\u3000甲")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("单某", "shanmou"),
        ("曾某", "zm"),
        ("解某", "xm"),
        ("吕某", "lvmou"),
        ("吕某", "lumou"),
        ("女某", "nvm"),
        ("\U00020bb7某", "\U00020bb7"),
        ("Ma Ling", "ma ling"),
        ("Ma Ling", "maling"),
        ("O'Neil", "o'n"),
    ],
)
def test_every_reading_and_every_script_is_found(name: str, words: str) -> None:
    assert meant(words, name)


@given(st.text(max_size=64))
def test_whatever_somebody_is_called_the_keys_are_few_and_hold_the_name(name: str) -> None:
    keys = name_keys(name, READ)
    assert exact_key(name) in keys or exact_key(name) == "||"
    assert meant(name, name)
    assert keys.count("|") <= 34


@pytest.mark.parametrize("words", ["行长", "银行 行长", "YX", "yhhz", "yinxing", ""])
def test_a_title_is_found_by_a_part_its_initials_however_read_and_its_pinyin_read_one_way(words: str) -> None:
    assert key_sought(words) in title_keys("银行行长", READ)


def test_a_title_has_its_pinyin_once() -> None:
    title = "大型设备招标参数倾向性设置"
    assert len(title_keys(title, READ)) * 5 < len(name_keys(title, READ))
    assert title_keys("", READ) == name_keys("", READ)
