from pathlib import Path

import pytest

from bot.config import ConfigError, read_config
from bot.folders.form_folder import keep_forms, open_library
from forms.reading.reader import shipped_forms, shipped_texts
from storage.database import Database
from tests.bot.commands.typing_hand import Ended, Hand
from tests.forms.meeting import MEETING

FILE = "monthly_report.toml"
MONTHLY = shipped_forms()["monthly_report"]
RENAMED = shipped_texts()[FILE].replace("网格廉情月报", "本院月报")


def own_folder(hand: Hand, **texts: str) -> Path:
    """Put forms into the office's own folder, which the configuration names from then on."""
    folder = hand.folder / "forms"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    path = hand.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('# folder = "forms" ', 'folder = "forms" '), encoding="utf-8")
    return folder


def keep(hand: Hand, *texts: tuple[str, int, str]) -> None:
    """Write into the database what forms said when they were used."""
    config = read_config(hand.folder / "config.toml")
    database = Database(config.database_url)
    kept = {(form_id, version): text for form_id, version, text in texts}
    database.write(lambda uow: uow.form_versions.keep(kept, hand.clock.now()))
    database.close()


def lines_with(ended: Ended, text: str) -> list[str]:
    return [line for line in ended.out.splitlines() if text in line]


def test_without_a_configuration_the_shipped_forms_are_checked(hand: Hand) -> None:
    ended = hand.types("forms", "check")
    assert ended.code == 0
    assert len(ended.out.splitlines()) == len(shipped_forms())
    assert f"monthly_report  第 {MONTHLY.version} 版" in ended.out
    assert ended.err == ""


def test_every_fault_of_a_file_is_a_line_and_the_exit_code_is_1(hand: Hand) -> None:
    faulty = MEETING.replace('field = "topics"', 'field = "topic"').replace('en = "Chair"', 'en = ""')
    (hand.folder / "meeting.toml").write_text(faulty, encoding="utf-8")
    ended = hand.types("forms", "check", "meeting.toml")
    assert ended.code == 1
    first, second = ended.out.splitlines()
    line = faulty[: faulty.index('en = ""')].count("\n") + 1
    assert first == f"meeting.toml，第 {line} 行，chair：label 缺少 en 的文字。"
    assert second.endswith("gifts：条件引用了 topic，表中没有这个项目。")
    assert ended.complaint == "共 2 处错误。"


def test_faults_are_told_in_english_too(hand: Hand) -> None:
    hand.language = "en"
    (hand.folder / "meeting.toml").write_text(MEETING.replace("version = 1", "version = 0"), encoding="utf-8")
    ended = hand.types("forms", "check", "meeting.toml")
    assert ended.out.splitlines() == ["meeting.toml, line 3: version is a whole number from 1 on."]


@pytest.mark.parametrize(
    ("counted", "code"),
    [
        ("risk.forms=person", 0),
        ("gifts.gifts", 0),
        ("risk.forms=ward", 1),
        ("risk.many", 1),
        ("gifts.worth", 1),
    ],
)
def test_a_form_names_figures_that_registers_have(hand: Hand, counted: str, code: int) -> None:
    text = MEETING.replace('key = "staff"', f'key = "staff"\ncounted = "{counted}"')
    (hand.folder / "meeting.toml").write_text(text, encoding="utf-8")
    ended = hand.types("forms", "check", "meeting.toml")
    assert ended.code == code
    if code:
        assert ended.out.startswith(f"表 meeting：staff 的 counted 引用了 {counted}")


def test_several_files_are_checked_together(hand: Hand) -> None:
    yearly = MEETING.replace('id = "meeting"', 'id = "yearly"').replace(
        'key = "staff"', 'key = "staff"\ncarry = "year_sum"\nsource = "meeting.staff"'
    )
    for name, text in (("meeting", MEETING), ("yearly", yearly)):
        (hand.folder / f"{name}.toml").write_text(text, encoding="utf-8")
    assert hand.types("forms", "check", "yearly.toml").code == 1
    ended = hand.types("forms", "check", "yearly.toml", "meeting.toml")
    assert ended.code == 0
    assert len(ended.out.splitlines()) == 2


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe\x00", "不是 UTF-8"), (None, "nothing.toml")])
def test_a_file_that_cannot_be_read_is_one_line(hand: Hand, content: bytes | None, said: str) -> None:
    if content is not None:
        (hand.folder / "nothing.toml").write_bytes(content)
    ended = hand.types("forms", "check", "nothing.toml")
    assert ended.code == 1
    assert said in ended.complaint


def test_a_mark_that_windows_editors_write_is_no_fault(hand: Hand) -> None:
    (hand.folder / "meeting.toml").write_text(MEETING, encoding="utf-8-sig")
    assert hand.types("forms", "check", "meeting.toml").code == 0


