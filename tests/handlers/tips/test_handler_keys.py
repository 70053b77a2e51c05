"""Handlers' own keys: whom a tip is sealed to, who hands over, and that nobody else opens it, in both custodies."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from domain.errors import RefusalError
from domain.tips.routing import Body
from handlers.tips import handler_keys
from reports.tips.hand_over_bundle import HandedOverRow, hand_over_rows, read_hand_over, write_handed_over
from simulator.phone import Phone
from storage.tables import appointments
from storage.tips.age_header import header_of, key_bytes, unwrap, write_header
from storage.tips.custody import Custody, lock_key
from storage.tips.handler_keys import HandlerKey
from storage.tips.rewrap import rewrap, with_header
from storage.tips.sealing import OfficeKey, new_office_key, open_sealed, open_text, recipient_of, seal
from storage.tips.tables import kept_headers, tip_files, tip_messages, tips
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips.test_submit_tip import CODE
from tests.handlers.tips.test_unlock_tips import photo
from tests.harness import MAY, Hospital
from tests.locked_keys import lock_lightly

HEAD, CLERK, COMMISSIONER = "监察室主任", "监察室干事", "纪委书记"
NUMBER = "2026-001"
TEXT = "某科室收受回扣"
SHARED = "共用密钥的口令 2026"
OWN = "我自己的口令 2026 年"
Keys = dict[str, OfficeKey]


async def ids(hospital: Hospital) -> dict[str, int]:
    """Return the office's handlers, by name."""

    def work(uow: UnitOfWork) -> dict[str, int]:
        found = uow.people.tip_handlers(Body.OFFICE, MAY.date())
        return {name: person_id for person_id, name in uow.people.names(found).items()}

    return await hospital.app.database.run(work)


async def give_keys(hospital: Hospital, *names: str) -> Keys:
    """Give these handlers keys of their own, or all of them."""
    people = await ids(hospital)
    keys = {name: new_office_key() for name in names or people}

    def work(uow: UnitOfWork) -> None:
        for name, key in keys.items():
            uow.handler_keys.put(people[name], HandlerKey(key.recipient, MAY.date()))

    await hospital.app.database.run(work)
    return keys


async def submit(hospital: Hospital) -> str:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(TEXT)
    await phone.send_photo(photo())
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    found = CODE.search((await phone.see("回执码")).text)
    assert found is not None
    await phone.tap("完成")
    return found.group()


async def add_answer(hospital: Hospital, code: str) -> None:
    phone = await hospital.stranger()
    await phone.send("/start")
    await phone.tap("凭回执码查询")
    await phone.send(code)
    await phone.tap("补充材料")
    await phone.send("补充的情况")
    await phone.tap("写好了")
    await phone.tap("提交")


async def ciphertexts(hospital: Hospital) -> list[bytes]:
    """Return everything of the tip that is sealed to handlers."""

    def work(uow: UnitOfWork) -> list[bytes]:
        connection = uow._connection
        found = list(connection.execute(select(tips.c.sealed_text)).scalars())
        found += connection.execute(select(tip_messages.c.sealed_text)).scalars()
        for row in connection.execute(select(tip_files.c.sealed_cleaned, tip_files.c.sealed_original)):
            found += row
        return found

    return await hospital.app.database.run(work)


def opens(key: OfficeKey, sealed: bytes) -> bool:
    try:
        open_sealed(sealed, key.identity)
    except RefusalError:
        return False
    return True


async def opened_by(hospital: Hospital, keys: Keys) -> set[str]:
    """Return whose keys open all of the tip; a key that opens a part of it is an error."""
    parts = await ciphertexts(hospital)
    found = set()
    for name, key in keys.items():
        opened = [opens(key, part) for part in parts]
        assert len(set(opened)) == 1, name
        found |= {name} if opened[0] else set()
    return found


async def open_keys(hospital: Hospital, name: str) -> Phone:
    phone = await hospital.phone_of(name)
    await phone.send("/tips")
    await phone.tap("密钥与交接")
    return phone


async def rows_for(head: Phone, identity: str) -> list[HandedOverRow]:
    """Download the file for a hand-over of one tip and write its headers anew with `identity`."""
    await head.tap("交接（1 件）")
    await head.tap("下载交接文件")
    (sent,) = [m for m in await head.chat() if m.file_kind == "document"]
    return hand_over_rows(read_hand_over(await head.download(sent)), identity)[0]


