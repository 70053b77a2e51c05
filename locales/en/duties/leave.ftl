# Leave and deputies
menu-leave = Leave
command-leave = Leave, and back early
help-leave = /leave leave, and back early
leave-ask-from = From which day? You can also type a date, such as 2026-06-01.
leave-today = Today
leave-tomorrow = Tomorrow
leave-ask-to = From { $from } until which day, inclusive? You can also type a date.
leave-one-day = One day only
leave-to-day = To { $day }
leave-ask-who = On leave { $from } to { $to }: who stands in? You can also type a name, its pinyin initials or a staff number.
leave-ask-who-none = Nobody of this grid or the grid above can stand in (bound, not on leave). You can also type a name, its pinyin initials or a staff number.
leave-found-nobody = Nobody of this grid or the grid above fits “{ $text }” (bound, not on leave). Please try another spelling.
leave-candidate = { $name } · { $grid }
leave-nobody = No deputy
leave-check = <b>Please check</b>
leave-days = On leave: { $from } to { $to }
leave-deputy = Deputy: { $name }. Reminders go to the deputy; both of you can file and decide.
leave-no-deputy = No deputy. What falls due meanwhile goes straight to the grid above.
leave-yes = Take this leave
leave-done = Noted; the office has been told.
leave-mine = You are on leave { $from } to { $to }, { $deputy ->
    [none] no deputy
   *[other] deputy { $deputy }
}
leave-mine-deputy = You stand in for { $name } { $from } to { $to }
leave-end = I am back (leave from { $from })
leave-ended = You are back; reminders come to you again from now on.
leave-away-count = On leave today, { $count }:
leave-away-line = • { $name } ({ $grid }) until { $to }, { $deputy ->
    [none] no deputy
   *[other] deputy { $deputy }
}
leave-away-menu = On leave today: { $names }
leave-away-name = { $name } ({ $deputy ->
    [none] no deputy
   *[other] deputy { $deputy }
})
leave-away-more = { $names } and others, { $count } in all

leave-told-level-one = { $name } ({ $grid }) is on leave { $from } to { $to }, { $deputy ->
    [none] without a deputy: what falls due meanwhile goes straight to the grid above.
   *[other] deputy { $deputy }.
}
leave-told-deputy = { $name } ({ $grid }) is on leave { $from } to { $to } and has named you as deputy. Reminders come to you meanwhile, and you can file and decide.
leave-told-ended = { $name } ({ $grid }) is back; the leave was { $from } to { $to }.
leave-told-open = What is open
leave-told-stood-in = You stand in for { $name } ({ $grid }). From { $from } to { $to } you are on leave, too: what falls due meanwhile goes to the grid above. { $name } has been told.
leave-told-alone = Your deputy { $name } is on leave, too: from { $from } to { $to } nobody stands in for you, and what falls due goes to the grid above. To name somebody else, please end your leave and take it again.

leave-no-post = You hold no post in a grid at present, so there is no leave to take here.
leave-no-day = That date could not be read. Please type, for example, 2026-06-01.
leave-past = A leave cannot begin before today. Please choose again.
leave-too-far = A leave can be noted up to a year ahead. Please choose again.
leave-backwards = A leave cannot end before it begins. Please choose again.
leave-too-long = One leave lasts { $limit } days at most. Please choose again.
leave-overlaps = You are on leave on some of these days already. To change that, please end it first.
leave-deputy-self = Nobody stands in for themselves. Please choose somebody else.
leave-deputy-away = This person is on leave on some of these days too. Please choose somebody else.
leave-deputy-not-near = A deputy belongs to the same grid or the grid above and has a bound phone. Please choose somebody else.
