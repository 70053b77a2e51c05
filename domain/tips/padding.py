"""Sizes that tell little: texts in steps of 512 bytes, all by Padmé (Nikitin and others, PURBs, PETS 2019).

Padmé lets a size keep as many leading bits as its own length has bits: of 20 MB, steps of 512 KB; at most 12 % more.
"""

TEXT_STEP = 512
"""Bytes. A text's sealed length tells its length in steps of this size, of longer ones in larger steps."""
_LENGTH_BYTES = 8
_MARK = b"gridbot1"
_END_BYTES = _LENGTH_BYTES + len(_MARK)


def padme(size: int) -> int:
    """Return the next size (bytes) from `size` on that Padmé allows."""
    if size <= 1:
        return size
    exponent = size.bit_length() - 1
    step = 1 << max(exponent - exponent.bit_length(), 0)
    return -(-size // step) * step


def text_size(size: int) -> int:
    """Return the bytes that a text of `size` bytes is sealed as."""
    return padme(-(-size // TEXT_STEP) * TEXT_STEP)


def is_text_size(size: int) -> bool:
    """Tell whether a text may be sealed as `size` bytes."""
    return size > 0 and size == text_size(size)


def is_padded(size: int) -> bool:
    """Tell whether a file may be sealed as `size` bytes."""
    return size >= _END_BYTES and size == padme(size)


def pad_file(content: bytes) -> bytes:
    """Return a file's bytes, zeros up to a size of Padmé, and at the end how many bytes it has, and a mark."""
    zeros = padme(len(content) + _END_BYTES) - len(content) - _END_BYTES
    return content + bytes(zeros) + len(content).to_bytes(_LENGTH_BYTES, "big") + _MARK


def unpad_file(opened: bytes) -> bytes | None:
    """Return the file that was padded so, or None for what is not."""
    size = int.from_bytes(opened[-_END_BYTES : -len(_MARK)], "big")
    if not opened.endswith(_MARK) or padme(size + _END_BYTES) != len(opened):
        return None
    return opened[:size]
