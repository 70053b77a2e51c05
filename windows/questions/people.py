"""A person of the grid below a question: searched by name, chosen by a button (docs/domain.md sections 1 and 3).

Whoever is named works in the grid asked about or below it; the tables are asked again when a button is tapped.
"""

from domain.drafts import Draft
from locales import Speech
from storage.people.officials import NamedOfficial
from usecases.questions.pages import Listed, QuestionPage
from windows.questions.parts import SHORT_LABEL, SHOWN_LENGTH, cut, listed_rows, tap_on
from windows.windows import Button, Rows


def names_line(names: Listed[NamedOfficial], speech: Speech) -> str:
    """Return what the list below is, or what to do where it is empty; as HTML."""
    if names.words and not names.many:
        return speech.text("form-person-nobody", words=cut(names.words, SHOWN_LENGTH))
    if not names.many:
        return speech.text("form-person-empty")
    if names.words:
        return speech.text("form-person-found", words=cut(names.words, SHOWN_LENGTH), many=names.many)
    return speech.text("form-person-search")


def name_rows(page: QuestionPage, draft: Draft, names: Listed[NamedOfficial], speech: Speech) -> Rows:
    """Return a button for each official listed, the ways to the other leaves, and back to all."""
    buttons = [
        Button(_label(official, page, speech), tap_on(draft, f"p{official.person_id}"))
        for official in names.listed
    ]
    return listed_rows(draft, names, buttons, speech.label("form-person-all"), speech)


def _label(official: NamedOfficial, page: QuestionPage, speech: Speech) -> str:
    elsewhere = official.grid_name if official.grid_code != page.grid_code else ""
    number = official.staff_number if official.has_namesake else ""
    named = speech.label(
        "form-person-name", name=cut(official.name, SHORT_LABEL), post=cut(official.post, SHORT_LABEL)
    )
    return "  ".join(part for part in (named, cut(elsewhere, SHORT_LABEL), number) if part)
