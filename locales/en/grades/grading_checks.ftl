# gridbot grades: checks the grading file. Where each sentence stands: forms/form_checks.ftl.
grading-help-command = Check the grading file (grading.toml)
grading-help-check = Check it: a line for every fault, with file, line and part; without any, an example is counted
grading-help-file = The .toml file to check; the one in use if left out
grading-check-good = { $title }  version { $version }  { $count } criteria  { $deductions } deductions
grading-check-faulty = { $count } faults.
grading-doctor = Grading file: { $own ->
    [0] the one that comes with the program
   *[other] the office's own grading.toml
}
grading-example = For example · { $kind }
grading-example-part = { "  " }{ $label }  { $points }/{ $full } ({ $how })
grading-example-taken = { "  " }{ $label }  −{ $points } ({ $how })
grading-example-sum = { "  " }{ $points } points, { $grade }
grading-fault-number = { form-fault-where }{ $name } must be a number without quotes, such as 2.5.
grading-fault-bounds = { form-fault-where }[bounds] go down: excellent, good, passed, between 100 and 0.
grading-fault-days = { form-fault-where }{ $name } must be a whole number from { $least } to { $most }.
grading-fault-sum = { form-fault-where }the weights of { $kind } come to { $sum }; they must be 100.
grading-fault-none = { form-fault-where }there are no [[criteria]]; one is needed.
grading-fault-many = { form-fault-where }[[{ $name }]] may be { $most } at most, so that a window shows them.
grading-fault-same = { form-fault-where }the id { $name } is used twice.
grading-fault-figure = { form-fault-where }there is no figure { $figure }; see docs/grades.md.
grading-fault-tenths = { form-fault-where }{ $name } must be above 0, at most 100, with one decimal at most.
grading-fault-nobody = { form-fault-where }whom is empty: say for whom, or leave it out.
grading-fault-not-of-rule = { form-fault-where }{ $name } does not go with the rule { $rule }.
grading-fault-rule-lacks = { form-fault-where }the rule { $rule } needs { $name }.
grading-fault-pieces = { form-fault-where }{ $name } must be a whole number, 1 or more.
