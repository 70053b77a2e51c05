"""What the texts of the office must do on every database."""

from datetime import UTC, datetime

from storage.database import Database
from storage.own_texts.own_texts import FORM, REGISTER, OwnText
from storage.own_texts.reading import texts_there

AT = datetime(2026, 5, 12, 2, tzinfo=UTC)


def check_own_texts(database: Database, person_id: int, name: str) -> None:
    """Add texts, take one away; the last of each kind and id is in use, and the mark tells of every change."""
    assert texts_there(database.engine) == []
    marks = [database.write(lambda uow: uow.own_texts.mark())]

    def add(kind: str, text_id: str, version: int, by: int | None) -> int:
        text = OwnText(kind, text_id, version, f"version = {version}", by, AT)
        number = database.write(lambda uow: uow.own_texts.add(text))
        marks.append(database.write(lambda uow: uow.own_texts.mark()))
        return number

    add(FORM, "gifts", 2, person_id)
    last = add(FORM, "gifts", 3, None)
    add(REGISTER, "gifts", 7, person_id)
    used = database.write(lambda uow: uow.own_texts.in_use())
    assert {key: (text.version, text.name) for key, text in used.items()} == {
        (FORM, "gifts"): (3, ""),
        (REGISTER, "gifts"): (7, name),
    }
    assert used[FORM, "gifts"].added_at == AT
    database.write(lambda uow: uow.own_texts.remove(last))
    marks.append(database.write(lambda uow: uow.own_texts.mark()))
    assert [text.version for text in database.write(lambda uow: uow.own_texts.of(FORM, "gifts"))] == [2]
    assert [(text.kind, text.version) for text in texts_there(database.engine)] == [(FORM, 2), (REGISTER, 7)]
    add(FORM, "gifts", 3, person_id)
    assert len(set(marks)) == len(marks)
