registers-paper-notice = Get the notice
registers-paper-notice-name = Notice of warning ({ $number })
registers-paper-below = Sent: { $name }
registers-paper-report = Rectification report
registers-paper-of = Made: { $name }, { $count } problems.
registers-paper-many = At most { $most } at once. Please narrow the list first.
registers-whole-closed = What this is part of is closed. Please reopen that first.
