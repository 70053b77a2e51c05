"""One month in which reports are returned, tips forwarded, a grid removed and one moved: all figures of it agree."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl import load_workbook

from domain.people.roster import Roster
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from storage.tables import duty_items, grids, reviews, submissions
from storage.tips.tables import tips
from tests.desks import rows_of
from tests.handlers.by_hand import begin, shown
from tests.handlers.reviews.reviews_by_hand import OFFICE, file_zero, return_it
from tests.handlers.tips.test_forward_tip import forward
from tests.harness import Hospital

WARD, RENAL, CHEST, BONES = "心内科", "肾内科", "呼吸内科", "骨科"
BRANCH, SURGERY = "内科第一党支部", "外科第一党支部"


def after_a_reform(day: date, *, chest_below: str) -> Roster:
    """Return the sample hospital without 骨科, with 呼吸内科 below the branch of that code."""
    whole = sample_roster(day)
    (gone,) = (grid.code for grid in whole.grids if grid.name == BONES)
    left = {official.staff_number for official in whole.officials if official.grid_code == gone}
    return Roster(
        tuple(
            replace(grid, parent_code=chest_below) if grid.name == CHEST else grid
            for grid in whole.grids
            if grid.code != gone
        ),
        tuple(official for official in whole.officials if official.staff_number not in left),
        tuple(
            appointment
            for appointment in whole.appointments
            if appointment.staff_number not in left and appointment.grid_code != gone
        ),
    )


def recount(hospital: Hospital) -> dict[str, Any]:
    """Count May of the unit and its branches again, from the rows alone."""
    today = day_in_shanghai(hospital.clock.now())
    database = hospital.app.database
    names = {row["code"]: row["name"] for row in rows_of(database, grids)}
    filed = {row["item_id"]: row for row in rows_of(database, submissions)}
    returned_on = {
        row["submission_id"]: day_in_shanghai(row["reviewed_at"]) for row in rows_of(database, reviews)
    }
    told = Counter(row["forwarded_by_grid"] for row in rows_of(database, tips))
    found: dict[str, Any] = {}
    for item in rows_of(database, duty_items):
        if (item["duty_id"], item["period_id"]) != ("monthly_report", "2026-05"):
            continue
        report = filed.get(item["id"])
        counts = report is not None
        if report is not None and report["review_state"] == "returned" and today > item["closes_on"]:
            counts = returned_on[report["id"]] > item["closes_on"]
        if item["exempt_reason"] is not None:
            standing = "免报"
        elif counts:
            late = day_in_shanghai(item["submitted_at"]) > item["due_on"]
            standing = "逾期" if late else "按时"
        else:
            standing = "未报"
        for name in ("合计", names[item["branch_code"]]):
            branch = found.setdefault(name, {"standings": Counter(), "tips": 0, "yellow": 0})
            branch["standings"][standing] += 1
            branch["tips"] += told[item["grid_code"]] if counts else 0
            branch["yellow"] += counts and report is not None and report["answers"]["light"] == "yellow"
    return found


async def sheets(office: Phone) -> dict[str, list[dict[str, Any]]]:
    """Return 汇总 and 明细 of level 1's xlsx, each row by its headers."""
    await overview(office)
    since = await office.mark()
    await office.tap("下载 xlsx")
    await office.see("已生成", since=since)
    file = [message for message in await office.chat() if message.file_kind == "document"][-1]
    book = load_workbook(io.BytesIO(await office.download(file)))
    found = {}
    for title in ("汇总", "明细"):
        head, *rows = book[title].values
        found[title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


async def agree(hospital: Hospital, office: Phone) -> dict[str, list[dict[str, Any]]]:
    """Compare the digest in the chat, branch by branch, and the xlsx with the recount; return the xlsx."""
    wanted = recount(hospital)
    book = await sheets(office)
    for row in book["汇总"]:
        expected = wanted[row["支部"]]
        standings = expected["standings"]
        assert [row[name] for name in ("按时", "逾期", "免报")] == [
            standings[name] for name in ("按时", "逾期", "免报")
        ]
        missing = next(value for name, value in row.items() if name.startswith("未报"))
        assert (missing, row["应报"]) == (standings["未报"], standings.total() - standings["免报"])
        forwarded = next(value for name, value in row.items() if name.startswith("转递线索"))
        assert (forwarded, row["灯色：黄"]) == (expected["tips"], expected["yellow"])
    of_grids = Counter(str(row["状态"]).partition("（")[0].replace("待报", "未报") for row in book["明细"])
    assert of_grids == wanted["合计"]["standings"]
    every = wanted["合计"]
    text = await overview(office)
    standings = every["standings"]
    reported = standings["按时"] + standings["逾期"]
    assert f"已报 {reported}/应报 {standings.total() - standings['免报']}" in text
    assert f"按时 {standings['按时']}   逾期 {standings['逾期']}   未报 {standings['未报']}" in text
    assert f"转递线索 {every['tips']} 件" in text
    assert f"黄 {every['yellow']}" in text or not every["yellow"]
    assert f"免报 {standings['免报']}：" in text
    return book


async def overview(office: Phone) -> str:
    """Return May's digest as level 1 reads it in the chat."""
    since = await office.mark()
    await office.send("/digest")
    await office.see("已报", since=since)
    await office.tap("其他各期")
    await office.see("请选择", since=since)
    since = await office.mark()
    await office.tap("5月网格廉情月报")
    return (await office.see("已报", since=since)).text


def standing_of(book: dict[str, list[dict[str, Any]]], grid: str) -> tuple[str, str]:
    (row,) = (row for row in book["明细"] if row["网格"] == grid)
    return row["支部"], row["状态"]


async def test_all_that_is_said_of_a_month_agrees_before_and_after_it_closes(hospital: Hospital) -> None:
    office, branch = await hospital.phone_of(OFFICE), await hospital.phone_of(f"{BRANCH}特邀监察员")
    ward = await hospital.phone_of(f"{WARD}特邀监察员")
    await begin(ward)
    for answer in ("黄", "核对", "提交"):
        await ward.tap(answer)
    await ward.see("已提交")
    renal = await file_zero(hospital, f"{RENAL}特邀监察员")
    await file_zero(hospital, f"{CHEST}特邀监察员")
    await return_it(branch, grid=WARD)
    await forward(renal, "情况")
    await forward(ward, "情况")
    surgery = next(grid.code for grid in sample_roster(date(2026, 5, 1)).grids if grid.name == SURGERY)
    day = day_in_shanghai(hospital.clock.now())
    await hospital.import_roster(after_a_reform(day, chest_below=surgery))

    book = await agree(hospital, office)
    assert standing_of(book, WARD) == (BRANCH, "按时")
    assert standing_of(book, CHEST) == (SURGERY, "按时")
    assert standing_of(book, BONES)[1] == "免报（已撤销）"
    assert f"{BONES}（已撤销）" in await overview(office)

    await hospital.move_to(6, 10)
    medicine = next(grid.code for grid in sample_roster(date(2026, 5, 1)).grids if grid.name == BRANCH)
    day = day_in_shanghai(hospital.clock.now())
    await hospital.import_roster(after_a_reform(day, chest_below=medicine))
    book = await agree(hospital, office)
    assert standing_of(book, WARD) == (BRANCH, "未报（退回未改）")
    assert standing_of(book, CHEST) == (SURGERY, "按时")
    text = await overview(office)
    assert "未报中有 1 个退回未改" in text

    await office.tap("按支部看")
    await office.tap(BRANCH)
    assert f"{WARD} · 未报（退回未改）" in str((await shown(office)).buttons)
    await office.tap(f"{WARD} · 未报")
    assert "按未报统计" in (await shown(office)).text

    await ward.send("/report")
    await ward.tap("5月网格廉情月报")
    assert "按未报统计" in (await shown(ward)).text
    await ward.tap("修改")
    for answer in ("灯色", "红", "提交"):
        await ward.tap(answer)
    await ward.see("已重新提交")
    book = await agree(hospital, office)
    assert standing_of(book, WARD) == (BRANCH, "逾期")
