"""Entries as papers print them: with history, parts and the names around them, read in few questions."""

from collections.abc import Mapping, Sequence

from domain.registers.entries import Entry
from registers.language import Register
from reports.registers.printed import EntryAround, PrintedEntry, printed_entry
from storage.unit_of_work import UnitOfWork


def printed_entries(
    uow: UnitOfWork, registers: Mapping[str, Register], entries: Sequence[Entry]
) -> list[PrintedEntry]:
    """Return `entries` as papers print them now, in their order; those whose register is out of use are left out.

    How much the database is asked depends on how deep parts go, not on how many entries there are.
    """
    known = [entry for entry in entries if entry.register_id in registers]
    if not known:
        return []
    ids = [entry.id for entry in known]
    parts = _parts_of(uow, registers, known)
    moves, files = uow.entry_moves.of_entries(ids), uow.entry_files.names_of(ids)
    codes = {code for entry in known for code in (entry.place.unit_code, entry.place.grid_code)}
    names = {code: code for code in codes}
    names |= {code: grid.name for code, grid in uow.rosters.known(codes).items()}
    return [
        printed_entry(
            registers[entry.register_id],
            entry,
            moves[entry.id],
            EntryAround(
                unit=names[entry.place.unit_code],
                grid=names[entry.place.grid_code],
                opened_by=moves[entry.id][0].name,
                parts=tuple(parts.get(entry.id, ())),
                files=tuple(files.get(entry.id, ())),
            ),
        )
        for entry in known
    ]


def _parts_of(
    uow: UnitOfWork, registers: Mapping[str, Register], entries: Sequence[Entry]
) -> dict[int, list[PrintedEntry]]:
    below = uow.entries.parts_of_all(entry.id for entry in entries if registers[entry.register_id].parts)
    parts = [part for some in below.values() for part in some if part.register_id in registers]
    printed = dict(zip((part.id for part in parts), printed_entries(uow, registers, parts), strict=True))
    return {whole: [printed[part.id] for part in some if part.id in printed] for whole, some in below.items()}