async def test_a_tip_is_sealed_to_every_handlers_own_key_and_to_nothing_else(hospital: Hospital) -> None:
    keys = {**await give_keys(hospital), "shared": hospital.office_key}
    await submit(hospital)
    assert await opened_by(hospital, keys) == set(await ids(hospital))


async def test_the_shared_key_serves_while_a_handler_has_none_of_their_own(hospital: Hospital) -> None:
    keys = {**await give_keys(hospital, HEAD), "shared": hospital.office_key}
    await submit(hospital)
    assert await opened_by(hospital, keys) == {HEAD, "shared"}


async def test_with_keys_of_their_own_no_shared_key_is_needed(hospital: Hospital) -> None:
    hospital.app.house.recipients[Body.OFFICE] = ()  # type: ignore[index]
    stranger = await hospital.stranger()
    await stranger.send("/tip")
    await stranger.see("暂时不能")
    keys = await give_keys(hospital)
    await submit(hospital)
    assert await opened_by(hospital, keys) == set(keys)


async def test_a_handler_sends_a_public_key_and_the_others_are_told(hospital: Hospital) -> None:
    clerk = await hospital.phone_of(CLERK)
    head = await open_keys(hospital, HEAD)
    await head.tap("设置密钥")
    await head.see("请发送您的公钥")
    await head.send("不是公钥")
    await head.see("密钥格式不对")
    key = new_office_key()
    await head.send(key.identity)
    await head.see("这是私钥")
    assert not [m for m in await head.chat() if key.identity in m.text]
    await head.send(key.recipient)
    assert "已设置您的密钥" in (await head.see("使用共用密钥")).text
    await hospital.app.deliver()
    assert key.recipient[:8] in (await clerk.see("已设置自己的密钥")).text
    await clerk.tap("密钥与交接")
    assert HEAD in (await clerk.see("您尚未设置自己的密钥")).text
    held = await hospital.app.database.run(lambda uow: uow.handler_keys.find(1))
    assert held is None or held.locked is None


async def test_a_key_is_replaced_only_after_one_question(hospital: Hospital) -> None:
    keys = await give_keys(hospital, HEAD)
    head = await open_keys(hospital, HEAD)
    await head.tap("更换密钥")
    await head.see("更换密钥？")
    await head.tap("返回")
    await head.tap("更换密钥")
    await head.tap("更换")
    other = new_office_key()
    await head.send(other.recipient)
    await head.see(other.recipient[-8:])
    people = await ids(hospital)
    held = await hospital.app.database.run(lambda uow: uow.handler_keys.find(people[HEAD]))
    assert held is not None
    assert held.recipient == other.recipient != keys[HEAD].recipient


async def test_where_the_server_has_no_key_a_file_of_headers_is_handed_over(hospital: Hospital) -> None:
    code = await submit(hospital)
    keys = {**await give_keys(hospital), "shared": hospital.office_key}
    await add_answer(hospital, code)
    head = await open_keys(hospital, HEAD)
    await head.see("有 1 件线索尚未加密给现任受理人")
    await head.tap("交接（1 件）")
    asked = (await head.see("交接 1 件线索？")).text
    assert keys[CLERK].recipient[:8] in asked
    assert "共用密钥" not in asked
    await head.tap("下载交接文件")
    (sent,) = [m for m in await head.chat() if m.file_kind == "document"]
    content = await head.download(sent)
    assert TEXT.encode() not in content
    rows, left = hand_over_rows(read_hand_over(content), hospital.office_key.identity)
    # The answer came when everybody had a key: it is sealed to them, and not in the file.
    assert (len(rows), left) == (2, 0)
    await head.send("没有文件")
    await head.see("请发送文件")
    await head.send_document("错的.json", b"{}")
    await head.see("不是交接文件")
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("已交接 1 件")
    assert await opened_by(hospital, keys) == set(await ids(hospital))
    entries = await hospital.app.database.run(lambda uow: uow.audit.all_about(NUMBER))
    assert "tip-handed-over" in [entry.act for entry in entries]


async def test_a_file_that_comes_too_late_or_for_other_keys_changes_nothing(hospital: Hospital) -> None:
    await submit(hospital)
    await give_keys(hospital)
    head = await open_keys(hospital, HEAD)
    rows = await rows_for(head, hospital.office_key.identity)
    before = await ciphertexts(hospital)
    await give_keys(hospital, CLERK)
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("与现在的情况不符")
    assert await ciphertexts(hospital) == before


