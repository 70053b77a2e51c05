# Names of periods and weekdays, and gridbot calendar
period-week = Week { $number }
period-two_weeks = Weeks { $first } and { $second }
period-first-half = First half of { $month }
period-second-half = Second half of { $month }
period-weekday = { $number ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}

calendar-help-command = Show when every duty falls due in a year, or write a calendar file
calendar-help-year = the year; this one by default
calendar-help-duty = only this duty; may be repeated
calendar-help-grid = only the duties of this grid
calendar-help-ics = write a new calendar file (.ics) instead of showing it

calendar-head = { $title } ({ $duty }): { $roles }
calendar-head-grids = { $title } ({ $duty }): { $roles }; grids: { $count }
calendar-and = , { "" }
calendar-period = Period
calendar-opens = Opens
calendar-due = Due
calendar-closes = Late until
calendar-note = Note
calendar-no-duties = No duty fits.
calendar-none = nothing falls due in { $year }
calendar-moved-before = moved back from { $day }: { $why }
calendar-moved-after = moved on from { $day }: { $why }
calendar-on-day-off = falls on a day off: { $why }
calendar-off-own = holiday of the hospital
calendar-off-weekend = weekend
calendar-off-new_years_day = New Year
calendar-off-spring_festival = Spring Festival
calendar-off-tomb_sweeping_day = Tomb-sweeping Day
calendar-off-labour_day = Labour Day
calendar-off-dragon_boat_festival = Dragon Boat Festival
calendar-off-national_day = National Day
calendar-off-mid_autumn_festival = Mid-autumn Festival
calendar-off-anti_fascist_70th_day = Victory Day
calendar-year-unknown = The holidays of { $year } are not known yet: Monday to Friday count as working days.
calendar-grid-unknown = Duty { $duty } names the grid or tag { $code }, which the roster does not have. Please check.
calendar-no-such-duty = There is no duty { $duty }. Known are: { $known }
calendar-no-such-grid = The roster has no grid { $code }.
calendar-name = Integrity supervision, { $hospital }
calendar-event = Due: { $title }
calendar-event-days = Open from { $opens }, accepted late until { $closes }.
