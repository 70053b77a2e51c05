"""A hand-over that opens for nobody else loses nothing: what it replaced is there to download and to hand over from."""

from datetime import date, timedelta

from reports.tips.hand_over_bundle import (
    HandedOverRow,
    HandOverRow,
    hand_over_rows,
    read_hand_over,
    write_handed_over,
)
from simulator.phone import Phone
from storage.tips.rewrap import header_hash, prove, rewrap
from storage.tips.sealing import new_office_key, open_sealed, open_text
from storage.tips.tables import kept_headers
from tests.desks import rows_of
from tests.handlers.tips.test_handler_keys import (
    CLERK,
    HEAD,
    NUMBER,
    OWN,
    SHARED,
    TEXT,
    give_keys,
    ids,
    open_keys,
    opened_by,
    set_key,
    submit,
    unlocking,
)
from tests.harness import MAY, Hospital

__all__ = ["unlocking"]


def betrayed(row: HandOverRow, identity: str) -> HandedOverRow:
    """Return the row as somebody hands it over who can open it: well signed, to keys that nobody has."""
    strangers = [new_office_key().recipient for _key in row.to]
    new = {name: rewrap(header, identity, strangers) for name, header in row.headers.items()}
    was = {name: header_hash(header) for name, header in row.headers.items()}
    proofs = {name: prove(new[name], was[name], row.headers[name], identity) or b"" for name in new}
    return HandedOverRow(row.kind, row.key, was, new, row.to, proofs)


async def hand_over_to_nobody(hospital: Hospital) -> None:
    """The head hands the tip over in a way that looks right and opens for nobody."""
    head = await open_keys(hospital, HEAD)
    await head.tap("交接（1 件）")
    await head.tap("下载交接文件")
    (sent,) = [message for message in await head.chat() if message.file_kind == "document"]
    whole = read_hand_over(await head.download(sent))
    identity = hospital.office_key.identity
    await head.send_document(
        "已交接.json", write_handed_over([betrayed(row, identity) for row in whole.rows])
    )
    await head.see("已交接 1 件")


async def taken(phone: Phone, button: str) -> list[bytes]:
    """Tap a button that sends files; return them."""
    before = len([message for message in await phone.chat() if message.file_kind])
    await phone.tap(button)
    return [await phone.download(message) for message in await phone.chat() if message.file_kind][before:]


def marks(hospital: Hospital) -> list[tuple[int, str | None, date | None]]:
    """Return who replaced each kept header, by whose key what came after was opened, and on which day."""
    rows = rows_of(hospital.app.database, kept_headers)
    return sorted(((row["replaced_by"], row["opened_with"], row["opened_on"]) for row in rows), key=str)


async def test_what_was_handed_over_to_nobody_is_downloaded_and_handed_over_from_what_it_replaced(
    hospital: Hospital,
) -> None:
    await submit(hospital)
    keys, people, shared = await give_keys(hospital), await ids(hospital), hospital.office_key
    await hand_over_to_nobody(hospital)
    assert await opened_by(hospital, {**keys, "shared": shared}) == set()
    clerk = await open_keys(hospital, CLERK)
    await clerk.see("全部线索均已加密")
    await clerk.send("/tips")
    await clerk.tap(NUMBER)
    await taken(clerk, "下载内容（加密）")
    (text,) = await taken(clerk, "打不开？下载交接前的")
    assert TEXT in open_text(text, shared.identity)
    (cleaned,) = await taken(clerk, "附件 1")
    (original,) = await taken(clerk, "原件")
    assert open_sealed(cleaned, shared.identity) != open_sealed(original, shared.identity)
    await clerk.tap("返回")
    await taken(clerk, "附件 1")
    assert await taken(clerk, "打不开？下载交接前的") == [cleaned]
    await clerk.tap("重新交接")
    assert HEAD in (await clerk.see("从交接前的加密重新交接")).text
    await clerk.tap("下载交接文件")
    sent = [message for message in await clerk.chat() if (message.file_name or "").endswith(".json")]
    whole = read_hand_over(await clerk.download(sent[-1]))
    rows, left = hand_over_rows(whole, shared.identity)
    assert (len(rows), left) == (2, 0)
    await clerk.send_document("已交接.json", write_handed_over(rows))
    await clerk.see("已交接 1 件")
    assert await opened_by(hospital, keys) == set(keys)
    # The clerk's proof says that another than the head opened: what the head replaced has its thirty days.
    opened = (people[HEAD], keys[CLERK].recipient, MAY.date())
    assert marks(hospital) == sorted([opened] * 3 + [(people[CLERK], None, None)] * 3, key=str)
    await hospital.app.deliver()
    head = await hospital.phone_of(HEAD)
    await hospital.move_to(5, 13)
    await hospital.app.tick()
    await hospital.app.deliver()
    said = (await head.see("交接前的加密保留到")).text
    assert NUMBER in said
    assert "6月11日" in said
    for day, left in ((11, 6), (12, 3)):
        await hospital.move_to(6, day)
        await hospital.app.tick()
        assert len(marks(hospital)) == left
    assert marks(hospital) == [(people[CLERK], None, None)] * 3
    entries = await hospital.app.database.run(lambda uow: uow.audit.all_about(NUMBER))
    assert [entry.actor for entry in entries if entry.act == "tip-headers-erased"] == ["retention"]


async def test_reading_counts_for_another_with_a_key_of_their_own_and_for_what_was_opened(
    unlocking: Hospital,
) -> None:
    hospital = unlocking
    await submit(hospital)
    head, people = await set_key(hospital, HEAD), await ids(hospital)
    clerk = await set_key(hospital, CLERK)
    hospital.clock.advance(timedelta(minutes=11))
    await head.send("/tips")
    await head.tap("密钥与交接")
    await head.tap("交接（1 件）")
    await head.tap("交接")
    await head.send(SHARED)
    await head.see("已交接 1 件")
    assert marks(hospital) == [(people[HEAD], None, None)] * 3
    for phone, passphrase, count in ((head, OWN, 0), (clerk, SHARED, 0), (clerk, OWN, 2)):
        hospital.clock.advance(timedelta(minutes=11))
        await phone.send("/tips")
        await phone.tap(NUMBER)
        await phone.tap("阅读")
        await phone.send(passphrase)
        await phone.see(TEXT)
        assert "重新交接" not in str((await phone.see(TEXT)).buttons)
        assert len([mark for mark in marks(hospital) if mark[2] is not None]) == count, (phone.id, passphrase)
    key = await hospital.app.database.run(lambda uow: uow.handler_keys.find(people[CLERK]))
    assert key is not None
    opened = (people[HEAD], key.recipient, MAY.date())
    assert marks(hospital) == sorted([opened] * 2 + [(people[HEAD], None, None)], key=str)
