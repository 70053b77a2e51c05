import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tips.poster_links import PAYLOAD_LIMIT, poster_payload, read_poster_payload


@given(st.text(min_size=1, max_size=10))
def test_a_link_carries_any_grid_code(code: str) -> None:
    try:
        code.encode()
    except UnicodeEncodeError:
        return
    payload = poster_payload(code)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", payload)
    assert len(payload) <= PAYLOAD_LIMIT
    assert read_poster_payload(payload) == code


@given(st.text(max_size=80))
def test_anything_else_is_no_poster(text: str) -> None:
    found = read_poster_payload(text)
    assert found is None or poster_payload(found).rstrip("=") == text


def test_an_invitation_is_no_poster() -> None:
    assert read_poster_payload("xgquibydeYys0NqSC-gq") is None
    assert read_poster_payload("d-_-_-!") is None
    assert read_poster_payload("d-" + "A" * 70) is None


def test_a_code_too_long_for_a_link_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        poster_payload("科" * 20)
