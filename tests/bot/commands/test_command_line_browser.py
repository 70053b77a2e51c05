"""`gridbot demo` with the browser's phones and `gridbot replay`, as they are typed."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.commands.line import run_line

RECORDING = Path(__file__).parents[2] / "recordings" / "tip_and_receipt.json"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRIDBOT_TOKEN", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_the_browsers_phones_are_there_until_they_are_stopped(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "bot", "demo", "--browser", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[3], text=True
    ) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "http://127.0.0.1:" in line)
        assert "模拟" in next(process.stdout)
        with urlopen(line.split()[-1]) as page:  # noqa: S310 - the address that the demo just printed
            assert "清廉网格".encode() in page.read()
        process.send_signal(number)
        said, faults = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "演示已结束" in said
        assert faults == ""


def test_a_port_that_is_taken_is_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run_line(["demo", "--browser", "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"端口 {port} 已被占用，请用 --port 换一个。\n"


def test_a_live_token_is_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDBOT_TOKEN", "42:LIVE")
    assert run_line(["demo", "--browser"]) == 2
    assert capsys.readouterr().err.startswith("GRIDBOT_TOKEN 中有正式机器人的令牌")
    monkeypatch.delenv("GRIDBOT_TOKEN")
    Path("config.toml").write_text('[telegram]\ntoken = "42:LIVE"\n', encoding="utf-8")
    assert run_line(["demo", "--browser"]) == 2
    assert "42:LIVE" not in capsys.readouterr().err


def test_a_folder_with_other_things_is_not_kept_in(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    Path("mine/letter.txt").touch()
    assert run_line(["demo", "--browser", "--keep", "mine"]) == 1
    assert "已有其他内容" in capsys.readouterr().err


def test_a_replay_tells_what_differs_and_update_makes_it_agree(capsys: pytest.CaptureFixture[str]) -> None:
    recording = json.loads(RECORDING.read_text(encoding="utf-8"))
    recording["steps"][-1]["shown"] = []
    copy = Path("copy.json")
    copy.write_text(json.dumps(recording, ensure_ascii=False), encoding="utf-8")
    assert run_line(["replay", str(copy)]) == 1
    differs = capsys.readouterr()
    assert "+++ copy.json (now)" in differs.out
    assert "--update" in differs.err
    assert run_line(["replay", "--update", str(copy)]) == 0
    assert run_line(["replay", str(copy)]) == 0
    assert copy.read_text(encoding="utf-8") == RECORDING.read_text(encoding="utf-8")


def test_another_file_is_no_recording(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.json").write_text("[]", encoding="utf-8")
    assert run_line(["replay", "other.json"]) == 1
    assert capsys.readouterr().err == "other.json 不是录制文件。\n"
    assert run_line(["replay", "missing.json"]) == 1
