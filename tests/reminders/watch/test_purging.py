from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.drafts import DRAFT_LIFE, NO_UPDATE, SUMMARY, Draft
from domain.registers.drafts import EntryDraft
from reminders.tick import tick
from reminders.watch import purging
from storage.registers.entry_files import received
from storage.registers.tables import entry_drafts, entry_file_contents, entry_files
from storage.reporting.tables import drafts
from storage.tables import duty_items
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, bind, open_desk, rows_of


async def test_old_drafts_go_a_part_at_a_time_and_one_gone_on_with_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "PURGED_AT_ONCE", 2)
    with open_desk(f"sqlite:///{tmp_path / 'grid.db'}") as desk:
        await tick(desk)
        inspector = bind(desk.database, "心内科特邀监察员", 77)
        begun = [
            Draft(item["id"], inspector, 1, SUMMARY, {}, 0, NO_UPDATE)
            for item in rows_of(desk.database, duty_items)[:3]
        ]
        ids = [desk.database.write(lambda uow, draft=draft: uow.drafts.save(draft, MAY)) for draft in begun]  # type: ignore[misc]
        later = MAY + DRAFT_LIFE + timedelta(days=1)
        forgetting = desk.database.look(lambda uow: purging.find_old_drafts(uow, desk, later))
        last = replace(begun[-1], id=ids[-1])
        desk.database.write(lambda uow: uow.drafts.save(last, later))
        assert [desk.database.write(batch) for batch in forgetting] == [2, 0]
        assert [row["id"] for row in rows_of(desk.database, drafts)] == [ids[-1]]
        assert not desk.database.look(lambda uow: purging.find_old_drafts(uow, desk, later))


def test_an_old_draft_of_an_entry_goes_with_its_files_and_one_gone_on_with_stays(tmp_path: Path) -> None:
    later = MAY + DRAFT_LIFE + timedelta(days=1)
    with open_desk(f"sqlite:///{tmp_path / 'grid.db'}") as desk:
        person = bind(desk.database, "心内科特邀监察员", 77)

        def lay(uow: UnitOfWork) -> list[int]:
            begun = EntryDraft(0, person, 1, SUMMARY, unit_code="1", grid_code="30401")
            ids = [
                uow.entry_drafts.save(replace(begun, register_id=register_id), MAY)
                for register_id in ("risk", "warning")
            ]
            for draft_id in ids:
                uow.entry_files.keep(draft_id, "evidence", received("a.pdf", "pdf", b"x"), MAY)
            return ids

        _old, other = desk.database.write(lay)
        forgetting = desk.database.look(lambda uow: purging.find_old_drafts(uow, desk, later))
        gone_on_with = EntryDraft(0, person, 1, SUMMARY, id=other, register_id="warning")
        desk.database.write(lambda uow: uow.entry_drafts.save(gone_on_with, later))
        assert [desk.database.write(batch) for batch in forgetting] == [1, 0]
        assert [row["id"] for row in rows_of(desk.database, entry_drafts)] == [other]
        (file,) = rows_of(desk.database, entry_files)
        assert file["draft_id"] == other
        assert [row["file_id"] for row in rows_of(desk.database, entry_file_contents)] == [file["id"]]
