# gridbot forms：检查表单，说明哪个文件、哪一行、哪一项、什么不对。
forms-help-command = 检查、导入、预览表单
forms-help-check = 检查表单：每处错误一行，注明文件、行号和项目
forms-help-files = 要检查的 .toml 文件，不填则检查随程序的表单和配置中文件夹里的表单
forms-check-good = { $form }  第 { $version } 版  { $fields } 项  { $title }{ $own ->
    [0] {""}
    [1] （本院表单）
   *[2] （本院表单，代替随程序的表单）
}
forms-check-faulty = 共 { $count } 处错误。
forms-doctor = 表单 { $count } 张，其中本院 { $own } 张
forms-doctor-replaced = 本院表单代替了随程序的表单：{ $forms }
forms-doctor-lost = 已保存的旧版表单现在读不了：{ $forms }。用旧版开始的草稿将改用现行版。
forms-no-folder = 配置有误：[forms] folder { $path } 不是文件夹。
forms-changed = 配置有误：表单 { $form } 的内容与已使用过的第 { $version } 版不同。请把 version 改为 { $next } 再启动；已开始填的仍按旧版填完。
forms-kind-changed = 配置有误：表单 { $form } 的 { $name } 在第 { $version } 版中是 { $was }，现在是 { $now }，新旧答案无法一起汇总。请保留原样，另用一个新的 key。

form-fault-where = { $file }{ $line ->
    [0] {""}
   *[other] ，第 { $line } 行
}{ $named ->
    [0] {""}
   *[other] ，{ $field }
}：
form-fault-not-toml = { form-fault-where }不是有效的 TOML 文件（{ $reason }）。
form-fault-not-utf8 = { form-fault-where }文件不是 UTF-8 编码，请用 UTF-8 保存。
form-fault-missing-key = { form-fault-where }缺少 { $name }。
form-fault-unknown-key = { form-fault-where }不认识 { $name }，请检查拼写。
form-fault-none-of = { form-fault-where }{ $name } 只能是其中之一：{ $known }。
form-fault-no-yes-no = { form-fault-where }{ $name } 应为 true 或 false，不加引号。
form-fault-no-whole-number = { form-fault-where }{ $name } 应为整数，不加引号。
form-fault-no-text = { form-fault-where }{ $name } 应为带引号的文字。
form-fault-no-list = { form-fault-where }{ $name } 应为列表，写在 [ ] 中。
form-fault-no-table = { form-fault-where }{ $name } 应写在 {"{"} {"}"} 中，例如 {"{"} zh = "…", en = "…" {"}"}。
form-fault-wrong-value = { form-fault-where }{ $name } 的值不能用。
form-fault-condition-value = { form-fault-where }{ $name } 应为 true、false 或带引号的选项值。
form-fault-other-name = { form-fault-where }id 是 { $id }，与文件名不同，请改成一致。
form-fault-key = { form-fault-where }{ $name } 只能用小写字母、数字和 _，以字母开头，最多 64 个字符。
form-fault-version = { form-fault-where }version 应为 1 或更大的整数。
form-fault-no-fields = { form-fault-where }表中没有项目，至少要有一项。
form-fault-zero-lacks = { form-fault-where }可以零报告，但必填项 { $name } 没有 zero：请加上，或改为不必填。
form-fault-same-key = { form-fault-where }key { $name } 用了两次。
form-fault-not-for-kind = { form-fault-where }{ $kind } 不能有 { $name }。
form-fault-not-for-figures = { form-fault-where }{ $how } 的项目由机器人计算，不能有 { $name }。
form-fault-not-in-groups = { form-fault-where }重复组中的项目不能有 { $name }。
form-fault-untranslated = { form-fault-where }{ $name } 缺少 { $lang } 的文字。
form-fault-unknown-language = { form-fault-where }{ $name } 有 { $lang } 的文字，没有这种语言。
form-fault-too-long = { form-fault-where }{ $name } 最多 { $limit } 个字。
form-fault-no-maximum = { form-fault-where }缺少 maximum：没有上限，答错时无法说明怎样才对。
form-fault-maximum-below-minimum = { form-fault-where }maximum 小于 minimum。
form-fault-no-day = { form-fault-where }{ $name } 应为日期，例如 "2026-01-31"，或 "today"。
form-fault-latest-before-earliest = { form-fault-where }latest 早于 earliest。
form-fault-same-choice = { form-fault-where }有两个选项都叫 { $name }。
form-fault-adds-up = { form-fault-where }{ $kind } 不能按 { $how } 汇总。
form-fault-lights = { form-fault-where }按 worst_light 汇总的选项值只能是 { $known }，由好到差。
form-fault-source-alone = { form-fault-where }carry = "year_sum" 和 source 要同时使用。
form-fault-source-written = { form-fault-where }source 要写成 表.项目。
form-fault-counted-written = { form-fault-where }counted 要写成 台账.统计项，或 台账.统计项=选项值。
forms-counted-unknown = 表 { $form }：{ $field } 的 counted 引用了 { $counted }，台账中没有这个统计项，或它不按此选项分、是金额。
form-fault-source = { form-fault-where }source 引用了 { $name }，没有这样一个同类型、按 sum 汇总的项目。
form-fault-no-answer = { form-fault-where }{ $name } 的值 { $value } 不是本项的有效答案。
form-fault-joins = { form-fault-where }joins 引用了 { $name }，前面没有这一项。
form-fault-circle = { form-fault-where }循环引用：{ $chain }。
form-fault-condition-unknown = { form-fault-where }条件引用了 { $name }，表中没有这个项目。
form-fault-condition-inside = { form-fault-where }条件引用了 { $name }，它在重复组里，组外不能引用。
form-fault-condition-later = { form-fault-where }条件引用了 { $name }，它在本项之后。
form-fault-condition-not-asked = { form-fault-where }条件引用了 { $name }，填报时不问这一项。
form-fault-condition-sum-later = { form-fault-where }条件引用了合计 { $name }，合计中有本项之后才填的项目。
form-fault-condition-one-of = { form-fault-where }条件要有 above、below、equals、contains 中的一个，且只有一个。
form-fault-condition-not-number = { form-fault-where }条件比较 { $name } 的大小，但它不是数字。
form-fault-condition-never = { form-fault-where }条件要求的答案，{ $name } 不可能有。
form-fault-sum-unknown = { form-fault-where }sum_of 引用了 { $name }，没有这个项目，或不在同一组里。
form-fault-sum-known = { form-fault-where }sum_of 引用了 { $name }，它由系统随时统计，不能计入合计。
form-fault-check-written = { form-fault-where }check { $check } 应写成两边之间用 =、<= 或 >= 连接，每边是相加的数字项目，例如 "a + b <= c"。
form-fault-check-unknown = { form-fault-where }check 引用了 { $name }，没有这个项目。
form-fault-check-kind = { form-fault-where }check 引用了 { $name }，不是数字、金额或重复组。
form-fault-check-says = { form-fault-where }says 中的 { $name } 没有写在 check 里。
form-fault-sum-kind = { form-fault-where }sum_of 引用了 { $name }，它与合计不是同一类数字。
form-fault-too-many-items = { form-fault-where }重复组的 maximum 最多为 { $limit }。
form-fault-too-many-quick = { form-fault-where }quick 最多 { $limit } 个。
