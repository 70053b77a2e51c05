"""Whatever arrives while a tip is written, the bot answers, loses nothing, and logs nothing of it."""

import logging
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.state.users import VirtualUser
from tests.harness import Hospital

ROUNDS = 150
FIRST = "开头canary0"

texts = st.text(min_size=1, max_size=300).filter(lambda text: text.strip() and not text.startswith("/"))
entity = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["bold", "mention", "text_link", "bot_command", "spoiler", "custom_emoji"]),
        "offset": st.integers(-5, 500),
        "length": st.integers(-5, 500),
        "url": st.just("https://x.invalid"),
    }
)
photo_size = st.fixed_dictionaries(
    {
        "file_id": st.text(min_size=1, max_size=20),
        "file_unique_id": st.just("u"),
        "width": st.integers(0, 10**6),
        "height": st.integers(0, 10**6),
    }
)
document = st.fixed_dictionaries(
    {
        "file_id": st.text(min_size=1, max_size=20),
        "file_unique_id": st.just("u"),
        "file_name": st.text(max_size=80),
        "file_size": st.integers(0, 10**10),
    }
)
content = st.one_of(
    st.fixed_dictionaries({"text": texts}),
    st.fixed_dictionaries({"text": texts, "entities": st.lists(entity, max_size=4)}),
    st.fixed_dictionaries({"photo": st.lists(photo_size, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"document": document, "caption": texts}),
    st.fixed_dictionaries({"voice": document.map(lambda voice: voice | {"duration": 1})}),
    st.fixed_dictionaries({"dice": st.just({"emoji": "🎲", "value": 3})}),
    st.fixed_dictionaries({"location": st.just({"latitude": 30.0, "longitude": 120.5})}),
    st.fixed_dictionaries({"contact": st.just({"phone_number": "1", "first_name": "x"})}),
)


@pytest.fixture
def messages() -> list[dict[str, object]]:
    """Draw messages as hypothesis does, outside the event loop."""
    drawn: list[dict[str, object]] = []

    @settings(max_examples=ROUNDS, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(content)
    def draw(update: dict[str, object]) -> None:
        drawn.append(update)

    draw()
    return drawn


async def test_no_message_crashes_an_open_tip_or_shows_in_the_log(
    hospital: Hospital, caplog: pytest.LogCaptureFixture, messages: list[dict[str, object]]
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(FIRST)
    sender = VirtualUser(hospital.simulator.world, phone.id)
    for number, message in enumerate(messages):
        sender.send(message)
        if number % 10 == 9:
            await phone.send(f"第{number}条")
    await phone.see("内容 ")
    assert len(messages) >= ROUNDS
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors == []
    assert FIRST not in caplog.text


async def test_no_file_of_any_bytes_crashes_it(hospital: Hospital, caplog: pytest.LogCaptureFixture) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    heads = [
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"OggS",
        b"GIF89a",
        b"RIFF",
        b"",
    ]
    for number, head in enumerate(heads):
        body = BytesIO(bytes((number * 7 + place) % 256 for place in range(300))).getvalue()
        await phone.send_document(f"x{number}.bin", head + body)
    await phone.send("内容")
    await phone.see("内容 1 条")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
