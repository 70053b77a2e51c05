"""Duties as the office has set them; one that was put off stays, for what it asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.duties.duties import Duty
from domain.duties.duty_block import data_of
from domain.duties.set_duties import DutySetting, setting_data, setting_of
from storage.duties.tables import set_duties
from storage.settings import note_live_change
from storage.statements.prepared import PreparedStatement

_ALL = PreparedStatement(select(*set_duties.c).order_by(set_duties.c.place, set_duties.c.id))
_READ_AT_MOST = 512


@dataclass(frozen=True, slots=True)
class SetDuty:
    """A setting with where it came from: the block of config.toml as it was taken over, None of the catalogue."""

    setting: DutySetting
    taken_from: Mapping[str, Any] | None = None
    changed_at: datetime | None = None


class SetDuties:
    """The duties of the installation that were ever on."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def all(self) -> dict[str, SetDuty]:
        """Return them by id."""
        return {row.id: _set_duty_of(row) for row in _ALL.rows(self._connection)}

    def duties(self) -> dict[str, Duty]:
        """Return them by id, as what asks and what shows knows duties."""
        return {duty_id: kept.setting.duty for duty_id, kept in self.all().items()}

    def find(self, duty_id: str) -> DutySetting | None:
        """Return how the duty is set, None where it never was on."""
        kept = self.all().get(duty_id)
        return None if kept is None else kept.setting

    def put(
        self,
        setting: DutySetting,
        taken_from: Mapping[str, Any] | None = None,
        changed_at: datetime | None = None,
    ) -> None:
        """Set a duty, which then is as `setting` says; where it came from is said the first time alone."""
        note_live_change(self._connection)
        values: dict[str, Any] = {
            "terms": data_of(setting.terms),
            "starts_on": setting.starts_on,
            "earlier": setting_data(setting)["phases"][:-1],
            "off_since": setting.off_since,
            "changed_at": changed_at,
        }
        there = self._connection.execute(
            update(set_duties).where(set_duties.c.id == setting.id).values(**values)
        )
        if not there.rowcount:
            values |= {"place": len(self.all()), "taken_from": taken_from}
            self._connection.execute(insert(set_duties).values(id=setting.id, **values))


def _set_duty_of(row: Any) -> SetDuty:
    last = {"terms": row.terms} | ({"from": row.starts_on.isoformat()} if row.starts_on else {})
    data = {"phases": [*row.earlier, last]} | ({"off": row.off_since.isoformat()} if row.off_since else {})
    return SetDuty(_read(row.id, json.dumps(data, sort_keys=True)), row.taken_from, row.changed_at)


@lru_cache(_READ_AT_MOST)
def _read(duty_id: str, text: str) -> DutySetting:
    """Return what was kept; read once, since every tick asks, and a duty keeps what it has worked out."""
    return setting_of(duty_id, json.loads(text))
