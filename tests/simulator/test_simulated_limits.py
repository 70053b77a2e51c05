"""429: how fast a bot may send."""

from simulator import Phones, Simulator
from simulator.limits import Limits
from simulator.refusals import ApiError
from tests.simulator.conftest import Api


class Seconds:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def refused_for(limits: Limits, chat_id: int) -> int | None:
    try:
        limits.check(1, chat_id)
    except ApiError as refused:
        return refused.retry_after_s
    return None


def test_thirty_messages_a_second_and_no_more() -> None:
    limits = Limits(on=True, monotonic=(clock := Seconds()))
    assert [refused_for(limits, chat) for chat in range(1, 32)] == [None] * 30 + [1]
    clock.at += 1
    assert refused_for(limits, 1) is None


def test_one_chat_takes_three_at_once_then_one_a_second() -> None:
    limits = Limits(on=True, monotonic=(clock := Seconds()))
    assert [refused_for(limits, 5) for _ in range(4)] == [None, None, None, 1]
    clock.at += 1
    assert [refused_for(limits, 5) for _ in range(2)] == [None, 1]
    clock.at += 10
    assert [refused_for(limits, 5) for _ in range(4)] == [None, None, None, 1]


def test_a_group_takes_twenty_a_minute_and_says_how_long_to_wait() -> None:
    limits = Limits(on=True, monotonic=(clock := Seconds()))
    assert [refused_for(limits, -5) for _ in range(21)] == [None] * 20 + [60]
    clock.at += 59.5
    assert refused_for(limits, -5) == 1
    clock.at += 0.5
    assert refused_for(limits, -5) is None


def test_two_bots_do_not_share_a_limit() -> None:
    limits = Limits(on=True, monotonic=Seconds())
    for _ in range(3):
        limits.check(1, 5)
    limits.check(2, 5)


async def test_limits_are_off_until_switched_on(api: Api, phones: Phones, sim: Simulator) -> None:
    nurse = await phones.new("护士")
    await nurse.send_nowait("/start")
    for _ in range(40):
        assert (await api("sendMessage", chat_id=nurse.id, text="x"))["ok"]
    await phones.client.post("limits", {"on": True})
    assert sim.limits.on
    answers = [await api("sendMessage", chat_id=nurse.id, text="x") for _ in range(4)]
    assert [answer["status"] for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["parameters"] == {"retry_after": 1}
    assert answers[-1]["description"] == "Too Many Requests: retry after 1"
    assert (await api("sendChatAction", chat_id=nurse.id, action="typing"))["ok"]
    assert (await api("getChat", chat_id=nurse.id))["ok"]
