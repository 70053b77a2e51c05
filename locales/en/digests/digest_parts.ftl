# Digests: pictures, parts, drill-down
reports-lights-hidden = Not shown
parts-page = { " " }({ $page }/{ $pages })
parts-before = Previous page
parts-next = Next page

drill-branch = <b>{ $title } › { $branch }</b>
drill-branch-counts = Reported { $reported }/{ $due }   on time { $on-time }   late { $late }   missing { $missing }
drill-branch-exempt = Exempt: { $count }
drill-branch-reviews = Reviews: waiting { $waiting }, returned { $returned }, accepted { $accepted }
drill-branch-choose = Tap a grid to read its report:
drill-line = { $name } · { $marks }
drill-mark-missing = missing
drill-mark-uncorrected = missing (returned, not corrected)
drill-mark-removed = removed
drill-mark-open = open
drill-mark-exempt = exempt
drill-mark-late = late
drill-mark-filed = filed
drill-mark-returned = returned
drill-to-branches = Back to the branches
drill-to-branch = Back to { $branch }
drill-to-digest = Back to the digest
drill-to-grid = Back to { $grid }
drill-mine = Who has reported
drill-mine-ask = Please choose a period:
drill-mine-none = There is nothing to look at below your grid yet.

drill-grid = <b>{ $title } › { $branch } › { $grid }</b>
drill-grid-own = <b>{ $title } › { $grid }</b>
drill-filed = Filed on time, { $day } { $time } ({ $person })
drill-filed-late = Filed late, { $day } { $time } ({ $person })
drill-zero = Zero report
drill-open = Not filed yet, due { $due }.
drill-overdue = Not filed, { $days ->
    [1] 1 day
   *[other] { $days } days
} overdue; accepted until { $closes }.
drill-missing = Missing; this period is closed.
drill-exempt = Exempt: { $reason }
drill-removed = Exempt: the grid was removed before it reported.
drill-uncorrected = Returned and not corrected by the close: counted as missing.
drill-holders = Responsible: { $names }
drill-nobody = Nobody answers for this grid at present.
drill-review-received = Review: waiting
drill-review-edited = Review: corrected, waiting
drill-review-returned = Review: returned, to be corrected
drill-review-accepted = Review: accepted
drill-review = Review it
drill-changes = Corrections: { $count }
drill-paper = Export as docx
drill-paper-made = { $title } · { $grid }
    The document is made.
drill-earlier = Previous period
drill-later = Next period
drill-chase = Remind

drill-change = <b>{ $grid } · correction { $number } of { $count }</b>
drill-change-when = { $day } { $time }  { $person }
drill-change-why = Reason: { $reason }
drill-change-line = { $label }: { $old } → { $new }
drill-change-nothing = nothing
drill-change-none = What was filed did not change.
drill-change-before = Previous one
drill-change-next = Next one

chase-one-done = Whoever answers for { $grid } has been reminded.
chase-one-already = Whoever answers for { $grid } was reminded today already.
chase-one-unreached = Nobody can be reminded for { $grid } (not bound, unreachable, or nobody appointed).
chase-one-filed = { $grid } has reported, or the period is closed: there is nobody to remind.

trends-title = { $unit }: { $form }, last { $count }
trends-span = { $first } to { $last }
trends-year-and-period = { $period } { $year }
trends-on-time = Reported on time
trends-lights = Yellow and red lights
trends-change = since the last { $change }
trends-short-day = { $month }.{ $day }
trends-short-week = { $number }
trends-short-two_weeks = { $number }
trends-short-half_month = { $month }{ $day ->
    [1] a
   *[other] b
}
trends-short-month = { $number }
trends-short-quarter = Q{ $number }
trends-short-half = H{ $number }
trends-short-year = { $year }

digest-against-before = last period { $figure }{ $change }
digest-against-year-ago = a year ago { $figure }{ $change }
digest-change-same = – the same
digest-few = Fewer than 5 grids have reported; lights and sums are not shown yet.
digest-tiny = <b>{ $title }</b>
    Fewer than 5 grids owe it; it is not broken down.
digest-hidden = { $branch }  { $reported }/{ $due }  late { $late }  lights not shown
digest-items-few = { $label }: fewer than 5 { $unit }
digest-section-branches = <b>Branches</b>
digest-section-missing = <b>Missing { $count }</b>
digest-section-overdue = <b>Missing { $count } ({ $days ->
    [1] 1 day
   *[other] { $days } days
} overdue)</b>
digest-section-late = <b>Filed late { $count }</b>
digest-section-shares = <b>By item</b>
digest-section-share = • { $label }: { $said }
digest-section-written = <b>{ $label } { $count }</b>
digest-section-line = • { $branch }: { $names }
digest-section-said = • { $grid }: { $said }
digest-read-on = Read all
digest-pictures = Pictures
digest-reviews = Reviews
