"""Signing in to /h: by a link of the handler's own chat, once, within ten minutes; each request asks anew who it is."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta

import pytest
from aiohttp import ClientSession
from sqlalchemy import delete

from domain.tips.handlers_page import HandlersPage
from domain.tips.receipts import new_receipt, show_receipt
from storage.tables import appointments
from storage.tips.page_passes import hash_pass
from tests.handlers.tips.test_tip_leaks import everything, find, writings
from tests.harness import Hospital
from tests.page_sender import BUNDLE, PageSender
from tests.web.handlers_by_hand import HandlerAtPage, link_of, open_to_handlers
from web.served import PageFiles
from web.server import serve_page

OFFICE, SUPERVISOR = "监察室主任", "驻组联络员"
TEXT = "供货商请客两次"


@pytest.fixture
async def desk(hospital: Hospital) -> AsyncIterator[HandlerAtPage]:
    """A browser on an office computer, at /h."""
    open_to_handlers(hospital)
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as url,
        ClientSession() as client,
    ):
        yield HandlerAtPage(url, client)


def rows(hospital: Hospital) -> list[tuple[bytes, str]]:
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as database:
        return database.execute("SELECT hash, kind FROM page_pass ORDER BY kind").fetchall()


async def test_a_link_lets_its_handler_in_once(hospital: Hospital, desk: HandlerAtPage) -> None:
    office = await hospital.phone_of(OFFICE)
    code = await link_of(office)
    assert rows(hospital) == [(hash_pass(code), "link")]
    # As a link preview does: nothing is used up by looking.
    async with desk.client.get(f"{desk.url}/h?{code}") as answer:
        await answer.read()
    assert (await desk.enter(show_receipt(code).lower())).status == 200
    assert rows(hospital) == [(hash_pass(desk.token), "session")]
    await PageSender(desk.url, desk.client).tell(TEXT)
    said = (await desk.ask("list", page=0)).body
    assert (said["who"], said["count"], said["tips"][0]["number"]) == (OFFICE, 1, "2026-001")
    other = HandlerAtPage(desk.url, desk.client)
    assert (await other.enter(code)).body == {"error": "link"}
    assert (await desk.ask("out")).status == 200
    assert rows(hospital) == []
    assert (await desk.ask("list", page=0)).body == {"error": "session"}


async def test_a_link_is_void_after_ten_minutes_and_once_there_is_another(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    office = await hospital.phone_of(OFFICE)
    first, second = await link_of(office), await link_of(office)
    assert (await desk.enter(first)).body == {"error": "link"}
    hospital.clock.advance(timedelta(minutes=10))
    assert (await desk.enter(second)).body == {"error": "link"}
    third = await link_of(office)
    hospital.clock.advance(timedelta(minutes=9, seconds=59))
    assert (await desk.enter(third)).status == 200
    for made_up in (new_receipt(), "1234", "", third):
        other = HandlerAtPage(desk.url, desk.client)
        assert (await other.enter(made_up)).body == {"error": "link"}


async def test_a_session_ends_after_half_an_hour_without_a_request_and_after_a_day(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    office = await hospital.phone_of(OFFICE)
    await desk.enter(await link_of(office))
    for _time in range(24):
        hospital.clock.advance(timedelta(minutes=29))
        assert (await desk.ask("list", page=0)).status == 200
    hospital.clock.advance(timedelta(minutes=29))
    assert (await desk.ask("list", page=0)).body == {"error": "session"}
    await desk.enter(await link_of(office))
    hospital.clock.advance(timedelta(minutes=30))
    assert (await desk.ask("list", page=0)).body == {"error": "session"}


async def test_a_forged_session_and_one_of_whoever_signed_in_elsewhere_are_none(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    office = await hospital.phone_of(OFFICE)
    for forged in ("0" * 64, hash_pass(await link_of(office)).hex()):
        desk.token = forged
        assert (await desk.ask("list", page=0)).body == {"error": "session"}
    for wrong in ("", "x", "0" * 63):
        assert (await desk.ask("list", page=0, token=wrong)).body == {"error": "unknown"}
    desk.token = ""
    await desk.enter(await link_of(office))
    other = HandlerAtPage(desk.url, desk.client)
    assert (await other.enter(await link_of(office))).status == 200
    assert (await desk.ask("list", page=0)).body == {"error": "session"}
    await office.send("/tips")
    await office.tap("在网页上处理")
    await office.tap("退出网页")
    await office.see("已在网页上退出")
    assert (await other.ask("list", page=0)).body == {"error": "session"}


async def test_who_is_unbound_or_out_of_the_post_is_out_at_once(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    office = await hospital.phone_of(OFFICE)
    await desk.enter(await link_of(office))
    assert (await desk.ask("list", page=0)).status == 200
    spare = await link_of(office)
    # The same phone, bound anew: it is somebody else who asks.
    hospital.clock.advance(timedelta(minutes=1))
    await office.open_link(await hospital.link_for(OFFICE))
    assert (await desk.ask("list", page=0)).body == {"error": "post"}
    assert (await HandlerAtPage(desk.url, desk.client).enter(spare)).body == {"error": "post"}
    await desk.enter(await link_of(office))
    spare = await link_of(office)
    phone = await hospital.phones.new("另一部手机")
    hospital.clock.advance(timedelta(minutes=1))
    await phone.open_link(await hospital.link_for(OFFICE))
    assert (await desk.ask("list", page=0)).body == {"error": "post"}
    assert (await HandlerAtPage(desk.url, desk.client).enter(spare)).body == {"error": "post"}
    assert (await desk.enter(await link_of(phone))).status == 200

    def end_posts(uow: object) -> None:
        uow._connection.execute(delete(appointments))  # type: ignore[attr-defined]

    await hospital.app.database.run(end_posts)
    for path, said in (
        ("list", {"page": 0}),
        ("tip", {"number": "2026-001"}),
        ("unlock", {"passphrase": "x"}),
    ):
        assert (await desk.ask(path, **said)).body == {"error": "post"}, path


async def test_another_bodys_tips_are_not_there(hospital: Hospital, desk: HandlerAtPage) -> None:
    supervisor = await hospital.phone_of(SUPERVISOR)
    await PageSender(desk.url, desk.client).tell(TEXT)
    await desk.enter(await link_of(supervisor))
    assert await desk.numbers() == []
    for path in ("tip", "sealed", "sealed-name", "read", "name"):
        assert (await desk.ask(path, number="2026-001")).body == {"error": "access-old-button"}, path
    said = await desk.ask("files", number="2026-001", start=0)
    assert said.body == {"error": "access-old-button"}


async def test_who_recused_themselves_sees_nothing_of_it(hospital: Hospital, desk: HandlerAtPage) -> None:
    office, other = await hospital.phone_of(OFFICE), await hospital.phone_of("纪委书记")
    await PageSender(desk.url, desk.client).tell(TEXT)
    await desk.enter(await link_of(office))
    assert (await desk.ask("tip", number="2026-001")).status == 200
    await office.send("/tips")
    await office.tap("2026-001")
    await office.tap("回避")
    await office.tap("确定回避")
    assert await desk.numbers() == []
    assert (await desk.ask("tip", number="2026-001")).body == {"error": "access-old-button"}
    mate = HandlerAtPage(desk.url, desk.client)
    await mate.enter(await link_of(other))
    assert await mate.numbers() == ["2026-001"]


async def test_where_it_is_off_there_is_no_button_and_nobody_gets_in(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    office = await hospital.phone_of(OFFICE)
    code = await link_of(office)
    open_to_handlers(hospital, HandlersPage.OFF)
    assert (await desk.enter(code)).body == {"error": "handlers-off"}
    assert "在网页上处理" not in str((await office.send("/tips")).buttons)
    open_to_handlers(hospital, HandlersPage.UNLOCK)
    await desk.enter(code)
    assert (await desk.ask("sealed", number="2026-001")).body == {"error": "keys-off"}
    object.__setattr__(hospital.app.house, "page_address", "")
    assert (await desk.ask("list", page=0)).body == {"error": "handlers-off"}
    assert "在网页上处理" not in str((await office.send("/tips")).buttons)


async def test_codes_and_tokens_are_nowhere_but_as_hashes(
    hospital: Hospital, desk: HandlerAtPage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    office = await hospital.phone_of(OFFICE)
    code = await link_of(office)
    assert find(everything(hospital, caplog), writings(code)) == []
    await desk.enter(code)
    await desk.ask("list", page=0)
    haystacks = everything(hospital, caplog)
    for secret in (code, show_receipt(code), desk.token):
        assert find(haystacks, writings(secret)) == [], secret
    assert find(haystacks, iter([hash_pass(desk.token)])) != []
