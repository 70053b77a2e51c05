"""A campaign of four months by phones and clock, its board and papers recounted from the tables, one row at a time."""

import shutil
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.registers.reaching import ByEntries, Reaching
from domain.time.clock import day_in_shanghai
from simulator.phone import Phone
from storage.duties.tables import made_duties
from storage.registers.tables import entries
from storage.tables import duty_items, grids, submissions
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.handlers.campaigns.campaigns_by_hand import OFFICE, make, recounted
from tests.handlers.clues.test_old_clues import TWENTY, go_through, send, sheet
from tests.handlers.clues.test_old_clues import row as clue
from tests.handlers.tips.tips_by_hand import DEPUTY, bring, labels
from tests.harness import Hospital
from tests.reports.second_reader import lines, tables
from usecases.campaigns.papers import CAMPAIGN_PAPERS
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover
from usecases.wing_papers import PaperWanted

TITLE = "腐败问题专项整治"
PROMPT, SLOW, SILENT, BRANCH = (
    "心内科特邀监察员",
    "骨科特邀监察员",
    "呼吸内科特邀监察员",
    "内科第一党支部特邀监察员",
)
PROBLEM = "高值耗材登记不全"
PHASES = ("宣传动员", "自查自纠", "集中整治", "巩固提升")
ENDS = (date(2026, 6, 2), date(2026, 7, 12), date(2026, 8, 21), date(2026, 9, 15))


class Walk:
    """The hospital in which a campaign goes on."""

    def __init__(self, hospital: Hospital) -> None:
        self.hospital = hospital

    @property
    def today(self) -> date:
        return day_in_shanghai(self.hospital.clock.now())

    async def until(self, day: date) -> None:
        """Let the days pass, the clock looked at every fifth morning and on the last."""
        while self.today < day:
            there = min(self.today + timedelta(days=5), day)
            self.hospital.clock.move_to(shanghai(there.month, there.day, 9))
            await self.hospital.app.tick()

    async def file(self, name: str, *, done: bool = True) -> int:
        """Report every task that is open and unreported at the grid of `name`; return how many."""
        phone, filed = await self.hospital.phone_of(name), 0
        for item in self.open_of(name):
            await press(self.hospital, phone, f"report:{item}")
            await phone.tap("开始填报")
            await phone.tap("是" if done else "否")
            await phone.send("已按要求开展。")
            await phone.send("12")
            await phone.send("3")
            await phone.send(PROBLEM)
            await phone.send("双人登记，逐台核对。")
            await phone.tap("核对")
            await phone.tap("提交")
            await phone.see("已提交")
            filed += 1
        return filed

    def open_of(self, name: str) -> list[int]:
        grid = name.removesuffix("特邀监察员")
        (code,) = (row["code"] for row in rows_of(self.hospital.app.database, grids) if row["name"] == grid)
        return [
            row["id"]
            for row in rows_of(self.hospital.app.database, duty_items)
            if row["grid_code"] == code
            and row["duty_id"].startswith("made-")
            and row["submitted_at"] is None
            and row["exempt_reason"] is None
            and row["opens_on"] <= self.today <= row["closes_on"]
        ]

    async def board(self) -> Phone:
        office = await self.hospital.phone_of(OFFICE)
        await office.send("/campaigns")
        await office.tap(TITLE)
        found = recounted(self.hospital, self.today)
        await office.see(f"已完成 {found['done']}　未到期 {found['due']}　逾期 {found['overdue']}")
        return office

    def paper(self, number: int, about: date) -> bytes:
        """Return a paper as 文书 makes it today."""

        def work(uow: UnitOfWork) -> bytes:
            unit = uow.rosters.tree().get("1")
            wanted = PaperWanted(self.hospital.app.house.registers, unit, self.today, about.isoformat())
            paper = CAMPAIGN_PAPERS[number]
            assert about.isoformat() in paper.about(uow, "1")
            return paper.make(uow, wanted)()

        return self.hospital.app.database.write(work)

    def by_task(self) -> dict[str, Counter[str]]:
        """Return by each task's title how many reports are in which state, looked at one by one."""
        titles = {
            f"made-{row['id']}": row["terms"]["title"]["zh"]
            for row in rows_of(self.hospital.app.database, made_duties)
        }
        filed = {row["item_id"]: row for row in rows_of(self.hospital.app.database, submissions)}
        found: dict[str, Counter[str]] = {title: Counter() for title in titles.values()}
        for item in rows_of(self.hospital.app.database, duty_items):
            if item["duty_id"] in titles:
                report = filed.get(item["id"])
                if item["exempt_reason"] is not None:
                    state = "exempt"
                elif report is None:
                    state = "missing"
                else:
                    state = "undone" if report["answers"]["done"] is False else "done"
                found[titles[item["duty_id"]]][state] += 1
        return found

    def check_paper(self, content: bytes) -> None:
        """Compare the figures of a paper with what is counted by hand."""
        by_hand, seen = self.by_task(), 0
        for table in tables(content):
            for title, _day, owed, done, undone, missing, exempt in table[1:]:
                if title == "合计":
                    continue
                counts = by_hand[title]
                assert (done, undone, missing, exempt) == tuple(
                    str(counts[state]) for state in ("done", "undone", "missing", "exempt")
                ), title
                assert owed == str(counts["done"] + counts["undone"] + counts["missing"])
                seen += 1
        assert seen