async def test_a_header_made_for_another_file_of_the_same_number_is_not_taken(hospital: Hospital) -> None:
    await submit(hospital)
    await give_keys(hospital)
    head = await open_keys(hospital, HEAD)
    rows = await rows_for(head, hospital.office_key.identity)
    before = await ciphertexts(hospital)
    others = [replace(row, was=dict.fromkeys(row.was, "0" * 64)) for row in rows]
    await head.send_document("已交接.json", write_handed_over(others))
    await head.see("与现在的情况不符")
    cut = [replace(row, headers=dict.fromkeys(row.headers, b"-> X25519 ")) for row in rows]
    await head.tap("交接（1 件）")
    await head.tap("下载交接文件")
    await head.send_document("已交接.json", write_handed_over(cut))
    await head.see("与现在的情况不符")
    assert await ciphertexts(hospital) == before


async def test_who_recused_themselves_cannot_open_it_after_the_hand_over(hospital: Hospital) -> None:
    keys = await give_keys(hospital)
    code = await submit(hospital)
    people = await ids(hospital)
    await hospital.app.database.run(lambda uow: uow.tip_threads.recuse(NUMBER, people[CLERK]))
    await add_answer(hospital, code)
    answer = (await ciphertexts(hospital))[1]
    assert [name for name, key in keys.items() if opens(key, answer)] == [n for n in keys if n != CLERK]
    head = await open_keys(hospital, HEAD)
    rows = await rows_for(head, keys[HEAD].identity)
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("已交接 1 件")
    assert await opened_by(hospital, keys) == set(keys) - {CLERK}
    clerk = await open_keys(hospital, CLERK)
    await clerk.see("全部线索均已加密给现任受理人")


async def test_who_left_the_office_is_out_after_the_hand_over(hospital: Hospital) -> None:
    keys = await give_keys(hospital)
    await submit(hospital)
    people = await ids(hospital)
    hospital.app.database.write(
        lambda uow: uow._connection.execute(
            delete(appointments).where(appointments.c.person_id == people[CLERK])
        )
    )
    head = await hospital.phone_of(HEAD)
    await head.send("/tips")
    await head.tap(NUMBER)
    await head.see("尚未加密给全部现任受理人")
    await head.tap("返回")
    await head.tap("密钥与交接")
    rows = await rows_for(head, keys[HEAD].identity)
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("已交接 1 件")
    assert await opened_by(hospital, keys) == set(keys) - {CLERK}


def test_keys_are_locked_at_the_full_cost() -> None:
    assert vars(handler_keys)["lock_key"] is lock_key


@pytest.fixture
def unlocking(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> Hospital:
    """The hospital, with the office's shared key on the server under a passphrase; keys are locked lightly there."""
    monkeypatch.setattr(handler_keys, "lock_key", lock_lightly)
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, SHARED)})
    object.__setattr__(hospital.app.house, "custody", custody)
    return hospital


async def set_key(hospital: Hospital, name: str, passphrase: str = OWN) -> Phone:
    phone = await open_keys(hospital, name)
    await phone.tap("设置密钥")
    await phone.send(passphrase)
    await phone.see("再输入一次")
    await phone.send(passphrase)
    await phone.see("已设置您的密钥")
    return phone


async def test_in_the_chat_a_key_is_made_under_a_passphrase_typed_twice(unlocking: Hospital) -> None:
    head = await open_keys(unlocking, HEAD)
    await head.tap("设置密钥")
    await head.send("太短")
    await head.see("不少于 12 个字符")
    await head.send(OWN)
    await head.see("再输入一次")
    await head.send("另一个口令 2026 年的")
    await head.see("不一致")
    people = await ids(unlocking)
    assert await unlocking.app.database.run(lambda uow: uow.handler_keys.find(people[HEAD])) is None
    await head.send(OWN)
    await head.send(OWN)
    await head.see("已设置您的密钥")
    assert not [m for m in await head.chat() if OWN in m.text]
    held = await unlocking.app.database.run(lambda uow: uow.handler_keys.find(people[HEAD]))
    assert held is not None
    assert held.locked is not None
    assert OWN.encode() not in held.locked


