# Used everywhere
period-month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
period-quarter = Q{ $number }
period-half = { $number ->
    [1] First half:
   *[2] Second half:
}
period-year = { $year }
period-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
period-dated-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }

period-title = { $period } { $form }
period-title-of-year = { $title } { $year }
due-line = • { $title }, due { $due }, { $left }
due-left = { $days ->
    [1] 1 day
   *[other] { $days } days
} left
due-today = today
due-overdue = { $days ->
    [1] 1 day
   *[other] { $days } days
} overdue

menu-reported = { $title }: reported { $filed }/{ $expected }
menu-reported-more = { $count } more under “Reports and digest”.
menu-back = Menu
menu-hospital = <b>Integrity grid · { $hospital }</b>
menu-stranger = You can report a concern here, without logging in and without giving your name.
menu-person = { $name }
menu-nothing-due = Nothing is due at present.
menu-nothing-comes = There is nothing for you to do now. Whatever is to be filed or read by you will be told here.
menu-comes = There is nothing for you to do now. These will be filed here once they open, and you will be reminded in time:
menu-comes-line = • { $title }: opens { $opens }, due { $due }
menu-due = { $count } still to do:
menu-report = Fill in
menu-forward = Forward a tip
menu-forwarded = Tips I forwarded
menu-grid = My grid
menu-digest = Reports and digest
menu-tips = Tips
menu-invite = Invite or unbind
menu-tip = Report a concern
menu-receipt = Look up a receipt
menu-bind = I am an inspector
menu-promises = What we promise
menu-language = 中文
menu-group = Please use this in a private chat with me.

bind-how = Please open, on this phone, the invitation link or QR code that the office gave you. It is valid for 7 days and works once.
bind-done = Bound: { $name }
bind-moved = Your account is now used on another phone; this one no longer shows your work. If this was not you, please contact the office at once.
bind-unbound = Your account has been unbound from this phone; it no longer shows your work. If you did not know of it, please contact other colleagues at the office at once.
bind-wrong = The invitation code is not right. Please open the link again, or ask the office for a new one.
bind-used = The invitation code has been used or has expired. Please ask the office for a new one.
bind-wait = Too many attempts. Please try again in { $seconds } seconds.
bind-other = This account is bound as { $name }. To change that, please ask the office to unbind it first.

promises =
    <b>What we promise</b>
    1. For an anonymous tip we do not keep your account, name, phone number or the time of day, only the date.
    2. It is encrypted before it is stored; the server cannot open it, only the handlers can.
    3. What you have not submitted is never written to a disk.
    4. The receipt code is shown once; it alone shows the progress.
    5. Telegram itself can see this chat; we cannot promise on its behalf.
    6. Nobody may look into who reported.

access-not-bound = Please bind this phone first: open the invitation link that the office gave you.
access-not-inspector = This is for inspectors of second- and third-level grids.
access-not-level-one = This is for the first-level grid (the office).
access-not-papers = This is for the first-level grid (the office) and for who handles tips.
access-not-tip-handler = This is for the office, the commissioner and the supervisor.
access-not-digest = You may not read digests.
access-not-your-grid = You may not see this grid.
access-old-button = That button is out of date; this is the current page.

help-tip = /tip report a concern
help-receipt = /receipt look up a receipt
help-cancel = /cancel cancel what you are writing
help-language = /language switch the language
help-report = /report fill in a report
help-duties =
    /duties what is due
    Inspectors report on their grid each period and write down early signs of trouble. Questions: ask the office.
    You can also forward a message to me to pass it on as a tip.
help-digest-unit = /digest reports and digest
help-tips = /tips tips
help-invite = /invite invite or unbind
help-holidays = /holidays holidays
help-digest = /digest the digest

cancel-done = Cancelled; nothing was stored.
cancel-nothing = There is nothing to cancel. Saved drafts of reports are kept.
language-changed = Switched to English.
free-text-edited = Editing a message that was sent changes nothing of what was noted. To correct it, tap Back or Change on the latest page and enter it again.
window-cut = (Too much for one message; the rest is not shown.)
free-text-unknown = That was not understood, and was not kept. To report a problem, tap “Report a concern”.
error-not-saved = That could not be saved just now. Please tap again; what you filled in is kept.
error-draft-saved = What you filled in is kept. If no page was shown, please tap /start and go on from there; there is no need to fill it in again.
error-perhaps-unseen = If no page was shown, please send that again; what you filled in is kept.
error-saved = That is saved. { $private ->
    [yes] If no page was shown, please tap /start to see it; there is no need to do it again.
   *[other] If no page was shown, there is still no need to do it again.
}

grid-title = <b>My grid</b>
grid-line = { $grid }, level { $level }
grid-below = { $count } grids below
grid-below-line = { $grid }: { $state }
grid-filed = reported
grid-open = { $count } to file

command-report = Fill in a report
command-duties = What is due
command-tip = Report a concern
command-receipt = Look up a receipt
command-digest = Digest
command-tips = Tips
command-invite = Invite or unbind
command-language = English / 中文
command-help = Help
command-cancel = Cancel
