"""口令解锁 set up in the chat, where the body keeps its keys elsewhere: for one's own key alone."""

from pathlib import Path

import pytest

from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tips import custody
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import new_office_key, recipient_of
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.tips.test_handler_keys import CLERK, HEAD, NUMBER, TEXT, ids, open_keys, submit
from tests.handlers.tips.tips_by_hand import SUPERVISOR
from tests.harness import MAY, Hospital
from tests.locked_keys import lock_lightly

PASSPHRASE = "我自己的口令 2026 年"


async def kept(hospital: Hospital, name: str) -> HandlerKey | None:
    """Return the handler's key as the database has it."""
    person_id = (await ids(hospital))[name]
    return await hospital.app.database.run(lambda uow: uow.handler_keys.find(person_id))


async def to_price(hospital: Hospital, name: str = HEAD) -> Phone:
    phone = await open_keys(hospital, name)
    await phone.tap("设置密钥")
    await phone.tap("改用口令解锁（在聊天中阅读）")
    price = (await phone.see("口令解锁")).text
    assert "代价是：谁在解锁期间控制了服务器，谁就能读到线索" in price
    return phone


async def send_key_file(phone: Phone, content: bytes) -> None:
    await phone.tap("同意，发送已加锁的密钥文件")
    await phone.send_document("my-key.age", content)


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_a_handler_sends_the_own_key_locked_and_reads_in_the_chat_from_then_on(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    key = new_office_key()
    head = await to_price(hospital)
    await send_key_file(head, lock_lightly(key.identity, PASSPHRASE))
    await head.see("请输入这个文件的口令")
    await head.send("不对的口令不对的口令")
    await head.see("口令不对")
    hospital.clock.advance(custody.SKEW)
    await head.send(PASSPHRASE)
    await head.see("已设置您的密钥")
    assert not [m for m in await head.chat() if m.file_kind or PASSPHRASE in m.text]
    found = await kept(hospital, HEAD)
    assert found is not None
    assert (found.recipient, found.locked is not None) == (key.recipient, True)
    await submit(hospital)
    await head.send("/tips")
    await head.tap(NUMBER)
    await head.tap("阅读")
    await head.see(TEXT)
    await head.tap("立即上锁")
    await head.send("/tips")
    await head.tap(NUMBER)
    await head.tap("阅读")
    await head.see("请输入口令")
    await head.send(PASSPHRASE)
    await head.see(TEXT)
    # The others of the body read as before, elsewhere.
    clerk = await hospital.phone_of(CLERK)
    await clerk.send("/tips")
    await clerk.tap(NUMBER)
    assert not [label for row in (await shown(clerk)).buttons for label in row if label == "阅读"]
    entries = await hospital.app.database.run(lambda uow: uow.audit.all_about("register"))
    assert "tip-key-locked-here" in [entry.act for entry in entries]
    secrets = (PASSPHRASE.encode(), key.identity.encode(), b"AGE-SECRET-KEY")
    assert not [secret for secret in secrets if secret in on_disk(hospital.folder)]
    assert PASSPHRASE not in caplog.text
    assert key.identity not in caplog.text


async def test_the_pair_is_made_here_and_the_passphrase_typed_twice(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.tips.handler_keys.lock_key", lock_lightly)
    head = await to_price(hospital)
    await head.tap("同意，请机器人生成密钥")
    await head.send("太短")
    await head.see("不少于 12 个字符")
    await head.send(PASSPHRASE)
    await head.see("请再输入一次口令")
    await head.send(PASSPHRASE)
    await head.see("已设置您的密钥")
    found = await kept(hospital, HEAD)
    assert found is not None
    assert found.locked is not None
    assert recipient_of(custody.open_key(found.locked, PASSPHRASE)) == found.recipient
    # Back to a key that is kept elsewhere: the public half alone.
    other = new_office_key()
    await head.tap("更换密钥")
    await head.tap("更换")
    await head.send(other.recipient)
    await head.see("已设置您的密钥")
    assert await kept(hospital, HEAD) == HandlerKey(other.recipient, MAY.date())


async def test_what_is_no_own_locked_key_is_refused_deleted_and_not_kept(hospital: Hospital) -> None:
    others = new_office_key()
    clerk_id = (await ids(hospital))[CLERK]
    await hospital.app.database.run(
        lambda uow: uow.handler_keys.put(clerk_id, HandlerKey(others.recipient, MAY.date()))
    )
    head = await to_price(hospital)
    own = new_office_key().identity
    heavy = lock_lightly(own, PASSPHRASE).replace(b" 4\n", b" 30\n", 1)
    await send_key_file(head, own.encode())
    await head.see("已从聊天中删除")
    for content in (b"PK", heavy, b"x" * 20_000):
        before = await head.mark()
        await head.send_document("key.age", content)
        await head.see("这不是用口令加密的密钥文件", since=before)
    await head.send("age1qqqq")
    await head.see("请发送文件")
    for identity, passphrase, said in (
        (hospital.office_key.identity, PASSPHRASE, "共用的，或属于其他受理人"),
        (others.identity, PASSPHRASE, "共用的，或属于其他受理人"),
        (own, "短口令", "没有保存"),
    ):
        before = await head.mark()
        await head.send_document("key.age", lock_lightly(identity, passphrase))
        await head.see("请输入这个文件的口令", since=before)
        before = await head.mark()
        await head.send(passphrase)
        await head.see(said, since=before)
    assert not [m for m in await head.chat() if m.file_kind]
    assert await kept(hospital, HEAD) is None
    assert own.encode() not in on_disk(hospital.folder)


async def test_nobody_but_the_handler_sets_it_up_and_only_for_themselves(hospital: Hospital) -> None:
    head, inspector = await to_price(hospital), await hospital.phone_of("心内科特邀监察员")
    above = await hospital.phone_of(SUPERVISOR)
    await inspector.send("/menu")
    await above.send("/menu")
    for act in ("keys:here", "keys:here-new", "keys:here-file", "keys:file"):
        assert await press(hospital, inspector, act) == "此功能供监察室、特邀监察专员和驻组使用。"
    # What a button carries besides names nobody: there is no key but one's own.
    clerk_id = (await ids(hospital))[CLERK]
    assert "已失效" in await press(hospital, head, f"keys:here-new:{clerk_id}")
    await press(hospital, above, "keys:here-file")
    await above.send_document("key.age", lock_lightly(new_office_key().identity, PASSPHRASE))
    await above.see("请输入这个文件的口令")
    await above.send(PASSPHRASE)
    await above.see("已设置您的密钥")

    def theirs(uow: UnitOfWork) -> tuple[list[int], list[int]]:
        office = uow.people.tip_handlers(Body.OFFICE, MAY.date())
        supervisor = uow.people.tip_handlers(Body.SUPERVISOR, MAY.date())
        keys = uow.handler_keys
        return list(keys.recipients(office)), list(keys.recipients(supervisor))

    of_office, of_supervisor = await hospital.app.database.run(theirs)
    assert (of_office, len(of_supervisor)) == ([], 1)
    assert not hospital.app.house.custody.holds_key_of(Body.SUPERVISOR)