async def test_in_the_chat_the_hand_over_needs_a_key_that_opens_and_then_everybody_reads(
    unlocking: Hospital,
) -> None:
    await submit(unlocking)
    head = await set_key(unlocking, HEAD)
    await head.send("/tips")
    await head.tap(NUMBER)
    assert "尚未加密给您的密钥" in str(await head.tap("阅读"))
    # Their own key is open and does not open it; the shared one, unlocked beside it, does.
    unlocking.clock.advance(timedelta(minutes=11))
    await head.send("/tips")
    await head.tap("密钥与交接")
    await head.tap("交接（1 件）")
    await head.tap("交接")
    await head.see("请输入口令，以便交接")
    await head.send(SHARED)
    await head.see("已交接 1 件")
    assert not [m for m in await head.chat() if SHARED in m.text]
    unlocking.clock.advance(timedelta(minutes=11))
    await head.send("/tips")
    await head.tap(NUMBER)
    await head.tap("阅读")
    await head.send(OWN)
    await head.see(TEXT)


async def test_a_key_that_opens_nothing_hands_nothing_over_and_says_so(unlocking: Hospital) -> None:
    await submit(unlocking)
    before = await ciphertexts(unlocking)
    head = await set_key(unlocking, HEAD)
    await head.tap("交接（1 件）")
    await head.tap("交接")
    said = (await head.see("打不开")).text
    assert "已交接 0 件" in said
    assert await ciphertexts(unlocking) == before


async def test_a_changed_passphrase_keeps_the_key(unlocking: Hospital) -> None:
    head = await set_key(unlocking, HEAD)
    people = await ids(unlocking)
    before = await unlocking.app.database.run(lambda uow: uow.handler_keys.find(people[HEAD]))
    await head.tap("更换口令")
    other = OWN + "，第二个"
    await head.send(other)
    await head.send(other)
    await head.see("已更换口令")
    after = await unlocking.app.database.run(lambda uow: uow.handler_keys.find(people[HEAD]))
    assert before is not None
    assert after is not None
    assert after.recipient == before.recipient
    assert after.locked != before.locked
    unlocking.clock.advance(timedelta(minutes=11))
    await head.send("/tips")
    await head.tap("密钥与交接")
    await head.tap("更换口令")
    await head.see("用原口令解锁")


async def test_the_supervisor_has_keys_and_hand_overs_of_its_own(hospital: Hospital) -> None:
    await give_keys(hospital)
    supervisor = await open_keys(hospital, "驻组联络员")
    shown = (await supervisor.see("密钥与交接")).text
    assert HEAD not in shown
    await supervisor.tap("设置密钥")
    await supervisor.send(new_office_key().recipient)
    await supervisor.see("已设置您的密钥")
    head = await open_keys(hospital, HEAD)
    assert "驻组" not in (await head.see("密钥与交接")).text


async def test_who_handles_no_tips_has_no_keys(hospital: Hospital) -> None:
    inspector = await hospital.phone_of("心内科特邀监察员")
    await inspector.send("/start")
    for data in ("keys", "keys:set", "keys:do", "keys:hand", "keys:change"):
        assert "供监察室" in await press(hospital, inspector, data)


async def test_the_reporters_side_is_untouched_by_a_hand_over(hospital: Hospital) -> None:
    code = await submit(hospital)
    keys = await give_keys(hospital)
    people = await ids(hospital)
    rows = await hospital.app.database.run(
        lambda uow: uow.seals.rows(TipReader(Body.OFFICE, people[HEAD]), NUMBER)
    )
    assert {row.kind for row in rows} == {"tip", "file"}
    await add_answer(hospital, code)
    sealed = (await ciphertexts(hospital))[1]
    assert open_text(sealed, keys[HEAD].identity) == "补充的情况"


def random_headers(row: HandedOverRow, keys: Keys) -> HandedOverRow:
    """Return the row with headers that look right and open nothing of it: those of another file."""
    to = list(row.to)
    assert set(to) <= {key.recipient for key in keys.values()}
    return replace(row, headers={name: header_of(bytes(seal(b"x", to))) for name in row.headers})


