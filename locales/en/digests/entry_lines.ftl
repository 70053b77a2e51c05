# What registers add up to, in digests
digest-entries = Registers, as of { $day }:
digest-entries-few = fewer than { $most }
digest-entries-warnings = Warnings open: { $open }, overdue: { $overdue }
digest-entries-warnings-open = Warnings open: { $open }
digest-entries-problems = Problems open: { $open }, overdue: { $overdue }
digest-entries-problems-open = Problems open: { $open }
digest-entries-measures = Measures open: { $open }, overdue: { $overdue }
digest-entries-measures-open = Measures open: { $open }
digest-entries-risks = Risks: level 1 { $a }   level 2 { $b }   level 3 { $c }
