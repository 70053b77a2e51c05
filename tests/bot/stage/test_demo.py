import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import simulator.phone
from bot.config import TOKEN_VARIABLE
from bot.stage import demo
from bot.stage.demo import run_demo
from bot.stage.demo_cast import Actor, Play
from bot.stage.demo_page import COLUMNS, columns
from bot.stage.demo_script import SCENES, import_and_invite
from locales import Speech, Words
from simulator.phone import NotShownError
from storage.tips.sealing import open_text

CHINESE = {"LC_ALL": "zh_CN.UTF-8"}


class Shown:
    """A demo that has been played: what it printed, its exit code, and the folder it kept."""

    def __init__(self, code: int, text: str, folder: Path) -> None:
        self.code = code
        self.text = text
        self.folder = folder

    def scene(self, number: str) -> str:
        """Return the text from that heading to the next."""
        return self.text.split(f"── {number}", 1)[1].split("\n── ", 1)[0]


def played(folder: Path) -> Shown:
    out = StringIO()
    with redirect_stdout(out):
        code = run_demo(folder)
    return Shown(code, out.getvalue(), folder)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The whole demo in Chinese, with a live token and a proxy about, neither of which it may touch."""
    around = {**CHINESE, TOKEN_VARIABLE: "1:live", "HTTP_PROXY": "http://127.0.0.1:9"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in around.items():
            patch.setenv(name, value)
        yield played(tmp_path_factory.mktemp("demo") / "kept")
        assert os.environ[TOKEN_VARIABLE] == "1:live"


def test_the_demo_gets_through(shown: Shown) -> None:
    assert shown.code == 0, shown.text[-2000:]
    assert not (shown.folder / "errors.log").exists()


def test_the_first_lines_say_that_it_is_a_simulation(shown: Shown) -> None:
    assert "模拟演示" in shown.text.splitlines()[0]
    assert "不需要账号" in "".join(shown.text.splitlines()[:3])


def test_it_fits_eighty_columns_and_has_no_colour_where_no_terminal_is(shown: Shown) -> None:
    assert max(map(columns, shown.text.splitlines())) <= COLUMNS
    assert "\x1b" not in shown.text
    assert "\r" not in shown.text


def test_everybody_is_bound_and_reminded_at_eight(shown: Shown) -> None:
    assert "已绑定  72/72" in shown.scene("一")
    assert "06-13 08:00  骨科特邀监察员 ←" in shown.scene("二")
    assert "06-20 08:00  呼吸内科特邀监察员 ←" in shown.scene("二")


def test_a_zero_report_takes_at_most_three_taps_from_the_reminder(shown: Shown) -> None:
    scene = shown.scene("三")
    assert scene.count("→ [") <= 3
    assert "全院已报 1/70" in scene


def test_the_report_goes_on_after_a_wrong_answer_and_a_restart(shown: Shown) -> None:
    before, after = shown.scene("四").split("重新启动")[-2:]
    assert "请输入 0–200 的整数" in before
    assert "2 场 35 人次" in after
    assert "全院已报 2/70" in after


def test_the_tip_is_sealed_and_opens_with_the_kept_key(shown: Shown) -> None:
    said = "院外指定药店购药"
    sealed = next(shown.folder.glob("*.age")).read_bytes()
    key = shown.folder / "office-key.txt"
    assert said.encode() not in sealed
    assert said in open_text(sealed, key.read_text("utf-8"))
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert said.encode() not in (shown.folder / "gridbot.db").read_bytes()


def test_the_digest_leaves_a_picture_and_a_workbook(shown: Shown) -> None:
    assert (shown.folder / "lights.png").read_bytes().startswith(b"\x89PNG")
    assert load_workbook(next(shown.folder.glob("*网格廉情月报*.xlsx"))).sheetnames[0] == "汇总"


def test_the_committee_reads_no_department(shown: Shown) -> None:
    for_committee = shown.scene("十").split("党委书记 ←")[1]
    assert "已报 69/应报 70" in for_committee
    assert "采购中心" not in for_committee


def test_the_table_says_what_the_database_says(shown: Shown) -> None:
    connection = sqlite3.connect(shown.folder / "gridbot.db")
    june = "SELECT COUNT(*) FROM duty_item WHERE duty_id = 'monthly_report' AND period_id = '2026-06'"
    reported = connection.execute(f"{june} AND submitted_at IS NOT NULL").fetchone()[0]
    bound = connection.execute("SELECT COUNT(*) FROM binding").fetchone()[0]
    connection.close()
    table = [line.split() for line in shown.scene("结果").splitlines()]
    assert ["已绑定手机", str(bound)] in table
    row = next(line for line in table if line[:1] == ["6月网格廉情月报"])
    assert int(row[2]) + int(row[4]) == reported
    assert ["更正", "1"] in table
    assert ["机器人重启", "1"] in table


def test_it_speaks_english_on_an_english_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(demo, "SCENES", (import_and_invite,))
    shown = played(tmp_path)
    assert shown.code == 0, shown.text
    assert "simulated" in shown.text
    assert "[Make an invitation link]" in shown.text


def test_a_window_that_does_not_appear_ends_it_with_a_plain_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def without_the_bot(play: Play) -> None:
        actor = await play.newcomer("来访者")
        await actor.send("/start")

    monkeypatch.setenv("LC_ALL", CHINESE["LC_ALL"])
    monkeypatch.setattr(demo, "SCENES", (without_the_bot, *SCENES))
    monkeypatch.setattr(simulator.phone, "TIMEOUT_S", 0.1)
    shown = played(tmp_path)
    assert shown.code == 1
    assert "没有看到" in shown.text
    assert "Traceback" not in shown.text


def test_one_of_a_crowd_without_a_window_ends_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def see_nothing(actor: Actor) -> None:
        raise NotShownError(f"{actor.name}的窗口")

    async def in_a_crowd(play: Play) -> None:
        await play.crowd("bind", ["甲", "乙"], see_nothing)

    monkeypatch.setattr(demo, "SCENES", (in_a_crowd,))
    shown = played(tmp_path)
    assert shown.code == 1
    assert "甲的窗口" in shown.text


def test_a_fault_of_the_bot_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def with_a_fault(play: Play) -> None:
        await play.stage.start()
        logging.getLogger("handlers").error("a fault")

    monkeypatch.setattr(demo, "SCENES", (with_a_fault,))
    shown = played(tmp_path)
    assert shown.code == 1
    assert "a fault" in shown.text


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "gridbot.db").write_text("mine")
    shown = played(tmp_path)
    assert shown.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["gridbot.db"]


def test_a_terminal_sees_colour_unless_it_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    speech = Speech(Words(), "zh")
    for no_colour, dyed in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", no_colour)
        with redirect_stdout(Terminal()) as out:
            demo._page(speech).scene("一")
        assert ("\x1b[1m" in out.getvalue()) is dyed
