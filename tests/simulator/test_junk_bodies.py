"""Whatever is sent in place of a proper request is a 400: never a 500, and nothing of it is in any chat."""

from pathlib import Path

import aiohttp

from bot.stage.open_training import open_training
from bot.stage.training import TrainingOpening
from simulator.phone import Phones
from simulator.server import Simulator

JUNK = [
    b"{",
    b"\x00",
    b"\xff\xfe",
    b"[]",
    b"7",
    b'"text"',
    b"null",
    b"[" * 100_000,
    b'{"does": "text", "who": 1e999, "text": "a"}',
    b'{"does": ["text"]}',
]
FIELDS = [
    b'"a\\u0000b"',
    b'"\\ud800"',
    b"5",
    b"true",
    b"NaN",
    b"-Infinity",
    b"1" + b"0" * 400,
    b"{}",
    b"[[]]",
    b'["a\\u0000"]',
]


NAMES = (b"text", b"data", b"link", b"phone_number", b"first_name", b"title", b"kind", b"on", b"does")


def junk() -> list[bytes]:
    every = [b"{%s}" % b", ".join(b'"%s": %s' % (name, field) for name in NAMES) for field in FIELDS]
    return [*JUNK, *every]


async def statuses(url: str, bodies: list[bytes]) -> set[int]:
    found = set()
    headers = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as http:
        for body in bodies:
            async with http.post(url, data=body, headers=headers) as answer:
                found.add(answer.status)
                assert (await answer.json())["ok"] is False, body[:60]
    return found


async def test_junk_is_a_400_at_every_endpoint_of_the_control_api(sim: Simulator, phones: Phones) -> None:
    person = await phones.new("路人")
    acts = [f"users/{person.id}/{act}" for act in ("text", "tap", "link", "edit", "forward", "contact")]
    for path in ("users", "groups", "faults", "limits", *acts):
        assert await statuses(f"{sim.base_url}/sim/{path}", junk()) == {400}, path
    assert await person.chat() == []
    assert not sim.limits.on
    assert await statuses(f"{sim.base_url}/bot42:TEST/sendMessage", JUNK) == {400}
    async with aiohttp.ClientSession() as http:
        events = f"{sim.base_url}/sim/users/{person.id}/events"
        for query, status in (("after=x", 400), ("timeout=0", 200)):
            async with http.get(f"{events}?{query}") as answer:
                assert answer.status == status


async def test_junk_is_a_400_at_the_training_page_and_the_training_goes_on(tmp_path: Path) -> None:
    async with open_training(tmp_path, TrainingOpening()) as training:
        act = f"{training.stage.simulator.base_url}/training/act"
        stranger = (await training.act({"does": "arrive"}))["id"]
        named = [
            b'{"does": "%s", "who": %d, "%s": %s}' % (does, stranger, name, field)
            for does, name in ((b"text", b"text"), (b"tap", b"data"), (b"fault", b"kind"), (b"clock", b"by"))
            for field in FIELDS
        ]
        assert await statuses(act, [*junk(), *named]) == {400}
        await training.act({"does": "text", "who": stranger, "text": "/start"})
        assert await training.rest(10)
