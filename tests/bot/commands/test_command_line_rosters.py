import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands.given import Given
from bot.commands.line import run_line
from bot.config import read_config
from domain.people.roster import Roster, compare
from domain.threads import in_a_thread
from domain.time.clock import SteerableClock, day_in_shanghai
from locales import Speech
from reports.sheets.roster_changes import change_lines
from reports.sheets.roster_sheet import write_roster
from reports.sheets.sample_hospital import sample_roster
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import WORDS, Ended, Hand
from tests.harness import MAY, Hospital

TODAY = day_in_shanghai(MAY)
SAMPLE = sample_roster(TODAY)
INSPECTOR = "心内科特邀监察员"


def imported(hand: Hand, roster: Roster, *args: str) -> Ended:
    (hand.folder / "花名册.xlsx").write_bytes(write_roster(roster))
    return hand.types("import-roster", "花名册.xlsx", *args)


def kept(hand: Hand) -> Roster:
    database = Database(read_config(hand.folder / "config.toml").database_url)
    try:
        return database.write(lambda uow: uow.rosters.load())
    finally:
        database.close()


def somebody(name: str) -> int:
    return next(n for n, official in enumerate(SAMPLE.officials) if official.name == name)


def moved(roster: Roster, name: str, grid_code: str) -> Roster:
    """Return `roster` with the person called `name` working, and appointed, at another grid."""
    official = roster.officials[somebody(name)]
    number = official.staff_number
    officials = tuple(replace(o, grid_code=grid_code) if o is official else o for o in roster.officials)
    appointments = tuple(
        replace(a, grid_code=grid_code, starts_on=TODAY) if a.staff_number == number else a
        for a in roster.appointments
    )
    return Roster(roster.grids, officials, appointments)


def test_the_sample_is_imported_and_a_second_time_there_is_nothing_to_change(hand: Hand) -> None:
    hand.settles_in()
    assert hand.types("sample-roster", "样例.xlsx").code == 0
    first = hand.types("import-roster", "样例.xlsx")
    assert (first.code, first.err) == (0, "")
    assert f"加入（{len(SAMPLE.officials)}）" in first.out
    assert first.out.endswith("已导入。\n")
    assert kept(hand).officials == SAMPLE.officials
    again = hand.types("import-roster", "样例.xlsx")
    assert (again.code, again.out) == (0, "与现有花名册一致，没有变动。\n")


def test_a_dry_run_shows_what_would_change_and_changes_nothing(hand: Hand) -> None:
    hand.settles_in()
    shown = imported(hand, SAMPLE, "--dry-run")
    assert (shown.code, kept(hand)) == (0, Roster())
    done = imported(hand, SAMPLE)
    assert shown.out.splitlines()[:-1] == done.out.splitlines()[:-1]
    assert shown.out.endswith("尚未导入。\n")


def test_who_moved_left_and_changed_is_told_with_before_and_after(hand: Hand) -> None:
    hand.settles_in()
    imported(hand, SAMPLE)
    gone, promoted = SAMPLE.officials[-1], SAMPLE.officials[somebody("心内科负责人")]
    later = moved(SAMPLE, INSPECTOR, "30402")
    officials = [
        replace(official, post="心血管内科主任", in_post_since=None)
        if official.name == promoted.name
        else official
        for official in later.officials
        if official != gone
    ]
    appointments = [
        appointment for appointment in later.appointments if appointment.staff_number != gone.staff_number
    ]
    out = imported(hand, Roster(SAMPLE.grids, tuple(officials), tuple(appointments))).out
    names = {grid.code: grid.name for grid in SAMPLE.grids}
    before = SAMPLE.officials[somebody(INSPECTOR)].grid_code
    assert f"{INSPECTOR}: 网格代码 {before} {names[before]} → 30402 {names['30402']}" in out
    assert (
        f"{promoted.name}: 职务 心内科主任 → 心血管内科主任, 任现职时间 {promoted.in_post_since} → –" in out
    )
    assert f"离开（1），其绑定和邀请一并失效\n  {gone.staff_number} {gone.name}" in out
    assert f"特邀监察员 2026-01-01 – {TODAY - timedelta(days=1)}" in out


def test_all_faults_are_listed_at_once_and_nothing_is_imported(hand: Hand) -> None:
    hand.settles_in()
    path = hand.folder / "错.xlsx"
    path.write_bytes(write_roster(SAMPLE))
    book = load_workbook(path)
    book["人员"]["D5"], book["人员"]["F9"], book["聘任"]["D3"] = "科级", "999", "昨天"
    book.save(path)
    ended = hand.types("import-roster", str(path))
    assert ended.code == 1
    lines = ended.err.splitlines()
    assert [line.partition("：")[0] for line in lines[:-1]] == [
        "工作表“人员”第 5 行“职级”",
        "工作表“人员”第 9 行“网格代码”",
        "工作表“聘任”第 3 行“起”",
    ]
    assert lines[-1] == "共 3 处问题，未导入任何内容。"
    assert kept(hand) == Roster()


def test_faults_are_told_in_the_language_of_the_command_line(hand: Hand) -> None:
    hand.settles_in()
    hand.language = "en"
    (hand.folder / "x.xlsx").write_bytes(b"no workbook")
    ended = hand.types("import-roster", "x.xlsx")
    assert ended.err.splitlines()[-1] == "1 faults; nothing was imported."


