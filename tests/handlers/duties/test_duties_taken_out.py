"""What a duty leaves behind that is not there any more, through the simulator over HTTP."""

from simulator.phone import Phone
from storage.tables import duty_items, outbox
from tests.desks import rows_of, shanghai
from tests.duty_blocks import write_duties
from tests.harness import Hospital

WARD, BRANCH, OFFICE = "心内科特邀监察员", "内科第一党支部特邀监察员", "监察室主任"


async def take_out(hospital: Hospital, *duty_ids: str) -> None:
    """Restart the bot without these duties."""
    kept = tuple(block for block in hospital.config.duty if block.id not in duty_ids)
    write_duties(hospital, kept)
    await hospital.restart()


async def in_the_middle(hospital: Hospital) -> Phone:
    phone = await hospital.phone_of(WARD)
    await phone.send("/report")
    await phone.tap("开始填报")
    return phone


async def test_it_is_asked_for_no_more_and_breaks_nothing(hospital: Hospital) -> None:
    phone, branch = await in_the_middle(hospital), await hospital.phone_of(BRANCH)
    await take_out(hospital, "monthly_report")
    toast = await phone.tap("黄")
    assert toast is not None
    assert "已截止" in toast.text
    assert "目前没有未完成的项目" in (await phone.send("/start")).text
    assert "目前没有需要填报的项目" in (await phone.send("/report")).text
    assert "没有看懂" in (await phone.send("2")).text
    assert "未报" not in (await branch.send("/start")).text
    await branch.tap("我的网格")
    await branch.see("下级网格 6 个")


async def test_letters_on_their_way_say_nothing_of_it(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.phones.fault("bad_gateway", method="sendMessage")
    hospital.clock.move_to(shanghai(5, 24, 9))
    await hospital.app.tick()
    await hospital.phones.clear_faults()
    await take_out(hospital, "monthly_report")
    before = await phone.mark()
    await hospital.move_to(5, 24, 10)
    assert await phone.mark() == before
    assert {row["state"] for row in rows_of(hospital.app.database, outbox)} == {"dropped"}


async def test_its_digest_is_not_there_any_more(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/digest")
    await take_out(hospital, "monthly_report")
    toast = await office.tap("按支部看")
    assert toast is not None
    assert "这一期没有数据" in toast.text
    assert "目前还没有可汇总的数据" in (await office.send("/digest")).text


async def test_put_back_it_goes_on_where_it_stood(hospital: Hospital) -> None:
    phone = await in_the_middle(hospital)
    whole = hospital.config
    await take_out(hospital, "monthly_report")
    await phone.send("/start")
    write_duties(hospital, whole.duty)
    await hospital.restart()
    await hospital.app.tick()
    assert len(rows_of(hospital.app.database, duty_items)) == 70
    await phone.send("/report")
    await phone.tap("黄")
    await phone.see("2/")
