"""case: a clue's case that was exported sealed, opened on the office's own computer."""

from pathlib import Path

from bot.commands.given import Given
from bot.commands.private_files import read_key, refuse_to_overwrite, write_private
from domain.errors import RefusalError
from reports.tips.case_file import case_document, opened_case, read_case
from storage.tips.sealing import open_text


def open_case(given: Given, bundle: Path, key: Path, out: Path) -> None:
    """Write the case in `bundle`, opened with the key file `key`, to the new file `out` (.docx).

    Raises RefusalError for a file that is no case, a key that is none or another, and an `out` that exists.
    """
    if out.suffix.lower() != ".docx":
        raise RefusalError("case-out-kind")
    refuse_to_overwrite(out)
    identity = read_key(key)
    case = opened_case(read_case(bundle.read_bytes()), lambda sealed: open_text(sealed, identity))
    write_private(out, case_document(case))
    given.say("command-file-written", path=str(out))
