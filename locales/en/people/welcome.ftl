# After binding: what somebody does here
bind-work = What you do here: { $work }.
bind-work-unit = run the reports and their digest
bind-work-grid = report on your grid
bind-work-digest = read the digest
bind-work-tips = handle tips
