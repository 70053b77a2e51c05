# gridbot polls: forms of polls are checked and previewed. What each sentence begins with is in forms/form_checks.ftl.
polls-help-command = Check or preview forms of polls
polls-help-check = Check forms of polls: a line for each fault, with file, line and item
polls-help-files = .toml files to check; without any, the shipped ones and those in the configured folder
polls-help-preview = Preview a form of polls: each question as people see it
polls-help-form = The form's id, or a .toml file
polls-help-language = The language, zh or en
polls-help-html = Write one web page, to open in a browser
polls-check-good = { $form }  version { $version }  { $count } questions  { $title }{ $own ->
    [0] {""}
    [1] {" "}(the office's own)
   *[2] {" "}(the office's own, in place of the shipped one)
}
polls-check-faulty = { $count } faults in all.
polls-doctor = { $count } forms of polls, { $own } of them the office's own
polls-no-folder = The configuration is wrong: [polls] folder { $path } is no folder.
polls-preview-no-form = There is no form { $form }. There are: { $known }.
polls-preview-subject = (who is assessed)
polls-preview-first = The poll opened
polls-preview-check = Before it is handed in
polls-preview-done = After it was handed in

poll-fault-free-text = { form-fault-where }a poll takes no words of one's own: they tell who wrote them. Use one_of, yes_no or whole_number.
poll-fault-kind = { form-fault-where }a poll counts people; { $kind } can't be counted. Use one of: { $known }.
poll-fault-when = { form-fault-where }each question of a poll is asked of everybody, without when: answers of a few would stand alone.
poll-fault-report-only = { form-fault-where }a poll's question has no { $name }, which is for reports of each period.
poll-fault-no-question = { form-fault-where }there is no question; there must be one at least.
poll-fault-too-many = { form-fault-where }too many questions, { $most } at most.
poll-fault-choices = { form-fault-where }there must be 2 to { $most } choices.
poll-fault-steps = { form-fault-where }a scale has 2 to { $most } steps; change minimum and maximum.
