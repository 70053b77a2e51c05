"""An answer to a suggestion, as whoever made it hears of it (docs/domain.md section 6, "Up and down")."""

from datetime import date, datetime

from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import day_name
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.materials.suggestion_letters import SUGGESTION_ANSWERED
from windows.entries import back_to_menu, my_suggestions
from windows.material_words import quoted
from windows.windows import Button, Window


def suggestion_answered_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return the suggestion and its answer; None where the answer has been corrected since, which is told by itself."""
    del desk, today
    suggestion = uow.suggestions.find(letter.payload["suggestion"])
    if suggestion is None or suggestion.answered_at != datetime.fromisoformat(letter.payload["answered_at"]):
        return None
    day = day_name(speech, day_in_shanghai(suggestion.made_at))
    lines = [speech.text("suggestion-told", day=day), quoted(suggestion.text), ""]
    lines += [speech.text("suggestion-told-answer"), quoted(suggestion.answer or "")]
    mine = Button(speech.label("suggestion-my-list"), my_suggestions())
    return Window("\n".join(lines), [[mine, back_to_menu(speech)]])


LETTERS: Letters = {
    SUGGESTION_ANSWERED: suggestion_answered_window,
}
