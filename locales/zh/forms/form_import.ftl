# gridbot forms import：从 Excel（XLSForm）导入表单；gridbot forms preview：预览
forms-help-import = 从 Excel 工作簿（XLSForm）导入表单，写成 .toml
forms-help-workbook = 工作簿，含 survey、choices、settings 三张表（见 docs/xlsform.md）
forms-help-folder = 写入的文件夹，默认是配置中 [forms] folder
forms-help-id = 表单代码，默认取 settings 表的 form_id，再取文件名
forms-help-replace = 表单已存在时替换，版本加一

form-import-head = { $title }：由 { $file } 导入（gridbot forms import）。
form-import-head-change = 要修改，请改工作簿后加 --replace 重新导入；直接改这里的，请把 version 加一。
form-import-done = 已写入 { $path }：{ $title }，第 { $version } 版，共 { $fields } 项。
form-import-next = 请预览：gridbot forms preview { $path }
form-import-unchanged = { $path } 与工作簿一致，未改动（第 { $version } 版）。
form-import-exists = 表单 { $form } 已存在（第 { $version } 版）。要替换请加 --replace，版本随之加一。
form-import-no-folder = 尚未设置存放表单的文件夹。请在配置中写 [forms] folder = "forms"，或用 --folder 指定。
form-import-faults = 共 { $count } 处问题，未导入。
form-import-more = ……另有 { $count } 处
form-import-left-out = 请留意：{ $what }

form-import-place-sheet = { $sheet } 表
form-import-place-row = { $sheet } 表第 { $row } 行
form-import-place-column = { $sheet } 表第 { $row } 行 { $column } 列
form-import-placed = { $place }：{ $what }

form-import-no-survey = 没有名为 survey 的工作表（现有：{ $sheets }）。
form-import-sheet-unread = 不支持这张表，请删去。
form-import-empty = 没有任何内容。第 1 行写列名，从第 2 行起每行一个问题。
form-import-too-many-rows = 有 { $rows } 行，最多 { $most } 行。

form-import-hidden = 含有看不见的字符 { $code }，请删去后重新输入。
form-import-too-long = 有 { $length } 个字，最多 { $most } 个字。
form-import-no-head = 这一列有内容，但第 1 行没有列名。
form-import-column = 不支持这一列，请清空；写给同事的说明请放在名为“备注”的列。
form-import-column-like = 不认识这一列，是否想写 { $like }？
form-import-column-missing = 缺少 { $missing } 列。
form-import-column-twice = 这一列出现了两次，请只留一列。
form-import-language = 不认识这种语言。中文请写 ::zh，英文请写 ::en。
form-import-blank = 没有填写。
form-import-space = “{ $value }”中有空格，请去掉或改用 _。

form-import-no-id = 没有填写表单代码（form_id）。请用小写英文字母、数字和 _，例如 { $like }。
form-import-id-option = --id “{ $value }”不能用作表单代码。请用小写英文字母、数字和 _，以字母开头，例如 { $like }。
form-import-name = “{ $value }”不能用作名称。请用小写英文字母、数字和 _，以字母开头，例如 { $like }；给人看的文字写在 label 列。
form-import-name-long = “{ $value }”过长，最多 { $most } 个字符。
form-import-name-twice = “{ $value }”与第 { $row } 行重名，名称在整张表中不能重复。
form-import-short = 文字过长，不宜列在汇总中。请在 short 列写一个 { $most } 字以内的简称。
form-import-words-refer = 文字中不能用 ${"{"}…{"}"} 引用别的答案。

form-import-type = 不支持类型“{ $value }”。
form-import-type-like = 不支持类型“{ $value }”，是否想写 { $like }？
form-import-select = “{ $value }”应写成 select_one 列表名 或 select_multiple 列表名，列表写在 choices 表。
form-import-or-other = 不支持 or_other。请在列表中加一个“其他”选项，再加一个文字题。
form-import-no-list = 引用了列表 { $value }，choices 表中没有（现有：{ $known }）。
form-import-choice-twice = “{ $value }”与第 { $row } 行相同，同一列表中的选项不能重复。
form-import-frame = 不支持“{ $value }”。只有重复组（begin_repeat）可用；其他分组请删去首尾两行，其中的问题可以保留。
form-import-nested = 重复组中不能再有重复组；或上一个重复组 { $name } 缺少 end_repeat。
form-import-begin-alone = 重复组{ $name ->
    [none] {""}
   *[other] {" "}{ $name }{" "}
}没有对应的 end_repeat。
form-import-end-alone = 没有对应的 begin_repeat。
form-import-repeat-empty = 重复组 { $name } 中没有问题。
form-import-required = “{ $value }”只能是 yes 或 no（是、否亦可），不能是条件。

