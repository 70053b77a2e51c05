# gridbot registers check：检查台账，说明哪个文件、哪一行、哪一项、什么不对。各句前的位置见 forms/form_checks.ftl。
registers-help-command = 检查、预览台账
registers-help-check = 检查台账：每处错误一行，注明文件、行号和项目
registers-help-files = 要检查的 .toml 文件，不填则检查随程序的台账和配置中文件夹里的台账
registers-check-good = { $register }  第 { $version } 版  { $fields } 项  { $states } 种状态  { $title }{ $own ->
    [0] {""}
    [1] （本院台账）
   *[2] （本院台账，代替随程序的台账）
}
registers-check-faulty = 共 { $count } 处错误。
registers-doctor = 台账 { $count } 种，其中本院 { $own } 种
registers-no-folder = 配置有误：[registers] folder { $path } 不是文件夹。

register-fault-form-only = { form-fault-where }台账的项目不能有 { $name }，它只用于逐期填报的表单。
register-fault-when-later = { form-fault-where }本项在登记时填写，条件却引用了 { $name }，它在办理中才填写。
register-fault-empty = { form-fault-where }{ $name } 是空的，至少要有一个。
register-fault-same-id = { form-fault-where }id { $name } 用了两次。
register-fault-no-state = { form-fault-where }{ $name } 引用了状态 { $state }，没有这个状态。
register-fault-no-field = { form-fault-where }{ $name } 引用了项目 { $target }，没有这个项目。
register-fault-field-kind = { form-fault-where }{ $name } 引用了项目 { $target }，它的 kind 应为：{ $known }。
register-fault-person-later = { form-fault-where }{ $name } 引用了项目 { $target }，它应在登记时填写，不能放在 asks 中。
register-fault-number-unknown = { form-fault-where }编号中的 { "{" }…{ "}" } 只能是：{ $known }。
register-fault-number-n = { form-fault-where }编号中没有 { "{" }n{ "}" }，各件的编号会相同。
register-fault-clock-one-of = { form-fault-where }期限要有 due（日期项目）或 days（天数）中的一个，且只有一个。
register-fault-clock-steps = { form-fault-where }days、nudge_before、nudge_after 中的天数应为 1 或更大的整数。
register-fault-clock-optional = { form-fault-where }期限取自 { $name }，该项可能没有填写：请改为必填，并去掉条件。
register-fault-count-optional = { form-fault-where }统计的日期取自 { $name }，该项可能没有填写：请改为必填，并去掉条件，或在其后加上 opened。
register-fault-clock-early = { form-fault-where }期限取自 { $name }，但可以不填该项就进入状态 { $state }，那时还没有日期。
register-fault-who = { form-fault-where }{ $name } 中的 { $who } 不能用，只能是：{ $known }。
register-fault-nobody = { form-fault-where }没有人能办理 { $move }。
register-fault-confidential = { form-fault-where }{ $move } 是保密办理（confidential）：状态不变，不填写项目，只能通知 level_one，否则其他人会看到。
register-fault-no-person = { form-fault-where }{ $name } 写了 { $who }，但台账没有用 { $who } 指明是哪个人员项目。
register-fault-unique-whose = { form-fault-where }fields 中至少要有 owner 或 addressee 所指的人员项目。
register-fault-coverage-one-of = { form-fault-where }覆盖要有 person（记录中的何人）或 move（各办一次的办理）中的一个，且只有一个。
register-fault-coverage-move = { form-fault-where }按办理（move）统计的覆盖不能有 { $name }。
register-fault-not-once = { form-fault-where }{ $move } 不是各办一次（each_once）的办理。
register-fault-once = { form-fault-where }{ $move } 由各人各办一次（each_once）：状态不变，不填写项目，不说明理由，不告知他人。
register-fault-once-more = { form-fault-where }一种台账只能有一个各办一次（each_once）的办理。
register-fault-no-chain = { form-fault-where }{ $name } 写了 { $who }，但 [[chains]] 中没有规定由谁担任。
register-fault-stuck = { form-fault-where }到了状态 { $state } 就到不了终点：请加一步办理，或写 end = true。
register-fault-stuck-unreviewed = { form-fault-where }不需审核的事项到了状态 { $state } 就到不了终点：请加一步 reviewed = false 的办理，让它不进入此状态。
register-fault-never-acts = { form-fault-where }规定了审批，但{ $reviewed ->
    [0] 不需审核的事项
   *[1] 须审核的事项
}没有一步由 { $who } 办理。
register-fault-unreached = { form-fault-where }没有任何办理能到达状态 { $state }。
register-fault-uncovered = { form-fault-where }[[chains]] 没有规定这些情形由谁审定：{ $cases }。
register-fault-chain-never = { form-fault-where }这一条审批规定用不上：前面的已包括它的情形，或没有这种情形。
register-fault-rank-of-nobody = { form-fault-where }按职级审批，但台账没有用 owner 指明是谁的职级。
register-fault-condition = { form-fault-where }条件 { $name } = { $value } 不可能成立：项目应为 one_of 或 yes_no，值应为其选项。
register-fault-condition-later = { form-fault-where }条件引用了 { $name }，它在办理中才填写，应在登记时填写。
register-fault-rule = { form-fault-where }rule 不是可读的周期规则：{ $rule }
register-fault-about = { form-fault-where }about 是 { $name }：只能是 { $known }，或是把本台账列入 [[parts]] 的台账。
register-fault-no-register = { form-fault-where }引用了台账 { $name }，没有这个台账。
register-fault-circle = { form-fault-where }循环引用：本台账又是 { $name } 的下级。
register-fault-part-about = { form-fault-where }台账 { $name } 是本台账的下级，它的 about 应为 "{ $about }"。
registers-changed = 配置有误：台账 { $register } 的内容与已使用过的第 { $version } 版不同。请把 version 改为 { $next } 再启动。
registers-state-gone = 配置有误：台账 { $register } 已没有状态 { $state }，但还有 { $count } 条记录处于该状态。请保留这个状态。
register-fault-past = { form-fault-where }本台账越过医院监察室（past_level_one），不能有 { $name }，否则监察室会知道。
register-fault-directly = { form-fault-where }directly 写了 { $name }，没有这个台账，或它没有写 past_level_one = true。
register-fault-flow-charts = { form-fault-where }flow_charts 只能用于 docx 清单，且台账须写明 flow_chart。
register-fault-foot = { form-fault-where }foot 中的 { "{" }…{ "}" } 只能是 { "{" }day{ "}" }。
