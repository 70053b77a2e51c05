"""Reading at /h: what is handed out, to whom, and that the audit log has each reading as the chat's is there."""

import base64
from collections.abc import AsyncIterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from aiohttp import ClientSession
from docx import Document

from domain.tips.handlers_page import HandlersPage
from domain.tips.padding import pad_file, unpad_file
from domain.tips.routing import Body
from storage.tips.custody import Custody
from storage.tips.kept_headers import Replacing
from storage.tips.rewrap import rewrap
from storage.tips.sealing import new_office_key, open_sealed, open_text, seal, seal_text
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_tip_leaks import (
    METADATA,
    NAME,
    PASSPHRASE,
    TEXT,
    everything,
    find,
    paper,
    photo,
    writings,
)
from tests.harness import Hospital
from tests.locked_keys import lock_lightly
from tests.page_sender import BUNDLE, PageSender
from tests.web.handlers_by_hand import HandlerAtPage, link_of, open_to_handlers
from web.served import PageFiles
from web.server import serve_page

OFFICE = "监察室主任"
NUMBER = "2026-001"


@pytest.fixture
async def desk(hospital: Hospital) -> AsyncIterator[HandlerAtPage]:
    """The office's handler, signed in to /h; a named tip with six photos and a paper."""
    open_to_handlers(hospital)
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as url,
        ClientSession() as client,
    ):
        sender = PageSender(url, client)
        sealed_to = (await sender.line())["bodies"]["office"]
        files = [(".jpg", photo())] * 6 + [(".docx", paper())]
        parts = [seal_text(TEXT, sealed_to), seal_text(NAME, sealed_to)]
        parts += [seal(pad_file(content), sealed_to) for _ending, content in files]
        endings = [ending for ending, _content in files]
        manifest = await sender.manifest(sealed_to, parts, named=True, extensions=endings)
        assert (await sender.send(manifest, parts)).status == 200
        found = HandlerAtPage(url, client)
        await found.enter(await link_of(await hospital.phone_of(OFFICE)))
        yield found


async def acts(hospital: Hospital, about: str = NUMBER) -> list[str]:
    def work(uow: UnitOfWork) -> list[str]:
        return [entry.act for entry in uow.audit.all_about(about, Body.OFFICE.value)]

    return await hospital.app.database.run(work)


def opened(hospital: Hospital, part: dict[str, list[str]]) -> str:
    return open_text(base64.b64decode(part["sealed"][0]), hospital.office_key.identity)


