"""Sheets of invitations, in the chat: for whom, asked once, the file."""

from collections.abc import Sequence

from locales import Speech, shared_words
from usecases.people.invitations import Invited, Inviting
from windows.entries import INVITE, back_to_menu
from windows.people.invitation_sheet import invitation_sheet
from windows.windows import Attachment, Button, Rows, Window

SHEET, SHEET_YES = "invite-sheet", "invite-sheet-yes"
ROLES, EVERYBODY = "roles", "all"
"""For those with a role, or for everybody on the roster; both without a phone."""
SHEET_MOST = 500
"""So many links stand in one sheet; the next has others first."""


def sheet_rows(with_role: int, all_of_them: int, speech: Speech) -> Rows:
    """Return the buttons for the sheets, with how many people each is for."""
    counts = ((ROLES, with_role), (EVERYBODY, all_of_them))
    return [
        [Button(speech.label(f"invite-sheet-{whom}", count=count), f"{SHEET}:{whom}")]
        for whom, count in counts
        if count
    ]


def ask_sheet_window(whom: str, count: int, speech: Speech) -> Window:
    """Return what asks once whether `count` links are to be made."""
    text = speech.text("invite-sheet-sure", count=min(count, SHEET_MOST))
    if count > SHEET_MOST:
        text += "\n" + speech.text("invite-sheet-first", count=SHEET_MOST)
    yes = Button(speech.label("invite-sheet-yes"), f"{SHEET_YES}:{whom}")
    return Window(text, [[yes], [Button(speech.label("report-back"), INVITE)]])


def sheet_window(invited: Sequence[Invited], by: Inviting, speech: Speech) -> Window:
    """Return the file: to be made off the event loop."""
    content = invitation_sheet(invited, by.now, shared_words(), speech.language)
    name = f"{speech.label('reports-invites-sheet')}.xlsx"
    text = speech.text("invite-sheet-done", count=len(invited))
    return Window(text, [[back_to_menu(speech)]], [Attachment(name, content)])
