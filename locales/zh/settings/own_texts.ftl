# 表单与台账
own-text-button = 表单与台账
own-text-head =
    <b>表单与台账</b>
    现用的如下，其中自有 { $own } 个，其余随程序提供。
own-text-ask = 要新增或修改，请直接发送文件：Excel（XLSForm）或 .toml。发来后先检查、列出变动，确认后才生效。
own-text-mend = 请改好后直接发回。
own-text-kind-count = { $kind ->
    [form] 报表
    [register] 台账
    [poll] 测评表
   *[campaign] 专项整治
} { $count }
own-text-list = <b>{ $kind ->
    [form] 报表
    [register] 台账
    [poll] 测评表
   *[campaign] 专项整治模板
}</b>　共 { $count } 个，自有 { $own } 个
own-text-none = 尚无自有的。要修改，请先选一个、取得文件，改好后发到这里。
own-text-listed = { $title } · 第 { $version } 版{ $own ->
    [0] {""}
   *[other] {" "}· 自有
}
own-text-one = <b>{ $title }</b>（{ $id }）
own-text-version = { $kind ->
    [form] 报表
    [register] 台账
    [poll] 测评表
   *[campaign] 专项整治模板
}，第 { $version } 版，{ $own ->
    [0] 随程序提供
   *[other] 自有
}
own-text-since = { $day }起使用{ $by ->
    [none] {""}
   *[other] ，由{ $by }导入
}
own-text-edit = 要修改，请取得文件，改好后发到这里。
own-text-no-excel = 此表有 Excel 写不出的设置（如零报告、自动带入），只提供 .toml。
own-text-see = 预览
own-text-fetch = 取得文件（.{ $format }）
own-text-as = { $kind ->
    [poll] 测评表
   *[other] 报表
}
own-text-which = { $title }：这是报表，还是测评表（匿名，只计数）？
own-text-new = { $kind ->
    [form] 报表
    [register] 台账
    [poll] 测评表
   *[campaign] 专项整治模板
}：{ $was ->
    [0] 新增，第 { $version } 版
   *[other] 第 { $version } 版，替换现用的第 { $was } 版
}
own-text-parts = { $kind ->
    [form] 共 { $count } 项。导入后，由专项整治的任务或任务设置选用时才下发。
    [poll] 共 { $count } 题。导入后可在“测评”中选用。
    [register] 共 { $count } 项（字段、状态、办理）。导入后即可在“工作台账”中登记。
   *[campaign] 共 { $count } 项（阶段、任务）。导入后可在“专项整治”中选用。
}
own-text-changes = { $any ->
    [0] 变动：只有文字顺序或其他设置。
   *[other] 变动：增加 { $added } 项，删去 { $removed } 项，修改 { $changed } 项
}
own-text-change = • { $mark ->
    [added] 增加
    [removed] 删去
   *[changed] 修改
}：{ $label }
own-text-changes-more = …另有 { $count } 项
own-text-goes-on = { $kind ->
    [form] 已经开始填写的按原版本填完，已提交的不变。
   *[register] 已有的条目保留，今后按新版本办理。
}
own-text-remarks = 请留意：工作簿中有 { $count } 处未采用，见所附文件。
own-text-remarks-name = 未采用之处
own-text-preview = 预览 { $number }/{ $count }　<b>{ $caption }</b>
own-text-in-words = 说明
own-text-taken = 已导入。
own-text-what = { $kind ->
    [form] 报表
    [register] 台账
    [poll] 测评表
   *[campaign] 专项整治模板
} { $id }
own-text-number = 第 { $version } 版
own-text-no-file = 这不是表单文件。请以文件形式发送 .xlsx（XLSForm）或 .toml。
own-text-too-large = 文件超过 { $limit } KB，无法导入。请核对是否发错了文件。
own-text-not-utf8 = 文件的文字编码不是 UTF-8，无法读取。请另存为 UTF-8 后重新发送。
own-text-unknown = 看不出这是报表、台账、测评表还是专项整治模板。请先取得一个现用的文件，照它的写法修改。
own-text-roster = 这是花名册，请在“设置”的“花名册”中导入。
own-text-same = 与现用的一致，没有变动。
own-text-gone = 此项已不存在，请重新选择。
own-text-sent-gone = 此文件已导入、已取消，或搁置过久。如需导入，请重新发送。
own-text-changed-meanwhile = 未导入：期间已有人导入了另一个版本。请重新发送，核对变动。
own-text-send-again = 原来的版本已恢复使用。如需再用撤销的版本，请重新发送文件。
own-text-filed = 未撤销：已有 { $count } 份按此填报，不能删去。可修改后重新导入。
own-text-needed = 未撤销：有任务或专项整治正在使用它。请先停用该任务。
own-text-past-level-one = 未导入：直接报驻组的台账越过监察室，不能在这里新增或修改，请由驻组与管理员在服务器上办理。
own-text-figure-lost = 考核办法（grading.toml）用到 { $figure }，新版本中没有。请保留该项。
own-text-kind-changed = { $name } 在第 { $version } 版中是另一种答案（{ $was }，现为 { $now }），新旧答案无法一起汇总。请保留原来的一项，新的另加一项，用新的 key。
own-text-state-gone = 还有 { $count } 条记录处于状态 { $state }，新版本中没有这个状态。请保留它，或先把这些记录办到其他状态。
own-text-several-units = 未修改：本系统由多家单位共用，表单须由管理员在服务器上修改。

# gridbot doctor
own-text-doctor = 聊天中导入的表单、台账等 { $count } 个
own-text-doctor-over = 聊天中导入的优先，文件夹中的同名文件未使用：{ $names }。要用文件夹中的，请在聊天中撤销修改。
own-text-doctor-left-out = 聊天中导入的以下版本已无法读取，改用之前的版本：{ $names }。请修改后重新导入。
