"""ledger: the clue ledger that was exported sealed, opened on the office's own computer."""

from pathlib import Path

from bot.commands.given import Given
from bot.commands.private_files import read_key, refuse_to_overwrite, write_private
from domain.errors import RefusalError
from reports.tips.clue_ledger import ledger_document, ledger_sheet
from reports.tips.ledger_bundle import opened_rows, read_bundle
from storage.tips.sealing import open_text


def open_ledger(given: Given, bundle: Path, key: Path, out: Path) -> None:
    """Write the ledger in `bundle`, opened with the key file `key`, to the new file `out` (.xlsx or .docx).

    Raises RefusalError for a file that is no bundle, a key that is none or another, and an `out` that exists.
    """
    kind = out.suffix.lower()
    if kind not in {".xlsx", ".docx"}:
        raise RefusalError("ledger-out-kind")
    refuse_to_overwrite(out)
    read = read_bundle(bundle.read_bytes())
    identity = read_key(key)
    rows = opened_rows(read, lambda sealed: open_text(sealed, identity))
    if kind == ".xlsx":
        write_private(out, ledger_sheet(rows, read.title, read.on, read.filled_in))
    else:
        document = ledger_document(rows, read.title, read.on, read.unit_name, read.filled_in)
        write_private(out, document)
    given.say("command-file-written", path=str(out))
