# 读取别人交来的 Excel 工作簿（花名册、XLSForm）时的问题
sheet-unreadable = 文件已损坏，或不是 Excel 工作簿（.xlsx），无法读取。
sheet-old-excel = 这是旧版 .xls，或设了打开密码。请在 Excel 中去掉密码，另存为 .xlsx。
sheet-csv = 这是文本文件（.csv）。请在 Excel 中打开，分成所需的各张工作表，另存为 .xlsx。
workbook-too-large = 文件过大。请只保留需要的工作表，删去图片、空白行列和其他内容后再试
sheet-strict = 这是“Strict Open XML 电子表格”。请在 Excel 中另存为“Excel 工作簿（.xlsx）”。
sheet-twice = 有两张同名的工作表，请只留一张。
sheet-hidden = 此工作表是隐藏的。请取消隐藏，核对后再导入。
sheet-hidden-rows = 从这一行起有 { $count } 行被隐藏或筛掉。请取消隐藏、清除筛选，核对后再导入。
sheet-hidden-column = 此列是隐藏的。请取消隐藏，核对后再导入。
sheet-column-twice = 此列出现了两次，请只留一列。
sheet-merged = { $cells } 是合并单元格。请取消合并，每行各填一次。
sheet-no-result = 公式没有算出结果。请在 Excel 中打开并保存一次，或改成内容（复制后选择性粘贴为“值”）。
sheet-error-value = 是 Excel 的错误值 { $value }，请改正。
sheet-is-date = Excel 把它当成了日期或时间（{ $value }）。请把单元格格式改为“文本”，重新填写。
sheet-too-many-digits = 数字超过 { $most } 位，Excel 保存不全。请把单元格格式改为“文本”，重新填写。
sheet-format = 看不出单元格格式“{ $format }”显示的内容。请把单元格格式改为“文本”，重新填写。
