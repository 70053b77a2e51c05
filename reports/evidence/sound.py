"""Sound and film, which nothing here can clean: told from other files, for there is another way to send them.

What they are, by the marks at their start: ISO/IEC 14496-12 (MP4, M4A, 3GP, MOV), ID3, MPEG frames, RIFF, EBML.
"""

_BOX = slice(4, 8)
_BRAND = slice(8, 12)
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_STILL_BRANDS = frozenset({b"avif", b"avis"})
_SOUND_NAMES = (".m4a", ".mp3", ".aac", ".wav", ".amr", ".flac", ".wma", ".ogg", ".opus")
_SOUND_STARTS = (b"ID3", b"fLaC", b"#!AMR", b"OggS")
_FRAME_STARTS = (
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"\xff\xf1",
    b"\xff\xf9",
)  # MP3 and AAC without a head
_FILM_STARTS = (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x00\x00\x01\xba", b"0&\xb2u\x8ef\xcf\x11")


def is_sound(content: bytes, name: str) -> bool:
    """Whether `content` begins as sound does, or as sound or film and `name` ends as sound's does."""
    riff = content.startswith(b"RIFF") and content[_BRAND] == b"WAVE"
    m4a = content[_BOX] == b"ftyp" and content[_BRAND] in _SOUND_BRANDS
    called = name.lower().endswith(_SOUND_NAMES) and is_film(content)
    return riff or m4a or called or content.startswith((*_SOUND_STARTS, *_FRAME_STARTS))


def is_film(content: bytes) -> bool:
    """Whether `content` begins as film does; some files of sound do, too."""
    avi = content.startswith(b"RIFF") and content[_BRAND] == b"AVI "
    mp4 = content[_BOX] in {b"ftyp", b"moov"} and content[_BRAND] not in _STILL_BRANDS
    return avi or mp4 or content.startswith(_FILM_STARTS)
