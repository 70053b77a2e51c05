"""gridbot polls check and preview: a poll's form is written without a phone."""

import pytest

from forms.polls.reader import shipped_poll_forms, shipped_poll_texts
from tests.bot.commands.typing_hand import Hand

PUBLIC = shipped_poll_texts()["public.toml"]
WARD = PUBLIC.replace('id = "public"', 'id = "ward"', 1).replace("群众满意度测评", "病区问卷")


def own_polls(hand: Hand, **texts: str) -> None:
    """Put forms of polls into the office's own folder, which the configuration names from then on."""
    folder = hand.folder / "polls"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    path = hand.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('# folder = "polls" ', 'folder = "polls" '), encoding="utf-8")


def test_without_a_configuration_the_shipped_forms_are_checked(hand: Hand) -> None:
    ended = hand.types("polls", "check")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == len(shipped_poll_forms())
    assert "democratic  第 1 版  2 题  民主测评" in ended.out


def test_free_text_is_refused_with_its_line(hand: Hand) -> None:
    faulty = PUBLIC.replace('kind = "yes_no"', 'kind = "short_text"\nmax_length = 20')
    (hand.folder / "public.toml").write_text(faulty, encoding="utf-8")
    ended = hand.types("polls", "check", "public.toml")
    assert ended.code == 1
    line = faulty[: faulty.index('kind = "short_text"')].count("\n") + 1
    assert ended.out.startswith(f"public.toml，第 {line} 行，red_envelope：测评不能让人自由填写")
    assert ended.complaint == "共 1 处错误。"


def test_own_forms_stand_beside_the_shipped_ones_and_are_told_by_the_doctor(hand: Hand) -> None:
    hand.settles_in()
    own_polls(hand, ward=WARD, public=PUBLIC.replace("群众满意度测评", "本院问卷"))
    ended = hand.types("polls", "check")
    assert "ward  第 1 版  4 题  病区问卷（本院测评表）" in ended.out
    assert "本院问卷（本院测评表，代替随程序的测评表）" in ended.out
    assert f"✓ 测评表 {len(shipped_poll_forms()) + 1} 张，其中本院 2 张" in hand.types("doctor").out
    own_polls(hand, ward=WARD.replace("version = 1", "version = 0"))
    assert "version 应为 1 或更大的整数" in hand.types("doctor").out


def test_a_folder_that_is_not_there_is_said(hand: Hand) -> None:
    hand.settles_in()
    own_polls(hand)
    (hand.folder / "polls").rmdir()
    assert "[polls] folder" in hand.types("polls", "check").complaint


@pytest.mark.parametrize("form", list(shipped_poll_forms()))
def test_every_question_of_a_form_is_shown_as_the_phone_shows_it(hand: Hand, form: str) -> None:
    ended = hand.types("polls", "preview", form)
    assert (ended.code, ended.err) == (0, "")
    for field in shipped_poll_forms()[form].fields:
        assert field.question is not None
        assert field.question["zh"] in ended.out
    assert "不保存谁选了什么" in ended.out
    assert ended.out.count("──") == 2 * (3 + len(shipped_poll_forms()[form].fields))


def test_a_preview_is_a_page_in_the_language_asked_for_or_says_what_there_is(hand: Hand) -> None:
    (hand.folder / "ward.toml").write_text(WARD, encoding="utf-8")
    ended = hand.types("polls", "preview", "ward.toml", "--language", "en", "--html", "ward.html")
    assert ended.code == 0
    assert "Hand in" in (hand.folder / "ward.html").read_text(encoding="utf-8")
    assert "democratic" in hand.types("polls", "preview", "nothing").complaint
    assert "zh" in hand.types("polls", "preview", "ward.toml", "--language", "fr").complaint
