# Settings: duties
duties-set-button = Duties
duties-set-head =
    <b>Duties</b> ● on: { $on } ○ off: { $off }
    Please choose one to see what it means, put it on or change it.
duties-set-listed-on = ● { $name }
duties-set-listed-off = ○ { $name }
duties-set-is-on = on
duties-set-is-off = off
duties-set-one = <b>{ $name }</b>: { $state }
duties-set-term-due = Due: { $value }
duties-set-term-shift = On a day off: { $value }
duties-set-term-who = Filed by: { $value }
duties-set-term-nudges = Reminders: { $value }
duties-set-term-late = Accepted: { $value }
duties-set-term-opens = Opens: { $value }
duties-set-term-received = Also sent to: { $value }
duties-set-due = Next: { $days }
duties-set-due-day = { $day } ({ $period })
duties-set-due-none = It never falls due again. Please change the due day.
duties-set-grids-owing = Grids: { $count }
duties-set-shift-none = stays
duties-set-shift-previous = earlier
duties-set-shift-next = later
duties-set-late-days = up to { $days } days after
duties-set-opens-first = first day of the period
duties-set-opens-days = { $days } days before
duties-set-rule-once = once, on { $day }
duties-set-rule-week = every { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
duties-set-rule-every-last = last day of each month
duties-set-rule-every-day = day { $day } of each month
duties-set-rule-some-last = last day of months { $months }
duties-set-rule-some-day = day { $day } of months { $months }
duties-set-level-one = grids of level { $level }
duties-set-level-from = grids of level { $level } and below
duties-set-level-to = grids of levels { $first } to { $last }
duties-set-grids = only { $grids }
duties-set-except = without { $grids }
duties-set-nudge-before = { $days } days before
duties-set-nudge-day = on the day
duties-set-nudge-after = { $days } days overdue
duties-set-change = Duty “{ $name }”
duties-set-from-day = from { $day }
duties-set-on = Put on
duties-set-off = Put off
duties-set-check = Check the change
duties-set-yes = Change it
duties-set-more = Change more
duties-set-no = Cancel
duties-set-preview = <b>{ $name }</b>: please check
duties-set-preview-on = To be put on: { $rule }
duties-set-preview-off = Put off, it begins no new period and reminds nobody. What was filed stays.
duties-set-preview-excused = Open now: { $filed } filed stay; { $waiting } not filed are asked for no more and count as exempt. Put on again in the same period, it asks only for those.
duties-set-preview-from = For due days from { $day } on; before that as it was
duties-set-differs-due = Due: { $before } → { $after }
duties-set-differs-shift = On a day off: { $before } → { $after }
duties-set-differs-who = Filed by: { $before } → { $after }
duties-set-differs-nudges = Reminders: { $before } → { $after }
duties-set-differs-late = Accepted: { $before } → { $after }
duties-set-differs-opens = Opens: { $before } → { $after }
duties-set-differs-received = Also sent to: { $before } → { $after }
duties-set-open-filed = Open now: { $count } filed stay
duties-set-open-excused = { $count } grids file it no more; what they have not filed counts as exempt
duties-set-open-due = What is not filed for { $period } is due on { $due }, accepted until { $closes }
duties-set-open-stays = Open now: { $count } not filed stay due as before
duties-set-dropped = Nothing was changed.
duties-set-gone = This change was made, dropped, or has waited too long. Please choose again under Duties.
duties-set-changed-meanwhile = Something else has changed meanwhile. Please check again.
duties-set-same = This is how it is set already.
duties-set-not-on = This duty is not on.
duties-set-needs-grids = Please name the grids first, under Filed by.
duties-set-needs-received = Please name who receives it first, under Sent to.
duties-set-never-due = Not changed: it would never fall due again. Please change the due day.
duties-set-no-grid = Not changed: no grid of the roster would owe it. Please change Filed by.
duties-set-long-ago = Please choose today or a later day.
duties-set-terms-wrong = Not changed: this contradicts itself ({ $what }).
duties-set-many-units = Several hospitals are run here; their duties are set on the server, by gridbot settings import.
duties-set-mishap-past = Not changed: the due day of { $period } is past, so it would begin overdue. Please choose a later due day, or another day from when.
duties-set-mishap-lost = Not changed: nobody would report on { $period }. Please choose another day from when.
duties-set-mishap-doubled = Not changed: { $period } would be reported on twice. Please choose another day from when.
duties-set-edit-due = Due day
duties-set-edit-who = Filed by
duties-set-edit-received = Sent to
duties-set-edit-shift = On a day off
duties-set-edit-nudges = Reminders
duties-set-edit-late = Accepted late
duties-set-edit-opens = Opens
duties-set-edit-from = From when
duties-set-words = Please type one line of at most 400 characters.
duties-set-tap = Please tap one of the buttons below.
duties-set-asked-of = <b>{ $name }</b>
duties-set-ask-due =
    Now: { $rule }
    Please tap the months, then the day. Or type a date (once only, 2027-08-30) or a rule of RFC 5545.
duties-set-month = { $month }
duties-set-month-chosen = ✓{ $month }
duties-set-months-all = Each month
duties-set-months-week = Each week
duties-set-months-quarter = Each quarter
duties-set-months-half = June, Dec
duties-set-months-done = These months, go on
duties-set-ask-day = On which day of months { $months }? You can type 1–31; where a month has none such, it is its last day.
duties-set-day-last = Last day
duties-set-day-of-month = Day { $day }
duties-set-ask-weekday = On which day of the week?
duties-set-ask-shift = What if the due day is no working day?
duties-set-ask-late = For how many days after is it accepted? You can type a number.
duties-set-ask-opens = How many days before does it open? You can type a number.
duties-set-days = { $days } days
duties-set-ask-from = From when is it to be so? Please tap, or type a date.
duties-set-from-soon = As soon as can be
duties-set-ask-nudges = Now: { $nudges }. Please tap.
duties-set-no-nudge-before = none before
duties-set-no-nudge-after = none overdue
duties-set-nudge-day-on = On the day, too
duties-set-nudge-day-off = Not on the day
duties-set-ask-who =
    Now: { $who }
    Please tap; for some grids alone, type names, codes or tags with commas.
duties-set-level = { $levels }
duties-set-kind-chosen = ✓{ $kind }
duties-set-all-grids = All grids
duties-set-ask-received =
    Now: { $received }
    Please tap; for departments, type names, codes or tags with commas.
duties-set-received-none = Nobody else
duties-set-rule-wrong = This was not understood. Please type a date, 2027-08-30, or a rule, FREQ=WEEKLY;INTERVAL=2;BYDAY=FR.
duties-set-number = Please type a whole number, { $least }–{ $most }.
duties-set-no-such-grids = Not on the roster: { $names }. Please check the names.

# Told to the office of an older installation once
duties-offered = The documents ask for these duties, too, which are not on here:
duties-offered-one = • { $name }
duties-offered-how = Please put on what you need under Settings, Duties; due days and grids are shown before. This is told once.
duties-offered-open = Show the duties
