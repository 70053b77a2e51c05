"""A secret typed when nothing asks for it does not stay in the chat; that one is asked for outlives a restart."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.tips.routing import Body
from handlers.tips.ask_secrets import STRAY_FOR
from simulator.phone import Phone
from storage.tips.custody import Custody
from storage.tips.sealing import new_office_key
from storage.tips.tables import asked_secrets
from tests.handlers.tips.test_submit_tip import submit
from tests.handlers.tips.test_unlock_tips import NUMBER, OFFICE, PASSPHRASE, TEXT, open_register
from tests.handlers.tips.test_unlock_tips import submit as bring_one
from tests.harness import Hospital
from tests.locked_keys import lock_lightly


def unlocking(hospital: Hospital) -> None:
    """Have the office's key lie on the server, as after every start of such an installation."""
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", custody)


async def said(phone: Phone) -> list[str]:
    """Return what the person's own messages in the chat say."""
    return [message.text for message in await phone.chat() if not message.from_bot]


async def rows(hospital: Hospital) -> list[tuple[str, str]]:
    """Return what is on disk of chats that are asked for a secret."""
    query = select(asked_secrets.c.asking, asked_secrets.c.number)
    found = await hospital.app.database.run(lambda uow: uow.rosters._connection.execute(query).all())
    return [(asking, number) for asking, number in found]


async def test_a_passphrase_asked_for_before_a_restart_is_taken_after_it_and_one_sent_twice_is_deleted(
    hospital: Hospital,
) -> None:
    unlocking(hospital)
    await bring_one(hospital)
    office = await open_register(hospital)
    await office.tap("阅读")
    await office.see("请输入口令")
    assert await rows(hospital) == [("unlock", NUMBER)]
    await hospital.restart()
    unlocking(hospital)
    await office.send(PASSPHRASE)
    await office.see(TEXT)
    assert await rows(hospital) == []
    await office.send(PASSPHRASE)
    assert "已从本聊天中删除" in (await office.see("现在不需要输入口令")).text
    assert PASSPHRASE not in str(await said(office))
    # Once the time is over, and where another window asks, words are words.
    await office.send("/tips")
    await office.tap(NUMBER)
    await office.tap("提问")
    await office.send("请问有没有当时的单据")
    await office.see("已加密发出")
    hospital.clock.advance(STRAY_FOR + timedelta(seconds=1))
    await office.send("这是一句普通的话吧")
    await office.see("没有看懂")
    assert "这是一句普通的话吧" in await said(office)


async def test_another_window_ends_the_asking_on_disk_too(hospital: Hospital) -> None:
    unlocking(hospital)
    await bring_one(hospital)
    office = await open_register(hospital)
    await office.tap("阅读")
    await office.send("/tips")
    await office.see("线索登记")
    assert await rows(hospital) == []
    await hospital.restart()
    await office.send("一句普通的话，不是口令")
    await office.see("没有看懂")
    assert await said(office) != []


async def test_a_passphrase_never_becomes_an_answer_to_a_report(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocking(hospital)
    monkeypatch.setattr("handlers.tips.handler_keys.lock_key", lock_lightly)
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    await office.tap("密钥与交接")
    await office.tap("设置密钥")
    await office.see("请输入新口令")
    await hospital.restart()
    unlocking(hospital)
    await office.send(PASSPHRASE)
    await office.see("请再输入一次口令")
    await hospital.restart()
    unlocking(hospital)
    # The key that was being made is gone with the memory; what was typed is out of the chat all the same.
    await office.send(PASSPHRASE)
    await office.see("请从头再设置一次")
    await office.send("/斜线开头的口令也是口令")
    await office.see("请再输入一次口令")
    await office.send_document("my-key.txt", new_office_key().identity.encode())
    await office.see("请不要发文件")
    chat = await office.chat()
    assert not [
        m for m in chat if not m.from_bot and (m.file_kind or PASSPHRASE in m.text or "斜线" in m.text)
    ]


async def test_a_secret_key_is_deleted_wherever_it_is_sent(hospital: Hospital) -> None:
    secret = new_office_key().identity
    office = await hospital.phone_of(OFFICE)
    await office.send(f"这是我的密钥 {secret}")
    await office.see("有私钥，它已不再安全")
    await office.send("/tips")
    await office.tap("密钥与交接")
    await office.tap("设置密钥")
    await office.see("age1")
    await office.send_document("my-key.txt", secret.encode())
    await office.see("请不要发文件")
    await office.send(secret)
    await office.see("这是私钥，不是公钥")
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("第一条")
    await phone.send(f"钥匙 {secret}")
    assert "内容 1 条" in (await phone.see("刚才这条里有私钥")).text
    for chat in (await office.chat(), await phone.chat()):
        assert secret not in str([m.text for m in chat])
        assert not [m for m in chat if m.file_kind and not m.from_bot]


async def test_a_receipt_code_is_known_by_its_shape_and_no_look_up_leaves_a_row(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await phone.gone(code)
    await phone.tap("凭回执码查询")
    assert await rows(hospital) == []
    await hospital.restart()
    await phone.send(code.replace("-", "").lower())
    await phone.see("状态：已收到")
    for text, answer in (
        (f"我的回执码 {code}，进展如何", "请只发回执码"),
        (code[:-3], "像是回执码"),
        (f"/receipt {code}", "状态：已收到"),
    ):
        await phone.send(text)
        await phone.see(answer)
    await phone.send("/tip")
    await phone.tap("匿名")
    for text in (f"补充 {code}", f"/receipt {code}"):
        await phone.send(text)
        assert "已从本聊天中删除" in (await phone.see("刚才这条里有回执码")).text
    assert not [text for text in await said(phone) if code[:9] in text.upper()]
    assert await rows(hospital) == []
