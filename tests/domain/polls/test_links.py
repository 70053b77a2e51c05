import pytest

from domain.polls.links import poll_payload, read_poll_payload

TOKEN = "0123456789abcdef"


def test_a_link_carries_its_poll() -> None:
    assert read_poll_payload(poll_payload(TOKEN)) == TOKEN


@pytest.mark.parametrize("payload", ["", "d-MzA0", TOKEN, "q-", "q-0123", f"q-{TOKEN}0", f"q-{TOKEN[:-1]}G"])
def test_no_other_link_is_a_polls(payload: str) -> None:
    assert read_poll_payload(payload) is None
