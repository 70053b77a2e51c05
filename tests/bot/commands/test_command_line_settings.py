"""gridbot settings export and import: what is set in the chat as one file, out and in again."""

import tomllib
from pathlib import Path

import pytest

from bot.config import read_config
from domain.duties.set_duties import DutySetting
from storage.database import Database
from tests.bot.commands.typing_hand import Hand


@pytest.fixture
def hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    monkeypatch.chdir(tmp_path)
    found = Hand(tmp_path)
    found.settles_in()
    found.imports_the_sample()
    return found


def kept(hand: Hand) -> dict[str, DutySetting]:
    database = Database(read_config(hand.folder / "config.toml").database_url)
    try:
        return {name: duty.setting for name, duty in database.write(lambda uow: uow.set_duties.all()).items()}
    finally:
        database.close()


def test_what_is_written_out_and_changed_comes_in_again(hand: Hand) -> None:
    assert hand.types("settings", "export", "out.toml").code == 0
    assert hand.types("settings", "export", "out.toml").code == 1
    text = (hand.folder / "out.toml").read_text(encoding="utf-8")
    assert hand.types("settings", "export").out == text
    assert [duty["id"] for duty in tomllib.loads(text)["duty"]] == list(kept(hand))
    same = hand.types("settings", "import", "out.toml")
    assert (same.code, same.out) == (0, "与现在的设置一致，没有变动。\n")
    first = kept(hand)
    changed = text.replace("BYMONTHDAY=-1", "BYMONTHDAY=25", 1).replace('name = "本院"', 'name = "某医院"')
    changed = changed.replace('id = "annual_report"\non = true', 'id = "annual_report"\non = false')
    (hand.folder / "new.toml").write_text(changed, encoding="utf-8")
    dry = hand.types("settings", "import", "new.toml", "--dry-run")
    lines = [
        "name：本院 → 某医院",
        "网格廉情月报：每月最后一天 → 每月25日",
        "年度网格廉情报告：已开启 → 未开启",
    ]
    assert dry.out.splitlines() == [*lines, "以上为将要发生的变动，尚未设置。"]
    assert kept(hand) == first
    assert hand.types("settings", "import", "new.toml").out.splitlines() == [*lines, "已导入。"]
    assert kept(hand)["monthly_report"].terms.rule == "FREQ=MONTHLY;BYMONTHDAY=25"
    assert not kept(hand)["annual_report"].is_on
    assert hand.types("settings", "export").out == changed
    # Back again as it was first; who was off asks from today on.
    assert hand.types("settings", "import", "out.toml").code == 0
    assert {name: duty.terms for name, duty in kept(hand).items()} == {
        name: duty.terms for name, duty in first.items()
    }
    database = Database(read_config(hand.folder / "config.toml").database_url)
    actors = database.write(lambda uow: [change.person_id for change in uow.setting_changes.everything()])
    database.close()
    assert actors == [None] * 6
    assert hand.types("audit", "verify").code == 0


def test_all_faults_are_named_by_line_and_nothing_is_set(hand: Hand) -> None:
    before = kept(hand)
    text = """[hospital]
name = ""
nothing = "x"

[[duty]]
id = "monthly_report"
form = "monthly_report"
rule = "FREQ=MONTHLY;BYMONTHDAY=25"
period = "months"

[[duty]]
id = "own"
form = "no_such_form"
rule = "FREQ=MONTHLY;BYMONTHDAY=25"
period = "month"

[[duty]]
id = "halfyear_selfcheck"
form = "halfyear_selfcheck"
rule = "FREQ=DAILY"
period = "half"
"""
    (hand.folder / "faulty.toml").write_text(text, encoding="utf-8")
    ended = hand.types("settings", "import", "faulty.toml")
    assert ended.code == 1
    lines = ended.err.splitlines()
    assert lines[-1] == "共 5 处问题，未导入任何内容。"
    assert [line.split("：")[0] for line in lines[:-1]] == [f"第 {number} 行" for number in (2, 3, 9, 11, 17)]
    assert kept(hand) == before
    (hand.folder / "faulty.toml").write_text("[[duty]\n", encoding="utf-8")
    assert "第 1 行" in hand.types("settings", "import", "faulty.toml").err
