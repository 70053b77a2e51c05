# The heads of a register's lists (registers/moves.py COLUMNS).
register-column-n = No.
register-column-number = Number
register-column-state = State
register-column-grid = Department (unit)
register-column-unit = Unit
register-column-opened-by = Opened by
register-column-opened-on = Opened on
register-column-due = Due
register-column-reason = Reason
register-column-review = Review
register-column-review-by = Reviewed by
register-column-review-on = Reviewed on
register-column-approval = Approval
register-column-approval-by = Approved by
register-column-approval-on = Approved on
register-column-move-by = { $move } (name)
register-column-move-on = { $move }, on
