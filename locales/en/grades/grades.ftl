# Grades
command-grades = Grades of the assessment
help-grades = /grades grades: given and published by the office, your own to read
grades-open = Grades
grades-mine-open = My grade
grade-excellent = excellent
grade-good = good
grade-passed = passed
grade-failed = failed
grade-none = not graded
grades-kind-inspector = Inspectors
grades-kind-department = Grids
grades-kind-unit = Unit
grades-title = Grades { $period } · { $unit }
grades-half = { $half } { $year }
grades-count-line = { $kind } { $count }: { $counts }
grades-count = { $grade } { $count }
grades-state-running = The period runs, counted to { $day }: grades are a forecast, for the office alone.
grades-state-open = The period is over; { $count } items may still be handed in. Publish after that.
grades-state-ready = Ready to publish. Until then only the office sees this.
grades-state-told = All published.
grades-state-changed = { $count } grades are not published, or have changed since.
grades-publish = Publish
grades-publish-ask = { $count } grades will be told to those concerned (of a grid to its head and inspector, of the unit to the president), and who is excellent to all. { $told } that have not changed are not told again; { $ungraded } are not graded.
grades-publish-ask-quiet = { $count } grades will be told to those concerned (of a grid to its head and inspector, of the unit to the president). { $told } that have not changed are not told again; { $ungraded } are not graded.
grades-publish-yes = Publish now
grades-published = { $count } grades published.
grades-not-over = The period ends on { $day }; grades can be published after that.
grades-nothing-new = Nothing to publish: what was published has not changed.
grades-xlsx = Download xlsx
grades-file = Ready to open on a computer. It is about persons: please keep it to the office.
grades-file-name = grades
grades-before = Period before
grades-after = Period after
grades-all = All
grades-list-title = { $kind }, grades { $period }
grades-list-line = • { $name }  { $grade }  { $points }
grades-list-line-marked = • { $name }  { $grade }  { $points } ({ $mark })
grades-mark-adjusted = adjusted
grades-mark-vetoed = vetoed
grades-mark-unpublished = unpublished
grades-mark-changed = changed
grades-list-none = Nobody has this grade.
grades-back = Back to grades
grades-points = { $points } points
grades-no-points = —

grades-one = { $name } · { $period }
grades-one-where = { $where }
grades-one-grade = Grade: { $grade } ({ $points })
grades-one-adjusted = { $made } by points, adjusted by the office to { $adjusted }.
grades-one-vetoed = Vetoed: failed, whatever the points.
grades-one-published = Published on { $day }: { $grade }.
grades-one-unpublished = Not published; the office alone sees it.
grades-one-changed = Changed since. Please publish again.
grades-part = { $label } { $points }/{ $full } ({ $how })
grades-part-none = { $label } not counted: nothing there to count
grades-part-taken = { $label } −{ $points } ({ $how })
grades-how-share = { $figure }/{ $of } × { $full }
grades-how-each = { $figure } × { $each }
grades-how-reach = { $figure }, full from { $whole }
grades-sum = Sum { $earned }, less { $deducted }, is { $points }
grades-sum-scaled = Sum { $earned }/{ $counted }, of a hundred, less { $deducted }, is { $points }
grades-note-running = The period is not over: counted to { $day }.
grades-note-still-open = { $count } items may still be handed in.
grades-note-joined = In the post from { $day }: only what fell due meanwhile counts.
grades-note-left = In the post until { $day }: only what fell due meanwhile counts.
grades-note-away-between = In the post with a break, { $count } days in all.
grades-note-posts = At { $count } grids, counted together.
grades-note-scaled = Where there was nothing to count, nothing counts; the rest is brought to a hundred.
grades-note-nothing-due = Nothing was due: no grade.
grades-note-too-short = Less than { $count } days in the post: no grade.
grades-note-nobody = Nobody answered for it when it was due: it counts for the grid alone.

grades-adjust = Adjust
grades-adjust-ask = { $grade } at present. Adjust to which grade?
grades-adjust-why = Why { $grade }? Please send the reason, up to { $most } characters.
grades-adjust-check = Please check:
    { $name }  { $old } → { $new }
    Reason: { $words }
