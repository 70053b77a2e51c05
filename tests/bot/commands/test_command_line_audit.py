import sqlite3
from contextlib import closing

import pytest

from bot.config import read_config
from domain.tips.routing import Body
from storage.audit import AuditEntry
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import Ended, Hand
from tests.harness import MAY, USERNAME
from usecases.settings.changes import SetBy, write_change

INTACT, BROKEN = "✓ 驻组日志完好。", "✗ 驻组日志有改动，请报告驻组。"


@pytest.fixture
def hand(hand: Hand) -> Hand:
    """Somebody at a server whose audit log has five entries of the office and seven of the supervisor."""
    hand.settles_in()
    write_down(hand, Body.OFFICE, 5)
    write_down(hand, Body.SUPERVISOR, 7)
    return hand


def write_down(hand: Hand, chain: Body, count: int) -> None:
    def work(uow: UnitOfWork) -> None:
        for number in range(count):
            uow.audit.add(AuditEntry(MAY, None, "read", f"2026-{number}", chain, "tested"))

    database = Database(read_config(hand.folder / "config.toml").database_url)
    database.write(work)
    database.close()


def set_name(hand: Hand, old: str | None, new: str) -> None:
    database = Database(read_config(hand.folder / "config.toml").database_url)
    database.write(lambda uow: write_change(uow, SetBy(MAY), "sample:name", old, new))
    database.close()


def changed(hand: Hand, statement: str) -> Ended:
    """Change the log past the program, and have it verified."""
    with closing(sqlite3.connect(hand.folder / "gridbot.db")) as database:
        database.execute(statement)
        database.commit()
    return hand.types("audit", "verify")


def head_of(ended: Ended) -> str:
    """Return what is to be written down."""
    return ended.out.splitlines()[0].split()[-1]


def entries(hand: Hand) -> list[tuple[str, str, str, int | None]]:
    with closing(sqlite3.connect(hand.folder / "gridbot.db")) as database:
        return database.execute(
            "SELECT act, subject, actor, person_id FROM audit WHERE chain = 'office' ORDER BY place"
        ).fetchall()


def test_an_untouched_log_is_intact_and_of_the_supervisors_no_number_is_told(hand: Hand) -> None:
    ended = hand.types("audit", "verify")
    office, supervisor = ended.out.splitlines()
    assert (ended.code, ended.err, supervisor) == (0, "", INTACT)
    assert office.startswith("✓ 监察室日志完好，共 5 条。")
    assert head_of(ended).startswith("5:")


def test_an_empty_log_looks_the_same_for_the_supervisor(hand: Hand) -> None:
    assert changed(hand, "DELETE FROM audit").out.splitlines()[1] == INTACT


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (
            "UPDATE audit SET subject = 'x' WHERE chain = 'office' AND place = 2",
            "✗ 监察室日志第 2 条被改动。",
        ),
        ("DELETE FROM audit WHERE chain = 'office' AND place IN (2, 3)", "✗ 监察室日志自第 2 条起缺 2 条。"),
        (
            "UPDATE audit SET place = 9 WHERE chain = 'office' AND place = 5",
            "✗ 监察室日志自第 5 条起缺 4 条。",
        ),
        (
            "UPDATE audit SET previous = x'00' WHERE chain = 'office' AND place = 3",
            "✗ 监察室日志第 3 条与前一条不相接，其间有改动。",
        ),
    ],
)
def test_each_change_is_a_line_and_the_end_is_not_offered_to_be_written_down(
    hand: Hand, statement: str, line: str
) -> None:
    ended = changed(hand, statement)
    assert (ended.code, ended.err) == (1, "")
    assert line in ended.out.splitlines()
    assert all(told_line.startswith("✗ 监察室日志") for told_line in ended.out.splitlines()[:-1])
    assert ended.out.splitlines()[-1] == INTACT


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET subject = 'x' WHERE chain = 'supervisor' AND place = 6",
        "DELETE FROM audit WHERE chain = 'supervisor' AND place < 6",
    ],
)
def test_a_change_in_the_supervisors_log_is_told_without_any_place(hand: Hand, statement: str) -> None:
    before = hand.types("audit", "verify").out.splitlines()
    ended = changed(hand, statement)
    assert (ended.code, ended.out.splitlines()) == (1, [before[0], BROKEN])


def test_entries_of_no_known_body_are_told_of(hand: Hand) -> None:
    ended = changed(hand, "UPDATE audit SET chain = 'nobody' WHERE chain = 'office' AND place = 5")
    assert (ended.code, ended.out.splitlines()[-1]) == (1, "✗ 另有不属于监察室和驻组的记录，且有改动。")


def test_what_was_written_down_fits_the_log_as_long_as_it_only_grew(hand: Hand) -> None:
    written = head_of(hand.types("audit", "verify"))
    write_down(hand, Body.OFFICE, 3)
    ended = hand.types("audit", "verify", "--head", written.upper())
    assert (ended.code, ended.out.splitlines()[1]) == (0, "✓ 与记下的第 5 条一致，此后新增 3 条。")


