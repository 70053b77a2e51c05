"""The text of every version of a form that was ever in use, so that a draft can be finished as it was begun."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.reporting.tables import form_versions
from storage.statements.prepared import PreparedStatement
from storage.statements.upserts import insert_or

_TEXTS = PreparedStatement(select(form_versions.c.form_id, form_versions.c.version, form_versions.c.text))


_OF_REGISTER = "register:"
"""Begins the name under which a register's text is kept: no form is called so."""


class FormVersions:
    """Texts of forms, and of registers, by id and version; what is kept never changes."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def texts(self) -> Mapping[tuple[str, int], str]:
        """Return every text of a form that is kept, by form id and version."""
        rows = _TEXTS.rows(self._connection)
        return {
            (row.form_id, row.version): row.text for row in rows if not row.form_id.startswith(_OF_REGISTER)
        }

    def register_texts(self) -> Mapping[tuple[str, int], str]:
        """Return every text of a register that is kept, by register id and version."""
        rows = _TEXTS.rows(self._connection)
        return {
            (row.form_id.removeprefix(_OF_REGISTER), row.version): row.text
            for row in rows
            if row.form_id.startswith(_OF_REGISTER)
        }

    def first_used(self) -> Mapping[tuple[str, int], datetime]:
        """Return since when (aware) each version of a form is kept, by form id and version."""
        query = select(form_versions.c.form_id, form_versions.c.version, form_versions.c.first_used_at)
        return {(row.form_id, row.version): row.first_used_at for row in self._connection.execute(query)}

    def first_used_registers(self) -> Mapping[tuple[str, int], datetime]:
        """Return the same of registers."""
        return {
            (name.removeprefix(_OF_REGISTER), version): moment
            for (name, version), moment in self.first_used().items()
            if name.startswith(_OF_REGISTER)
        }

    def keep_registers(self, texts: Mapping[tuple[str, int], str], now: datetime) -> None:
        """Keep `texts` of registers from `now` on, as `keep` does those of forms."""
        self.keep({(_OF_REGISTER + name, version): text for (name, version), text in texts.items()}, now)

    def keep(self, texts: Mapping[tuple[str, int], str], now: datetime) -> None:
        """Keep `texts` from `now` on; one that is kept already stays as it is."""
        if not texts:
            return
        self._connection.execute(
            insert_or(self._connection, form_versions).on_conflict_do_nothing(),
            [
                {"form_id": form_id, "version": version, "text": text, "first_used_at": now}
                for (form_id, version), text in sorted(texts.items())
            ],
        )

    def forget(self, form_id: str, version: int) -> None:
        """Keep the text of this version of a form no more: nothing was ever filed with it."""
        where = (form_versions.c.form_id == form_id) & (form_versions.c.version == version)
        self._connection.execute(delete(form_versions).where(where))

    def forget_register(self, register_id: str, version: int) -> None:
        """Keep the text of this version of a register no more: no entry was ever made with it."""
        self.forget(_OF_REGISTER + register_id, version)
