"""The sheet on which links that bind phones are handed out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.time.clock import day_in_shanghai
from locales import Words
from reports.sheets.invite_sheet import InviteRow, invite_sheet
from storage.people.invites import INVITE_LIFE
from usecases.people.invitations import Invited


def invitation_sheet(invited: Sequence[Invited], now: datetime, words: Words, language: str) -> bytes:
    """Return the xlsx with a QR code for each, made at `now` (aware). As secret as the links in it."""
    # The last day through the whole of which the links still work.
    expires_on = day_in_shanghai(now + INVITE_LIFE - timedelta(days=1))
    rows = [
        InviteRow(p.staff_number, p.name, p.post, p.grid_name, invitation.link, expires_on)
        for invitation in invited
        for p in [invitation.person]
    ]
    return invite_sheet(rows, words, language)
