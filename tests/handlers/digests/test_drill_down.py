"""From the digest down by taps, for level 1 and from 我的网格; who may go where. Through the simulator over HTTP."""

import pytest

from simulator.phone import Phone
from storage.tables import audit, duty_items, outbox
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.handlers.by_hand import begin, file_green, shown
from tests.handlers.digests.test_read_digest import (
    COMMITTEE,
    OFFICE,
    SUGGESTION,
    SUPERVISOR,
    TENDENCY,
    WARD,
    file_report,
    labels,
)
from tests.handlers.documents.test_documents import words_of
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from windows.entries import MY_BRANCH, nudge_one, open_branch, open_change, open_filed, report_paper_of

BRANCH, OTHER_BRANCH = "内科第一党支部特邀监察员", "外科第一党支部特邀监察员"
BONES = "骨科特邀监察员"


def item_of(hospital: Hospital, grid_code: str) -> int:
    found = rows_of(hospital.app.database, duty_items)
    return next(int(row["id"]) for row in found if row["grid_code"] == grid_code)


def codes(hospital: Hospital) -> dict[str, str]:
    tree = hospital.app.database.write(lambda uow: uow.rosters.tree())
    return {grid.name: grid.code for grid in tree}


async def correct_light(hospital: Hospital, light: str) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/report")
    await ward.tap("更正")
    await ward.tap("灯色")
    await ward.tap(light)
    await ward.tap("提交")
    await ward.tap("填写有误")
    await ward.see("已提交")


