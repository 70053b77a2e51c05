"""The text of every version of a form that was ever in use, so that a draft can be finished as it was begun."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from storage.reporting.tables import form_versions
from storage.statements.prepared import PreparedStatement
from storage.statements.upserts import insert_or

_TEXTS = PreparedStatement(select(form_versions.c.form_id, form_versions.c.version, form_versions.c.text))


class FormVersions:
    """Texts of forms by id and version; what is kept never changes."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def texts(self) -> Mapping[tuple[str, int], str]:
        """Return every text that is kept, by form id and version."""
        return {(row.form_id, row.version): row.text for row in _TEXTS.rows(self._connection)}

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
