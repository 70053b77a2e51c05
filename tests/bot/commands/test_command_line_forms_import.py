"""gridbot forms import: an office's workbook becomes a form of this installation."""

import re
import tomllib
from pathlib import Path

import pytest

from forms.reading.reader import read_form, shipped_forms
from tests.bot.commands.typing_hand import WORDS, Ended, Hand
from tests.forms.xlsform.workbooks import CAMPAIGN, SETTINGS, YES_NO, Cells, workbook


def imports(hand: Hand, survey: list[Cells], *args: str, settings: list[Cells] = SETTINGS) -> Ended:
    """Have a workbook of these rows imported into the folder 表单."""
    (hand.folder / "清理表.xlsx").write_bytes(workbook(survey, YES_NO, settings))
    return hand.types("forms", "import", "清理表.xlsx", "--folder", "表单", *args)


def test_a_workbook_becomes_a_form_and_its_preview_is_named(hand: Hand) -> None:
    ended = imports(hand, CAMPAIGN)
    assert (ended.code, ended.err) == (0, "")
    path = Path("表单") / "red_packets.toml"
    assert ended.out.splitlines() == [
        f"已写入 {path}：红包专项清理表，第 1 版，共 8 项。",
        f"请预览：gridbot forms preview {path}",
    ]
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 红包专项清理表：由 清理表.xlsx 导入（gridbot forms import）。\n# 要修改")
    assert read_form(text, path.name).title["zh"] == "红包专项清理表"
    assert [file.name for file in (hand.folder / "表单").iterdir()] == ["red_packets.toml"]
    assert hand.types("forms", "check", str(path)).code == 0


def test_a_form_that_exists_is_replaced_only_on_demand_and_with_the_next_version(hand: Hand) -> None:
    imports(hand, CAMPAIGN)
    path = hand.folder / "表单" / "red_packets.toml"
    first = path.read_text(encoding="utf-8")
    refused = imports(hand, CAMPAIGN[:3])
    assert (refused.code, path.read_text(encoding="utf-8")) == (1, first)
    assert refused.complaint == "表单 red_packets 已存在（第 1 版）。要替换请加 --replace，版本随之加一。"
    assert imports(hand, CAMPAIGN[:3], "--replace").code == 0
    assert tomllib.loads(path.read_text(encoding="utf-8"))["version"] == 2


def test_a_workbook_that_says_the_same_changes_nothing(hand: Hand) -> None:
    imports(hand, CAMPAIGN)
    path = hand.folder / "表单" / "red_packets.toml"
    text = path.read_text(encoding="utf-8")
    for args in ([], ["--replace"]):
        ended = imports(hand, CAMPAIGN, *args)
        assert ended.code == 0
        assert ended.out.endswith("与工作簿一致，未改动（第 1 版）。\n")
    assert path.read_text(encoding="utf-8") == text


def test_a_shipped_form_is_replaced_on_demand_with_a_version_above_its_own(hand: Hand) -> None:
    shipped = shipped_forms()["monthly_report"].version
    assert imports(hand, CAMPAIGN, "--id", "monthly_report").code == 1
    assert not (hand.folder / "表单").exists()
    ended = imports(hand, CAMPAIGN, "--id", "monthly_report", "--replace")
    assert f"第 {shipped + 1} 版" in ended.out


@pytest.mark.parametrize("old", ["not toml", "version = true", "﻿version = 3\n"])
def test_a_file_that_is_no_form_is_replaced_too(hand: Hand, old: str) -> None:
    path = hand.folder / "表单" / "red_packets.toml"
    path.parent.mkdir()
    path.write_text(old, encoding="utf-8")
    assert imports(hand, CAMPAIGN).code == 1
    assert imports(hand, CAMPAIGN, "--replace").code == 0
    assert tomllib.loads(path.read_text(encoding="utf-8"))["version"] == (4 if "3" in old else 1)


