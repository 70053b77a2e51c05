"""/h, the page on which handlers read and handle: what it may be used for in this installation."""

from enum import StrEnum


class HandlersPage(StrEnum):
    """What the configuration allows on /h ([page] handlers)."""

    OFF = "off"
    UNLOCK = "unlock"
    """Signing in, the register; reading by passphrase where the key lies on the server (口令解锁)."""
    KEYS = "keys"
    """Besides, reading with a key file that is opened in the tab: a server that was taken over could take it there."""
