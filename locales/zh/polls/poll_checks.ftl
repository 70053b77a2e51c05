# gridbot polls：检查、预览测评表。各句前的位置见 forms/form_checks.ftl。
polls-help-command = 检查、预览测评表
polls-help-check = 检查测评表：每处错误一行，注明文件、行号和项目
polls-help-files = 要检查的 .toml 文件，不填则检查随程序的测评表和配置中文件夹里的测评表
polls-help-preview = 预览测评表：逐题显示参加人看到的样子
polls-help-form = 测评表的 id，或 .toml 文件
polls-help-language = 语言，zh 或 en
polls-help-html = 写成一个网页文件，用浏览器打开
polls-check-good = { $form }  第 { $version } 版  { $count } 题  { $title }{ $own ->
    [0] {""}
    [1] （本院测评表）
   *[2] （本院测评表，代替随程序的测评表）
}
polls-check-faulty = 共 { $count } 处错误。
polls-doctor = 测评表 { $count } 张，其中本院 { $own } 张
polls-no-folder = 配置有误：[polls] folder { $path } 不是文件夹。
polls-preview-no-form = 没有测评表 { $form }。现有：{ $known }。
polls-preview-subject = （测评对象）
polls-preview-first = 打开测评
polls-preview-check = 提交前核对
polls-preview-done = 提交后

poll-fault-free-text = { form-fault-where }测评不能让人自由填写：文字会透露是谁写的。请改为 one_of、yes_no 或 whole_number。
poll-fault-kind = { form-fault-where }测评只计人数，不能用 { $kind }，只能用：{ $known }。
poll-fault-when = { form-fault-where }测评的每一题都问每一个人，不能有条件 when：否则少数人的回答会单独列出。
poll-fault-report-only = { form-fault-where }测评表的项目不能有 { $name }，它只用于逐期填报的表单。
poll-fault-no-question = { form-fault-where }表中没有题目，至少要有一题。
poll-fault-too-many = { form-fault-where }题目太多，最多 { $most } 题。
poll-fault-choices = { form-fault-where }选项应为 2 至 { $most } 个。
poll-fault-steps = { form-fault-where }评分应有 2 至 { $most } 个分值，请修改 minimum 和 maximum。
