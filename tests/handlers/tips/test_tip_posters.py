"""A poster's QR code opens a tip with the department filled in."""

from domain.tips.poster_links import poster_payload
from storage.tips.sealing import open_text
from tests.harness import Hospital


async def grid_code(hospital: Hospital, name: str) -> str:
    tree = await hospital.app.database.run(lambda uow: uow.rosters.tree())
    return next(grid.code for grid in tree if grid.name == name)


async def test_the_department_is_filled_in_and_not_asked(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send(f"/start {poster_payload(await grid_code(hospital, '心内科'))}")
    await phone.see("科室：心内科")
    await phone.tap("匿名")
    await phone.send("内容")
    await phone.tap("写好了")
    await phone.see("涉及谁")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    assert "科室  心内科" in (await phone.see("请核对")).text
    await phone.tap("提交")
    await phone.see("回执码")
    text, _ = await hospital.app.database.run(lambda uow: uow.tips.sealed("2026-001"))
    assert text is not None
    assert "科室：心内科" in open_text(text, hospital.office_key.identity)


async def test_a_poster_of_a_grid_no_longer_there_opens_a_plain_tip(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    notice = await phone.send(f"/start {poster_payload('nowhere')}")
    assert "提交前请知悉" in notice.text
    assert "科室" not in notice.text


async def test_a_tip_already_begun_is_not_lost_to_a_poster(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    await phone.send(f"/start {poster_payload(await grid_code(hospital, '心内科'))}")
    shown = await phone.see("尚未提交")
    assert "内容 1 条" in shown.text


async def test_explaining_a_problem_of_ones_own_is_named_and_asks_for_nobody(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("主动说明")
    await phone.send("本人收受礼品，已上交。")
    await phone.tap("写好了")
    await phone.see("什么时候发生的")
    await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.send("某职工")
    await phone.send("8001")
    assert "主动说明" in (await phone.see("请核对")).text
    await phone.tap("提交")
    await phone.see("回执码")
    text, reporter = await hospital.app.database.run(lambda uow: uow.tips.sealed("2026-001"))
    assert text is not None
    assert reporter is not None