async def test_level_one_goes_down_to_a_correction_and_all_the_way_back(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await correct_light(hospital, "红")
    await office.send("/digest")
    await office.tap("按支部看")
    await office.tap("内科第一党支部")
    text = (await office.see("› 内科第一党支部")).text
    assert "已报 1/应报 7" in text
    assert "绿 0   黄 0   红 1" in text
    assert labels(await shown(office))[0] == "心内科 · 红"  # the worst first
    await office.tap("心内科 · 红")
    text = (await office.see("› 内科第一党支部 › 心内科")).text
    assert "按时提交（心内科特邀监察员）" in text
    assert "灯色  红" in text
    assert TENDENCY in text
    assert SUGGESTION in text
    await office.tap("更正记录 1 次")
    text = (await office.see("第 1/1 次更正")).text
    assert "心内科特邀监察员" in text
    assert "原因：填写有误" in text
    assert "灯色：黄 → 红" in text
    await office.tap("返回心内科")
    await office.tap("返回内科第一党支部")
    await office.tap("返回各支部")
    await office.see("内科第一党支部  1/7")
    await office.tap("返回")
    await office.see("红：心内科")


async def test_a_missing_grid_shows_who_answers_for_it_and_is_reminded_once_a_day(hospital: Hospital) -> None:
    office, bones = await hospital.phone_of(OFFICE), await hospital.phone_of(BONES)
    await office.send("/digest")
    await office.tap("按支部看")
    await office.tap("外科第一党支部")
    await office.tap("骨科 · 待报")
    text = (await office.see("› 骨科")).text
    assert "尚未提交，5月31日截止。" in text
    assert "负责人：骨科特邀监察员" in text
    await office.tap("催报")
    await office.see("已提醒骨科的负责人。")
    await hospital.app.deliver()
    await bones.see("监察室提醒您")
    await office.tap("返回")
    await office.tap("催报")
    await office.see("今天已提醒过，不再重复")
    letters = [row for row in rows_of(hospital.app.database, outbox) if row["kind"] == "chase"]
    assert len(letters) == 1


async def test_a_grid_that_nobody_can_be_reminded_of_says_so(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    bones = codes(hospital)["骨科"]
    await press(hospital, office, nudge_one(item_of(hospital, bones)))
    assert "目前无人可提醒" in (await shown(office)).text
    hospital.clock.move_to(shanghai(6, 20))
    await press(hospital, office, nudge_one(item_of(hospital, bones)))
    assert "无需催报" in (await shown(office)).text
    await press(hospital, office, open_filed(item_of(hospital, bones)))
    assert "未报，本期已截止。" in (await shown(office)).text
    assert "催报" not in labels(await shown(office))


async def test_the_inspector_of_a_branch_sees_its_departments_from_its_own_grid(hospital: Hospital) -> None:
    branch, ward = await hospital.phone_of(BRANCH), await hospital.phone_of(WARD)
    await file_green(ward)
    await branch.send("/start")
    await branch.tap("我的网格")
    await branch.tap("查看填报情况")
    await branch.tap("5月网格廉情月报")
    await branch.see("› 内科第一党支部")
    await branch.tap("心内科 · 绿")
    await branch.see("灯色  绿")
    assert "催报" not in labels(await shown(branch))
    await branch.tap("返回内科第一党支部")
    await branch.tap("返回")
    await branch.see("请选择要查看的一期")


async def test_a_department_that_moves_is_its_new_branch_s_and_stays_its_old_one_s_for_what_was(
    hospital: Hospital,
) -> None:
    old, new = await hospital.phone_of(BRANCH), await hospital.phone_of(OTHER_BRANCH)
    known = codes(hospital)
    may = item_of(hospital, known["心内科"])
    await hospital.move_to(6, 20)

    def move(parent: str) -> None:
        with hospital.app.database.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE grid SET parent_code = ? WHERE code = ?", (parent, known["心内科"])
            )

    move(known["外科第一党支部"])
    for branch in (old, new):
        await press(hospital, branch, open_filed(may))
        assert "› 心内科" in (await shown(branch)).text


FORBIDDEN = "没有查看此网格的权限"


@pytest.mark.parametrize("name", [OTHER_BRANCH, COMMITTEE, SUPERVISOR, BONES])
async def test_nobody_else_goes_down_to_a_report(hospital: Hospital, name: str) -> None:
    phone, ward = await hospital.phone_of(name), await hospital.phone_of(WARD)
    await file_report(ward)
    item = item_of(hospital, codes(hospital)["心内科"])
    for data in (open_branch(item), open_filed(item), open_change(item, 1)):
        assert FORBIDDEN in await press(hospital, phone, data)
    assert "一级网格" in await press(hospital, phone, nudge_one(item))


async def test_an_inspector_reads_its_own_report_and_not_how_its_branch_stands(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await file_green(ward)
    item = item_of(hospital, codes(hospital)["心内科"])
    await press(hospital, ward, open_filed(item))
    assert "灯色  绿" in (await shown(ward)).text
    assert "返回内科第一党支部" not in labels(await shown(ward))
    assert FORBIDDEN in await press(hospital, ward, open_branch(item))


async def paper_words(phone: Phone) -> str:
    """Return what the document says whose window is open."""
    await phone.see("已生成文档")
    return words_of(list((await files_sent(phone)).values())[-1])


async def test_a_report_becomes_a_document_of_its_own_for_who_may_read_it(hospital: Hospital) -> None:
    ward, office = await hospital.phone_of(WARD), await hospital.phone_of(OFFICE)
    await file_report(ward)
    item = item_of(hospital, codes(hospital)["心内科"])
    await ward.send("/report")
    await ward.tap("导出 docx")
    own = await paper_words(ward)
    for said in ("网格廉情月报", "填报单位：心内科", "2026年5月", f"填报人：{WARD}", SUGGESTION):
        assert said in own
    assert "审核人" not in own  # nobody has accepted it
    await press(hospital, office, open_filed(item))
    await office.tap("导出 docx")
    assert await paper_words(office) == own
    await office.tap("返回")
    await office.tap("审核")
    await office.tap("通过")
    await press(hospital, office, report_paper_of(item))
    assert "审核人：监察室主任" in await paper_words(office)
    for name in (OTHER_BRANCH, COMMITTEE, SUPERVISOR, BONES):
        assert FORBIDDEN in await press(hospital, await hospital.phone_of(name), report_paper_of(item))
    acts = [row["act"] for row in rows_of(hospital.app.database, audit)]
    assert acts.count("report-paper") == 3


async def test_committee_and_supervisor_stop_at_branches(hospital: Hospital) -> None:
    committee = await hospital.phone_of(COMMITTEE)
    await committee.send("/digest")
    await committee.tap("按支部看")
    assert labels(await shown(committee)) == ["返回"]
    assert "特邀监察员使用" in await press(hospital, committee, MY_BRANCH)
    assert labels(await shown(committee)) == ["返回"]


@pytest.mark.parametrize(
    "data",
    ["drill:999999:0", "drill-grid:1", "drill-change:1:0:0", "drill-change:x", "chase-one:", "drill:1:-1"],
)
async def test_a_button_that_never_existed_is_an_old_button(hospital: Hospital, data: str) -> None:
    office = await hospital.phone_of(OFFICE)
    assert "已失效" in await press(hospital, office, data)


@pytest.mark.parametrize("period", ["garbage", "0001-01", "9999-12", "2026-13", ""])
async def test_the_digest_of_no_period_is_not_there(hospital: Hospital, period: str) -> None:
    office = await hospital.phone_of(OFFICE)
    for data in (f"digest:monthly_report:{period}", f"part:w:monthly_report:{period}:0"):
        assert await press(hospital, office, data) == "这一期没有数据。"


async def test_a_stranger_goes_nowhere(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    await stranger.send("/start")
    for data in (open_branch(1), open_filed(1), open_change(1, 1), nudge_one(1), MY_BRANCH):
        assert "需要先绑定" in await press(hospital, stranger, data)


async def test_what_a_person_wrote_is_only_text_wherever_it_is_read(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await begin(ward)
    await ward.tap("黄")
    for _ in range(2):
        await ward.tap("跳过")
    await ward.tap("1")
    await ward.send("<b>甲&乙</b>")
    await ward.tap("医疗服务")
    await ward.tap("跳过")
    await ward.tap("核对")
    await ward.tap("提交")
    await ward.see("已提交")
    await press(hospital, office, open_filed(item_of(hospital, codes(hospital)["心内科"])))
    assert "<b>甲&乙</b>" in (await shown(office)).text
    await office.send("/digest")
    await office.tap("填报内容 1")
    assert "<b>甲&乙</b>" in (await shown(office)).text


async def test_the_whole_text_is_read_page_by_page(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await office.send("/digest")
    await office.tap("看全文")
    await office.tap("上一页")  # it begins with what comes after the overview
    texts = [(await shown(office)).text]
    while "下一页" in labels(await shown(office)):
        await office.tap("下一页")
        texts.append((await shown(office)).text)
    assert len(texts) > 1
    assert all(f"（{n}/{len(texts)}）" in text for n, text in enumerate(texts, start=1))
    whole = "\n".join(texts)
    for said in ("已报 1/应报 70", "内科第一党支部  1/7", "• 外科第一党支部：", "骨科", TENDENCY, SUGGESTION):
        assert said in whole
    assert all(text.count("\n") < 25 for text in texts)
    await office.tap("返回汇总")
    await office.see("黄：心内科")


async def test_the_pictures_of_an_earlier_month_are_asked_for_below_it(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await hospital.move_to(6, 22)
    before = await office.mark()
    await office.send("/digest")
    await office.see("6月网格廉情月报", since=before)
    kinds = [message.file_kind for message in await office.chat()]
    assert kinds[-3:-1] == ["photo", "photo"]  # lights, trends; the text below them
    await office.tap("上一期")
    await office.see("5月网格廉情月报")
    before = await office.mark()
    await office.tap("看图")
    await office.see("5月网格廉情月报", since=before)
    kinds = [message.file_kind for message in await office.chat()]
    assert kinds[-3:] == [None, "photo", None]  # May is the first month: no trend yet


async def test_level_one_is_shown_the_way_to_the_reviews(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/digest")
    await office.tap("审核情况")
    await office.see("审核：已审结")
