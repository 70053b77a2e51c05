# gridbot campaign: templates checked and previewed
campaign-help-command = Check and preview templates of campaigns
campaign-help-check = Check templates: a line for every fault, with file, line and item
campaign-help-files = The .toml files to check; without any, the shipped ones and those of the configured folder
campaign-help-preview = Show the days of every phase and task
campaign-help-template = The id of a template, or a .toml file
campaign-help-start = The first day, such as 2026-06-01; today where none is given
campaign-help-language = The language, zh or en
campaign-check-good = { $template }  version { $version }  { $phases } phases  { $tasks } tasks  { $title }{ $own ->
    [0] {""}
    [1] {" "}(your own)
   *[2] {" "}(your own, in place of the shipped one)
}
campaign-check-faulty = { $count } faults.
campaign-doctor = { $count } templates of campaigns, { $own } of them your own
campaign-no-folder = The configuration is wrong: [campaigns] folder { $path } is no folder.
campaign-preview-no-template = There is no template { $template }. There are: { $known }.
campaign-preview-no-day = { $day } is no day. Please write it as 2026-06-01.
campaign-preview-head = { $title }: { $first } to { $last }
campaign-preview-phase = { $number } { $phase }: { $first } to { $last } ({ $days } days)
campaign-preview-task = announced { $opens }, due { $due }: { $title }, { $who }
campaign-preview-levels = { $roles }, { $lowest ->
    [0] grids of level { $least }
    [1] grids of level { $least } and below
   *[2] grids of levels { $least } to { $most }
}

campaign-fault-phases = { form-fault-where }there must be 1 to { $most } phases.
campaign-fault-items = { form-fault-where }there may be { $most } items of rectification work at most.
campaign-fault-days = { form-fault-where }days must be from 1 to { $most }.
campaign-fault-tasks = { form-fault-where }each phase has 1 to { $most } tasks.
campaign-fault-same-id = { form-fault-where }the id { $name } is there twice; phases and tasks each need one of their own.
campaign-fault-due = { form-fault-where }due of the task { $task } must be 1 to { $days }, or -1 to -{ $days }.
campaign-fault-nobody = { form-fault-where }roles of the task { $task } is empty: nobody answers for it.
campaign-fault-levels = { form-fault-where }of the task { $task } max_level is below min_level, or min_level below 1.
campaign-fault-nudges = { form-fault-where }of the task { $task } nudge_before and nudge_after must be positive, late_days not negative.
campaign-fault-form = { form-fault-where }there is no form { $name }. There are: { $known }.
campaign-fault-register = { form-fault-where }there is no register { $name }. There are: { $known }.
