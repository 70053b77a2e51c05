# 设置：导出、导入（命令行）
settings-help-settings = 导出、导入在聊天中设置的内容（任务、医院信息）
settings-help-export = 把现在的设置写成一个 TOML 文件
settings-help-new-file = 新文件的名称；不写则显示在屏幕上
settings-help-import = 按 TOML 文件设置，并列出变动
settings-help-file = gridbot settings export 写出的文件
settings-help-dry-run = 只列出变动，不设置
settings-file-head = 由 gridbot settings export 写出；修改后用 gridbot settings import 导入。任务各项含义见 docs/duties.md。
settings-file-line = 第 { $line } 行：{ $fault }
settings-file-unknown = 没有“{ $name }”这一项
settings-file-no-form = 没有表单 { $form }
settings-file-faults = 共 { $count } 处问题，未导入任何内容。
settings-file-changed = { $what }：{ $old } → { $new }
settings-file-same = 与现在的设置一致，没有变动。
settings-file-dry-run = 以上为将要发生的变动，尚未设置。
settings-file-done = 已导入。
