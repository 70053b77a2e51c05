import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.commands.line import app, program_version
from bot.language import spoken_language
from forms.library import shipped_library
from tests.bot.commands.typing_hand import ROOT, WORDS, Hand, environment, run_gridbot

TOKEN = "42:SECRETsecretSECRET"
HEAVY = ("aiogram", "telegram", "matplotlib", "openpyxl", "sqlalchemy", "pydantic", "httpx")
COMMANDS = [(command.name or "", command.help or "") for command in app.registered_commands]


def test_help_loads_nothing_that_is_slow(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['--help']; from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0, end\n"
        f"loaded = [name for name in {HEAVY} if name in sys.modules]; assert not loaded, loaded"
    )
    command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=tmp_path, env=environment(), check=True)  # noqa: S603 - our own


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("command", "key"), COMMANDS)
def test_every_command_and_option_is_explained_in_both_languages(
    hand: Hand, command: str, key: str, language: str
) -> None:
    hand.language = language
    ended = hand.types(command, "--help")
    assert ended.code == 0
    assert WORDS.get(language, key) in " ".join(ended.out.split())
    assert "-help-" not in ended.out


def test_no_command_at_all_shows_the_help_and_is_wrong_usage(hand: Hand) -> None:
    ended = hand.types()
    assert ended.code == 2
    assert "import-roster" in ended.out


def commands_and_options() -> Iterator[tuple[list[str], Any]]:
    """Give the words that lead to each command there is, and typer's own object for it."""
    waiting: list[tuple[list[str], Any]] = [([], get_command(app))]
    while waiting:
        words, command = waiting.pop()
        yield words, command
        waiting += [([*words, name], below) for name, below in getattr(command, "commands", {}).items()]


def misuses() -> Iterator[tuple[list[str], str]]:
    """Give what can be typed wrongly of every command, and what the answer has to name."""
    for words, command in commands_and_options():
        yield [*words, "--nonsense"], "--nonsense"
        if below := list(getattr(command, "commands", {})):
            yield [*words, "fly"], "fly"
            yield from [(words, below[0])] if words else []
        elif not any(parameter.required or parameter.nargs == -1 for parameter in command.params):
            yield [*words, *["word"] * 9], "word"
        wanted = [
            param.metavar
            for param in command.params
            if param.required and param.param_type_name == "argument"
        ]
        yield from ((words, first) for first in wanted[:1])
        for parameter in command.params:
            yield from ((words + wrong, named) for wrong, named in misuses_of(parameter))


def misuses_of(parameter: Any) -> Iterator[tuple[list[str], str]]:
    if parameter.param_type_name == "argument":
        return
    option = parameter.opts[0]
    yield ([f"{option}=x"] if parameter.is_flag else [option]), option
    if parameter.max is not None:
        yield from (([option, wrong], option) for wrong in ("x", "1.5", "-1", "99999999", ""))