@pytest.mark.parametrize("name", ["nowhere.xlsx", "."])
def test_a_file_that_cannot_be_read_is_one_plain_line(hand: Hand, name: str) -> None:
    hand.settles_in()
    ended = hand.types("import-roster", name)
    assert ended.code == 1
    assert f"无法读写 {name}：" in ended.complaint


def test_however_many_changes_there_are_every_one_is_listed_below_its_count() -> None:
    lines = list(change_lines(Speech(WORDS, "zh"), compare(Roster(), SAMPLE, TODAY), SAMPLE.grids))
    at = lines.index(f"加入（{len(SAMPLE.officials)}）") + 1
    listed = lines[at : at + len(SAMPLE.officials)]
    assert [line.split()[0] for line in listed] == [official.staff_number for official in SAMPLE.officials]


def test_every_kind_of_change_has_words_in_both_languages() -> None:
    """What is left when an appointment is cut short, made longer or taken back, and a grid renamed."""
    grids = tuple(replace(grid, name=f"新{grid.name}") for grid in SAMPLE.grids[:-1])
    a, b, c, *others = SAMPLE.appointments
    old = Roster(SAMPLE.grids, SAMPLE.officials, (a, b, replace(c, starts_on=date(2026, 6, 1)), *others))
    cut = replace(a, ends_on=date(2026, 8, 1))
    new = Roster(grids, SAMPLE.officials[1:], (cut, replace(b, starts_on=date(2026, 3, 1)), *others[1:]))
    for diff in (compare(old, new, TODAY), compare(new, old, TODAY)):
        for language in ("zh", "en"):
            lines = list(change_lines(Speech(WORDS, language), diff, (*old.grids, *new.grids)))
            assert all(lines)


def test_an_existing_workbook_is_not_overwritten_by_the_sample(hand: Hand) -> None:
    path = hand.folder / "名单.xlsx"
    path.write_bytes(b"ours")
    ended = hand.types("sample-roster", "名单.xlsx")
    assert (ended.code, ended.complaint) == (1, "名单.xlsx 已存在，未覆盖。")
    assert path.read_bytes() == b"ours"


def bound_to_phones(hand: Hand, names: Sequence[str]) -> None:
    database = Database(read_config(hand.folder / "config.toml").database_url)

    def bind(uow: UnitOfWork) -> None:
        for telegram_id, name in enumerate(names, start=1):
            (found,) = uow.people.search(name, 2)
            uow.people.bind(found.person_id, telegram_id, "zh", MAY)

    try:
        database.write(bind)
    finally:
        database.close()


CASES = Path(__file__).parents[2] / "cases"


def test_a_list_under_which_many_lose_their_phones_names_them_and_wants_a_yes(hand: Hand) -> None:
    hand.settles_in()
    plain, other = CASES / "r00_plain.xlsx", hand.folder / "改.xlsx"
    assert hand.types("import-roster", str(plain)).code == 0
    bound_to_phones(hand, ["某甲", "某乙"])
    book = load_workbook(plain)
    for sheet in ("人员", "聘任"):
        book[sheet]["A2"] = "123"  # as a program reads 00123 that was typed as a number
    book.save(other)
    before = kept(hand)
    for options, code in ((["--dry-run"], 0), ([], 1)):
        ended = hand.types("import-roster", str(other), *options)
        assert (ended.code, "  00123 某甲 主任\n" in ended.err, "某乙" in ended.err) == (code, True, False)
        assert "已绑定的 2 人中有 1 人将失去绑定，超过十分之一" in ended.err
        assert f"gridbot import-roster {other} --yes" in ended.err or code == 0
        assert kept(hand) == before
    assert hand.types("import-roster", str(other), "--yes").code == 0
    assert kept(hand).officials[0].staff_number == "00124"


def test_codes_shown_with_zeros_or_typed_in_another_case_throw_nobody_out(hand: Hand) -> None:
    hand.settles_in()
    assert hand.types("import-roster", str(CASES / "r00_plain.xlsx")).code == 0
    bound_to_phones(hand, ["某甲", "某乙", "某丙"])
    book = load_workbook(CASES / "r02_format_00000.xlsx")
    for row in (4, 5, 6):
        book["网格"].cell(row, 1).value = f"a1{row - 3}"
        book["人员"].cell(row - 2, 6).value = book["聘任"].cell(row - 2, 2).value = f"a1{row - 3}"
    book.save(hand.folder / "改.xlsx")
    again = hand.types("import-roster", "改.xlsx")
    assert (again.code, again.out) == (0, "与现有花名册一致，没有变动。\n")


async def test_an_import_beside_the_running_bot_is_in_force_at_once(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    file = hospital.folder / "五月.xlsx"
    file.write_bytes(write_roster(moved(SAMPLE, INSPECTOR, "30402")))
    code, talked = await asyncio.gather(
        in_a_thread(_import, hospital.folder, file), _talk(hospital, "心内科负责人")
    )
    assert (code, talked) == (0, True)
    grid = next(changed.name for changed in SAMPLE.grids if changed.code == "30402")
    await phone.send("/start")
    await phone.tap("我的网格")
    await phone.see(grid)


def _import(folder: Path, file: Path) -> int:
    given = Given(SteerableClock(MAY), WORDS, "zh")
    return run_line(["--config", str(folder / "config.toml"), "import-roster", str(file)], given)


async def _talk(hospital: Hospital, name: str) -> bool:
    """Have somebody bind and look around, which writes, while something else goes on."""
    phone = await hospital.phone_of(name)
    for _ in range(5):
        await phone.send("/start")
    return True
