"""意见建议 of a report, on its filing and on every correction.

docs/domain.md section 6; domain/materials/suggestions.py.
"""

from collections.abc import Mapping
from typing import Any

from domain.materials.suggestions import FIELD, suggested
from storage.materials.suggestions import NewSuggestion
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.form_pages import FormPage


def keep_suggestion(uow: UnitOfWork, request: Request, page: FormPage, answers: Mapping[str, Any]) -> None:
    """Store what the report on the page's item, filed or corrected to `answers` just now, suggests."""
    words = suggested(answers)
    before = page.filed is not None and any(field.key == FIELD for field in page.form.fields)
    if words is None and not before:
        return
    new = NewSuggestion(page.item.grid_code, page.viewer.person_id, words or "", request.now)
    uow.suggestions.keep_reported(page.item.id, words, new)
