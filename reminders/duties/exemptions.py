"""免报 in words: whoever answers for the item is told that it is exempt, or owed again (docs/domain.md section 2)."""

from datetime import date

from locales import Speech
from locales.dates import duty_title
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.duties.exemption_letters import EXEMPTED, EXEMPTION_WITHDRAWN
from windows.entries import back_to_menu, report_on
from windows.windows import Button, Window


def exempted_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell that there is nothing to file; None where that is no longer so."""
    del today
    item = uow.duty_items.find(letter.payload["item"])
    if item is None or item.exempt_reason is None or item.duty_id not in desk.duties:
        return None
    lines = [
        speech.text("exemption-told"),
        _line(desk, speech, item),
        speech.text("exemption-told-reason", reason=item.exempt_reason),
    ]
    return Window("\n".join(lines), [[back_to_menu(speech)]])


def exemption_withdrawn_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell that the item is owed again; None where it is not, or has been filed."""
    found = [
        item
        for item in uow.duty_items.open_among([letter.payload["item"]], today)
        if item.duty_id in desk.duties
    ]
    if not found:
        return None
    form = desk.form_of(desk.duties[found[0].duty_id])
    fill_in = Button(speech.label("nudge-report", form=form.title[speech.language]), report_on(found[0].id))
    text = f"{speech.text('exemption-told-back')}\n{_line(desk, speech, found[0])}"
    return Window(text, [[fill_in], [back_to_menu(speech)]])


def _line(desk: Desk, speech: Speech, item: DutyItem) -> str:
    title = duty_title(speech, desk.form_of(desk.duties[item.duty_id]).title, item.period_id)
    return speech.text("exemption-told-line", title=title, grid=item.grid_name)


LETTERS: Letters = {
    EXEMPTED: exempted_window,
    EXEMPTION_WITHDRAWN: exemption_withdrawn_window,
}