def test_own_forms_are_checked_beside_the_shipped_ones_and_marked(hand: Hand) -> None:
    hand.settles_in()
    own_folder(hand, meeting=MEETING, monthly_report=RENAMED)
    ended = hand.types("forms", "check")
    assert ended.code == 0
    assert lines_with(ended, "meeting  第 1 版")[0].endswith("会议（本院表单）")
    assert lines_with(ended, "monthly_report  ")[0].endswith("本院月报（本院表单，代替随程序的表单）")
    assert len(ended.out.splitlines()) == len(shipped_forms()) + 1


def test_a_form_that_was_changed_without_a_new_version_is_found(hand: Hand) -> None:
    hand.settles_in()
    keep(hand, ("monthly_report", MONTHLY.version, shipped_texts()[FILE]))
    assert hand.types("forms", "check").code == 0
    own_folder(hand, monthly_report=RENAMED)
    ended = hand.types("forms", "check")
    assert ended.code == 1
    assert f"请把 version 改为 {MONTHLY.version + 1}" in ended.out
    assert "请把 version" in hand.types("doctor").out
    raised = RENAMED.replace(f"version = {MONTHLY.version}", f"version = {MONTHLY.version + 1}", 1)
    own_folder(hand, monthly_report=raised)
    assert hand.types("forms", "check").code == 0


def test_the_bot_does_not_start_with_a_form_that_says_something_else_than_it_did(hand: Hand) -> None:
    hand.settles_in()
    config = read_config(hand.folder / "config.toml")
    database = Database(config.database_url)
    now = hand.clock.now()
    whole = database.write(lambda uow: keep_forms(uow, open_library(config), now))
    assert whole.version("monthly_report", MONTHLY.version) == MONTHLY
    own_folder(hand, monthly_report=RENAMED)
    changed = open_library(read_config(hand.folder / "config.toml"))
    with pytest.raises(ConfigError, match="forms-changed"):
        database.write(lambda uow: keep_forms(uow, changed, now))
    database.close()


def test_a_key_whose_answers_became_of_another_kind_is_found(hand: Hand) -> None:
    hand.settles_in()
    keep(hand, ("meeting", 1, MEETING))
    second = MEETING.replace("version = 1", "version = 2").replace(
        'kind = "short_text"', 'kind = "yes_no"', 1
    )
    own_folder(hand, meeting=second)
    for command in (("forms", "check"), ("doctor",)):
        ended = hand.types(*command)
        assert ended.code == 1
        assert "why_few 在第 1 版中是 short_text，现在是 yes_no" in ended.out


def test_the_doctor_says_whose_forms_there_are(hand: Hand) -> None:
    hand.settles_in()
    assert f"表单 {len(shipped_forms())} 张，其中本院 0 张" in hand.types("doctor").out
    own_folder(hand, meeting=MEETING, monthly_report=RENAMED)
    ended = hand.types("doctor")
    assert f"✓ 表单 {len(shipped_forms()) + 1} 张，其中本院 2 张" in ended.out
    assert "! 本院表单代替了随程序的表单：monthly_report" in ended.out


def test_the_doctor_names_every_fault_and_what_was_lost(hand: Hand) -> None:
    hand.settles_in()
    keep(hand, ("meeting", 1, "version = 1"))
    own_folder(hand, meeting=MEETING.replace("version = 1", "version = 2"))
    assert "! 已保存的旧版表单现在读不了：meeting 1" in hand.types("doctor").out
    own_folder(hand, meeting=MEETING.replace('en = "Chair"', 'en = ""').replace("version = 1", "version = 0"))
    ended = hand.types("doctor")
    assert ended.code == 1
    assert len(lines_with(ended, "✗ meeting.toml，第")) == 2


def test_a_folder_that_is_not_there_is_a_wrong_configuration(hand: Hand) -> None:
    hand.settles_in()
    own_folder(hand).rmdir()
    ended = hand.types("forms", "check")
    assert ended.code == 2
    assert "[forms] folder" in ended.complaint


def test_a_duty_may_ask_for_a_form_of_the_office(hand: Hand) -> None:
    hand.settles_in()
    own_folder(hand, meeting=MEETING)
    with (hand.folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write(
            '[[duty]]\nid = "sit"\nform = "meeting"\nrule = "FREQ=MONTHLY;BYMONTHDAY=-1"\nperiod = "month"\n'
        )
    ended = hand.types("calendar", "--duty", "sit")
    assert ended.code == 0
    assert "会议" in ended.out


def test_a_faulty_form_of_the_office_keeps_commands_from_going_on(hand: Hand) -> None:
    hand.settles_in()
    own_folder(hand, meeting=MEETING.replace("version = 1", "version = 0"))
    ended = hand.types("calendar")
    assert ended.code == 2
    assert ended.complaint == "meeting.toml，第 3 行：version 应为 1 或更大的整数。"
