# What each role does in registers
registers-work-both = review and approve: { $registers }
registers-work-reviews = review: { $registers }
registers-work-approves = approve: { $registers }
registers-work-opens = enter: { $registers }
registers-work-answers = answer what is sent to you: { $registers }
registers-work-owns = deal with what you answer for: { $registers }
registers-work-unit = enter and deal with all entries of the unit
registers-work-list-comma = {", "}
registers-work-list-more = { $registers } and others
registers-work-and = {"; "}
registers-menu-work = In the registers you { $work }.
registers-work-above = deal with { $registers }
