"""The register's steps entered at /h: the chat's own, with its refusals, notes sealed, each act in the audit log."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from domain.tips.handlers_page import HandlersPage
from domain.tips.routing import Body
from domain.tips.tips import TipAct
from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_tip_leaks import everything, find, writings
from tests.harness import Hospital
from tests.page_sender import BUNDLE, PageSender, Said
from tests.web.handlers_by_hand import HandlerAtPage, link_of, open_to_handlers
from web.served import PageFiles
from web.server import serve_page

OFFICE, COMMISSIONER, CLERK = "监察室主任", "纪委书记", "监察室干事"
TEXT, WHO, REASON = "供货商请客两次", "纪委会鸬鹚 5 月 12 日", "线索清楚翠鸟"
NUMBER = "2026-001"


@pytest.fixture
async def desk(hospital: Hospital) -> AsyncIterator[HandlerAtPage]:
    """The office's handler, signed in to /h; a tip."""
    open_to_handlers(hospital, HandlersPage.KEYS)
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as url,
        ClientSession() as client,
    ):
        assert (await PageSender(url, client).tell(TEXT)).status == 200
        found = HandlerAtPage(url, client)
        await found.enter(await link_of(await hospital.phone_of(OFFICE)))
        yield found


async def step(desk: HandlerAtPage, act: str, **given: object) -> Said:
    """Enter a step of the tip as it is now."""
    version = (await desk.ask("tip", number=NUMBER)).body["version"]
    return await desk.ask("step", **({"number": NUMBER, "version": version, "act": act} | given))


async def notes(hospital: Hospital) -> list[str]:
    def work(uow: UnitOfWork) -> list[bytes]:
        return [note for found in uow.tip_threads.steps(NUMBER) if (note := found.sealed_note) is not None]

    sealed = await hospital.app.database.run(work)
    return [open_text(note, hospital.office_key.identity) for note in sealed]


async def acts(hospital: Hospital) -> list[str]:
    def work(uow: UnitOfWork) -> list[str]:
        return [entry.act for entry in uow.audit.all_about(NUMBER, Body.OFFICE.value)]

    return [act for act in await hospital.app.database.run(work) if act != "tip-open"]