async def test_a_file_of_random_headers_destroys_nothing(hospital: Hospital) -> None:
    await submit(hospital)
    keys = await give_keys(hospital)
    head = await open_keys(hospital, HEAD)
    rows = await rows_for(head, hospital.office_key.identity)
    before = await ciphertexts(hospital)
    forged = [random_headers(row, keys) for row in rows]
    unproven = [replace(row, proofs={}) for row in rows]
    # A valid proof, for another header: it is bound to the one it was made for.
    moved = [replace(row, headers=other.headers) for row, other in zip(rows, forged, strict=True)]
    for wrong in (forged, unproven, moved):
        await head.send_document("已交接.json", write_handed_over(wrong))
        await head.see("不能证明是打开后写成的")
        assert await ciphertexts(hospital) == before
        await head.tap("交接（1 件）")
        await head.tap("下载交接文件")
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("已交接 1 件")
    assert await opened_by(hospital, keys) == set(keys)


def without_proof(sealed: bytes, identity: str) -> bytes:
    """Return the file as it was sealed before there were proofs."""
    return bytes(with_header(sealed, rewrap(_plain(sealed, identity), identity, [recipient_of(identity)])))


def _plain(sealed: bytes, identity: str) -> bytes:
    file_key = unwrap(header_of(sealed), [key_bytes(identity)])
    return write_header(file_key, [key_bytes(recipient_of(identity))], proof=False)


async def test_of_what_was_sealed_before_the_old_headers_stay_and_open_it_again(hospital: Hospital) -> None:
    await submit(hospital)
    shared = hospital.office_key.identity

    def strip(uow: UnitOfWork) -> None:
        connection = uow._connection
        for table, name in (
            (tips, "sealed_text"),
            (tip_files, "sealed_cleaned"),
            (tip_files, "sealed_original"),
        ):
            held = connection.execute(select(table.c[name])).scalar_one()
            connection.execute(update(table).values({name: without_proof(held, shared)}))

    hospital.app.database.write(strip)
    keys = await give_keys(hospital)
    head = await open_keys(hospital, HEAD)
    clerk = await hospital.phone_of(CLERK)
    rows = await rows_for(head, shared)
    forged = []
    for row in rows:
        headers = {
            name: _plain(bytes(seal(b"x", [FORGER.recipient])), FORGER.identity) for name in row.headers
        }
        wide = {name: rewrap(header, FORGER.identity, list(row.to)) for name, header in headers.items()}
        forged.append(replace(row, headers=wide))
    # With somebody's own proof in it, nothing that anybody hands over later would fit.
    foreign = [random_headers(row, keys) for row in rows]
    await head.send_document("已交接.json", write_handed_over(foreign))
    await head.see("不能证明是打开后写成的")
    await head.tap("交接（1 件）")
    await head.tap("下载交接文件")
    await head.send_document("已交接.json", write_handed_over(forged))
    await head.see("已交接 1 件")
    await hospital.app.deliver()
    assert f"{HEAD}已将 1 件线索重新加密" in (await clerk.see("请与其当面核实")).text
    assert not any(opens(keys[HEAD], part) for part in await ciphertexts(hospital))
    # A new key makes it wait again; the file then holds the headers of before, too.
    again = await give_keys(hospital, CLERK)
    head = await open_keys(hospital, HEAD)
    rows = await rows_for_again(head, shared)
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("已交接 1 件")
    assert await opened_by(hospital, {**keys, **again}) == set(keys)


FORGER = new_office_key()


async def rows_for_again(head: Phone, identity: str) -> list[HandedOverRow]:
    await head.tap("交接（1 件）")
    await head.tap("下载交接文件")
    sent = [m for m in await head.chat() if m.file_kind == "document"]
    rows, left = hand_over_rows(read_hand_over(await head.download(sent[-1])), identity)
    assert left == 0
    return rows


async def test_kept_headers_know_days_and_chance_alone_and_go_with_the_tip(hospital: Hospital) -> None:
    await submit(hospital)
    await give_keys(hospital)
    head = await open_keys(hospital, HEAD)
    rows = await rows_for(head, hospital.office_key.identity)
    await head.send_document("已交接.json", write_handed_over(rows))
    await head.see("已交接 1 件")
    found = hospital.app.database.write(lambda uow: uow._connection.execute(select(kept_headers)).all())
    assert len(found) == 3
    assert {(row.tip_number, row.replaced_on, row.opened_on) for row in found} == {(NUMBER, MAY.date(), None)}
    assert {row.replaced_by for row in found} == {(await ids(hospital))[HEAD]}
    assert len({row.id for row in found} | {row.payload for row in found}) == 6
    hospital.app.database.write(lambda uow: uow.tips.erase(NUMBER, MAY.date()))
    assert not hospital.app.database.write(lambda uow: uow._connection.execute(select(kept_headers)).all())