async def test_with_a_key_file_all_is_handed_out_sealed_and_written_down(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    tip = (await desk.ask("tip", number=NUMBER)).body
    assert (tip["named"], len(tip["files"]), tip["steps"]) == (True, 7, [])
    assert await acts(hospital) == ["tip-open"]
    (said,) = (await desk.ask("sealed", number=NUMBER)).body["parts"]
    assert opened(hospital, said) == TEXT
    assert opened(hospital, (await desk.ask("sealed-name", number=NUMBER)).body) == NAME
    ids = [file["id"] for file in tip["files"]]
    # Nothing that was not handed out, and so not written down.
    assert (await desk.ask("file", number=NUMBER, id=ids[0])).body == {"error": "files-again"}
    batch = (await desk.ask("files", number=NUMBER, start=0)).body["files"]
    assert [file["id"] for file in batch] == ids[:5]
    content, _extension = (await desk.ask("file", number=NUMBER, id=ids[4])).body
    assert unpad_file(open_sealed(content, hospital.office_key.identity)) == photo()
    assert (await desk.ask("file", number=NUMBER, id=ids[5])).body == {"error": "files-again"}
    assert (await desk.ask("file", number="2026-002", id=ids[0])).body == {"error": "files-again"}
    assert (await desk.ask("file", number=NUMBER, id=ids[4], back=1)).body == {"error": "access-old-button"}
    await desk.ask("files", number=NUMBER, start=5)
    await desk.ask("files", number=NUMBER, start=5, original=True)
    handed = ["tip-open", "tip-download", "tip-read-name", "tip-files", "tip-files", "tip-originals"]
    assert await acts(hospital) == handed
    assert await acts(hospital, "register") == ["tip-page-link", "tip-page-in"]
    assert (await desk.ask("files", number=NUMBER, start=10)).body == {"error": "access-old-button"}
    assert (await desk.ask("read", number=NUMBER)).body == {"error": "access-old-button"}


async def test_by_passphrase_the_server_opens_and_cleans_as_in_the_chat(
    hospital: Hospital, desk: HandlerAtPage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    open_to_handlers(hospital, HandlersPage.UNLOCK)
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", custody)
    assert (await desk.ask("read", number=NUMBER)).body == {"error": "unlock-locked"}
    assert (await desk.ask("unlock", passphrase=PASSPHRASE[1:])).body == {"error": "unlock-wrong"}
    assert (await desk.ask("unlock", passphrase=PASSPHRASE)).body == {
        "error": "tips-receipt-wait",
        "seconds": 1,
    }
    hospital.clock.advance(timedelta(seconds=2))
    assert (await desk.ask("unlock", passphrase=PASSPHRASE)).status == 200
    read = (await desk.ask("read", number=NUMBER)).body
    assert [part["text"] for part in read["parts"]] == [TEXT]
    assert (await desk.ask("name", number=NUMBER)).body == {"text": NAME}
    content, extension = (await desk.ask("file", number=NUMBER, id=read["files"][6]["id"])).body
    assert (extension, content[:2]) == (".docx", b"PK")
    assert Document(BytesIO(content)).core_properties.author != METADATA
    assert await acts(hospital) == ["tip-read", "tip-read-name"]
    # Nobody else's session has it open.
    mate = HandlerAtPage(desk.url, desk.client)
    await mate.enter(await link_of(await hospital.phone_of("纪委书记")))
    assert (await mate.ask("read", number=NUMBER)).body == {"error": "unlock-locked"}
    assert (await desk.ask("lock")).status == 200
    assert (await desk.ask("file", number=NUMBER, id=read["files"][0]["id"])).body == {
        "error": "unlock-locked"
    }
    await desk.ask("unlock", passphrase=PASSPHRASE)
    hospital.clock.advance(timedelta(minutes=10))
    assert (await desk.ask("read", number=NUMBER)).body == {"error": "unlock-locked"}
    haystacks = everything(hospital, caplog)
    identity = hospital.office_key.identity.removeprefix("AGE-SECRET-KEY-1")
    for secret in (TEXT, NAME, PASSPHRASE, METADATA, desk.token, identity[:30]):
        assert find(haystacks, writings(secret)) == [], secret


async def test_where_a_hand_over_opens_for_nobody_what_it_replaced_is_handed_out_too(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    key, junk = hospital.office_key, new_office_key()
    replacing = Replacing(1, date(2026, 5, 12), [key.recipient])

    def spoil(uow: UnitOfWork) -> None:
        for row in uow.seals.rows(TipReader(Body.OFFICE, 0)):
            headers = uow.seals.headers(row)
            anew = {name: rewrap(header, key.identity, [junk.recipient]) for name, header in headers.items()}
            uow.seals.put_headers(row, anew, replacing)

    hospital.app.database.write(spoil)
    (said,) = (await desk.ask("sealed", number=NUMBER)).body["parts"]
    now, before = (base64.b64decode(each) for each in said["sealed"])
    assert open_text(now, junk.identity) == open_text(before, key.identity) == TEXT
    (file, *_others) = (await desk.ask("files", number=NUMBER, start=0)).body["files"]
    content, _extension = (await desk.ask("file", number=NUMBER, id=file["id"], back=1)).body
    assert unpad_file(open_sealed(content, key.identity)) == photo()