grades-adjust-yes = Adjust
grades-adjust-done = Adjusted to { $grade }.
grades-tells-again = It is published: those concerned will be told once more.
grades-take-back = Take back
grades-take-back-ask = The grade of the points will hold again. Take the adjustment back?
grades-take-back-yes = Take it back
grades-take-back-done = The adjustment is taken back.
grades-veto = Veto
grades-veto-ask = On which basis? Please send the document's number or what happened, up to { $most } characters.
grades-veto-check = Please check:
    { $name }  { $old } → failed
    Basis: { $words }
grades-veto-yes = Veto
grades-veto-done = Vetoed: the grade is failed.
grades-veto-lift = Lift the veto
grades-veto-lift-ask = The grade before the veto will hold again. Lift it?
grades-veto-lift-yes = Lift it
grades-veto-lift-done = The veto is lifted.
grades-words-length = Please say it in { $least } to { $most } characters.
grades-vetoed-first = It is vetoed. Please lift the veto first.
grades-same = That is the grade already; nothing to adjust.
grades-history = History
grades-history-title = { $name } · history
grades-history-none = No history yet.
grades-step = { $day } { $act } { $change }
grades-step-by = { $name }
grades-step-words = { $words }
grades-change = { $old } → { $new }
grades-act-adjusted = adjusted
grades-act-taken_back = adjustment taken back
grades-act-vetoed = vetoed
grades-act-veto_lifted = veto lifted
grades-act-published = published
grades-act-rectification = to be put right
grades-act-second = second assessment
grades-act-liable = held to account

grades-mine-none = No grade of yours is published yet. You will be told.
grades-mine-head = Your grade
grades-outside-title = Grades { $period } · { $unit }
grades-outside-none = No grades are published yet.
grades-outside-few = { $kind }: fewer than { $least }, not broken down.
grades-told-title = Grades are published
grades-praise-title = { $unit }, { $period }: excellent
grades-praise-text = These were graded excellent and are commended:
grades-praise-kind = { $kind }: { $names }
grades-praise-more = { $names } and others, { $count } in all
grades-praise-post = Inspector of { $where }
grades-praise-person = { $name } ({ $where })
grades-column-number = Staff no.
grades-column-name = Name
grades-column-where = Grids
grades-column-figure = { $label } (count)
grades-column-part = { $label } (points)
grades-column-how = { $label } (how)
grades-column-earned = Sum
grades-column-counted = Of
grades-column-deducted = Deducted
grades-column-points = Points
grades-column-grade = Grade
grades-column-by-points = By points
grades-column-decided = Decided
grades-column-published = Published
grades-column-notes = Notes
grades-second-early = The second assessment can be made from { $day } on.
grades-still-open = { $count } items may still be handed in; publish after that.
grades-problem = { $name }: failed { $period }
grades-mark-second = second assessment waits
grades-mark-liable = to be held to account
grades-one-second-from = To be put right; second assessment from { $day } on.
grades-one-second = Second assessment on { $day }: { $grade }.
grades-one-liable-asked = Failed again: please record who is held to account.
grades-one-liable = Held to account, see the history.
grades-own-deadline = Please put it right by { $day }, as in the ledger; a second assessment follows.
grades-second = Second assessment
grades-waiting = Waiting
grades-second-letter = Graded failed for { $period }, the time to put it right is over: please assess again ({ $count }).
    { $names }
grades-second-ask = Which grade does the second assessment give?
grades-second-words = Second assessment: { $grade }. What did it find? Please send it, up to { $most } characters.
grades-second-check = Please check:
    { $name }  second assessment: { $grade }
    Found: { $words }
grades-second-yes = Confirm
grades-second-done = The second assessment is recorded; those concerned will be told.
grades-second-made = The second assessment is made: the first grade is not changed any more.
grades-liable = Hold to account
grades-liable-ask = Please send four lines in one message:
    what was decided
    about whom
    basis (document number)
    day, as 2027-03-01
grades-liable-lines = Please write four lines exactly: what, whom, basis, day.
grades-liable-day = Please write the day as 2027-03-01, not after today.
grades-liable-check = Please check:
    { $name }
    What: { $what }
    Whom: { $whom }
    Basis: { $basis }
    Day: { $day }
grades-liable-yes = Record it
grades-liable-done = Recorded.
grades-step-liable = Whom: { $whom }  basis: { $basis }  day: { $day }
grades-own-adjusted = The office adjusted the grade: { $words }
grades-own-vetoed = Vetoed: { $words }
watch-kind-grade = grades
