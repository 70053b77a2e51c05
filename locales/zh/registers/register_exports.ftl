registers-print = 导出
registers-print-which = <b>{ $register } · 导出</b>
    请选择清单。设有筛选条件的，只导出符合条件的记录。
registers-print-name = { $title } { $day }.{ $ending }
registers-print-empty = 目前没有可以列入此清单的记录。
registers-printing = 正在生成清单，共 { $count } 条，请稍候。
registers-printed = 清单已生成，共 { $count } 条。
