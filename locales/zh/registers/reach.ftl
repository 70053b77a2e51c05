# 谁已谈、谁未谈：按网格的覆盖情况（[[coverage]]）。
reach-open = { $done }/{ $missing }
reach-head = <b>{ $register } · { $label }</b>{ $year ->
        [none] {""}
       *[other] 　{ $year }年
    }
reach-head-since = <b>{ $register } · { $label }</b>　{ $day }起
reach-to-campaigns = 返回专项整治
reach-line = { $grid }：{ $done } { $reached }/{ $wanted } · { $missing } { $left }
reach-own = 其中本级 { $reached }/{ $wanted }
reach-nobody = 此范围内没有应列入的人员。
reach-names = { $word } { $count }
reach-grid = { $grid } { $reached }/{ $wanted }
reach-year = { $year }年
reach-print = 名单
reach-printed = 名单已生成，共 { $count } 人。
reach-person = { $n }. { $name }（{ $post }）
    　{ $grid }
reach-begin = { $n } { $name }
reach-how = 点姓名即可为其登记。
reach-none = 目前没有{ $word }的人员。
reach-sheet-title = { $grid }{ $register }（{ $label }）{ $missing }人员名单{ $year ->
        [none] {""}
       *[other] （{ $year }年）
    }
reach-sheet-line = 共 { $count } 人　　　　　　{ $filled-on }
reach-sheet-n = 序号
reach-sheet-grid = 科室（单位）
reach-sheet-name = 姓名
reach-sheet-post = 职务
reach-sheet-note = 备注
registers-draft-first = 您还有一份未提交的草稿{ $title ->
        [none] {""}
       *[other] “{ $title }”
    }。请先在台账中点“新增”填完，或删除草稿，再为此人登记。
