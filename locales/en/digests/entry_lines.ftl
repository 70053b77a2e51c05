# What registers add up to, in digests
digest-entries-few = fewer than { $most }
digest-entries-warnings = Warnings open now: { $open }, overdue: { $overdue }
digest-entries-problems = Problems open now: { $open }, overdue: { $overdue }
digest-entries-measures = Measures open now: { $open }, overdue: { $overdue }
digest-entries-risks = Risks now: level 1 { $a }   level 2 { $b }   level 3 { $c }
