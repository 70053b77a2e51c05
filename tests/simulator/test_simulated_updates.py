"""How a bot gets its updates, and how the server knows it."""

import asyncio

import aiohttp
import pytest

from simulator import Phone, Simulator
from simulator.state.feeds import UpdateQueue
from tests.simulator.conftest import TOKEN, Api


async def texts(api: Api, **params: object) -> list[str]:
    return [update["message"]["text"] for update in (await api("getUpdates", **params))["result"]]


async def test_updates_stay_until_an_offset_confirms_them(api: Api, nurse: Phone) -> None:
    await nurse.send_nowait("甲")
    first = (await api("getUpdates", limit=1))["result"][0]
    assert await texts(api) == ["/start", "甲"]
    assert await texts(api, offset=first["update_id"] + 1) == ["甲"]
    assert await texts(api) == ["甲"]
    await nurse.send_nowait("乙")
    assert await texts(api, offset=-1) == ["乙"]
    assert await texts(api) == ["乙"]


async def test_a_long_poll_ends_when_something_comes(api: Api, nurse: Phone) -> None:
    start = (await api("getUpdates"))["result"][0]["update_id"]
    waiting = asyncio.ensure_future(texts(api, offset=start + 1, timeout=50))
    await asyncio.sleep(0)
    await nurse.send_nowait("来了")
    assert await asyncio.wait_for(waiting, 5) == ["来了"]


async def test_a_long_poll_ends_empty_when_nothing_comes() -> None:
    updates = UpdateQueue()
    assert await updates.take(0, 100, 0.01) == []
    updates.put("message", {"text": "x"})
    assert len(await updates.take(0, 100, 0.01)) == 1


async def test_of_two_pollers_the_first_is_told_that_there_is_another(api: Api) -> None:
    first = asyncio.ensure_future(api("getUpdates", timeout=50))
    while not first.done():
        await api("getUpdates")
    answer = await first
    assert answer["status"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_only_kinds_that_were_asked_for_are_queued(api: Api, nurse: Phone) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    await nurse.send_nowait("没人听")
    assert await texts(api) == ["/start"]
    await api("getUpdates", allowed_updates=[])
    await nurse.send_nowait("有人听")
    await nurse.block()
    updates = (await api("getUpdates"))["result"]
    assert [next(key for key in update if key != "update_id") for update in updates] == [
        "message",
        "message",
        "my_chat_member",
    ]
    assert updates[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_pending_updates_are_counted_and_can_be_dropped(api: Api, nurse: Phone) -> None:
    assert nurse.id
    assert (await api("getWebhookInfo"))["result"]["pending_update_count"] == 1
    assert (await api("deleteWebhook", drop_pending_updates=True))["result"] is True
    assert await texts(api) == []


async def test_an_edited_message_is_an_update_of_its_own(api: Api, nurse: Phone) -> None:
    await nurse.edit(1, "/start 改")
    edited = (await api("getUpdates"))["result"][-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("/start 改", 1)
    with pytest.raises(ValueError, match="can't be edited"):
        await nurse.edit(99, "x")


@pytest.mark.parametrize(
    ("token", "method", "status", "description"),
    [
        ("42:WRONG", "getMe", 401, "Unauthorized"),
        ("nonsense", "getMe", 404, "Not Found"),
        (TOKEN, "makeCoffee", 404, "Not Found: method not found"),
    ],
)
async def test_unknown_tokens_and_methods_are_refused(
    api: Api, token: str, method: str, status: int, description: str
) -> None:
    answer = await api(method, token=token)
    assert (answer["status"], answer["description"]) == (status, description)


async def test_every_way_of_sending_parameters_is_read(
    sim: Simulator, http: aiohttp.ClientSession, nurse: Phone
) -> None:
    url = f"{sim.base_url}/bot{TOKEN}/sendMessage"
    params = {"chat_id": str(nurse.id), "text": "你好&+"}
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in params.items():
        multipart.append(value).set_content_disposition("form-data", name=name)
    for asked in (
        http.get(url, params=params),
        http.post(url, data=params),
        http.post(url, json=params),
        http.post(url, data=multipart),
        http.post(url.replace("sendMessage", "SENDMESSAGE"), params=params),
    ):
        async with asked as answer:
            assert (await answer.json())["result"]["text"] == "你好&+"
    async with http.post(url, data="{", headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400


async def test_a_bot_knows_itself(api: Api) -> None:
    me = (await api("getMe"))["result"]
    assert (me["id"], me["username"], me["is_bot"]) == (42, "gridbot_test", True)
    for method, field in (
        ("Description", "description"),
        ("ShortDescription", "short_description"),
        ("Name", "name"),
    ):
        assert (await api(f"setMy{method}", **{field: "清廉网格"}))["ok"]
        assert (await api(f"getMy{method}"))["result"] == {field: "清廉网格"}
        assert not (await api(f"setMy{method}", **{field: "长" * 513}))["ok"]
    assert (await api("logOut"))["ok"]
