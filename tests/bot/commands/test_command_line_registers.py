"""gridbot registers check and preview: a ledger is written without a phone."""

from pathlib import Path

import pytest

from registers.reader import shipped_register_texts, shipped_registers
from tests.bot.commands.typing_hand import WORDS, Hand

GIFTS = shipped_register_texts()["gifts.toml"]
ABROAD = GIFTS.replace('id = "gifts"', 'id = "abroad"', 1).replace("礼品登记", "出国备案", 2)


def own_registers(hand: Hand, **texts: str) -> Path:
    """Put registers into the office's own folder, which the configuration names from then on."""
    folder = hand.folder / "registers"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    path = hand.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('# folder = "registers" ', 'folder = "registers" '), encoding="utf-8")
    return folder


def test_without_a_configuration_the_shipped_registers_are_checked(hand: Hand) -> None:
    ended = hand.types("registers", "check")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == len(shipped_registers())
    assert "gifts  第 1 版  6 项  4 种状态  礼品登记" in ended.out


def test_every_fault_of_a_file_is_a_line_and_the_exit_code_is_1(hand: Hand) -> None:
    faulty = GIFTS.replace('en = "Worth" }', 'en = "" }').replace('sum_of = "worth"', 'sum_of = "price"')
    (hand.folder / "gifts.toml").write_text(faulty, encoding="utf-8")
    ended = hand.types("registers", "check", "gifts.toml")
    assert ended.code == 1
    first, second = ended.out.splitlines()
    line = faulty[: faulty.index('en = "" }')].count("\n") + 1
    assert first == f"gifts.toml，第 {line} 行，worth：label 缺少 en 的文字。"
    assert second.endswith("counts worth：sum_of 引用了项目 price，没有这个项目。")
    assert ended.complaint == "共 2 处错误。"
    hand.language = "en"
    told = hand.types("registers", "check", "gifts.toml").out
    assert told.endswith("counts worth: sum_of names the field price, which there is not.\n")


def test_a_file_that_is_not_in_utf8_is_one_line(hand: Hand) -> None:
    (hand.folder / "gifts.toml").write_bytes(b"\xff\xfe\x00")
    ended = hand.types("registers", "check", "gifts.toml")
    assert ended.code == 1
    assert "不是 UTF-8" in ended.complaint


def test_own_registers_are_checked_beside_the_shipped_ones_and_told_by_the_doctor(hand: Hand) -> None:
    hand.settles_in()
    assert f"✓ 台账 {len(shipped_registers())} 种，其中本院 0 种" in hand.types("doctor").out
    folder = own_registers(hand, abroad=ABROAD, gifts=GIFTS.replace("礼品登记", "本院礼品登记", 2))
    ended = hand.types("registers", "check")
    assert (ended.code, ended.err) == (0, "")
    assert "出国备案（本院台账）" in ended.out
    assert "本院礼品登记（本院台账，代替随程序的台账）" in ended.out
    assert f"✓ 台账 {len(shipped_registers()) + 1} 种，其中本院 2 种" in hand.types("doctor").out
    own_registers(hand, abroad=ABROAD.replace("version = 1", "version = 0"))
    assert "✗ abroad.toml，第 3 行：version 应为 1 或更大的整数。" in hand.types("doctor").out
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    ended = hand.types("registers", "check")
    assert ended.code == 2
    assert "[registers] folder" in ended.complaint


def test_an_own_register_that_replaces_one_is_looked_at_beside_what_it_has_to_do_with(hand: Hand) -> None:
    hand.settles_in()
    lonely = shipped_register_texts()["problem.toml"].replace('register = "measure"', 'register = "gifts"')
    own_registers(hand, problem=lonely)
    ended = hand.types("registers", "check")
    assert ended.code == 1
    assert '台账 gifts 是本台账的下级，它的 about 应为 "problem"。' in ended.out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(shipped_registers()))
def test_every_field_state_and_move_is_told(hand: Hand, name: str, language: str) -> None:
    ended = hand.types("registers", "preview", name, "--language", language)
    assert (ended.code, ended.err) == (0, "")
    register = shipped_registers()[name]
    labels = [*(field.label for field in register.fields), *(state.label for state in register.states)]
    labels += [*(move.label for move in register.moves), *(count.label for count in register.counts)]
    assert all(label[language] in ended.out for label in labels)
    assert "register-" not in ended.out
    assert "None" not in ended.out


