"""What the chat brought in, for whoever only looks: a database of an older program has no such table."""

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from storage.own_texts.own_texts import OwnText, OwnTexts
from storage.own_texts.tables import own_texts
from storage.statements.engines import READS


def texts_there(engine: Engine) -> list[OwnText]:
    """Return every text; none where the database has no place for them, or does not answer.

    What is wrong with it is said by whoever needs it.
    """
    try:
        with engine.connect() as connection:
            # As a reader: whoever writes meanwhile must not be waited for.
            connection.execution_options(**{READS: True})
            if own_texts.name not in inspect(connection).get_table_names():
                return []
            return OwnTexts(connection).all()
    except SQLAlchemyError:
        return []
