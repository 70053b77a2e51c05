"""The duties of a test's hospital, as an older installation had them in config.toml: taken over at its next start."""

from collections.abc import Iterable

from sqlalchemy import delete, insert

from domain.duties.duty_block import DutyBlock, data_of
from forms.duties.catalogue import catalogue
from storage.duties.tables import set_duties
from storage.tables import settings
from tests.harness import Hospital
from usecases.settings.taking_over import OFFERED, TAKEN


def block_of(duty_id: str) -> DutyBlock:
    """Return a duty of the catalogue as a block of config.toml."""
    return DutyBlock.model_validate({"id": duty_id, **data_of(catalogue()[duty_id].terms)})


def write_duties(hospital: Hospital, blocks: Iterable[DutyBlock]) -> None:
    """Have config.toml hold these duties, and the installation be one that has not taken any over."""
    hospital.config = hospital.config.model_copy(update={"duty": tuple(blocks)})
    with hospital.app.database.engine.begin() as connection:
        connection.execute(delete(set_duties))
        connection.execute(delete(settings).where(settings.c.key.in_([TAKEN, OFFERED])))
        connection.execute(insert(settings).values(key=OFFERED, value="told"))
