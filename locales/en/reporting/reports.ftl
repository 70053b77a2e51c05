# The sheet of invitations
reports-invites-sheet = Invitations
reports-invites-caption = Invitations: to be scanned by the person named, once; please do not pass on
reports-invites-staff-number = Staff number
reports-invites-name = Name
reports-invites-post = Post
reports-invites-grid = Grid
reports-invites-expires-on = Valid until
reports-invites-code = Scan to bind
reports-invites-link = Link

# The sheet of the month
reports-digest-sheet-branches = Summary
reports-digest-sheet-grids = Details
reports-digest-sheet-entries = Registers
reports-entries-as-of = Registers, as of { $day }
reports-entries-count = How many
reports-entries-overdue = Overdue
reports-entries-warnings = Warnings open
reports-entries-problems = Problems open
reports-entries-measures = Measures open
reports-entries-risks = Risks of level { $level ->
    [a] 1
    [b] 2
   *[c] 3
}
reports-digest-branch = Branch
reports-digest-grid = Grid
reports-digest-kind = Kind
reports-digest-standing = State
reports-digest-submitted-at = Submitted at
reports-digest-light = Light
reports-digest-total = Total
reports-digest-due = Due
reports-digest-on_time = On time
reports-digest-late = Late
reports-digest-missing = Missing
reports-digest-missing-or-open = Missing or open
reports-digest-uncorrected = Missing (returned, not corrected)
reports-digest-open = Open
reports-digest-exempt = Exempt
reports-digest-exempt-why = Exempt ({ $reason })
reports-digest-removed = removed
reports-digest-green = Green
reports-digest-yellow = Yellow
reports-digest-red = Red

# The picture of lights
reports-lights-green = Green
reports-lights-yellow = Yellow
reports-lights-red = Red
reports-lights-missing = Missing
reports-lights-late = Late
reports-lights-open = Open
reports-lights-none = Not due