form-import-no-field = 引用了 ${"{"}{ $name }{"}"}，表中没有这个字段。
form-import-no-field-like = 引用了 ${"{"}{ $name }{"}"}，表中没有这个字段，是否想写 ${"{"}{ $like }{"}"}？
form-import-later = 引用了 ${"{"}{ $name }{"}"}，它在本行之后，只能引用前面的字段。
form-import-in-repeat = 引用了 ${"{"}{ $name }{"}"}，它在重复组 { $group } 中，组外不能直接引用。
form-import-or = 不支持 or（或者），只能用 and（并且）连接。可以拆成两个问题，各写一个条件。
form-import-operator = 不支持运算符 { $sign }。
form-import-function = 不支持函数 { $name }()。
form-import-expression = “{ $what }”没有写完。
form-import-expression-at = “{ $what }”中的“{ $at }”看不懂。
form-import-condition = 条件只能写成 ${"{"}字段{"}"} = '选项'、${"{"}字段{"}"} > 0 或 selected(${"{"}字段{"}"}, '选项')，用 and 连接。
form-import-use-selected = { $name } 可以多选，请写成 selected(${"{"}{ $name }{"}"}, '选项')。
form-import-not-compared = { $name } 不是选择题，也不是数字，不能用作条件。
form-import-no-choice = { $name } 没有选项“{ $value }”（现有：{ $known }）。
form-import-whole = 应与一个整数比较。
form-import-money-sign = 金额有角分，条件请用 > 或 <，不用 { $sign }。
form-import-money-limit = 金额的上下限请用 >= 和 <=，不用 { $sign }。
form-import-constraint = 这个问题不能这样限制。数字可写 . >= 0 and . <= 100，日期可写 . <= today()，文字可写 string-length(.) <= 200。
form-import-no-answer-left = 下限大于上限，没有答案符合。
form-import-day = “{ $value }”不是日期，请写成 2026-01-31。
form-import-calculation = 只能是若干数字字段相加，例如 ${"{"}a{"}"} + ${"{"}b{"}"}，或 sum(${"{"}重复组中的字段{"}"})。
form-import-sum = sum() 中的 ${"{"}{ $name }{"}"} 不在重复组中，请直接写 ${"{"}{ $name }{"}"}。
form-import-no-number = ${"{"}{ $name }{"}"} 不是数字，不能相加。
form-import-not-for-calculate = 计算得出的数字不向人提问，不能有这一列，请清空。
form-import-only-calculate = 只有 calculate 行可以写计算式；要自动得出的数字，请把类型改为 calculate。
form-import-default = “{ $value }”不是这个问题的有效答案。
form-import-last-saved = 默认值只能是一个固定的答案，或本字段的上期答案 ${"{"}last-saved#{ $name }{"}"}。
form-import-adds-up = 不认识“{ $value }”，只能是 { $known }。

form-import-pyxform = pyxform 不接受：{ $what }
form-import-pyxform-name = 名称只能用小写英文字母、数字和 _，以字母开头。
form-import-pyxform-name-twice = 名称重复。
form-import-pyxform-list = choices 表中没有列表 { $name }。

form-import-left-out-constraint-message = 答错时的提示由机器人按上下限给出。
form-import-left-out-required-message = 漏答时的提示由机器人给出。
form-import-left-out-title = 没有填写，表单名称用了文件名“{ $value }”。
form-import-left-out-formulas = 这一列只有公式，没有采用。
form-import-left-out-style = 版式由手机决定。
form-import-left-out-appearance = 显示方式“{ $value }”在聊天中没有对应。
form-import-left-out-today = 日历上已有“今天”按钮，不另设默认值。

forms-help-preview = 预览表单：每个窗口的文字和按钮，也可写成网页
forms-help-form = 表单代码，或 .toml、.xlsx 文件
forms-help-html = 写成一个网页文件，不覆盖已有文件
forms-help-language = 语言：zh 或 en
form-preview-no-form = 没有表单 { $form }。可用：{ $known }
form-preview-language = 没有语言 { $named }，可用：{ $known }
form-preview-title = 预览：{ $title }（{ $form }，第 { $version } 版）
form-preview-first = 首页
form-preview-zero = 零报告
form-preview-summary = 核对
form-preview-filed = 已提交
form-preview-conditional = { $field }（有条件）
form-preview-unreached = 没有答案能走到：{ $fields }
form-preview-grid = 示例科室
form-preview-person = 示例人员
form-preview-post = 示例职务
form-preview-text = 示例文字
