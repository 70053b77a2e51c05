# gridbot registers preview：用文字说明一种台账。
registers-help-preview = 预览台账：项目、状态、由谁办理、期限
registers-help-register = 台账的 id，或一个 .toml 文件
registers-help-mermaid = 只输出状态图（Mermaid）
registers-help-html = 写成一个网页文件，不覆盖已有文件
registers-help-language = 用哪种语言
register-preview-no-register = 没有台账 { $register }。现有：{ $known }。
register-preview-language = 没有语言 { $named }。现有：{ $known }。
register-preview-title = 预览：{ $title }（{ $register }，第 { $version } 版）
register-preview-opened = 可登记：{ $who }
register-preview-number = 编号：{ $number }，到“{ $state }”时给出
register-preview-fields = ── 项目 ──
register-preview-field = { $label }：{ $question }{ $required ->
    [0] {""}
   *[1] （必填）
}
register-preview-on-the-way = 以下在办理中填写：
register-preview-states = ── 状态和办理 ──
register-preview-state = { $state }{ $end ->
    [0] {""}
   *[1] （终点）
}{ $public ->
    [0] {""}
   *[1] （本单位人员均可查看）
}
register-preview-move = { $move } → { $to }：{ $by }
register-preview-when = 仅限 { $when }
register-preview-reviewed = 仅限有审核人的事项
register-preview-unreviewed = 仅限不需审核的事项
register-preview-others = 不能办理自己的事项
register-preview-asks = 填写 { $fields }
register-preview-asks-of = { $who }另填 { $fields }
register-preview-reason = 须说明理由
register-preview-confidential = 仅医院监察室可见何人办理
register-preview-tells = 告知 { $who }
register-preview-chains = ── 审批 ──
register-preview-chain = { $when }：{ $review }审核，{ $approve }审定
register-preview-chain-once = { $when }：{ $approve }审定
register-preview-otherwise = 其余
register-preview-is = { $field }为{ $value }
register-preview-rank = 职级为{ $rank }
register-preview-clocks = ── 期限 ──
register-preview-due = { $states }：到“{ $field }”那天为止
register-preview-days = { $states }：{ $days } 天内
register-preview-working-days = 按工作日计算
register-preview-nudge-before = 提前 { $days } 天提醒
register-preview-nudge-after = 逾期 { $days } 天催办
register-preview-escalate = 每次催办同时告知上一级网格
register-preview-letter-before = 提前 { $days } 天发{ $colour }函给 { $who }
register-preview-letter-after = 逾期 { $days } 天发{ $colour }函给 { $who }
register-colour-green = 绿
register-colour-yellow = 黄
register-colour-red = 红
register-preview-parts = ── 下级台账 ──
register-preview-part = { $register }{ $closes ->
    [0] {""}
   *[1] （全部办结后本件才能办结）
}
register-preview-lists = ── 清单和数据 ──
register-preview-list = { $title }（{ $file }，{ $columns } 列）
register-preview-seen = ── 谁能查看 ──
register-preview-entries = 逐件：{ $who }
register-preview-counts = 只看数字：{ $who }
register-preview-sample-unit = 本院

register-who-everyone = 本单位人员
register-who-opener = 登记人
register-who-owner = 本人或责任人
register-who-addressee = 收件人
register-who-head = 科室负责人
register-who-leader = 分管领导
register-who-branch = 支部监察员
register-who-president = 院长
register-who-committee = 医院党委
register-who-level-one = 医院监察室和特邀监察专员
register-who-reviewer = 审核人
register-who-approver = 审定人
register-preview-unique = ── 不可重复 ──
register-preview-unique-line = { $states }的记录中，{ $fields }不得都相同
register-preview-unique-when = { $when }：{ $states }的记录中，{ $fields }不得都相同
register-preview-of-unit = { $fields }：可选全院人员，其余人员项目只能选本网格及下级
register-preview-past = 不经医院监察室，直接报驻市卫生健康委纪检监察组：以下“医院监察室和特邀监察专员”均指该组。
register-preview-directly = 可不经医院监察室：{ $register }
register-preview-flow-chart = 流程图按“{ $field }”绘制，一行一步
register-preview-sheet = { $title }（一件一份，docx）
register-preview-coverage = ── 覆盖 ──
register-preview-reach = { $label }：{ $whom }，状态为{ $states }的记录中的{ $person }为“{ $done }”，其余为“{ $missing }”
register-preview-reach-when = 仅限 { $when }
register-preview-reach-year = 按“{ $field }”的年度
register-preview-reach-seen = 可查看：{ $who }
register-preview-everybody = 全体人员
register-preview-once = 本网格及下级人员各办一次，状态不变
register-preview-on-day = 仅限“{ $field }”当天
register-preview-reach-move = { $label }：每件逐人统计，办理了“{ $move }”的为“{ $done }”，其余为“{ $missing }”，登记人和医院监察室可查看