def test_who_may_do_what_until_when_is_told_in_plain_words(hand: Hand) -> None:
    out = hand.types("registers", "preview", "gifts").out.splitlines()
    assert out[0] == "预览：礼品登记（gifts，第 1 版）"
    assert "编号：本院礼登〔2026〕1号，到“待收存”时给出" in out
    assert "  收存 → 已收存：医院监察室和特邀监察专员；不能办理自己的事项；告知 登记人" in out
    due = next(line for line in out if line.startswith("待收存、退回补充："))
    assert due == (
        "待收存、退回补充：10 天内；按工作日计算；提前 3、1 天提醒；逾期 1、3 天催办；每次催办同时告知上一级网格"
    )
    risk = hand.types("registers", "preview", "risk").out
    assert "风险类别为个人岗位、职级为中层：分管领导审核，医院党委审定\n" in risk
    assert "风险类别为单位：院长审定\n" in risk
    measure = hand.types("registers", "preview", "measure").out
    assert "提前 20 天发绿函给 本人或责任人" in measure
    assert "逾期 1 天发红函给 科室负责人、医院监察室和特邀监察专员" in measure


def test_a_number_begins_with_the_units_own_sign(hand: Hand) -> None:
    path = hand.settles_in()
    text = path.read_text(encoding="utf-8").replace('unit_sign = ""', 'unit_sign = "某医监"')
    path.write_text(text, encoding="utf-8")
    assert "编号：某医监预警〔2026〕1号" in hand.types("registers", "preview", "warning").out


def test_a_diagram_and_nothing_else_is_printed_for_mermaid(hand: Hand) -> None:
    ended = hand.types("registers", "preview", "gifts", "--mermaid")
    assert ended.out.startswith('stateDiagram-v2\n    state "待收存" as s1\n')
    assert "    s1 --> s3: 收存\n" in ended.out
    assert ended.out.endswith("    s4 --> [*]\n")


def test_a_file_is_previewed_wherever_it_lies(hand: Hand) -> None:
    (hand.folder / "abroad.toml").write_text(ABROAD, encoding="utf-8")
    assert "出国备案（abroad，第 1 版）" in hand.types("registers", "preview", "abroad.toml").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nothing",), f"没有台账 nothing。现有：{', '.join(sorted(shipped_registers()))}。"),
        (("gifts", "--language", "fr"), "没有语言 fr。现有：zh, en。"),
    ],
)
def test_what_there_is_not_is_refused_in_one_line(hand: Hand, args: tuple[str, ...], said: str) -> None:
    ended = hand.types("registers", "preview", *args)
    assert (ended.code, ended.complaint) == (1, said)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["check", "preview"])
def test_the_help_is_in_both_languages(hand: Hand, command: str, language: str) -> None:
    hand.language = language
    ended = hand.types("registers", command, "--help")
    assert ended.code == 0
    assert WORDS.get(language, f"registers-help-{command}") in " ".join(ended.out.split())
    assert "-help-" not in ended.out


def test_a_preview_shows_every_window_of_a_register_in_the_terminal_or_on_one_page(hand: Hand) -> None:
    warning = shipped_registers()["warning"]
    told = hand.types("registers", "preview", "warning").out
    asked = [field for field in warning.fields if field.key not in warning.asked_later]
    for field in asked:
        assert f"── 新增 · {field.label['zh']} ──" in told
    for state in warning.states:
        assert f"── {state.label['zh']} ──" in told
    for move in warning.moves:
        assert f"── {move.label['zh']}" in told
    page = hand.folder / "warning.html"
    assert hand.types("registers", "preview", "warning", "--html", str(page)).code == 0
    assert page.read_text(encoding="utf-8").count("<section>") == told[told.index("── 新增") - 1 :].count(
        "\n── "
    )
    again = hand.types("registers", "preview", "warning", "--html", str(page))
    assert again.code == 1
    assert "已存在" in again.complaint
