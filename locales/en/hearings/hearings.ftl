# Face-to-face reports: slots offered, chosen, reminded of, recorded
command-hearings = Face-to-face reports
hearing-menu = Face-to-face reports
hearing-menu-chosen = Face-to-face report ({ $when })
hearing-title-with = { $title } ({ $roles })
hearing-title-to = { $title } (to { $roles })
hearing-file-name = hearing

hearing-list = <b>Face-to-face reports</b>
hearing-list-none = No face-to-face report is due at present.
hearing-list-hosted = • { $title }: { $done } recorded, { $record } to record, { $chosen } arranged, { $open } not arranged, { $free } slots free
hearing-list-done = • { $title }  recorded
hearing-list-open = • { $title }  not arranged yet
hearing-list-chosen = • { $title }  { $when }, { $place }
hearing-look = Show · { $title }
hearing-offer = Offer slots

hearing-when = Time: { $when }
hearing-place = Place: { $place }

hearing-ask-day = { $title }: on which day? You can also type a date, such as 2026-06-05.
hearing-ask-begin = { $title } · { $day }: from when? You can also type a time, such as 14:00.
hearing-ask-many = { $title } · from { $when }: how many slots of how many minutes? You can also type, for example, 4 × 20.
hearing-ask-place = { $title }: please type the place, such as room 302.
hearing-many = { $count } × { $minutes } min
hearing-many-line = Slots: { $many }
hearing-check = { $title }: please check
hearing-yes = Offer these
hearing-offered = The slots are offered.
hearing-offered-told = { $open } not arranged yet; { $count } people told to choose.
hearing-offer-more = Offer more

hearing-all = <b>{ $title }</b>
hearing-all-counts = { $record } to record, { $chosen } arranged, { $open } not arranged, { $done } recorded
hearing-all-line = { $grid } · { $state ->
    [record] to record { $when }
    [chosen] { $when }
    [done] recorded
   *[open] not arranged
}
hearing-item = <b>{ $title }</b>
hearing-item-open = Not arranged yet.
hearing-item-who = Reports: { $names }
hearing-item-listens = Listens: { $names }
hearing-write = Record
hearing-withdraw = Take the slot back
hearing-not-held = Not held, choose again
hearing-free = Free slots
hearing-free-list = { $count } free slots. Choose one to take it back.
hearing-free-none = There are no free slots at present.
hearing-ask = Take this slot back?
    { $when }, { $place }
hearing-ask-taken = { $grid } has chosen it; they will be told to choose again.
hearing-ask-yes = Take it back
hearing-withdrawn = Taken back: { $when }.
hearing-withdrawn-told = { $grid } is told to choose again.

hearing-choose = { $title } (due { $due })
    Please choose a time:
hearing-choose-now = Chosen at present: { $when }
hearing-choose-none = There are no slots at present; you will be told when there are.
hearing-chosen = { $title }: arranged
hearing-chosen-until = You can change or cancel it until the day before.
hearing-chosen-over = The time is over; the other side will record it.
hearing-file = Add to calendar
hearing-change = Change the time
hearing-drop = Cancel
hearing-dropped = Cancelled: { $when }.
hearing-gone = This slot has just been taken. Please choose another.
hearing-record = { $title }: recorded

hearing-nudge-choose = Choose a slot
hearing-nudge-choose-for = Choose a slot · { $title }
hearing-nudge-waiting = { $title } ({ $count } to arrange or to record)
hearing-nudge-host = Open · { $title }

hearing-told-offered = Please choose a time for your face-to-face report:
hearing-told-offered-listen = Please choose a time at which you hear the face-to-face report:
hearing-told-line = • { $line }
hearing-told-tomorrow = { $title }: please be there in time
hearing-told-soon = { $title }: begins within an hour
hearing-told-withdrawn = { $title }: the slot { $when } was taken back.
hearing-told-again = Please choose another time.
hearing-told-wait = You will be told when there are new slots.
hearing-told-freed = { $title }: { $when } was cancelled; the slot is free again.
hearing-told-chosen = Newly arranged, { $count }:
hearing-told-day = On { $day } there are { $count } face-to-face reports:
hearing-told-row = Beginning within an hour, { $count }:
hearing-told-record = The face-to-face reports of { $day } are over; please record { $count }:
hearing-told-slot = • { $when }  { $title }, { $place }
hearing-told-write = Record · { $grid }
hearing-told-look = Show

hearing-none-configured = There is no face-to-face report for you to give or to hear.
hearing-not-host = This is for those who offer the slots.
hearing-nothing-open = No face-to-face report is due at present; no slots are needed.
hearing-day-past = That day is over. Please choose another.
hearing-day-outside = That day is outside the time in which the report is due. Please choose another.
hearing-no-time = That time could not be read. Please type, for example, 14:00.
hearing-time-past = That time is over. Please choose another.
hearing-past-midnight = The slots cannot go past midnight. Please offer fewer or shorter ones.
hearing-overlaps = This overlaps with slots already offered. Please choose another time.
hearing-many-wrong = Please type, for example, 4 × 20: at most { $count }, of at most { $minutes } minutes each.
hearing-place-length = Please give the place in 1–{ $limit } characters.
hearing-too-late-to-change = It cannot be changed on the day itself. Please contact the other side directly.
hearing-not-yours = This has changed meanwhile. Please open it again.
hearing-withdrawn-already = This slot was taken back already.
hearing-recorded-already = This face-to-face report is recorded; its time cannot be changed any more.
