"""Numbers that stand in buttons: anybody can forge them."""

from domain.errors import RefusalError

OLD_BUTTON = "access-old-button"


DIGITS = 9
"""What an id's column holds."""


def read_number(part: str, refusal: str = OLD_BUTTON) -> int:
    """Return a part as a number; raises RefusalError (`refusal`) for one that no button of ours carries."""
    if not (part.isascii() and part.isdecimal()) or len(part) > DIGITS:
        raise RefusalError(refusal)
    return int(part)
