# gridbot grades：检查考核办法。各句前的位置见 forms/form_checks.ftl。
grading-help-command = 检查考核办法（grading.toml）
grading-help-check = 检查考核办法：每处错误一行，注明文件、行号和项目；没有错误时算一个例子
grading-help-file = 要检查的 .toml 文件，不填则检查正在使用的
grading-check-good = { $title }  第 { $version } 版  计分 { $count } 项  扣分 { $deductions } 项
grading-check-faulty = 共 { $count } 处错误。
grading-doctor = 考核办法：{ $own ->
    [0] 随程序的
   *[other] 本院的 grading.toml
}
grading-example = 举例 · { $kind }
grading-example-part = { "  " }{ $label }  { $points }/{ $full }（{ $how }）
grading-example-taken = { "  " }{ $label }  −{ $points }（{ $how }）
grading-example-sum = { "  " }得分 { $points }  { $grade }
grading-fault-number = { form-fault-where }{ $name } 应为数字，不加引号，例如 2.5。
grading-fault-bounds = { form-fault-where }[bounds] 应由高到低：excellent、good、passed，在 100 与 0 之间。
grading-fault-days = { form-fault-where }{ $name } 应为 { $least } 至 { $most } 的整数。
grading-fault-sum = { form-fault-where }{ $kind } 的 weight 合计为 { $sum }，应为 100。
grading-fault-none = { form-fault-where }没有 [[criteria]]，至少要有一项。
grading-fault-many = { form-fault-where }[[{ $name }]] 最多 { $most } 项，一个窗口才看得完。
grading-fault-same = { form-fault-where }id { $name } 用了两次。
grading-fault-figure = { form-fault-where }没有 { $figure } 这个数字，写法见 docs/grades.md。
grading-fault-tenths = { form-fault-where }{ $name } 应大于 0、不超过 100，最多一位小数。
grading-fault-nobody = { form-fault-where }whom 是空的：请写明对象，或删去这一行。
grading-fault-not-of-rule = { form-fault-where }rule 为 { $rule } 时不用 { $name }。
grading-fault-rule-lacks = { form-fault-where }rule 为 { $rule } 时缺少 { $name }。
grading-fault-pieces = { form-fault-where }{ $name } 应为 1 或更大的整数。
