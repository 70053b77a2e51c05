# gridbot registers preview: a register in words.
registers-help-preview = preview a register: fields, states, who may do what, deadlines
registers-help-register = a register's id, or a .toml file
registers-help-mermaid = print the state diagram alone (Mermaid)
registers-help-html = write one web page; an existing file is not overwritten
registers-help-language = in which language
register-preview-no-register = There is no register { $register }. There are: { $known }.
register-preview-language = There is no language { $named }. There are: { $known }.
register-preview-title = Preview: { $title } ({ $register }, version { $version })
register-preview-opened = Opened by: { $who }
register-preview-number = Number: { $number }, given at “{ $state }”
register-preview-fields = ── Fields ──
register-preview-field = { $label }: { $question }{ $required ->
    [0] {""}
   *[1] {" "}(required)
}
register-preview-on-the-way = Asked on the way:
register-preview-states = ── States and moves ──
register-preview-state = { $state }{ $end ->
    [0] {""}
   *[1] {" "}(end)
}{ $public ->
    [0] {""}
   *[1] {" "}(whoever is in the unit may read it)
}
register-preview-move = { $move } → { $to }: { $by }
register-preview-when = only where { $when }
register-preview-reviewed = only what somebody reviews
register-preview-unreviewed = only what nobody reviews
register-preview-others = never on one's own entry
register-preview-asks = asks for { $fields }
register-preview-asks-of = { $who } besides: { $fields }
register-preview-reason = with a reason
register-preview-confidential = level 1 alone sees who made it
register-preview-tells = tells { $who }
register-preview-chains = ── Approval ──
register-preview-chain = { $when }: reviewed by { $review }, approved by { $approve }
register-preview-chain-once = { $when }: approved by { $approve }
register-preview-otherwise = otherwise
register-preview-is = { $field }: { $value }
register-preview-rank = rank: { $rank }
register-preview-clocks = ── Deadlines ──
register-preview-due = { $states }: until the day in “{ $field }”
register-preview-days = { $states }: within { $days } days
register-preview-working-days = counted in working days
register-preview-nudge-before = reminder { $days } days before
register-preview-nudge-after = reminder { $days } days after
register-preview-escalate = after it, one grid up is told each time
register-preview-letter-before = { $days } days before, a { $colour } letter to { $who }
register-preview-letter-after = { $days } days after, a { $colour } letter to { $who }
register-colour-green = green
register-colour-yellow = yellow
register-colour-red = red
register-preview-parts = ── Parts ──
register-preview-part = { $register }{ $closes ->
    [0] {""}
   *[1] {" "}(closed only when all of these are)
}
register-preview-lists = ── Lists and figures ──
register-preview-list = { $title } ({ $file }, { $columns } columns)
register-preview-seen = ── Who sees it ──
register-preview-entries = entries: { $who }
register-preview-counts = figures alone: { $who }
register-preview-sample-unit = Unit

register-who-everyone = everybody in the unit
register-who-opener = whoever opened it
register-who-owner = the person concerned
register-who-addressee = the addressee
register-who-head = the department's head
register-who-leader = the leader in charge
register-who-branch = the branch's inspector
register-who-president = the president
register-who-committee = the party committee
register-who-level-one = the office and the commissioner
register-who-reviewer = the reviewer
register-who-approver = the approver
register-preview-unique = ── Only once ──
register-preview-unique-line = Of entries that are { $states }, no two have the same { $fields }
register-preview-unique-when = { $when }: of entries that are { $states }, no two have the same { $fields }
register-preview-of-unit = { $fields }: anybody of the unit; other persons are of the grid or below it
register-preview-past = Goes past level 1 to the organ above, which is meant below wherever level 1 is named.
register-preview-directly = May be opened past level 1: { $register }
register-preview-flow-chart = A flow chart is drawn of "{ $field }", a step a line
register-preview-sheet = { $title } (of one entry, docx)
register-preview-coverage = ── Coverage ──
register-preview-reach = { $label }: { $whom }; the { $person } of an entry that is { $states } is “{ $done }”, everybody else “{ $missing }”
register-preview-reach-when = only { $when }
register-preview-reach-year = by the year in “{ $field }”
register-preview-reach-seen = seen by { $who }
register-preview-everybody = everybody
register-preview-once = each of the grid and below once, the state stays
register-preview-on-day = only on the day in “{ $field }”
register-preview-reach-move = { $label }: of each entry, who has made “{ $move }” is “{ $done }”, everybody else “{ $missing }”; for whoever opened it and level 1
