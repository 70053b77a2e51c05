"""标签 of the roster: duties name departments by them, on each day as the roster is then."""

import io

from openpyxl import Workbook, load_workbook

from bot.commands.calendar import unknown_grids
from domain.duties.set_changes import WantedDuty
from forms.duties.catalogue import catalogue
from simulator.phone import Phone
from storage.reporting.received import ReceivedReport
from storage.unit_of_work import UnitOfWork
from tests.handlers.settings.test_roster import changed, opened, row_of
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from usecases.reporting.received import posts_of_each
from usecases.settings.changes import SetBy
from usecases.settings.duties import change_duty_as

GRIDS, TAGS = "网格", 6
DUTY = "procurement_finance"


async def put_on(hospital: Hospital) -> None:
    """Put the catalogue's duty on, but for who has another tag, and to somebody whom nobody has tagged, too."""
    known = catalogue()[DUTY].terms
    other = {"except_grids": frozenset({"免报部门"}), "received_by": known.received_by | {"无此标签"}}
    wanted = WantedDuty(DUTY, known.model_copy(update=other))
    now, days = hospital.clock.now(), hospital.app.house.working_days
    await hospital.app.database.run(lambda uow: change_duty_as(uow, SetBy(now), wanted, days))
    await hospital.app.tick()


async def asked(hospital: Hospital) -> set[str]:
    """Return the departments of which the month's procurement is asked."""
    await hospital.app.tick()

    def work(uow: UnitOfWork) -> set[str]:
        tree = uow.rosters.tree()
        found = uow.duty_items.of_period(DUTY, "2026-05", [grid.code for grid in tree])
        return {tree.get(item.grid_code).name for item in found}

    return await hospital.app.database.run(work)


async def bring(office: Phone, content: bytes) -> None:
    before = await office.mark()
    await office.send_document("花名册.xlsx", content)
    await office.see("导入后的变动", since=before)
    await office.tap("导入")
    await office.see("已导入。", since=before)


async def test_who_has_the_tag_is_asked_and_a_sheet_without_the_column_takes_no_tag_away(
    hospital: Hospital,
) -> None:
    await put_on(hospital)
    assert await asked(hospital) == {"采购中心"}
    office, content = await opened(hospital)
    assert str(load_workbook(io.BytesIO(content))[GRIDS].cell(1, TAGS).value) == "标签"

    def tag(book: Workbook) -> None:
        sheet = book[GRIDS]
        sheet.cell(row_of(book, GRIDS, "设备科"), TAGS, "采购部门， 重点部门、采购部门")
        sheet.cell(row_of(book, GRIDS, "总务科"), TAGS, "采购部门、免报部门")
        branch = str(sheet.cell(row_of(book, GRIDS, "设备科"), 4).value)
        sheet.append(["39999", "招标办公室", 3, branch, "职能科室", "采购部门"])

    await bring(office, changed(content, tag))
    details = (await files_sent(office))["变动明细.txt"].decode("utf-8-sig")
    assert "标签 – → 采购部门、重点部门" in details
    assert await asked(hospital) == {"采购中心", "设备科", "招标办公室"}

    def without(book: Workbook) -> None:
        tag(book)
        book[GRIDS].delete_cols(TAGS)
        book[GRIDS].cell(row_of(book, GRIDS, "信息科"), 2, "信息中心")

    await office.tap("导入花名册")
    await bring(office, changed(content, without))
    tree = await hospital.app.database.run(lambda uow: uow.rosters.tree())
    assert {grid.name for grid in tree if "采购部门" in grid.tags} == {
        "采购中心",
        "设备科",
        "总务科",
        "招标办公室",
    }
    # 免报部门 is a tag that somebody has by now.
    assert list(unknown_grids(list(hospital.app.house.duties.values()), tree)) == [(DUTY, "无此标签")]


async def test_what_is_filed_goes_to_whom_a_tag_names(hospital: Hospital) -> None:
    await put_on(hospital)
    for name, receives in (("财务科负责人", True), ("骨科负责人", False)):
        phone = await hospital.phone_of(name)
        await phone.send("/start")
        screen = await phone.screen()
        assert screen is not None
        assert any("收到的报告" in label for row in screen.buttons for label in row) is receives
    await asked(hospital)

    def posts(uow: UnitOfWork) -> set[str]:
        (item,) = uow.duty_items.of_period(DUTY, "2026-05", ["30301"])
        now = hospital.clock.now()
        filed = ReceivedReport(item.id, item.duty_id, item.period_id, "30301", "203", "1", "采购中心", now)
        return {code for code, _role in posts_of_each(uow, hospital.app.house.duties, [filed])[item.id]}

    assert await hospital.app.database.run(posts) == {"30106"}


async def test_faulty_tags_are_marked_where_they_stand(hospital: Hospital) -> None:
    office, content = await opened(hospital)

    def wrong(book: Workbook) -> None:
        for name, tags in (
            ("设备科", "标" * 17),
            ("总务科", "30301"),
            ("基建科", "医院监察室"),
            ("信息科", "、".join("一二三四五六七八九")),
        ):
            book[GRIDS].cell(row_of(book, GRIDS, name), TAGS, tags)

    await office.send_document("有误.xlsx", changed(content, wrong))
    await office.see("共 4 处问题，未导入任何内容。")
    marked = load_workbook(io.BytesIO((await files_sent(office))["需要修改之处.xlsx"]))
    comments = [cell.comment.text for row in marked[GRIDS].iter_rows() for cell in row if cell.comment]
    assert [comment.split("：", 1)[1] for comment in comments] == [
        "共 17 个字符，最多 16 个",
        "标签“30301”与网格代码或角色相同，请换一个",
        "标签“医院监察室”与网格代码或角色相同，请换一个",
        "共 9 个标签，最多 8 个",
    ]
