"""Text files as the editors and shells of offices write them."""

_MARKS = (b"\xff\xfe", b"\xfe\xff")


def text_of(content: bytes, errors: str = "strict") -> str:
    """Return the text of a file in UTF-8 or, as PowerShell and Notepad write it, UTF-16; without the mark at its start.

    Raises UnicodeDecodeError for what is neither, unless `errors` is "replace".
    """
    if content.startswith(_MARKS):
        return content.decode("utf-16", errors)
    if content[1:2] == b"\0":  # no text begins so but UTF-16 that lost its mark
        return content.decode("utf-16-le", errors)
    return content.decode("utf-8-sig", errors)
