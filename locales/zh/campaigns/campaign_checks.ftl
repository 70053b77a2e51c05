# gridbot campaign：检查、预览专项整治模板。各句前的位置见 forms/form_checks.ftl。
campaign-help-command = 检查、预览专项整治模板
campaign-help-check = 检查模板：每处错误一行，注明文件、行号和项目
campaign-help-files = 要检查的 .toml 文件，不填则检查随程序的模板和配置中文件夹里的模板
campaign-help-preview = 预览模板：各阶段、各任务的日期
campaign-help-template = 模板的 id，或 .toml 文件
campaign-help-start = 开始日期，如 2026-06-01，不填为今天
campaign-help-language = 语言，zh 或 en
campaign-check-good = { $template }  第 { $version } 版  { $phases } 个阶段  { $tasks } 项任务  { $title }{ $own ->
    [0] {""}
    [1] （本院模板）
   *[2] （本院模板，代替随程序的模板）
}
campaign-check-faulty = 共 { $count } 处错误。
campaign-doctor = 专项整治模板 { $count } 个，其中本院 { $own } 个
campaign-no-folder = 配置有误：[campaigns] folder { $path } 不是文件夹。
campaign-preview-no-template = 没有模板 { $template }。现有：{ $known }。
campaign-preview-no-day = { $day } 不是日期，请写成 2026-06-01。
campaign-preview-head = { $title }　{ $first } 至 { $last }
campaign-preview-phase = { $number } { $phase }　{ $first } 至 { $last }（{ $days } 天）
campaign-preview-task = { $opens } 通知，{ $due } 截止　{ $title }　{ $who }
campaign-preview-levels = { $roles }，{ $lowest ->
    [0] 第 { $least } 级网格
    [1] 第 { $least } 级及以下网格
   *[2] 第 { $least } 至 { $most } 级网格
}

campaign-fault-phases = { form-fault-where }应有 1 至 { $most } 个阶段。
campaign-fault-items = { form-fault-where }整治工作项目最多 { $most } 个。
campaign-fault-days = { form-fault-where }days 应为 1 至 { $most }。
campaign-fault-tasks = { form-fault-where }每个阶段应有 1 至 { $most } 项任务。
campaign-fault-same-id = { form-fault-where }id { $name } 用了两次，阶段和任务的 id 都不能重复。
campaign-fault-due = { form-fault-where }任务 { $task } 的 due 应为 1 至 { $days }，或 -1 至 -{ $days }。
campaign-fault-nobody = { form-fault-where }任务 { $task } 的 roles 是空的，没有人负责。
campaign-fault-levels = { form-fault-where }任务 { $task } 的 max_level 小于 min_level，或 min_level 小于 1。
campaign-fault-nudges = { form-fault-where }任务 { $task } 的 nudge_before、nudge_after 应为正整数，late_days 不能为负。
campaign-fault-form = { form-fault-where }没有表单 { $name }。现有：{ $known }。
campaign-fault-register = { form-fault-where }没有台账 { $name }。现有：{ $known }。
