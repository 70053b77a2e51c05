# Holidays: which years are known, and entering one from the State Council's notice
menu-holidays = Enter holidays
command-holidays = Holidays

holidays-head = <b>Holidays</b>
holidays-official = The program knows them up to { $year }.
holidays-entered-by = { $year }: entered by { $name } on { $day }
holidays-unknown = { $year }: not entered; statutory holidays count as working days
holidays-enter = Enter the holidays of { $year }
holidays-enter-over = Change the holidays of { $year }
holidays-look = Look at { $year }
holidays-change = Change

holidays-ask-head = <b>Enter the holidays of { $year }</b>
holidays-ask =
    Please paste the State Council's notice, in Chinese; in several messages if you like. Or one festival a line, such as:
    元旦 1月1日至3日，1月4日上班
holidays-ask-change = Please send the festivals that have changed, such as 元旦 1月1日至3日，1月4日上班. Or paste the whole notice anew.
holidays-there = There: { $festivals }
holidays-missing = Missing: { $festivals }
holidays-send-again = Please correct what is wrong and send it again; the rest has been noted.
holidays-more-faults = { $count } more are wrong.
holidays-check = Check what is there
holidays-again = Start over
holidays-drop = Cancel
holidays-dropped = Cancelled; the holidays are as before.

holidays-check-head = <b>Holidays of { $year }</b>: please check
holidays-part = { $what }: { $days }, { $count } days
holidays-part-work = – worked on: { $days }
holidays-day = { $weekday } { $day }
holidays-span = { $first } to { $last }
holidays-and-more = { $days } and more
holidays-same-entered = The same as was entered.
holidays-same-official = The same as the program knows.
holidays-differs-entered = <b>Other than what was entered</b>
holidays-differs-official = <b>Other than what the program knows; what is entered counts</b>
holidays-becomes-off = Become days off ({ $count }): { $days }
holidays-becomes-work = Become working days ({ $count }): { $days }
holidays-yes = Confirm
holidays-done = Entered; working days are counted by it from now on. Of requests for facts already sent and of periods already open the due days stay.
holidays-already = { $year } has been entered like this; nothing changed.
holidays-meanwhile = { $name } has just entered the holidays of { $year }. Please compare before you confirm.

## What is wrong in a notice

holidays-fault-nothing = There are no holidays in it. Please paste the text of the notice.
holidays-fault-nameless = “{ $text }” does not say which festival it is about.
holidays-fault-heading = This notice is of { $named }; the year being entered is { $year }. Please send the notice of { $year }.
holidays-fault-no-such-day = { $what }: there is no day “{ $text }”.
holidays-fault-other-year = { $what }: “{ $text }” is no matter of { $year }.
holidays-fault-weekday = { $what }: { period-day } is said to be { $written }; it is a { period-weekday }.
holidays-fault-span = { $what }: “{ $text }” can't be from and to. Please check.
holidays-fault-which = { $what }: “{ $text }” does not say whether these are days off or worked on.
holidays-fault-unread = { $what }: “{ $text }” was not understood; please write days as 1月1日至3日.
holidays-fault-no-days = { $what }: there are no days off.
holidays-fault-count = { $what }: { $counted } days are said, the dates make { $found }.
holidays-fault-weekday-work = { $what }: { period-day } is a { period-weekday }, a working day anyway.
holidays-fault-both = { $what }: { period-day } is said to be both off and worked on.
holidays-fault-far = { $what }: { $festival } is not among the days off. Please check the dates.
holidays-fault-off-and-work = { period-day } is said to be off in one place and worked on in another.

## Level 1 is told that a year is missing

holidays-letter =
    <b>The holidays of { $year } have not been entered</b>
    The program knows them up to { $last }. Until they are entered, the Spring Festival and other statutory holidays count as working days, and weekends to be made up for as days off. This concerns:
holidays-letter-tips = • the legal clocks of tips and their reminders
holidays-letter-facts = • until when requests for facts are answered
holidays-letter-duties = • due days that move before or after a holiday
holidays-letter-hearings = • days offered for hearings, and their reminders
holidays-letter-nudges = • nudges that go on working days only
holidays-letter-how = Please enter them from the State Council's notice: paste its text, or tap the days. Where it is not out yet, enter them once it is; until then you are told once a month.

## By taps, month by month

holidays-tap = By taps, month by month
holidays-tap-head = <b>{ $month }</b>　holidays of { $year }, by taps
holidays-tap-how = Each row goes from Monday to Sunday. A tap makes a weekday a day off and a weekend day a working day, another undoes it; what is not marked is as usual.
holidays-tap-count = In the year so far: { $off } off, { $work } worked on
holidays-tap-off = ○{ $day }
holidays-tap-work = ●{ $day }
holidays-tap-done = Check
holidays-tap-not-yet = It can't be checked yet. Please complete or correct it:
holidays-tap-strays = { $count } days of no festival: { $days }. Days off of the hospital's own belong in the configuration.
