import logging
from asyncio import gather
from datetime import timedelta

import pytest

from domain.tips.receipts import new_receipt
from domain.tips.routing import Body
from storage.tips.sealing import new_office_key, open_text, seal, seal_text
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_tip_leaks import everything, find, writings
from tests.harness import Hospital
from tests.page_sender import PageSender
from web import admission, api
from web.uploads import PIECE_BYTES

TEXT = "金丝雀canary在唱歌"
NAME = "知更鸟robin"
OFFICE = "监察室主任"


async def sealed_texts(hospital: Hospital) -> list[bytes]:
    def work(uow: UnitOfWork) -> list[bytes]:
        found = []
        for number in ("2026-001", "2026-002"):
            try:
                text, _name = uow.tips.sealed(number)
            except ValueError:
                break
            assert text is not None
            found.append(text)
        return found

    return await hospital.app.database.run(work)


async def test_a_tip_of_the_page_is_read_like_one_of_the_chat(hospital: Hospital, sender: PageSender) -> None:
    office = await hospital.phone_of(OFFICE)
    assert (await sender.tell(TEXT)).status == 200
    await hospital.app.deliver()
    await office.see("有新的线索")
    (sealed,) = await sealed_texts(hospital)
    assert open_text(sealed, hospital.office_key.identity) == f"问题线索\n领域：医德医风\n\n{TEXT}"


async def test_a_receipt_of_the_page_opens_its_thread_in_the_chat_and_here(
    hospital: Hospital, sender: PageSender
) -> None:
    office = await hospital.phone_of(OFFICE)
    await sender.tell(TEXT)
    await office.send("/tips")
    await office.tap("2026-001")
    await office.tap("提问")
    await office.send("请问是哪一天")
    phone = await hospital.stranger()
    await phone.send(f"/receipt {sender.code}")
    await phone.see("请问是哪一天")
    keys = await sender.keys()
    asked: dict[str, object] = {"lookup": keys.lookup.hex(), "work": await sender.work()}
    thread = (await sender.say("/api/thread", asked)).body
    assert (thread["state"], thread["asked"], len(thread["messages"])) == ("received", True, 1)
    parts = [seal_text("是三月五日", thread["sealed_to"])]
    added = {
        "kind": "added",
        "lookup": keys.lookup.hex(),
        "sealed_to": thread["sealed_to"],
        "sizes": [len(parts[0])],
        "work": await sender.work(),
    }
    assert (await sender.send(added, parts)).status == 200
    # The answer was lost: the same once more is the same message.
    assert (await sender.send(added | {"work": await sender.work()}, parts)).status == 200
    await hospital.app.deliver()
    await office.see("有线索收到补充材料")
    thread = (await sender.say("/api/thread", asked | {"work": await sender.work()})).body
    assert [message["sealed"] is None for message in thread["messages"]] == [False, True]


async def test_what_was_handed_in_twice_is_there_once(hospital: Hospital, sender: PageSender) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(TEXT, sealed_to)]
    begun = await sender.say("/api/begin", await sender.manifest(sealed_to, parts))
    await sender.pieces(begun.body["upload"], parts)
    for _time in range(2):
        assert (await sender.say("/api/commit", {"upload": begun.body["upload"]})).status == 200
    # Also by whoever begins anew, since the answer and the server's memory were lost.
    assert (await sender.say("/api/begin", await sender.manifest(sealed_to, parts))).body == {"done": True}
    assert len(await sealed_texts(hospital)) == 1


async def test_a_tip_that_is_sent_twice_side_by_side_is_there_once(
    hospital: Hospital, sender: PageSender
) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(TEXT, sealed_to)]
    begun = [await sender.say("/api/begin", await sender.manifest(sealed_to, parts)) for _time in range(2)]
    for answer in begun:
        await sender.pieces(answer.body["upload"], parts)
    done = await gather(*(sender.say("/api/commit", {"upload": answer.body["upload"]}) for answer in begun))
    assert [said.status for said in done] == [200, 200]
    assert len(await sealed_texts(hospital)) == 1