def test_without_a_folder_it_goes_where_the_configuration_says(hand: Hand) -> None:
    config = hand.settles_in()
    (hand.folder / "清理表.xlsx").write_bytes(workbook(CAMPAIGN, YES_NO))
    refused = hand.types("forms", "import", "清理表.xlsx")
    assert (refused.code, "[forms] folder" in refused.complaint) == (1, True)
    text = re.sub(r"(?m)^\[forms\]\n(.*\n)*?(?=\n|\[)", "", config.read_text(encoding="utf-8"))
    config.write_text(f'{text}\n[forms]\nfolder = "own"\n', encoding="utf-8")
    assert hand.types("forms", "import", "清理表.xlsx").code == 0
    assert (hand.folder / "own" / "red_packets.toml").exists()


def test_every_fault_is_a_line_with_its_place_and_nothing_is_written(hand: Hand) -> None:
    rows: list[Cells] = [
        {"type": "integer", "name": "talks", "label": "谈话几人次？"},
        {"type": "text", "name": "asked", "label": "何事？", "relevant": "${xx} > 0", "adds_up": "sum"},
        {"type": "geopoint", "name": "地点", "label": ""},
    ]
    ended = imports(hand, rows, settings=[{"form_id": "red_packets"}])
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "survey 表第 3 行 relevant 列：引用了 ${xx}，表中没有这个字段。",
        "survey 表第 4 行 type 列：不支持类型“geopoint”。",
        (
            "survey 表第 4 行 name 列：“地点”不能用作名称。请用小写英文字母、数字和 _，以字母开头，例如 q4；"
            "给人看的文字写在 label 列。"
        ),
        "survey 表第 4 行 label 列：没有填写。",
        "共 4 处问题，未导入。",
    ]
    assert not (hand.folder / "表单").exists()


def test_what_the_form_language_says_has_the_place_in_the_workbook(hand: Hand) -> None:
    ended = imports(hand, [{"type": "text", "name": "a", "label": "何事？", "adds_up": "sum"}])
    assert ended.err.splitlines()[0].startswith("survey 表第 2 行 adds_up 列：")
    hand.language = "en"
    ended = imports(hand, [{"type": "text", "name": "a", "label": "何事？", "adds_up": "sum"}])
    assert ended.err.splitlines()[0].startswith("sheet survey, row 2, column adds_up: ")


def test_a_flood_of_faults_is_cut_short_and_counted(hand: Hand) -> None:
    ended = imports(
        hand, [{"type": "geopoint", "name": f"a{number}", "label": "何处？"} for number in range(150)]
    )
    assert len(ended.err.splitlines()) == 102
    assert ended.err.splitlines()[-2:] == ["……另有 50 处", "共 150 处问题，未导入。"]


def test_what_was_left_out_is_told_beside_the_result(hand: Hand) -> None:
    ended = imports(hand, [{"type": "date", "name": "a", "label": "哪天？", "default": "today()"}])
    assert (ended.code, ended.err.startswith("请留意：survey 表第 2 行 default 列：")) == (0, True)


@pytest.mark.parametrize("name", ["没有.xlsx", "."])
def test_a_file_that_is_not_there_is_one_plain_line(hand: Hand, name: str) -> None:
    ended = hand.types("forms", "import", name, "--folder", "表单")
    assert (ended.code, ended.complaint.startswith(f"无法读写 {name}：")) == (1, True)


def test_a_file_that_is_no_workbook_is_one_line_and_a_count(hand: Hand) -> None:
    (hand.folder / "a.csv").write_bytes(b"type,name,label\ninteger,a,b\n")
    ended = hand.types("forms", "import", "a.csv", "--folder", "表单")
    assert ended.code == 1
    assert ended.err.startswith("这是文本文件（.csv）")


def test_every_sentence_of_a_fault_is_there_in_both_languages() -> None:
    keys = set()
    for file in sorted((Path(__file__).parents[3] / "forms" / "xlsform").glob("*.py")):
        keys |= set(re.findall(r'"(form-import-[a-z-]*[a-z])"', file.read_text(encoding="utf-8")))
    assert len(keys) > 50
    for language in ("zh", "en"):
        assert keys <= WORDS.keys(language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["import", "preview"])
def test_the_help_is_in_both_languages(hand: Hand, command: str, language: str) -> None:
    hand.language = language
    ended = hand.types("forms", command, "--help")
    assert ended.code == 0
    assert WORDS.get(language, f"forms-help-{command}") in " ".join(ended.out.split())
    assert "-help-" not in ended.out