TYPED = re.compile(r"(?:^ *|`)gridbot ([a-z][^`\n]*)", re.MULTILINE)
ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")
FOREIGN = re.compile(r"usage|option|COMMAND|ARG|required|default|env var|<int|<str|Show this", re.IGNORECASE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_is_typed_wrongly_is_one_plain_line_in_the_language_that_names_it(
    hand: Hand, language: str
) -> None:
    hand.language = language
    typed = list(misuses())
    assert len(typed) > 90
    for args, named in typed:
        ended = hand.types(*args)
        assert (ended.code, named in ended.complaint) == (2, True), (args, ended)
        begin, end = ("用法有误：", " --help）") if language == "zh" else ("Wrong usage: ", " --help)")
        assert ended.complaint.startswith(begin), (args, ended)
        assert ended.complaint.endswith(end)
        said = ended.complaint.removesuffix(end).rpartition("gridbot")[0]
        assert language == "en" or not ENGLISH.search(said.replace("word word", "")), said


def test_a_word_that_is_nearly_right_is_put_right(hand: Hand) -> None:
    assert "是否要用 revoke？" in hand.types("revok", "1").complaint
    assert "是否要用 --config？" in hand.types("run", "--confg", "x").complaint


def test_a_switch_in_the_environment_that_is_none_is_said_to_be_that(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDBOT_DEBUG", "vielleicht")
    assert hand.types("run").complaint == "用法有误：--debug 应为 0 或 1。（用法见 gridbot --help）"


def test_the_help_of_every_command_speaks_one_language(hand: Hand) -> None:
    for words, _command in commands_and_options():
        said = hand.types(*words, "--help").out
        assert said.startswith("用法：gridbot"), said
        assert not FOREIGN.search(said), said


def test_a_file_that_cannot_be_read_is_named_with_the_reason_in_the_language(hand: Hand) -> None:
    assert hand.types("open-tip", "x.age", "--key", "k").complaint == "无法读写 x.age：没有这个文件或文件夹"
    hand.language = "en"
    assert hand.types("open-tip", "x.age", "--key", "k").complaint.endswith(
        "x.age: No such file or directory"
    )


def test_the_version_is_told(hand: Hand) -> None:
    assert hand.types("--version").out == f"gridbot {program_version()}\n"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_the_machine_says_which_language_to_speak(environ: dict[str, str], language: str) -> None:
    assert spoken_language(environ) == language


def test_the_configuration_is_named_before_or_after_the_command(hand: Hand) -> None:
    (hand.folder / "there").mkdir()
    assert hand.types("--config", "there/config.toml", "init").code == 0
    assert hand.types("doctor", "--config", "there/config.toml").err == ""
    assert hand.types("--config", "nowhere.toml", "doctor", "--config", "there/config.toml").err == ""
    assert hand.types("--config", "nowhere.toml", "doctor").code == 2


def test_without_a_configuration_every_command_that_needs_one_says_so(hand: Hand) -> None:
    for args in (["run"], ["doctor"], ["invites"], ["revoke", "1"], ["import-roster", "x.xlsx"]):
        ended = hand.types(*args)
        assert (ended.code, ended.complaint) == (2, "config.toml 不存在，请先运行 gridbot init")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[hospital\n", "TOML"),
        ("[hospital]\ncolour = 1\n", "hospital.colour"),
        ("[telegram]\napi_base_url = 'example.org'\n", "telegram.api_base_url"),
        ("[database]\nurl = 'mysql://localhost/x'\n", "database.url"),
        ("[nudges]\nearliest = '22:00'\n", "[nudges]"),
        ("[calendar]\nholidays = [2027-02-06]\nworkdays = [2027-02-06]\n", "2027-02-06"),
        ("[[duty]]\nid = 'a'\nform = 'monthly_report'\nrule = 'NONSENSE'\nperiod = 'month'\n", "[[duty]]"),
    ],
)
def test_a_wrong_configuration_is_one_plain_line_that_says_where(hand: Hand, text: str, where: str) -> None:
    (hand.folder / "config.toml").write_text(text, encoding="utf-8")
    ended = hand.types("doctor")
    assert ended.code == 2
    assert where in ended.complaint


def test_a_configuration_saved_by_a_windows_editor_is_read(hand: Hand) -> None:
    path = hand.settles_in()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert hand.types("doctor").err == ""


def test_a_wrong_value_is_never_repeated(hand: Hand) -> None:
    (hand.folder / "config.toml").write_text(f"[telegram]\ntoken = ['{TOKEN}']\n", encoding="utf-8")
    assert TOKEN not in hand.types("doctor").complaint


def test_an_unexpected_error_is_one_line_without_the_token(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.settles_in(TOKEN)

    def fail(*_: object) -> None:
        raise RuntimeError(f"https://api.example/bot{TOKEN}/getMe\nfailed")

    monkeypatch.setattr("bot.commands.doctor.check_disk", fail)
    ended = hand.types("doctor")
    assert ended.code == 1
    assert "RuntimeError: https://api.example/bot***/getMe failed" in ended.complaint
    assert "GRIDBOT_DEBUG" in ended.complaint


def test_debugging_shows_where_an_error_comes_from_without_the_token(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.settles_in(TOKEN)

    def fail(*_: object) -> None:
        raise RuntimeError(TOKEN)

    monkeypatch.setattr("bot.commands.doctor.check_disk", fail)
    monkeypatch.setenv("GRIDBOT_DEBUG", "1")
    by_variable = hand.types("doctor")
    monkeypatch.delenv("GRIDBOT_DEBUG")
    by_option = hand.types("--debug", "doctor")
    assert by_variable == by_option
    assert "Traceback" in by_option.err
    assert TOKEN not in by_option.err


def test_a_file_that_is_no_database_is_named_as_that(hand: Hand) -> None:
    hand.settles_in()
    (hand.folder / "gridbot.db").write_bytes(b"no database at all" * 100)
    ended = hand.types("revoke", "10001")
    assert ended.code == 1
    assert ended.complaint == "无法使用数据库：file is not a database"


def test_a_database_that_somebody_holds_on_to_is_waited_for_and_then_given_up(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.settles_in()
    monkeypatch.setattr("storage.statements.engines.LOCK_WAIT_S", 0.05)
    other = sqlite3.connect(hand.folder / "gridbot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ended = hand.types("revoke", "10001")
    other.close()
    assert ended.code == 1
    assert ended.complaint == "无法使用数据库：database is locked"


def test_a_database_server_that_does_not_answer_is_one_line_without_the_password(hand: Hand) -> None:
    text = "[database]\nurl = 'postgresql+psycopg://office:geheim@127.0.0.1:9/grid'\n"
    (hand.folder / "config.toml").write_text(text, encoding="utf-8")
    ended = hand.types("revoke", "10001")
    assert ended.code == 1
    assert ended.complaint.startswith("无法使用数据库：")
    assert "geheim" not in ended.complaint


def test_a_terminal_that_has_no_chinese_still_gets_its_lines(tmp_path: Path) -> None:
    ended = run_gridbot(tmp_path, "init", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert (ended.code, ended.err) == (0, "")
    assert "gridbot doctor" in ended.out


def test_every_command_line_in_the_readme_and_the_pages_is_one_that_can_be_typed() -> None:
    known = {" ".join(words): command for words, command in commands_and_options()}
    pages = [ROOT / "README.md", ROOT / "config.example.toml", *sorted((ROOT / "docs").rglob("*.md"))]
    lines = [line for page in pages for line in TYPED.findall(page.read_text(encoding="utf-8"))]
    assert len(lines) > 25
    for line in lines:
        words = line.split("#")[0].split()
        names = [" ".join(words[:count]) for count in (2, 1) if " ".join(words[:count]) in known]
        assert names, f"gridbot {line}"
        options = {option for parameter in known[names[0]].params for option in parameter.opts}
        # Put before the command where it is looked at which unit is meant (bot/commands/line_units.py).
        options |= {"--unit"} if "--config" in options else set()
        wrong = {word for word in words if word.startswith("--") and word.strip("`.,;()") not in options}
        assert not wrong - {"--help"}, f"gridbot {line}"


def test_the_readme_previews_no_form_that_is_not_there_yet() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"gridbot forms preview (\S+?)`", readme)
    assert shown
    assert [name for name in shown if not name.isupper() and name not in shipped_library()] == []


def test_no_question_is_asked_in_typers_own_words() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        assert not re.search(r"typer\.confirm|confirmation_prompt", file.read_text(encoding="utf-8")), file
