"""Files sealed with age as a whole, written and read in pieces: a database may be larger than the memory.

The format is that of any age tool, so that `age --decrypt` opens a backup where this program is not at hand.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pyrage

from domain.errors import RefusalError
from storage.tips.sealing import identity_lines

AGE_BEGINS = b"age-encryption.org/v1\n"
_OWNER_ONLY = 0o600


def seal_file(plain: Path, to: Path, recipients: Sequence[str]) -> None:
    """Write `plain`, sealed to each of `recipients`, to the new file `to`, which its owner alone may read.

    Raises RefusalError for a recipient that is no key (tips-key-unreadable) and a file that can't be written
    (backup-not-written), OSError.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in dict.fromkeys(recipients)]
    except pyrage.RecipientError as error:
        raise RefusalError("tips-key-unreadable") from error
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with plain.open("rb") as content, os.fdopen(descriptor, "wb") as file:
        try:
            pyrage.encrypt_io(content, file, keys)
        except pyrage.EncryptError as error:  # which stands for what kept the file from being written
            raise RefusalError("backup-not-written", path=str(to), reason=str(error)) from error
        file.flush()
        os.fsync(file.fileno())


def open_file(sealed: Path, to: Path, identity: str) -> None:
    """Write what `sealed` holds to the new file `to`, which its owner alone may read; `identity` is a key file's text.

    Raises RefusalError for no key (tips-key-unreadable), another's key or a damaged file (tips-not-opened), OSError.
    What was written up to a damage stays: whoever calls removes it.
    """
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in identity_lines(identity)]
    except pyrage.IdentityError as error:
        raise RefusalError("tips-key-unreadable") from error
    if not keys:
        raise RefusalError("tips-key-unreadable")
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with sealed.open("rb") as content, os.fdopen(descriptor, "wb") as file:
        try:
            pyrage.decrypt_io(content, file, keys)
        except pyrage.DecryptError as error:
            raise RefusalError("tips-not-opened") from error
        except OSError as error:
            if error.errno is not None:
                raise
            # How it says that a piece is damaged, or missing.
            raise RefusalError("tips-not-opened") from error