async def test_a_tip_is_handled_from_accepting_to_closing(
    hospital: Hospital, desk: HandlerAtPage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    tip = (await step(desk, "accepted", words={"accepted": REASON})).body
    assert (tip["state"], [done["act"] for done in tip["steps"]]) == ("accepted", ["accepted"])
    assert "proposed" in [offered["act"] for offered in tip["acts"]]
    tip = (await step(desk, "proposed", way="verify", words={"decided": WHO})).body
    assert (tip["state"], tip["steps"][-1]["way"]) == ("handled", "verify")
    bars = (await step(desk, "closed")).body
    assert bars == {"bars": ["unread", "no_summary"]}
    await desk.ask("sealed", number=NUMBER)
    tip = (await step(desk, "entry", words={"summary": "请客"})).body
    assert tip["state"] == "handled"
    tip = (await step(desk, "closed")).body
    assert tip["state"] == "closed"
    assert await notes(hospital) == [REASON, WHO, '{"name": "", "post": "", "summary": "请客"}']
    assert await acts(hospital) == ["tip-accepted", "tip-proposed", "tip-download", "tip-entry", "tip-closed"]
    haystacks = everything(hospital, caplog)
    for secret in (WHO, REASON):
        assert find(haystacks, writings(secret)) == [], secret


async def test_a_tip_is_given_to_somebody_who_hears_of_it_and_handed_on_with_a_reason(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    mate = await hospital.phone_of(COMMISSIONER)
    people = {found["name"]: found["id"] for found in (await desk.ask("tip", number=NUMBER)).body["people"]}
    tip = (await step(desk, "in_charge", person=people[COMMISSIONER])).body
    assert (tip["in_charge"], tip["steps"][-1]["said"]) == (COMMISSIONER, COMMISSIONER)
    await hospital.app.deliver()
    await mate.see(NUMBER)
    offered = next(act for act in tip["acts"] if act["act"] == "in_charge")
    assert offered["items"] == [{"item": "handed_on", "limit": 200, "left_out": False}]
    back = people[OFFICE]
    assert (await step(desk, "in_charge", person=back)).body == {"error": "tip-register-words-only"}
    assert (await step(desk, "in_charge", person=back, words={"handed_on": REASON})).body[
        "in_charge"
    ] == OFFICE
    assert (await step(desk, "in_charge", person=99, words={"handed_on": REASON})).status == 409
    assert (await step(desk, "in_charge", words={"handed_on": REASON})).status == 409


async def test_a_question_reaches_the_reporter_and_nobody_is_asked_twice(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    sender = PageSender(desk.url, desk.client)
    await sender.tell("另一件事情")
    asked = await desk.ask("question", number="2026-002", asked=0, text=" 请问是哪一天\n在哪里 ")
    assert asked.body["asked"] == 1
    phone = await hospital.stranger()
    await phone.send(f"/receipt {sender.code}")
    await phone.see("请问是哪一天")
    said = await desk.ask("question", number="2026-002", asked=0, text="请问是哪一天")
    assert said.body == {"error": "tip-register-changed", "number": "2026-002"}
    for text, error in (
        (" ", {"error": "tip-register-words-only"}),
        ("长" * 501, {"error": "tips-short-too-long", "limit": 500}),
    ):
        assert (await desk.ask("question", number="2026-002", asked=1, text=text)).body == error


async def test_what_no_window_asks_is_refused_and_changes_nothing(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    old = {"error": "access-old-button"}
    not_next = {"error": "tips-state-not-next"}
    assert (await step(desk, "proposed", way="verify", words={"decided": WHO})).body == not_next
    assert (await step(desk, "accepted", version=7)).body["error"] == "tip-register-changed"
    assert (await step(desk, "accepted", way="verify")).body == old
    assert (await step(desk, "accepted", words={"summary": "x"})).body == old
    assert (await step(desk, "accepted", words={"accepted": "长" * 201})).body[
        "error"
    ] == "tips-short-too-long"
    for act in (TipAct.MERGED, TipAct.IMPORTED, TipAct.SEPARATED, TipAct.CLOSED):
        assert (await step(desk, act)).status == 409, act
    assert (await step(desk, "weather")).body == {"error": "unknown"}
    await step(desk, "accepted")
    for given in ({}, {"way": "nowhere"}, {"way": "verify"}, {"way": "verify", "words": {"decided": " "}}):
        assert (await step(desk, "proposed", **given)).status == 409, given
    assert (await desk.ask("step", number="2026-009", version=0, act="accepted")).body == old
    assert [done["act"] for done in (await desk.ask("tip", number=NUMBER)).body["steps"]] == ["accepted"]
    assert await acts(hospital) == ["tip-accepted"]


async def test_who_recuses_themselves_sees_it_no_more_but_the_last_one_stays(
    hospital: Hospital, desk: HandlerAtPage
) -> None:
    assert (await desk.ask("recuse", number=NUMBER)).status == 200
    assert await desk.numbers() == []
    assert (await step_at(desk, "accepted")).body == {"error": "access-old-button"}
    for name, recused in ((CLERK, {}), (COMMISSIONER, {"error": "tip-register-last-handler"})):
        mate = HandlerAtPage(desk.url, desk.client)
        await mate.enter(await link_of(await hospital.phone_of(name)))
        assert (await mate.ask("recuse", number=NUMBER)).body == recused
    assert await mate.numbers() == [NUMBER]
    assert await acts(hospital) == ["tip-recused", "tip-recused"]


async def step_at(desk: HandlerAtPage, act: str) -> Said:
    return await desk.ask("step", number=NUMBER, version=0, act=act)