def test_a_log_that_was_cut_off_or_written_anew_does_not_fit_what_was_written_down(hand: Hand) -> None:
    written = head_of(hand.types("audit", "verify"))
    assert changed(hand, "DELETE FROM audit WHERE place > 3 AND chain = 'office'").code == 0
    cut = hand.types("audit", "verify", "--head", written)
    assert (cut.code, cut.out.splitlines()[1]) == (
        1,
        "✗ 记下的第 5 条已不存在，现至第 3 条，日志曾被删除。",
    )
    write_down(hand, Body.OFFICE, 4)
    assert hand.types("audit", "verify").code == 0
    anew = hand.types("audit", "verify", "--head", written)
    assert (anew.code, anew.out.splitlines()[1]) == (1, "✗ 与记下的第 5 条不一致，日志曾被改写。")


def test_the_head_of_an_empty_log_fits_whatever_comes(hand: Hand) -> None:
    assert hand.types("audit", "verify", "--head", f"0:{'0' * 16}").code == 0


@pytest.mark.parametrize(
    "head", ["5", "5:", "5:0123", "x:0123456789abcdef", f"5:{'0' * 65}", f"٥:{'0' * 16}"]
)
def test_what_cannot_have_been_written_down_is_wrong_usage(hand: Hand, head: str) -> None:
    ended = hand.types("audit", "verify", "--head", head)
    assert (ended.code, ended.out) == (2, "")
    assert "42:0123456789abcdef" in ended.complaint


def test_without_a_database_there_is_nothing_intact_and_none_is_made(hand: Hand) -> None:
    (hand.folder / "gridbot.db").unlink()
    ended = hand.types("audit", "verify")
    assert (ended.code, ended.out) == (1, "")
    assert "gridbot.db" in ended.complaint
    assert not (hand.folder / "gridbot.db").exists()


def test_help_and_findings_are_in_english_too(hand: Hand) -> None:
    hand.language = "en"
    written = head_of(hand.types("audit", "verify"))
    told = [
        hand.types("audit", "verify", "--help"),
        hand.types("audit", "verify", "--head", written),
        changed(hand, "UPDATE audit SET subject = 'x' WHERE chain = 'office' AND place = 3"),
    ]
    said = "".join(ended.out for ended in told)
    assert "audit-" not in said
    assert not any("一" <= character <= "鿿" for character in said)


def test_a_roster_put_into_force_is_written_down_once_by_its_hash(hand: Hand) -> None:
    assert hand.types("sample-roster", "样例.xlsx").code == 0
    assert hand.types("import-roster", "样例.xlsx", "--dry-run").code == 0
    before = len(entries(hand))
    assert hand.types("import-roster", "样例.xlsx").code == 0
    assert hand.types("import-roster", "样例.xlsx").code == 0
    ((act, subject, actor, person_id),) = entries(hand)[before:]
    assert (act, actor, person_id) == ("roster-import", "command-line", None)
    assert (subject[:7], len(subject)) == ("sha256:", 23)


def test_each_invitation_and_each_phone_unbound_is_written_down(hand: Hand) -> None:
    path = hand.folder / "config.toml"
    named = path.read_text(encoding="utf-8").replace('# username = "example_bot"', f'username = "{USERNAME}"')
    path.write_text(named, encoding="utf-8")
    hand.imports_the_sample()
    before = len(entries(hand))
    assert hand.types("invites", "--staff-number", "10001", "--staff-number", "10002", "--json").code == 0
    assert hand.types("invites", "--staff-number", "nobody").code == 1
    assert hand.types("revoke", "10001").code == 0
    assert hand.types("revoke", "nobody").code == 1
    assert entries(hand)[before:] == [
        ("invites-issue", "10001", "command-line", None),
        ("invites-issue", "10002", "command-line", None),
        ("binding-revoke", "10001", "command-line", None),
    ]
    assert hand.types("audit", "verify").code == 0


def test_changes_of_settings_are_listed_with_old_and_new_and_one_that_was_forged_is_named(hand: Hand) -> None:
    assert hand.types("audit", "settings").out.strip() == "尚无修改记录。"
    set_name(hand, None, "某某医院")
    set_name(hand, "某某医院", "中医院")
    ended = hand.types("audit", "settings")
    assert ended.code == 0
    assert ended.out.splitlines()[1] == "2. 2026-05-12 10:00 命令行 sample:name：某某医院 → 中医院"
    changed(hand, "UPDATE setting_change SET new = '\"第一医院\"' WHERE id = 2")
    forged = hand.types("audit", "settings")
    assert forged.code == 1
    assert forged.out.splitlines()[-1] == "第 2 项与日志不一致，记录曾被改动。"
