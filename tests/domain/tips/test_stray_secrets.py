import pytest

from domain.tips.receipts import new_receipt, show_receipt
from domain.tips.stray_secrets import Secret, given_away, resembles_passphrase, resembles_receipt
from storage.tips.sealing import new_office_key

CODE = "K7QM-3XNV-92PD-HT4C-8"


def test_a_key_or_a_code_is_given_away_whatever_else_is_said() -> None:
    assert given_away(f"请看：{new_office_key().identity.lower()} 谢谢") is Secret.AGE_KEY
    assert given_away(f"我的回执码是 {show_receipt(new_receipt())}。") is Secret.RECEIPT
    assert given_away(f"公钥 {new_office_key().recipient}") is None
    assert given_away("骨科收受回扣，2026 年 5 月 12 日") is None


@pytest.mark.parametrize(
    "text",
    [
        CODE[:-2],
        CODE.replace("9", "8"),
        CODE.replace("-", ""),
        CODE.lower().replace("-", " "),
        "Ｋ7QM3XNV92PDHT4C8",
    ],
)
def test_a_code_that_lacks_a_little_still_looks_like_one(text: str) -> None:
    assert resembles_receipt(text)


@pytest.mark.parametrize(
    "text", ["在吗", "congratulations everybody", "0571 8888 6666", "2026年5月12日 10:00", CODE[:9]]
)
def test_ordinary_words_and_numbers_do_not(text: str) -> None:
    assert not resembles_receipt(text)


def test_a_passphrase_is_one_line_neither_very_short_nor_very_long() -> None:
    assert resembles_passphrase("一条很长的口令 2026")
    assert not resembles_passphrase("3")
    assert not resembles_passphrase("第一行写这些\n第二行写那些")
    assert not resembles_passphrase("长" * 201)
