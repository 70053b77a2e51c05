import base64
import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tips.custody import Custody
from storage.tips.sealing import new_office_key
from tests.harness import Hospital
from tests.locked_keys import lock_lightly

TEXT = "金丝雀canary在唱歌"
NAME = "知更鸟robin"
CONTACT = "夜莺nightingale"
FIRST_NAME = "布谷鸟cuckoo"
USERNAME = "woodpecker_77"
METADATA = "kingfisher 48.8584N"
FILE_NAME = "hoopoe_scan"
QUESTION = "黄鹂oriole何时"
PASSPHRASE = "鸬鹚cormorant 2026"
OWN_PASSPHRASE = "军舰鸟frigate 2026"
TELEGRAM_ID = 7_712_345_678
INSPECTOR = "心内科特邀监察员"
OFFICE = "监察室主任"


def writings(text: str) -> Iterator[bytes]:
    """Yield the ways in which a text may lie in a file."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):
            # Whatever stands before it, the inner part of its Base64 is one of three.
            coded = base64.b64encode(b"\0" * shift + raw)
            yield coded[4:-4]
    yield repr(text).encode("unicode_escape")[1:-1]
    yield text.encode("unicode_escape")


def writings_of_id(number: int) -> Iterator[bytes]:
    yield from writings(str(number))
    yield f"{number:x}".encode()
    yield number.to_bytes(5, "big")
    yield number.to_bytes(5, "little")


def find(haystacks: dict[str, bytes], needles: Iterator[bytes]) -> list[str]:
    """Return where one of `needles` lies."""
    wanted = list(needles)
    return [name for name, content in haystacks.items() if any(needle in content for needle in wanted)]


def everything(hospital: Hospital, caplog: pytest.LogCaptureFixture) -> dict[str, bytes]:
    """Return every file of the installation and everything logged."""
    files = [path for path in hospital.folder.rglob("*") if path.is_file()]
    found = {path.name: path.read_bytes() for path in files}
    lines = [
        f"{record.name} {record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records
    ]
    return found | {"log": "\n".join([*lines, caplog.text]).encode()}


def assert_no_trace(hospital: Hospital, caplog: pytest.LogCaptureFixture, bound: Phone) -> None:
    haystacks = everything(hospital, caplog)
    assert {"gridbot.db", "log"} <= set(haystacks)
    for canary in (TEXT, NAME, CONTACT, FIRST_NAME, USERNAME):
        assert find(haystacks, writings(canary)) == [], canary
    assert find(haystacks, writings_of_id(TELEGRAM_ID)) == []
    # The search works: whom it must find, it finds.
    assert find(haystacks, writings_of_id(bound.id)) != []


async def test_a_tip_leaves_no_trace_of_its_words_or_of_who_wrote_it(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bound = await hospital.phone_of(INSPECTOR)
    await hospital.phone_of(OFFICE)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)
    await phone.send("/start")
    await phone.send("/tip")
    await phone.tap("实名")
    await phone.send(TEXT)
    await phone.send(f"{TEXT}，第二条")
    await phone.send_sticker()
    assert_no_trace(hospital, caplog, bound)
    await phone.tap("写好了")
    for answer in (TEXT, TEXT, TEXT):
        await phone.send(answer)
    await phone.tap("都不涉及")
    await phone.tap("医德医风")
    await phone.send(NAME)
    await phone.send(CONTACT)
    assert_no_trace(hospital, caplog, bound)
    await phone.tap("提交")
    receipt = (await phone.see("回执码")).text
    code = next(word for word in receipt.split() if word.count("-") == 4)
    assert_no_trace(hospital, caplog, bound)
    await hospital.app.deliver()
    await phone.tap("完成")
    await phone.send(f"/receipt {code}")
    await phone.see("已收到")
    hospital.clock.advance(timedelta(minutes=1))
    await hospital.app.tick()
    assert_no_trace(hospital, caplog, bound)
    assert find(everything(hospital, caplog), writings(code)) == []
    assert find(everything(hospital, caplog), writings(code.replace("-", ""))) == []
    await hospital.restart()
    assert_no_trace(hospital, caplog, bound)


def photo() -> bytes:
    """Return a JPEG whose metadata and pixels' neighbourhood hold canaries."""
    exif = Image.Exif()
    exif[0x010F] = METADATA
    exif[0x9286] = TEXT
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG", exif=exif, comment=METADATA.encode())
    return file.getvalue()


