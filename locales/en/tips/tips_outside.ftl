# Figures about tips that leave level 1: what committee, supervisor and level 1's inspectors read.

digest-tips-small = Fewer than 5 tips were received
digest-tips-derivable = The number of tips is not shown, as one under 5 could be worked out from it
digest-tips-running = The number of tips will be shown once the month is over
digest-tip-figures = Figures of tips
figures-outside = Updated after each month; the current one is not in it.
