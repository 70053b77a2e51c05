"""Sealed files and their rows, and the keys that something is sealed to, as they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from storage.statements.random_ids import unused_ids_of
from storage.tips.sealing import Sealed
from storage.tips.tables import tip_files


@dataclass(frozen=True, slots=True)
class SealedFile:
    """Evidence: the cleaned copy, which is read first, and what was sent; `extension` is the cleaned one's, ".jpg".

    From the page there is one copy only, padded (domain/tips/padding.py): a photo was drawn anew there, the others
    are cleaned when they are opened.
    """

    extension: str
    cleaned: Sealed
    original: Sealed | None


def keys_text(sealed_to: Sequence[str]) -> str | None:
    """Return the recipients as `sealed_to` holds them (storage/tips/tables.py); None for none."""
    return " ".join(sorted(sealed_to)) or None


def file_rows(
    connection: Connection,
    number: str,
    message_id: int | None,
    files: Sequence[SealedFile],
    sealed_to: Sequence[str],
) -> list[dict[str, object]]:
    """Return the rows of tip_file: evidence of the tip itself, or of one message of its thread."""
    ids = unused_ids_of(connection, tip_files.c.id, tip_files.c.tip_number == number, len(files))
    return [
        {
            "id": file_id,
            "sealed_to": keys_text(sealed_to),
            "tip_number": number,
            "message_id": message_id,
            "extension": file.extension,
            "sealed_cleaned": file.cleaned,
            "sealed_original": file.original or b"",
        }
        for file_id, file in zip(ids, files, strict=True)
    ]