def talk_with_all(walk: Walk) -> tuple[int, int]:
    """Talk with everybody in the unit; return how many of how many have been reached, by the register."""
    hospital, today = walk.hospital, walk.today
    register = hospital.app.desk.registers["talk"]
    by = ByEntries("talk", "owner", ("held",), (), "talked_on", since="2026-05-13")
    asked = Reaching(("1",), today, by)

    def work(uow: UnitOfWork) -> tuple[int, int]:
        mover = Mover(hospital.app.desk, hospital.clock.now(), None)
        left = uow.reached.people(asked, slice(0, None))
        known = uow.officials.known([person.person_id for person in left])
        for person in left:
            named = known[person.person_id]
            answer = {"staff_number": named.staff_number, "name": named.name, "post": named.post}
            place = place_at(uow, person.grid_code)
            assert place is not None
            answers = {
                "kind": "heart",
                "person": answer,
                "talker": answer,
                "planned_on": today.isoformat(),
                "subject": "履职情况",
            }
            entry = enter(uow, mover, Opening(register, place, answers, is_told=False), 1)
            found = look_at(uow, register, entry, today)
            said = {"talked_on": today.isoformat(), "outcome": "已谈"}
            make_move(uow, mover, found, Moving("hold", entry.changes, said))
        counts = uow.reached.counts(asked)
        return sum(count.reached for count in counts), sum(count.wanted for count in counts)

    return hospital.app.database.write(work)


def talked_by_hand(hospital: Hospital) -> int:
    """Return how many people have a talk that was held since the campaign began."""
    held = {
        row["owner_id"]
        for row in rows_of(hospital.app.database, entries)
        if row["register_id"] == "talk"
        and row["state"] == "held"
        and row["answers"]["talked_on"] >= "2026-05-13"
    }
    return len(held)


async def test_four_months(hospital: Hospital, tmp_path: Path) -> None:
    walk = Walk(hospital)
    await bring(hospital)
    for name in (OFFICE, DEPUTY, PROMPT, SLOW, SILENT, BRANCH):
        await hospital.phone_of(name)
    await make(hospital, TITLE, "5月13日")
    await launch(walk)
    wanted = await selfcheck(walk)
    await rectify(walk)
    await consolidate(walk)
    summary = walk.paper(1, ENDS[3])
    check_summary(walk, summary, wanted)
    await walk.board()
    # Every grid was asked for every task once, whatever was moved.
    asked = Counter(
        (item["duty_id"], item["grid_code"])
        for item in rows_of(hospital.app.database, duty_items)
        if item["duty_id"].startswith("made-")
    )
    assert set(asked.values()) == {1}
    reopened(summary, tmp_path)


