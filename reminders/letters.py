"""Every kind of letter, put into words when it is delivered: from what is true then, in the reader's language."""

from collections.abc import Callable
from datetime import date

from locales import Speech
from reminders.delivery.groups import group_left_window, group_set_window
from reminders.desk import Desk
from reminders.duties.chases import chase_window
from reminders.duties.exemptions import exempted_window, exemption_withdrawn_window
from reminders.duties.hearing_windows import (
    chosen_window,
    day_window,
    freed_window,
    offered_window,
    record_window,
    row_window,
    slot_window,
    soon_window,
    tomorrow_window,
    withdrawn_window,
)
from reminders.duties.leaves import (
    leave_alone_window,
    leave_deputy_window,
    leave_ended_window,
    leave_stood_in_window,
    leave_taken_window,
)
from reminders.duties.nudge_windows import nudge_window
from reminders.materials.materials import material_letter_window, material_unread_window
from reminders.materials.suggestions import suggestion_answered_window
from reminders.office.holidays import holidays_window
from reminders.reporting.digests import digest_window
from reminders.reporting.documents import document_letter_window
from reminders.reporting.reviews import returned_window, waiting_window
from reminders.tips.clocks import tip_clock_window
from reminders.tips.fact_requests import fact_due_window, fact_overdue_window, fact_request_window
from reminders.tips.kept import tip_kept_window
from reminders.tips.kept_headers import kept_headers_window
from reminders.tips.notices import (
    handed_over_window,
    key_set_window,
    merged_window,
    phone_window,
    tip_come_window,
)
from reminders.tips.retention import tip_retention_window
from reminders.watch.skipped import skipped_window
from reminders.watch.troubles import trouble_window
from reminders.watch.unreachable import unreachable_window
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from windows.windows import Window

Words = Window | Callable[[], Window] | None
Wording = Callable[[UnitOfWork, Desk, Letter, Speech, date], Words]


def moved_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell a phone that its person has bound another, or was unbound from it."""
    del uow, desk, today
    return Window(speech.text("bind-unbound" if letter.payload.get("unbound") else "bind-moved"))


WORDINGS: dict[str, Wording] = {
    "nudge": nudge_window,
    "chase": chase_window,
    "digest": digest_window,
    "document": document_letter_window,
    "moved": moved_window,
    "leave_taken": leave_taken_window,
    "leave_deputy": leave_deputy_window,
    "leave_ended": leave_ended_window,
    "leave_stood_in": leave_stood_in_window,
    "leave_alone": leave_alone_window,
    "hearing_offered": offered_window,
    "hearing_chosen": chosen_window,
    "hearing_slot": slot_window,
    "hearing_freed": freed_window,
    "hearing_withdrawn": withdrawn_window,
    "hearing_tomorrow": tomorrow_window,
    "hearing_soon": soon_window,
    "hearing_day": day_window,
    "hearing_row": row_window,
    "hearing_record": record_window,
    "exempted": exempted_window,
    "exemption_withdrawn": exemption_withdrawn_window,
    "review_returned": returned_window,
    "review_waiting": waiting_window,
    "material": material_letter_window,
    "material_unread": material_unread_window,
    "suggestion_answered": suggestion_answered_window,
    "unreachable": unreachable_window,
    "skipped": skipped_window,
    "holidays": holidays_window,
    "trouble": trouble_window,
    "group_left": group_left_window,
    "group_set": group_set_window,
    "tip_come": tip_come_window,
    "tip_key_set": key_set_window,
    "tip_clock": tip_clock_window,
    "tip_handed_over": handed_over_window,
    "tip_headers": kept_headers_window,
    "tip_kept": tip_kept_window,
    "tip_merged": merged_window,
    "tip_phone": phone_window,
    "tip_retention": tip_retention_window,
    "fact_request": fact_request_window,
    "fact_due": fact_due_window,
    "fact_overdue": fact_overdue_window,
}
"""What puts each kind into words. None: there is nothing left to say. A function: slow, to be called off the loop."""
