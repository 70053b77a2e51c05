"""What the organ sent (传达) and who has read it, in the organ's database and in each hospital's."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from domain.city.aggregates import NoticeReading
from domain.city.notices import CityNotice
from storage.city.tables import city_notice_readers as readers
from storage.city.tables import city_notices as table


class CityNotices:
    """Rows are added; of a reader, the first reading counts."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, text: str, person_id: int, now: datetime) -> CityNotice:
        """Keep at the organ what this person sends."""
        added = self._connection.execute(insert(table).values(text=text, sent_at=now, sent_by=person_id))
        (number,) = added.inserted_primary_key or (0,)
        return CityNotice(int(number), text, now)

    def receive(self, notice: CityNotice, person_ids: Iterable[int]) -> bool:
        """Keep at a hospital what came for these people; False where it came before."""
        if self.find(notice.number) is not None:
            return False
        self._connection.execute(
            insert(table).values(number=notice.number, text=notice.text, sent_at=notice.sent_at)
        )
        rows = [{"number": notice.number, "person_id": person} for person in person_ids]
        if rows:
            self._connection.execute(insert(readers), rows)
        return True

    def find(self, number: int) -> CityNotice | None:
        """Return the one of this number, or None."""
        row = self._connection.execute(select(table).where(table.c.number == number)).one_or_none()
        return None if row is None else CityNotice(row.number, row.text, row.sent_at)

    def latest(self, most: int) -> list[CityNotice]:
        """Return the latest, the newest first."""
        rows = self._connection.execute(select(table).order_by(table.c.number.desc()).limit(most))
        return [CityNotice(row.number, row.text, row.sent_at) for row in rows]

    def read_at(self, number: int, person_id: int) -> tuple[bool, datetime | None]:
        """Return whether it is the person's to read, and when they have."""
        row = self._connection.execute(
            select(readers.c.read_at).where(readers.c.number == number, readers.c.person_id == person_id)
        ).one_or_none()
        return row is not None, None if row is None else row.read_at

    def read(self, number: int, person_id: int, now: datetime) -> None:
        """Note that the person has read it (已阅)."""
        self._connection.execute(
            update(readers)
            .where(readers.c.number == number, readers.c.person_id == person_id, readers.c.read_at.is_(None))
            .values(read_at=now)
        )

    def readings(self) -> Mapping[int, NoticeReading]:
        """Return of each how many are to read it and have."""
        rows = self._connection.execute(
            select(
                readers.c.number,
                func.count().label("readers"),
                func.count(readers.c.read_at).label("read"),
            ).group_by(readers.c.number)
        )
        return {row.number: NoticeReading(row.readers, row.read) for row in rows}
