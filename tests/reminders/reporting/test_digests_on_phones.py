"""The digests that the clock sends once a period has closed, through the simulator over HTTP."""

import asyncio
from datetime import timedelta

from simulator.phone import Phone
from simulator.screen import Group, Message
from storage.tables import outbox
from tests.desks import rows_of, shanghai
from tests.handlers.digests.test_read_digest import (
    COMMITTEE,
    OFFICE,
    SUGGESTION,
    SUPERVISOR,
    TENDENCY,
    WARD,
    file_report,
    labels,
    width_of,
)
from tests.harness import Hospital


async def digests(phone: Phone, chat: Group | None = None) -> list[Message]:
    return [message for message in await phone.chat(chat) if "已报 1/应报 70" in message.text]


async def closed(hospital: Hospital) -> None:
    """Let May close: the last day is 5 June, the digest comes the next morning."""
    await file_report(await hospital.phone_of(WARD))
    await hospital.move_to(6, 6, 8)


async def test_level_one_gets_the_month_once_with_picture_and_buttons(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await closed(hospital)
    (shown,) = await digests(office)
    assert "本期已截止，数字不再变化。" in shown.text
    assert "黄：心内科" in shown.text
    assert {"按支部看", "填报内容 2", "下载 xlsx"} <= set(labels(shown))
    assert not [label for label in labels(shown) if "催报" in label]
    (picture,) = (message for message in await office.chat() if message.file_kind == "photo")
    assert width_of(await office.download(picture)) == 1080
    await office.tap_on(shown.message_id, "按支部看")
    await office.see("内科第一党支部  1/7")


async def test_it_comes_after_the_last_day_and_not_at_night(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_report(await hospital.phone_of(WARD))
    await hospital.move_to(6, 5, 20)
    await hospital.move_to(6, 6, 1)
    assert not await digests(office)
    await hospital.move_to(6, 6, 8)
    assert len(await digests(office)) == 1


async def test_it_comes_once_however_often_the_clock_ticks_and_the_bot_restarts(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await closed(hospital)
    await asyncio.gather(hospital.app.tick(), hospital.app.tick())
    await hospital.restart()
    for day in range(7, 20):
        await hospital.move_to(6, day, 9)
    assert len(await digests(office)) == 1


async def test_committee_and_supervisor_get_the_one_without_persons(hospital: Hospital) -> None:
    readers = [await hospital.phone_of(name) for name in (COMMITTEE, SUPERVISOR)]
    await closed(hospital)
    for reader in readers:
        (shown,) = await digests(reader)
        assert not [
            word for word in ("心内科", TENDENCY, SUGGESTION, "转递线索", "未报：") if word in shown.text
        ]
        assert set(labels(shown)) == {"按支部看", "线索统计", "其他各期", "返回菜单"}
        # One grid of seventy has reported: what it said is not told, in no picture either.
        assert "已报不足 5 个网格，暂不列灯色和合计。" in shown.text
        assert not [message for message in await reader.chat() if message.file_kind]


async def test_an_inspector_gets_none(hospital: Hospital) -> None:
    await closed(hospital)
    assert not await digests(await hospital.phone_of(WARD))


async def test_the_committee_s_group_gets_it_without_persons_and_without_buttons(hospital: Hospital) -> None:
    office, committee = await hospital.phone_of(OFFICE), await hospital.phone_of(COMMITTEE)
    group = await hospital.phones.new_group("党委会", [office, committee])
    await office.send("/digest", group)
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    await closed(hospital)
    (shown,) = await digests(committee, group)
    assert not shown.buttons
    assert not [word for word in ("心内科", TENDENCY, SUGGESTION) if word in shown.text]


async def test_whoever_binds_a_phone_later_is_not_sent_old_ones_but_may_ask(hospital: Hospital) -> None:
    await closed(hospital)
    office = await hospital.phone_of(OFFICE)
    await hospital.move_to(6, 6, 12)
    assert not await digests(office)


async def test_a_digest_that_telegram_could_not_take_comes_when_it_can(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_report(await hospital.phone_of(WARD))
    await hospital.phones.fault("bad_gateway", method="sendPhoto", times=2)
    await hospital.move_to(6, 6, 8)
    assert not await digests(office)
    for minutes in (1, 2, 5):
        hospital.clock.move_to(shanghai(6, 6, 8) + timedelta(minutes=minutes))
        await hospital.app.tick()
    assert len(await digests(office)) == 1


async def test_whoever_has_left_level_one_meanwhile_does_not_get_it_with_persons(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_report(await hospital.phone_of(WARD))
    await hospital.phones.fault("bad_gateway", method="sendPhoto", times=2)
    await hospital.move_to(6, 6, 8)
    hospital.app.database.write(
        lambda uow: uow._connection.exec_driver_sql(
            "UPDATE appointment SET ends_on = '2026-06-01' WHERE grid_code = '1'"
        )
    )
    for minutes in (1, 2, 5):
        hospital.clock.move_to(shanghai(6, 6, 8) + timedelta(minutes=minutes))
        await hospital.app.tick()
    assert not await digests(office)


async def test_after_a_downtime_of_weeks_each_closed_period_is_digested_once(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_report(await hospital.phone_of(WARD))
    await hospital.move_to(7, 20, 9)
    await office.see("已报 1/应报 70")
    assert len(await digests(office)) == 1
    letters = [row for row in rows_of(hospital.app.database, outbox) if row["kind"] == "digest"]
    closed_meanwhile = {"2026-05", "2026-06", "2026-H1", "2026-Q2"}  # missed by all, but not unseen
    assert {row["unique_key"].split(":")[2] for row in letters} == closed_meanwhile