async def test_whoever_is_not_todays_handler_is_no_recipient(hospital: Hospital, sender: PageSender) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    stranger = new_office_key().recipient
    for wrong in ([stranger], [*sealed_to, stranger]):
        parts = [seal_text(TEXT, wrong)]
        said = await sender.send(await sender.manifest(wrong, parts), parts)
        assert (said.status, said.body["error"]) == (409, "keys")
        # Who says that it is for today's handlers, and seals it to others besides, is found by counting.
        if len(wrong) > 1:
            said = await sender.send(await sender.manifest(sealed_to, parts), parts)
            assert (said.status, said.body["error"]) == (409, "sealing")
    assert await sealed_texts(hospital) == []


@pytest.mark.parametrize("content", [b"x" * 1000, b"x" * 513, b""])
async def test_a_size_that_tells_something_is_refused(sender: PageSender, content: bytes) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal(content, sealed_to)]
    said = await sender.send(await sender.manifest(sealed_to, parts), parts)
    assert (said.status, said.body["error"]) == (409, "sealing")


async def test_what_is_not_sealed_is_refused_and_nowhere(
    hospital: Hospital, sender: PageSender, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [TEXT.encode() * 40]
    said = await sender.send(await sender.manifest(sealed_to, parts), parts)
    assert (said.status, said.body["error"]) == (409, "sealing")
    assert find(everything(hospital, caplog), writings(TEXT)) == []


async def test_pieces_come_in_their_turn_and_again(sender: PageSender) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text("长" * 20_000, sealed_to)] * 2
    manifest = await sender.manifest(sealed_to, parts, named=True)
    begun = (await sender.say("/api/begin", manifest)).body["upload"]
    blank = bytes(PIECE_BYTES)
    assert (await sender.piece(begun, 1, blank)).body == {"error": "again"}
    for _time in range(2):
        assert (await sender.piece(begun, 0, b"".join(parts)[:PIECE_BYTES])).status == 200
    assert (await sender.piece(begun, 9, blank)).body == {"error": "size"}
    assert (await sender.piece(begun, 1, blank[1:])).body == {"error": "size"}
    assert (await sender.say("/api/commit", {"upload": begun})).body == {"error": "again"}
    assert (await sender.piece("0" * 32, 0, blank)).body == {"error": "again"}


async def test_an_old_page_is_told_to_reload(sender: PageSender) -> None:
    sender.bundle = "1" * 64
    for path in ("/api/open", "/api/begin", "/api/commit", "/api/thread"):
        said = await sender.say(path, {})
        assert (said.status, said.body) == (409, {"error": "outdated"})


async def test_work_is_asked_for_and_counts_once(sender: PageSender) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(TEXT, sealed_to)]
    manifest = await sender.manifest(sealed_to, parts)
    undone = {"challenge": "00" * 33, "number": 0}
    assert (await sender.say("/api/begin", manifest | {"work": undone})).body == {"error": "again"}
    assert (await sender.say("/api/begin", manifest)).status == 200
    assert (await sender.say("/api/begin", manifest)).body == {"error": "again"}


async def test_what_makes_no_sense_is_refused(sender: PageSender) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(TEXT, sealed_to)]
    manifest = await sender.manifest(sealed_to, parts)
    bendings: list[dict[str, object]] = [
        {"sizes": [2**30]},
        {"sizes": [600, 600]},
        {"area": "weather"},
        {"lookup": "x" * 64},
        {"language": "zh"},
        {"extensions": [".exe"], "sizes": [600, 600]},
        {"extensions": [".pdf"]},
        {"body": "committee"},
        {"sealed_to": []},
    ]
    for bent in bendings:
        assert (await sender.say("/api/begin", manifest | bent)).body == {"error": "unknown"}, bent
    async with sender.client.post(f"{sender.url}/api/begin", data={"bundle": sender.bundle}) as answer:
        assert answer.status == 409  # what another site's form can send
    async with sender.client.post(f"{sender.url}/api/open", data=b"{" * 400_000) as answer:
        assert answer.status in {409, 413}
    async with sender.client.get(f"{sender.url}/api/open") as answer:
        assert answer.status == 405