def paper() -> bytes:
    """Return a docx whose text, author and title are canaries."""
    document = Document()
    document.add_paragraph(TEXT)
    document.core_properties.author = METADATA
    document.core_properties.title = NAME
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("custody", ["office", "unlock"])
async def test_evidence_leaves_no_trace_in_either_custody(
    hospital: Hospital, caplog: pytest.LogCaptureFixture, custody: str
) -> None:
    caplog.set_level(logging.DEBUG)
    if custody == "unlock":
        locked = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
        object.__setattr__(hospital.app.house, "custody", locked)
    bound, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)
    await phone.send("/tip")
    await phone.tap("实名")
    await phone.send_photo(photo(), f"{TEXT}，照片")
    await phone.send_document(f"{FILE_NAME}.jpg", photo())
    await phone.send_document(f"{FILE_NAME}.docx", paper())
    await phone.see("附件 3 个")
    assert_no_trace(hospital, caplog, bound)
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.send(NAME)
    await phone.send(CONTACT)
    await phone.tap("提交")
    code = next(word for word in (await phone.see("回执码")).text.split() if word.count("-") == 4)
    await phone.tap("完成")
    await hospital.app.deliver()
    await office.send("/tips")
    await office.tap("2026-001")
    if custody == "unlock":
        await office.tap("阅读")
        await office.send(PASSPHRASE)
        await office.see(TEXT)
        await office.tap("返回")
    await office.tap("提问")
    await office.send(QUESTION)
    await office.see("2026-001")
    await phone.send(f"/receipt {code}")
    await phone.see(QUESTION)
    await phone.tap("回答问题")
    await phone.send(f"{TEXT}，回答")
    await phone.send_document(f"{FILE_NAME}2.docx", paper())
    await phone.tap("写好了")
    await phone.tap("提交")
    await phone.see("已收到您的回答")
    await hospital.app.tick()
    assert_no_trace(hospital, caplog, bound)
    haystacks = everything(hospital, caplog)
    for canary in (METADATA, FILE_NAME, QUESTION, PASSPHRASE, code, code.replace("-", "")):
        assert find(haystacks, writings(canary)) == [], canary


@pytest.mark.parametrize("custody", ["office", "unlock"])
async def test_a_handlers_own_key_and_a_hand_over_leave_no_trace_of_secrets_or_words(
    hospital: Hospital, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, custody: str
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("handlers.tips.handler_keys.lock_key", lock_lightly)
    if custody == "unlock":
        locked = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
        object.__setattr__(hospital.app.house, "custody", locked)
    bound, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(TEXT)
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.tap("完成")
    await office.send("/tips")
    await office.tap("密钥与交接")
    await office.tap("设置密钥")
    secret = new_office_key()
    if custody == "office":
        await office.send(secret.identity)
        await office.see("这是私钥")
        await office.send(secret.recipient)
    else:
        await office.send(OWN_PASSPHRASE)
        await office.see("再输入一次")
        await office.send(OWN_PASSPHRASE)
    await office.see("已设置您的密钥")
    await office.tap("交接（1 件）")
    await office.tap("交接" if custody == "unlock" else "下载交接文件")
    if custody == "unlock":
        await office.see("打不开")
        hospital.clock.advance(timedelta(minutes=11))
        await office.tap("交接（1 件）")
        await office.tap("交接")
        await office.send(PASSPHRASE)
        await office.see("已交接 1 件")
    await hospital.app.tick()
    assert_no_trace(hospital, caplog, bound)
    haystacks = everything(hospital, caplog)
    for canary in (PASSPHRASE, OWN_PASSPHRASE, secret.identity, hospital.office_key.identity):
        assert find(haystacks, writings(canary)) == [], canary


async def test_an_error_in_mid_tip_logs_none_of_its_words(
    hospital: Hospital, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    bound = await hospital.phone_of(INSPECTOR)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)

    def fail(*_args: object) -> None:
        raise ValueError(TEXT, TELEGRAM_ID)

    await phone.send("/tip")
    await phone.tap("匿名")
    monkeypatch.setattr("handlers.tips.desk.put_text", fail)
    await phone.send(TEXT)
    await phone.see("没有保存成功")
    assert "update failed" in caplog.text
    assert_no_trace(hospital, caplog, bound)


def rows(folder: Path) -> set[str]:
    """Return every row of the database as a line of SQL."""
    with closing(sqlite3.connect(next(folder.glob("*.db")))) as connection:
        return set(connection.iterdump())


async def test_an_inspectors_anonymous_tip_adds_one_row_and_touches_no_other(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    before = rows(hospital.folder)
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(TEXT)
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.see("回执码")
    after = rows(hospital.folder)
    assert before - after == set()
    (added,) = after - before
    assert added.startswith("INSERT INTO \"tip\" VALUES('2026-001',")
    assert "'2026-05-12'" in added
    assert ":" not in added


async def test_while_it_waits_the_notice_to_level_one_knows_no_minute(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await hospital.phone_of(OFFICE)
    hospital.clock.advance(timedelta(minutes=37, seconds=21))
    before = rows(hospital.folder)
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(TEXT)
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.see("回执码")
    (letter,) = [row for row in rows(hospital.folder) - before if "tip_come" in row]
    assert "2026-05-11 16:00:00" in letter
    # Its id is drawn, and so is a part of its key: they may hold any figures.
    assert "37" not in re.sub(r"-\d{4,}", "", letter.replace(letter.split("'")[1], ""))
    await hospital.app.deliver()
    assert not [row for row in rows(hospital.folder) if "tip_come" in row]
