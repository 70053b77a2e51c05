"""Custody `unlock`: a handler reads in the chat for ten minutes after the passphrase."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import delete

from domain.people.roster import compare
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tables import appointments
from storage.tips.custody import OPEN_FOR, Custody
from storage.tips.kept_headers import Replacing
from storage.tips.rewrap import rewrap
from storage.tips.sealing import new_office_key, seal_text
from storage.tips.threads import NewMessage
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.handlers.people.test_invite_people import link_in
from tests.handlers.tips.tips_by_hand import bring
from tests.harness import Hospital
from tests.locked_keys import lock_lightly

OFFICE = "监察室主任"
PASSPHRASE = "一条很长的口令 2026"
TEXT = "某科室收受回扣"
NUMBER = "2026-001"


@pytest.fixture
def unlocking(hospital: Hospital) -> Hospital:
    """The hospital, with the office's key on the server under a passphrase."""
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", custody)
    return hospital


def photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return file.getvalue()


async def submit(hospital: Hospital, way: str = "匿名") -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap(way)
    await phone.send(TEXT)
    await phone.send_photo(photo())
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    if way == "实名":
        await phone.send("某职工")
        await phone.send("8001")
    await phone.tap("提交")
    await phone.see("回执码")


async def open_register(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    await office.tap(NUMBER)
    return office


async def test_a_handler_reads_text_and_files_after_the_passphrase(unlocking: Hospital) -> None:
    await submit(unlocking)
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.see("请输入口令")
    await office.send("不对的口令")
    await office.see("口令不对")
    assert not [m for m in await office.chat() if "不对的口令" in m.text]
    unlocking.clock.advance(timedelta(seconds=2))
    await office.send(PASSPHRASE)
    await office.see(TEXT)
    chat = await office.chat()
    assert not [m for m in chat if PASSPHRASE in m.text]
    (file,) = [m for m in chat if m.file_kind == "document"]
    assert Image.open(BytesIO(await office.download(file))).size == (8, 8)
    entries = await unlocking.app.database.run(lambda uow: uow.audit.all_about(NUMBER))
    assert [entry.act for entry in entries] == ["tip-open", "tip-read"]


async def test_what_was_read_in_the_chat_is_marked_as_new_no_more(unlocking: Hospital) -> None:
    await submit(unlocking)
    key, today = unlocking.office_key.recipient, date(2026, 5, 12)
    added = NewMessage(seal_text("补充", [key]), today, from_reporter=True, sealed_to=[key])
    unlocking.app.database.write(lambda uow: uow.tip_threads.add_message(NUMBER, added))
    office = await open_register(unlocking)
    await office.see("反映人新消息 1 条")
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see("补充")
    await office.tap("返回")
    assert "新消息" not in (await office.see("线索 2026-001")).text


async def test_below_the_question_for_the_passphrase_commands_and_stickers_work_as_ever(
    unlocking: Hospital,
) -> None:
    await submit(unlocking)
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.send_sticker()
    await office.see("没有看懂")
    await open_register(unlocking)
    await office.tap("阅读")
    await office.see("请输入口令")
    await office.send("/tips")
    await office.see("线索登记")
    assert [m for m in await office.chat() if m.text == "/tips"]


async def test_after_ten_minutes_or_a_tap_the_key_is_locked_again(unlocking: Hospital) -> None:
    await submit(unlocking)
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see(TEXT)
    unlocking.clock.advance(OPEN_FOR)
    await office.send("/tips")
    await office.tap(NUMBER)
    await office.tap("阅读")
    await office.see("请输入口令")
    await office.send(PASSPHRASE)
    await office.see(TEXT)
    await office.tap("立即上锁")
    await office.see("已上锁")
    assert not unlocking.app.house.custody.holders()
    await office.send("/tips")
    await office.tap(NUMBER)
    await office.tap("阅读")
    await office.see("请输入口令")


async def test_the_name_is_opened_apart_and_its_reading_written_down(unlocking: Hospital) -> None:
    await submit(unlocking, "实名")
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    assert "某职工" not in (await office.see(TEXT)).text
    await office.tap("查看署名")
    await office.see("姓名：某职工")
    entries = await unlocking.app.database.run(lambda uow: uow.audit.all_about(NUMBER))
    assert "tip-read-name" in [entry.act for entry in entries]
    await office.send("/tips")
    await office.tap("台账")
    await office.see("共 1 件")
    assert [m.file_name for m in await office.chat() if (m.file_name or "").startswith("问题线索台账")] == [
        "问题线索台账.xlsx",
        "问题线索台账.docx",
    ]


async def test_a_text_longer_than_a_window_comes_as_a_file_too(unlocking: Hospital) -> None:
    phone = await unlocking.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    for part in range(2):
        await phone.send(f"第{part}段" + "长" * 3000)
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.see("回执码")
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.tap("下一页")
    await office.see("第0段")
    (file,) = [m for m in await office.chat() if m.file_kind == "document"]
    assert "第1段" in (await office.download(file)).decode()


async def test_what_is_higher_than_a_phone_is_read_page_by_page_and_each_page_is_in_the_audit_log(
    unlocking: Hospital,
) -> None:
    keys = [unlocking.office_key.recipient]
    await bring(unlocking)
    for number in range(9):
        added = NewMessage(seal_text(f"补充{number}", keys), date(2026, 5, 12), True, sealed_to=keys)
        unlocking.app.database.write(lambda uow, new=added: uow.tip_threads.add_message(NUMBER, new))  # type: ignore[misc]
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    first = await office.see("（1/2）")
    await office.tap("下一页")
    last = await office.see("（2/2）")
    assert [number for number in range(9) if f"补充{number}" not in first.text + last.text] == []
    entries = await unlocking.app.database.run(lambda uow: uow.audit.all_about(NUMBER))
    assert [entry.act for entry in entries] == ["tip-open", "tip-read", "tip-read"]


async def test_where_the_office_keeps_its_key_nothing_is_read_in_the_chat(hospital: Hospital) -> None:
    await submit(hospital)
    office = await open_register(hospital)
    assert "阅读" not in str((await office.screen()).buttons)  # type: ignore[union-attr]
    await office.send("/tips")
    await office.tap("台账")
    await office.see("gridbot ledger")


async def read_here(hospital: Hospital) -> Phone:
    """Have the office's head read the tip; the key stays open."""
    await submit(hospital)
    office = await open_register(hospital)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see(TEXT)
    return office


async def invite(hospital: Hospital) -> str:
    """Return a link that binds the head's next phone, as a colleague makes it."""
    clerk = await hospital.phone_of("监察室干事")
    await clerk.send("/invite")
    await clerk.send(OFFICE)
    await clerk.tap(OFFICE)
    await clerk.tap("解除绑定")
    await clerk.tap("解除")
    await clerk.tap("生成邀请链接")
    return link_in((await clerk.see("https://t.me/")).text)


async def test_a_phone_bound_in_place_of_another_does_not_find_the_key_open(unlocking: Hospital) -> None:
    await read_here(unlocking)
    link = await invite(unlocking)
    assert not unlocking.app.house.custody.holders()
    other = await unlocking.stranger()
    await other.open_link(link)
    await other.send("/tips")
    await other.tap(NUMBER)
    await other.tap("阅读")
    await other.see("请输入口令")


def revoked(uow: UnitOfWork, on: date) -> None:
    assert uow.people.unbind(person_id(uow)) == bool(on)


def bound_again(uow: UnitOfWork, on: date) -> None:
    phone = uow.people.find_phone(person_id(uow))
    assert phone is not None
    assert on
    uow.people.bind(phone.person_id, phone.telegram_id, "zh", phone.bound_at + timedelta(seconds=1))


def left(uow: UnitOfWork, on: date) -> None:
    roster = uow.rosters.load()
    gone = next(official.staff_number for official in roster.officials if official.name == OFFICE)
    after = replace(
        roster,
        officials=tuple(official for official in roster.officials if official.staff_number != gone),
        appointments=tuple(
            appointment for appointment in roster.appointments if appointment.staff_number != gone
        ),
    )
    uow.roster_changes.apply(compare(roster, after, on), on)


def lost_the_post(uow: UnitOfWork, on: date) -> None:
    uow._connection.execute(delete(appointments).where(appointments.c.person_id == person_id(uow)))
    assert on


def person_id(uow: UnitOfWork) -> int:
    return next(person.person_id for person in uow.people.search(OFFICE, 9) if person.name == OFFICE)


@pytest.mark.parametrize("done", [revoked, bound_again, left, lost_the_post])
async def test_what_another_process_does_to_phone_or_post_locks_the_key_with_the_next_tick(
    unlocking: Hospital, done: Callable[[UnitOfWork, date], None]
) -> None:
    office = await read_here(unlocking)
    clerk = await unlocking.phone_of("监察室干事")
    await clerk.send("/tips")
    await clerk.tap(NUMBER)
    await clerk.tap("阅读")
    await clerk.send(PASSPHRASE)
    unlocking.app.database.write(lambda uow: done(uow, unlocking.clock.now().date()))
    await office.send("/tips")
    if done is bound_again:
        await office.tap(NUMBER)
        await office.tap("阅读")
        await office.see("请输入口令")
    await unlocking.app.tick()
    (held,) = unlocking.app.house.custody.holders()
    assert held.telegram_id == clerk.id
    await clerk.see(TEXT)


async def test_where_a_header_opens_nothing_the_chat_reads_by_the_one_that_it_replaced(
    unlocking: Hospital,
) -> None:
    await submit(unlocking, "实名")
    junk = new_office_key()
    replacing = Replacing(1, date(2026, 5, 12), [unlocking.office_key.recipient])

    def spoil(uow: UnitOfWork) -> None:
        for row in uow.seals.rows(TipReader(Body.OFFICE, 0)):
            headers = {
                name: rewrap(header, unlocking.office_key.identity, [junk.recipient])
                for name, header in uow.seals.headers(row).items()
            }
            uow.seals.put_headers(row, headers, replacing)

    unlocking.app.database.write(spoil)
    office = await open_register(unlocking)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see(TEXT)
    assert [message for message in await office.chat() if message.file_kind]
    await office.tap("查看署名")
    await office.see("某职工")
    await office.tap("返回")
    await office.tap("阅读")
    assert "其他受理人可能打不开" in (await office.see(TEXT)).text
    await office.tap("重新交接")
    await office.see("从交接前的加密重新交接")
    await office.tap("交接")
    await office.see("已交接 1 件")
    await office.send("/tips")
    await office.tap(NUMBER)
    await office.tap("阅读")
    assert "重新交接" not in (await office.see(TEXT)).text
