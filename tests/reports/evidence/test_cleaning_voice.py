import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import RefusalError
from reports.evidence.cleaning import clean
from reports.evidence.voice import _check_sum
from tests.reports.evidence.evidence import CANARY, ogg_crc, ogg_page, tells, voice


def pages_of(content: bytes) -> list[bytes]:
    pages = []
    while content:
        count = content[26]
        length = 27 + count + sum(content[27 : 27 + count])
        pages.append(content[:length])
        content = content[length:]
    return pages


def packets_of(content: bytes) -> list[bytes]:
    packets = [b""]
    for page in pages_of(content):
        count = page[26]
        at = 27 + count
        for length in page[27:at]:
            packets[-1] += page[at : at + length]
            at += length
            if length < 255:
                packets.append(b"")
    return packets[:-1]


@pytest.mark.parametrize("length", [1, 300, 100_000])
def test_a_voice_message_loses_its_comments_and_keeps_its_sound(length: int) -> None:
    content = voice((CANARY * length)[: 10 * length])
    assert tells(content)
    cleaned = clean(content, "a.ogg")
    assert cleaned.extension == ".ogg"
    assert not tells(cleaned.content)
    before, after = packets_of(content), packets_of(cleaned.content)
    assert after[0] == before[0]
    assert after[1] == b"OpusTags" + bytes(8)
    assert after[2:] == before[2:] == [b"sound", b"sounds", b"soundly"]


def test_the_pages_of_a_copy_are_numbered_and_summed_anew() -> None:
    pages = pages_of(clean(voice(CANARY * 20_000), "a.ogg").content)
    heads = [struct.unpack_from("<4sBBqIII", page) for page in pages]
    assert [head[2] for head in heads] == [2, 0, 0, 4]
    assert [head[5] for head in heads] == [0, 1, 2, 3]
    assert {head[4] for head in heads} == {1}
    assert [head[6] for head in heads] == [ogg_crc(page[:22] + bytes(4) + page[26:]) for page in pages]
    before = pages_of(voice(CANARY * 20_000))
    assert [page[6:14] for page in pages[2:]] == [page[6:14] for page in before[-2:]]


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_the_check_sum_is_that_of_the_definition(page: bytes) -> None:
    assert _check_sum(page) == ogg_crc(page)


def test_the_check_sum_of_known_bytes() -> None:
    assert _check_sum(b"123456789") == 0x89A1897F  # CRC-32 with this polynomial, from zero, not mirrored


def test_cleaning_a_clean_recording_changes_nothing() -> None:
    once = clean(voice(), "a").content
    assert clean(once, "a").content == once


def vorbis(tags: bytes) -> bytes:
    head = b"\x01vorbis" + bytes(23)
    setup = b"\x05vorbis" + bytes(400)
    lacing = bytes([len(tags), 255, len(setup) - 255])
    return (
        ogg_page(2, 0, bytes([len(head)]), head)
        + ogg_page(0, 1, lacing, tags + setup)
        + ogg_page(4, 2, b"\x05", b"sound")
    )


def test_a_vorbis_recording_is_cleaned_the_same_way() -> None:
    content = vorbis(b"\x03vorbis" + struct.pack("<I", 10) + CANARY.encode() + bytes(4) + b"\x01")
    assert tells(content)
    packets = packets_of(clean(content, "a").content)
    assert packets[1] == b"\x03vorbis" + bytes(8) + b"\x01"
    assert packets[2].startswith(b"\x05vorbis")
    assert packets[3:] == [b"sound"]


@pytest.mark.parametrize(
    "content",
    [
        ogg_page(2, 0, b"\x07", b"\x80theora") + ogg_page(4, 1, b"\x01", b"a"),
        ogg_page(2, 0, b"\x08", b"OpusHead") + ogg_page(2, 0, b"\x07", b"\x80theora", serial=3),
        voice() + voice(serial=5),
    ],
)
def test_anything_but_one_stream_of_sound_is_refused(content: bytes) -> None:
    with pytest.raises(RefusalError, match="evidence-refused-sound"):
        clean(content, "a.ogg")


@pytest.mark.parametrize(
    "content",
    [
        voice()[:-1],
        voice()[:60],
        voice()[:47],
        voice() + b"more",
        voice().replace(b"soundly", b"soundlx"),
        voice()[47:],
        ogg_page(2, 0, b"\x08", b"OpusHead") + ogg_page(4, 1, b"\x05", b"sound"),
        ogg_page(2, 0, b"\x08", b"OpusHead") + ogg_page(0, 1, b"\x08\x05", b"OpusTagssound"),
        ogg_page(2, 0, b"\x08", b"OpusHead") + ogg_page(0, 1, b"\xff", bytes(255)),
    ],
)
def test_a_damaged_recording_is_refused(content: bytes) -> None:
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(content, "a.ogg")