async def launch(walk: Walk) -> None:
    hospital = walk.hospital
    office, silent = await hospital.phone_of(OFFICE), await hospital.phone_of(SILENT)
    # 宣传动员: one day longer than the template says, told on its first day.
    await office.tap("查看进展")
    await office.see("尚未开始")
    await office.tap("阶段安排")
    await office.tap("改宣传动员")
    await office.tap("延长 1 天")
    await office.see("已更改")
    await walk.until(date(2026, 5, 13))
    await silent.see("组织学习教育")
    await walk.file(PROMPT)
    await walk.until(date(2026, 6, 1))
    await walk.file(SLOW, done=False)
    await walk.file(BRANCH)
    office = await walk.board()
    # 催报 once: everybody who is missing and has a phone.
    await office.tap(next(label for label in await labels(office) if label.startswith("催报未报的")))
    await office.see("已提醒")
    await silent.see("组织学习教育")
    # One grid is excused.
    item = walk.open_of(SILENT)[0]
    await press(hospital, office, f"exempt-ask:{item}")
    await office.send("科室合并")
    await office.tap("确定免报")
    await walk.until(ENDS[0] + timedelta(days=1))
    await office.see("宣传动员阶段已结束")
    walk.check_paper(walk.paper(0, ENDS[0]))


async def selfcheck(walk: Walk) -> int:
    hospital = walk.hospital
    branch = await hospital.phone_of(BRANCH)
    # 自查自纠: talks until everybody was reached, one begun from the board.
    office = await walk.board()
    await office.tap("谈话覆盖")
    await office.see("已谈 0/")
    reached, wanted = talk_with_all(walk)
    assert reached == wanted == talked_by_hand(hospital) > 100
    office = await walk.board()
    await office.see(f"谈心谈话　已谈 {wanted}/{wanted}，未谈 0")
    await walk.file(PROMPT)
    await walk.until(ENDS[1] + timedelta(days=2))
    # Nobody at 呼吸内科 reports: the branch hears of it.
    await branch.see("呼吸内科  1 项，其中逾期 1 项")
    walk.check_paper(walk.paper(0, ENDS[1]))
    return wanted


async def rectify(walk: Walk) -> None:
    hospital = walk.hospital
    office, deputy = await hospital.phone_of(OFFICE), await hospital.phone_of(DEPUTY)
    # 集中整治: twenty old clues.
    await walk.until(date(2026, 7, 20))
    await send(office, sheet(*(clue(place) for place in range(TWENTY))))
    await office.tap("导入")
    await office.see("已导入 20 件")
    await go_through(hospital, office, deputy)
    office = await walk.board()
    await office.tap("起底")
    await office.see("维持了结 7　重新办理 7　予以了结 6　待核 0")
    await walk.file(PROMPT)
    await walk.until(ENDS[2] + timedelta(days=1))
    walk.check_paper(walk.paper(0, ENDS[2]))


async def consolidate(walk: Walk) -> None:
    office = await walk.hospital.phone_of(OFFICE)
    await walk.file(BRANCH)
    await walk.until(ENDS[3] + timedelta(days=1))
    await office.see("巩固提升阶段已结束")


def check_summary(walk: Walk, summary: bytes, wanted: int) -> None:
    walk.check_paper(summary)
    said = "\n".join(lines(summary))
    assert f"应谈{wanted}人，已谈{wanted}人，未谈0人" in said
    assert PROBLEM in said
    assert "骨科" in said
    counts = recounted(walk.hospital, walk.today)
    owed = counts["done"] + counts["undone"] + counts["due"] + counts["overdue"]
    missing = counts["due"] + counts["overdue"]
    assert (
        f"应报{owed}份，已完成{counts['done']}份，未完成{counts['undone']}份，未报{missing}份，免报{counts['exempt']}份"
        in said
    )


def reopened(content: bytes, folder: Path) -> None:
    """Have LibreOffice open the paper and print it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    path = folder / "summary.docx"
    path.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)  # noqa: S603
    assert path.with_suffix(".pdf").stat().st_size > 1000
