"""What a grade 不合格 opens in the registers, in the office's words."""

from locales import in_chinese
from reports.grades.words import period_said
from storage.unit_of_work import UnitOfWork
from usecases.registers.rectifying import open_rectification
from usecases.wing_rectifications import RectificationBy, RectificationWanted


def rectify(uow: UnitOfWork, by: RectificationBy, wanted: RectificationWanted) -> int | None:
    """Open the entry; the ledger is the office's, whatever language whoever publishes speaks."""
    speech = in_chinese()
    problem = speech.label("grades-problem", name=wanted.name, period=period_said(wanted.period_id, speech))
    return open_rectification(uow, by, wanted, problem)
