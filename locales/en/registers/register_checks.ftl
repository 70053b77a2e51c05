# gridbot registers check: which file, line and field of a register is wrong, and how. Where: forms/form_checks.ftl.
registers-help-command = check and preview registers
registers-help-check = check registers: a line for every fault, with its file, line and field
registers-help-files = the .toml files to check; none: the registers that come with the program and those of the configured folder
registers-check-good = { $register }  version { $version }  { $fields } fields  { $states } states  { $title }{ $own ->
    [0] {""}
    [1] {" "}(of this office)
   *[2] {" "}(of this office, in place of the shipped one)
}
registers-check-faulty = Faults: { $count }
registers-doctor = { $count } registers, of which { $own } are the office's own
registers-no-folder = Wrong configuration: [registers] folder { $path } is no folder.

register-fault-form-only = { form-fault-where }a register's field has no { $name }: it is for forms that are filed period by period.
register-fault-when-later = { form-fault-where }this is asked when an entry is opened, but its condition names { $name }, which is asked on the way.
register-fault-empty = { form-fault-where }{ $name } is empty; it needs at least one.
register-fault-same-id = { form-fault-where }the id { $name } is used twice.
register-fault-no-state = { form-fault-where }{ $name } names the state { $state }, which there is not.
register-fault-no-field = { form-fault-where }{ $name } names the field { $target }, which there is not.
register-fault-field-kind = { form-fault-where }{ $name } names the field { $target }, whose kind would have to be: { $known }.
register-fault-person-later = { form-fault-where }{ $name } names the field { $target }, which must be asked when an entry is opened, not in asks.
register-fault-number-unknown = { form-fault-where }a number's { "{" }…{ "}" } are: { $known }.
register-fault-number-n = { form-fault-where }the number has no { "{" }n{ "}" }: all entries would have the same.
register-fault-clock-one-of = { form-fault-where }a clock has due (a field with a date) or days, and only one of them.
register-fault-clock-steps = { form-fault-where }days, nudge_before and nudge_after are whole numbers from 1 on.
register-fault-clock-optional = { form-fault-where }the clock takes its day from { $name }, which may be left out: make it required, without a condition.
register-fault-count-optional = { form-fault-where }the figure takes its day from { $name }, which may be left out: make it required, without a condition, or add opened behind it.
register-fault-clock-early = { form-fault-where }the clock takes its day from { $name }, but the state { $state } can be reached without it: there is no day yet.
register-fault-who = { form-fault-where }{ $name } has { $who }, but may have: { $known }.
register-fault-nobody = { form-fault-where }nobody may make the move { $move }.
register-fault-confidential = { form-fault-where }{ $move } is confidential: it must leave the state as it is, ask no field and tell level_one alone, or others would see it.
register-fault-no-person = { form-fault-where }{ $name } has { $who }, but the register does not say which field that is: { $who } = "…".
register-fault-unique-whose = { form-fault-where }fields must name the person who is owner or addressee, among others.
register-fault-coverage-one-of = { form-fault-where }a coverage has either person (who somebody is to an entry) or move (one that each makes once), and only one of them.
register-fault-coverage-move = { form-fault-where }a coverage by a move cannot have { $name }.
register-fault-not-once = { form-fault-where }{ $move } is no move that each makes once (each_once).
register-fault-once = { form-fault-where }{ $move } is made by each once (each_once): it leaves the state, asks no field and no reason, tells nobody.
register-fault-once-more = { form-fault-where }a register has one move at most that each makes once (each_once).
register-fault-no-chain = { form-fault-where }{ $name } has { $who }, but no [[chains]] says who that is.
register-fault-stuck = { form-fault-where }no end can be reached from the state { $state }: add a move, or end = true.
register-fault-stuck-unreviewed = { form-fault-where }an entry that nobody reviews cannot reach an end from the state { $state }: add a move with reviewed = false that leads past it.
register-fault-never-acts = { form-fault-where }there are chains, but no move by { $who } can be made of an entry that { $reviewed ->
    [0] nobody reviews.
   *[1] somebody reviews.
}
register-fault-unreached = { form-fault-where }no move leads to the state { $state }.
register-fault-uncovered = { form-fault-where }no [[chains]] says who approves where: { $cases }.
register-fault-chain-never = { form-fault-where }this chain is for nothing: what stands above it takes all it is for, or there is no such entry.
register-fault-rank-of-nobody = { form-fault-where }the chain goes by rank, but the register does not say whose: owner = "…".
register-fault-condition = { form-fault-where }the condition { $name } = { $value } can never be: it wants a field one_of or yes_no, and one of its choices.
register-fault-condition-later = { form-fault-where }the condition names { $name }, which is asked on the way: it must be asked when an entry is opened.
register-fault-rule = { form-fault-where }rule is no recurrence rule that is read: { $rule }
register-fault-about = { form-fault-where }about is { $name }: it is one of { $known }, or the register that has this one in its [[parts]].
register-fault-no-register = { form-fault-where }the register { $name } is named, which there is not.
register-fault-circle = { form-fault-where }the registers go round in a circle: this one is a part of { $name } too.
register-fault-part-about = { form-fault-where }the register { $name } is a part of this one, so its about is "{ $about }".
registers-changed = Configuration: register { $register } differs from version { $version }, which has been in use. Please set version to { $next } and start again.
registers-state-gone = Configuration: register { $register } no longer has the state { $state }, but { $count } entries stand in it. Please keep that state.
register-fault-past = { form-fault-where }this register goes past level 1 (past_level_one): { $name } is not possible, for level 1 would learn of it.
register-fault-directly = { form-fault-where }directly names { $name }, which is no register, or one without past_level_one = true.
register-fault-flow-charts = { form-fault-where }flow_charts is for lists that are a docx, of a register that has flow_chart.
register-fault-foot = { form-fault-where }the only { "{" }…{ "}" } in foot is { "{" }day{ "}" }.