async def test_a_tip_past_the_office_is_for_the_supervisor_alone(
    hospital: Hospital, sender: PageSender
) -> None:
    sealed_to = (await sender.line())["bodies"]["supervisor"]
    parts = [seal_text(TEXT, sealed_to)]
    assert (
        await sender.send(await sender.manifest(sealed_to, parts, body="supervisor"), parts)
    ).status == 200

    def work(uow: UnitOfWork) -> tuple[int, int]:
        return uow.tips.count_by("area", hospital.clock.now().date(), hospital.clock.now().date()).get(
            "医德医风", 0
        ), len(
            uow.tips.received_between(
                Body.SUPERVISOR, hospital.clock.now().date(), hospital.clock.now().date()
            )
        )

    assert await hospital.app.database.run(work) == (0, 1)


async def test_nothing_of_a_request_is_kept_or_logged(
    hospital: Hospital, sender: PageSender, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    canaries = {
        "User-Agent": "cormorant/7.7",
        "Accept-Language": "xx-Lapwing",
        "Referer": "http://bittern.example/",
    }
    sender.client.headers.update(canaries)
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(TEXT, sealed_to), seal_text(NAME, sealed_to)]
    manifest = await sender.manifest(sealed_to, parts, named=True)
    assert (await sender.send(manifest, parts)).status == 200
    async with sender.client.get(f"{sender.url}/nightjar?grey_heron=1") as answer:
        assert answer.status == 404
    haystacks = everything(hospital, caplog)
    for canary in (
        TEXT,
        NAME,
        "cormorant",
        "Lapwing",
        "bittern",
        "nightjar",
        "grey_heron",
        sender.code,
        "/api/begin",
    ):
        assert find(haystacks, writings(canary)) == [], canary


async def test_every_answer_carries_the_headers(sender: PageSender) -> None:
    for path in ("/api/open", "/nowhere"):
        async with sender.client.get(f"{sender.url}{path}") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe-inline" not in policy
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "geolocation=()" in answer.headers["Permissions-Policy"]
            assert "Set-Cookie" not in answer.headers


async def test_a_flood_is_told_kindly_and_costs_more_work(
    hospital: Hospital, sender: PageSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(TEXT, sealed_to)]
    monkeypatch.setattr(api, "BYTES_PER_HOUR", 1000)
    assert (await sender.send(await sender.manifest(sealed_to, parts), parts)).status == 200
    sender.code = new_receipt()
    said = await sender.say("/api/begin", await sender.manifest(sealed_to, parts))
    assert (said.status, said.body) == (409, {"error": "busy"})
    hospital.clock.advance(timedelta(hours=1))
    assert (await sender.say("/api/begin", await sender.manifest(sealed_to, parts))).status == 200
    bits = (await sender.line())["work"]["bits"]
    monkeypatch.setattr(admission, "QUIET_PER_HOUR", 1)
    assert (await sender.line())["work"]["bits"] > bits


async def test_a_receipt_adds_five_times_an_hour(sender: PageSender) -> None:
    await sender.tell(TEXT)
    lookup = (await sender.keys()).lookup.hex()
    sealed_to = (await sender.line())["bodies"]["office"]
    for time in range(6):
        parts = [seal_text(f"{TEXT}{time}", sealed_to)]
        added: dict[str, object] = {
            "kind": "added",
            "lookup": lookup,
            "sealed_to": sealed_to,
            "sizes": [len(parts[0])],
            "work": await sender.work(),
        }
        said = await sender.send(added, parts)
    assert said.status == 409
    assert said.body == {"error": "flood", "limit": 5, "minutes": 60}
