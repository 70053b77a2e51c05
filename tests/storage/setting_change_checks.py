"""What the record of settings must do on every database."""

from datetime import UTC, datetime

from storage.database import Database
from storage.setting_changes import SettingChange

AT = datetime(2026, 5, 12, 2, tzinfo=UTC)


def check_setting_changes(database: Database, person_id: int, name: str) -> None:
    """Keep changes of two units and of the installation; find them, newest first."""
    assert database.write(lambda uow: uow.setting_changes.everything()) == []

    def add(unit: str, what: str, old: object, new: object, undoes: int | None = None) -> int:
        change = SettingChange(0, unit, what, old, new, person_id if unit else None, AT, undoes)
        return database.write(lambda uow: uow.setting_changes.add(change))

    first = add("", "hospital:name", None, "某某医院")
    second = add("1", "hospital:name", "某某医院", "中医院")
    third = add("1", "duty:monthly_report", None, {"on": True, "由": ["办公室"]}, None)
    fourth = add("1", "hospital:name", "中医院", "某某医院", second)
    add("2", "hospital:sign", "", "")

    def numbers(unit: str, skipped: int = 0) -> list[int]:
        found = database.write(lambda uow: uow.setting_changes.newest(unit, 3, skipped))
        return [change.number for change in found]

    assert numbers("1") == [fourth, third, second]
    assert numbers("1", 3) == [first]
    newest = database.write(lambda uow: uow.setting_changes.find_newest("hospital:name"))
    assert newest is not None
    assert (newest.number, newest.undoes, newest.name, newest.changed_at) == (fourth, second, name, AT)
    kept = database.write(lambda uow: uow.setting_changes.find(third))
    assert kept is not None
    assert (kept.old, kept.new, kept.part, kept.about) == (
        None,
        {"on": True, "由": ["办公室"]},
        "duty",
        "monthly_report",
    )
    assert database.write(lambda uow: uow.setting_changes.find(99)) is None
