# 审计日志
audit-help-group = 核验审计日志（gridbot audit verify）
audit-help-verify = 核验审计日志是否被改动，并给出备查编号
audit-help-head = 与以前记下的备查编号（如 42:0123456789abcdef）核对

audit-office-intact = 监察室日志完好，共 { $count } 条。请另行记下备查编号，下次用 --head 核对： { $head }
audit-hash-wrong = 监察室日志第 { $place } 条被改动。
audit-previous-wrong = 监察室日志第 { $place } 条与前一条不相接，其间有改动。
audit-place-missing = 监察室日志自第 { $place } 条起缺 { $count } 条。
audit-head-same = 与记下的第 { $place } 条一致，此后新增 { $count } 条。
audit-head-other = 与记下的第 { $place } 条不一致，日志曾被改写。
audit-head-gone = 记下的第 { $place } 条已不存在，现至第 { $count } 条，日志曾被删除。
audit-head-malformed = 备查编号形如 42:0123456789abcdef，请照原样填写。
audit-supervisor-intact = 驻组日志完好。
audit-supervisor-broken = 驻组日志有改动，请报告驻组。
audit-other-broken = 另有不属于监察室和驻组的记录，且有改动。
audit-no-database = 尚无数据库 { $path }，请核对配置文件。
audit-help-settings = 列出设置的修改记录：谁、何时、由什么改为什么，并与日志核对
audit-settings-none = 尚无修改记录。
audit-setting-line = { $number }. { $when } { $who } { $what }：{ $old } → { $new }
audit-setting-other = 第 { $number } 项与日志不一致，记录曾被改动。
